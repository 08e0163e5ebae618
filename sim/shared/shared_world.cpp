#include "sim/shared/shared_world.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <tuple>

#include "sim/escalation/exchange.hpp"

namespace hotline {

SharedWorld::SharedWorld(const std::vector<Drill*>& drills)
    : drills_(drills), resources_(resources_of(drills.front()->scenario)), stage_(Engine::instance()) {
    Switchboard* switchboard = nullptr;
    const Drill& first = *drills.front();
    if (first.scenario.interaction) switchboard = &switchboard_.emplace(first.scenario, first.facts, stage_);
    if (Network::needed(first.scenario)) network_.emplace(first.scenario, first.facts, stage_);
    const auto ended = [this] {
        // Conversations, loads and traffic would go on, but the drill ends with this instant.
        if (--under_way_ > 0) return;
        stage_.agenda.add(stage_.now(), {Phase::closes, 0, 0}, [this] {
            switchboard_->close();
            if (network_) network_->close();
            stage_.agenda.clear();
        });
    };
    order_.resize(drills.size());
    std::iota(order_.begin(), order_.end(), Index{0});
    places_.resize(drills.size());
#ifndef NDEBUG
    if (switchboard) {
        stage_.agenda.at_the_end_of_instants([this] {
            std::size_t held = 0;
            for (const auto& of_case : cases_) held += of_case->held();
            switchboard_->audit(held);
        });
    }
#endif
    for (Drill* drill : drills)
        cases_.push_back(std::make_unique<SharedCase>(*drill, stage_, switchboard, network_ ? &*network_ : nullptr,
                                                      switchboard ? ended : std::function<void()>{}));
}

void SharedWorld::play() {
    stage_.begin();
    // The stage's clock begins at the first event: a load may begin before the drill.
    Ticks drill_starts{0};
    if (switchboard_) {
        under_way_ = cases_.size();
        drill_starts = -switchboard_->earliest();
        switchboard_->begin(drill_starts);
        if (network_) network_->begin(drill_starts);
    }
    Ticks last{0};
    const std::vector<Index>& place = places();
    for (std::size_t index = 0; index < cases_.size(); ++index) {
        const Ticks starts = drill_starts + drills_[index]->played().after;
        cases_[index]->begin(starts, place[index]);
        last = std::max(last, starts + drills_[index]->scenario.horizon);
    }
    const bool ended = stage_.run(last + std::chrono::seconds{1});
    for (const auto& of_case : cases_) {
        if (of_case->failure()) std::rethrow_exception(of_case->failure());
    }
    if (!ended) throw deadlock(drills_.front()->facts.luck(), stage_.now() - drill_starts);
    if (network_) return;
    for (Drill* drill : drills_) drill->shared = shared_alone(*drill);
}

const std::vector<Index>& SharedWorld::places() {
    const auto before = [this](Index a, Index b) {
        const auto key = [this](Index index) {
            const Case& played = drills_[index]->played();
            return std::tuple(played.caller, played.callee, played.after, drills_[index]->protocol, index);
        };
        return key(a) < key(b);
    };
    // The order differs between drills only by the protocols played.
    if (!std::is_sorted(order_.begin(), order_.end(), before)) std::sort(order_.begin(), order_.end(), before);
    for (Index place = 0; place < order_.size(); ++place) places_[order_[place]] = place;
    return places_;
}

SimulationError deadlock(const Luck& luck, Ticks at) {
    return {SimulationError::Cause::program, "the engine is in a deadlock", luck.seed(), luck.replication(),
            seconds_of(at)};
}

void SharedWorld::read_usage(std::span<Usage> usage) const {
    for (std::size_t index = 0; index < resources_.size(); ++index) {
        const Resource& resource = resources_[index];
        usage[index] = resource.kind == Resource::Kind::carrier ? network_->usage(resource.index)
                                                                : switchboard_->usage(resource);
    }
}

std::unique_ptr<World> make_shared_world(const std::vector<Drill*>& drills) {
    return std::make_unique<SharedWorld>(drills);
}

}  // namespace hotline
