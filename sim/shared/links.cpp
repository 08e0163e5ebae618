#include "sim/shared/links.hpp"

#include <algorithm>
#include <limits>
#include <simgrid/kernel/resource/Action.hpp>
#include <simgrid/kernel/resource/Model.hpp>
#include <simgrid/kernel/routing/NetZoneImpl.hpp>
#include <simgrid/s4u.hpp>
#include <string>
#include <utility>

namespace hotline {
namespace {

namespace s4u = simgrid::s4u;
namespace kernel = simgrid::kernel;

/// Stands for infinity: the engine cannot subtract from infinity.
constexpr double kUnlimited = 1e30;
constexpr double kNeverEnds = 1e300;

/// A zone with two hosts and an arbitrary route between them, so that one zone serves all routes. It is never sealed,
/// so that links can be added. It is not the outermost zone, because that one must be sealed.
class Web final : public kernel::routing::NetZoneImpl {
public:
    explicit Web(const kernel::routing::NetZoneImpl& beside) : NetZoneImpl("carriers") {
        set_network_model(beside.get_network_model());
        set_cpu_pm_model(beside.get_cpu_pm_model());
        set_host_model(beside.get_host_model());
        from_ = create_host("from", {1e9});
        to_ = create_host("to", {1e9});
        from_->seal();
        to_->seal();
    }

    void add_link() {
        links_.push_back(create_link(std::to_string(links_.size()), {kUnlimited}));
        links_.back()->set_latency(0)->seal();
    }
    s4u::Link& link(Index index) { return *links_[index]; }

    s4u::CommPtr send(const std::vector<Index>& over) {
        route_.clear();
        for (const Index index : over) route_.push_back(links_[index]->get_impl());
        s4u::CommPtr message = s4u::Comm::sendto_init(from_, to_);
        message->set_payload_size(1)->start();
        return message;
    }

private:
    void get_local_route(const kernel::routing::NetPoint*, const kernel::routing::NetPoint*,
                         kernel::routing::Route* into, double*) override {
        into->link_list_ = route_;
    }

    s4u::Host* from_;
    s4u::Host* to_;
    std::vector<s4u::Link*> links_;
    std::vector<kernel::resource::StandardLinkImpl*> route_;
};

Web& web() {
    static Web* const all = new Web(*s4u::Engine::get_instance()->get_netzone_root()->get_impl());
    return *all;
}

kernel::resource::Model& model() {
    static kernel::resource::Model* const network = [] {
        const auto& models = s4u::Engine::get_instance()->get_all_models();
        return *std::find_if(models.begin(), models.end(),
                             [](const kernel::resource::Model* any) { return any->get_name() == "Network_CM02"; });
    }();
    return *network;
}

/// Cancelled messages. The engine processes a cancellation when the running code has returned, and needs the message
/// until then.
struct Cancelled {
    double at = 0;
    std::vector<s4u::CommPtr> messages;
};
Cancelled& cancelled() {
    static Cancelled all;
    if (all.at < s4u::Engine::get_clock()) all.messages.clear();
    all.at = s4u::Engine::get_clock();
    return all;
}

}  // namespace

Links& Links::instance() {
    static Links links;
    return links;
}

Links::Links() = default;

void Links::require(Index link) {
    for (; bandwidths_.size() <= link; bandwidths_.push_back(kUnlimited)) web().add_link();
}

void Links::set_bandwidth(Index link, double bandwidth) {
    require(link);
    const double wanted = std::min(bandwidth, kUnlimited);
    if (std::exchange(bandwidths_[link], wanted) != wanted) web().link(link).set_bandwidth(wanted);
}

Links::Flow Links::begin(const std::vector<Index>& over, std::uint32_t flows, double most) {
    const s4u::CommPtr message = web().send(over);
    kernel::resource::Action& action = model().get_started_action_set()->back();
    action.set_remains(kNeverEnds);
    // By default, the engine would bound the flow by the current bandwidths of its links. Parallel flows are modelled
    // as one flow of their total weight.
    action.set_bound(most < kUnlimited ? most * flows : -1);
    action.set_sharing_penalty(1.0 / flows);
    intrusive_ptr_add_ref(message.get());
    return {message.get(), &action};
}

void Links::end(Flow& flow) {
    if (!flow.message) return;
    flow.action->suspend();  // a cancelled flow keeps its share until the running code has returned
    flow.message->cancel();
    cancelled().messages.emplace_back(flow.message, false);
    flow = {};
}

void Links::share() {
    model().next_occurring_event(s4u::Engine::get_clock());
    // Otherwise the engine would wait for them to end.
    for (kernel::resource::Action& action : *model().get_started_action_set()) {
        model().get_action_heap().remove(&action);
    }
}

double Links::rate(const Flow& flow) const {
    return flow.action->get_rate();
}

}  // namespace hotline
