#include "sim/runs/todays_drills.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/draws/facts.hpp"
#include "sim/runs/drill_player.hpp"

namespace hotline {
namespace {

/// The rows among those of a change that are right in one of the scenarios and stale in the other, in one drill.
class AgedRows {
public:
    AgedRows(const Prepared& today, const Prepared& changed, std::uint64_t seed, const Touched& touched)
        : before_(today.scenario, today.timetable, seed),
          after_(changed.scenario, changed.timetable, seed),
          things_(today.scenario),
          touched_(touched) {}

    void begin(std::uint64_t replication) {
        replication_ = replication;
        drawn_ = false;
    }
    /// Whether a drill of this replication has used one.
    bool any(const Consulted& consulted) {
        if (!consulted.meets(touched_.of_aged)) return false;
        if (!drawn_) draw();
        return consulted.meets(differ_);
    }

private:
    void draw() {
        before_.begin(replication_);
        after_.begin(replication_);
        drawn_ = true;
        differ_.clear();
        for (const Index row : touched_.aged) {
            if (before_.valid(row) != after_.valid(row)) differ_.add(things_.row(row));
        }
    }

    Facts before_;
    Facts after_;
    const Things things_;
    const Touched& touched_;
    std::uint64_t replication_ = 0;
    bool drawn_ = false;
    Consulted differ_;
};

}  // namespace

TodaysDrills::TodaysDrills(const Scenario& scenario, const RunPlan& plan) : scenario_(scenario) {
    RunPlan noting = plan;
    if (!plan.one_world_a_process && !plan.peers && !plan.precision && !plan.starts && !plan.even_starts &&
        !scenario.interaction) {
        prepared_ = std::make_shared<const Prepared>(scenario);
        std::size_t places = 0;
        for (const Case& played : scenario.cases) places += played.protocols.size();
        consulted_.assign(places, std::vector<Consulted>(plan.replications));
        noting.consulted = &consulted_;
    }
    outcomes_ = run(scenario, noting);
}

std::optional<std::vector<Outcomes>> TodaysDrills::with(const Scenario& changed, const RunPlan& plan) const {
    const auto touched = noted() ? touched_by(scenario_, changed) : std::nullopt;
    if (!touched) {
        played_ += plan.replications * outcomes_->size();
        return run(changed, plan);
    }
    auto outcomes = outcomes_;
    if (!play_again(changed, *touched, plan, *outcomes)) return {};
    return outcomes;
}

bool TodaysDrills::play_again(const Scenario& changed, const Touched& touched, const RunPlan& plan,
                              std::vector<Outcomes>& outcomes) const {
    const auto prepared = std::make_shared<const Prepared>(changed);
    DrillPlayer player(prepared, plan.seed, plan.make_world);
    AgedRows aged(*prepared_, *prepared, plan.seed, touched);
    std::uint64_t played = 0;
    for (std::uint64_t drill = 0; drill < plan.replications; ++drill) {
        if (plan.interrupted && plan.interrupted->load(std::memory_order_relaxed)) return false;
        const std::uint64_t replication = plan.first + drill;
        aged.begin(replication);
        bool begun = false;
        for (std::size_t place = 0; place < outcomes.size(); ++place) {
            const Consulted& consulted = consulted_[place][drill];
            if (!consulted.meets(touched.things) && !aged.any(consulted)) continue;
            if (!begun) player.begin(replication);
            begun = true;
            player.play(outcomes[place].case_index, outcomes[place].protocol);
            outcomes[place].set(drill, outcome_of(player.drill(), player.ending()));
            ++played;
        }
    }
    played_ += played;
    return true;
}

}  // namespace hotline
