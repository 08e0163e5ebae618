// The rates at which flows share links, queried from the engine before any flow ends: sim/shared/links relies on
// these.

#include <gtest/gtest.h>

#include <algorithm>
#include <simgrid/kernel/resource/Action.hpp>
#include <simgrid/kernel/resource/Model.hpp>

#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

using simgrid::kernel::resource::Action;
using simgrid::kernel::resource::Model;

const Options kMaxMin{"--cfg=network/model:CM02", "--cfg=network/crosstraffic:0", "--cfg=network/TCP-gamma:0"};

/// Two hosts, and two routes between them that share a line: one way over the near line, the other way over the far
/// one.
struct Lines {
    s4u::Host* here;
    s4u::Host* there;
    s4u::Link* shared;
    Model* model;

    Lines(Stage& stage, double near_latency, double far_latency) {
        s4u::NetZone& zone = stage.zone();
        here = zone.create_host("here", 1e9);
        there = zone.create_host("there", 1e9);
        shared = zone.create_link("shared", 1000);
        shared->set_latency(0)->seal();
        const auto* near = zone.create_link("near", 5000)->set_latency(near_latency)->seal();
        const auto* far = zone.create_link("far", 5000)->set_latency(far_latency)->seal();
        zone.add_route(here->get_netpoint(), there->get_netpoint(), nullptr, nullptr,
                       {s4u::LinkInRoute(shared), s4u::LinkInRoute(near)}, false);
        zone.add_route(there->get_netpoint(), here->get_netpoint(), nullptr, nullptr,
                       {s4u::LinkInRoute(shared), s4u::LinkInRoute(far)}, false);
        const auto models = stage.engine().get_all_models();
        model = *std::find_if(models.begin(), models.end(),
                              [](const Model* any) { return any->get_name() == "Network_CM02"; });
    }

    struct Flow {
        s4u::CommPtr message;
        Action* action;
    };
    Flow begin(bool near) {
        s4u::CommPtr message = near ? s4u::Comm::sendto_init(here, there) : s4u::Comm::sendto_init(there, here);
        message->set_payload_size(1)->start();
        Action* const action = &model->get_started_action_set()->back();
        action->set_remains(1e300);
        return {message, action};
    }
    void share() {
        model->next_occurring_event(s4u::Engine::get_clock());
        for (Action& action : *model->get_started_action_set()) model->get_action_heap().remove(&action);
    }
};

void say_rates(Stage& stage, const std::vector<Lines::Flow>& flows) {
    for (const Lines::Flow& flow : flows) {
        char rate[32];
        std::snprintf(rate, sizeof rate, "%g", flow.action->get_rate());
        stage.say(rate);
    }
}

/// The rates of two flows, one over the near line and one over the far one, five seconds after they begin.
std::string rates(double near_latency, double far_latency) {
    return told(
        [=](Stage& stage) {
            Lines lines(stage, near_latency, far_latency);
            std::vector<Lines::Flow> flows;
            stage.at(1, [&] { flows = {lines.begin(true), lines.begin(false)}; });
            stage.at(6, [&] {
                say_rates(stage, flows);
                for (const auto& flow : flows) flow.message->cancel();
            });
            stage.run();
        },
        kMaxMin);
}

TEST(Rates, are_halves_only_where_no_link_has_a_latency) {
    EXPECT_EQ(rates(0, 0), "500 500 ");
    EXPECT_EQ(rates(0.01, 0.2), "952.381 47.619 ");
}

/// The reported rates of flows that begin and are queried at the same instant.
template <class Play>
std::string said_at_once(Play play) {
    return told(
        [play](Stage& stage) {
            Lines lines(stage, 0, 0);
            std::vector<Lines::Flow> flows;
            stage.at(1, [&] {
                play(lines, flows, [&] { say_rates(stage, flows); });
                for (const auto& flow : flows) flow.message->cancel();
            });
            stage.run();
        },
        kMaxMin);
}

TEST(Rates, are_known_at_once_where_the_model_is_asked_for_its_next_event) {
    const std::string said = said_at_once([](Lines& lines, auto& flows, const auto& say) {
        flows = {lines.begin(true)};
        say();
        lines.share();
        say();
        flows.push_back(lines.begin(false));
        lines.share();
        say();
    });
    EXPECT_EQ(said, "0 1000 500 500 ");
}

TEST(Rates, stay_below_the_bandwidth_that_the_route_had_at_first_unless_the_bound_is_lifted) {
    const std::string said = said_at_once([](Lines& lines, auto& flows, const auto& say) {
        flows = {lines.begin(true)};
        lines.shared->set_bandwidth(3000);
        lines.share();
        say();
        for (const double bound : {-1.0, 70.0}) {
            flows.front().action->set_bound(bound);
            lines.share();
            say();
        }
    });
    EXPECT_EQ(said, "1000 3000 70 ");
}

TEST(Rates, of_a_flow_with_a_third_of_the_penalty_are_those_of_three) {
    const std::string said = said_at_once([](Lines& lines, auto& flows, const auto& say) {
        flows = {lines.begin(true), lines.begin(false)};
        flows.front().action->set_sharing_penalty(1.0 / 3);
        lines.share();
        say();
    });
    EXPECT_EQ(said, "750 250 ");
}

TEST(Rates, a_cancelled_flow_keeps_its_share_for_a_while_unless_it_is_suspended) {
    for (const bool suspend : {false, true}) {
        const std::string said = told(
            [suspend](Stage& stage) {
                Lines lines(stage, 0, 0);
                std::vector<Lines::Flow> flows;
                stage.at(1, [&] {
                    flows = {lines.begin(true), lines.begin(false)};
                    lines.share();
                });
                stage.at(2, [&] {
                    if (suspend) flows.back().action->suspend();
                    flows.back().message->cancel();
                    lines.share();
                    say_rates(stage, {flows.front()});
                });
                stage.at(3, [&] {
                    lines.share();
                    say_rates(stage, {flows.front()});
                    flows.front().message->cancel();
                });
                stage.run();
            },
            kMaxMin);
        EXPECT_EQ(said, suspend ? "1000 1000 " : "500 1000 ");
    }
}

TEST(Rates, a_flow_that_is_off_the_heap_never_ends_and_hides_no_deadlock) {
    const Performance performance = perform(
        [](Stage& stage) {
            Lines lines(stage, 0, 0);
            std::vector<Lines::Flow> flows;
            stage.at(1, [&] {
                flows = {lines.begin(true)};
                lines.share();
            });
            stage.at(1e9, [&] { say_rates(stage, flows); });
            stage.actor([] { this_actor::suspend(); });
            stage.run();
        },
        kMaxMin);
    EXPECT_EQ(performance.said, "1000 deadlock@1e+09 ");
}

TEST(Rates, a_cap_cannot_be_set_on_a_message_between_hosts) {
    const Performance performance = perform(
        [](Stage& stage) {
            Lines lines(stage, 0, 0);
            stage.at(1, [&] { s4u::Comm::sendto_init(lines.here, lines.there)->set_rate(10); });
            stage.run();
        },
        kMaxMin);
    EXPECT_EQ(performance.said, "Aborted");
}

TEST(Rates, a_cancelled_message_is_needed_until_the_callback_has_returned) {
    for (const bool keep : {true, false}) {
        const Performance performance = perform(
            [keep](Stage& stage) {
                Lines lines(stage, 0, 0);
                std::vector<Lines::Flow> flows;
                stage.at(1, [&] {
                    flows = {lines.begin(true)};
                    lines.share();
                });
                stage.at(2, [&] {
                    flows.front().message->cancel();
                    if (!keep) flows.clear();
                });
                stage.at(3, [&] { stage.say("goes on"); });
                stage.run();
            },
            kMaxMin);
        EXPECT_EQ(performance.said, keep ? "goes on " : "Segmentation fault");
    }
}

}  // namespace
}  // namespace hotline
