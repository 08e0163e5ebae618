#include "sim/runs/cut_sets.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "sim/draws/validity.hpp"
#include "sim/escalation/simulation_error.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/runs/drill_threads.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kDrillsOfChunk = 64;
/// The probability of the top event is a mean over so many starts at most.
constexpr std::uint64_t kMostStarts = 1000;

/// The probability that a law gives at most so many seconds.
double probability_up_to(const Law& law, double seconds) {
    if (law.most() <= seconds) return 1;
    if (law.least() > seconds) return 0;
    double low = 0;
    double high = 1;
    for (int halvings = 0; halvings < 60; ++halvings) {
        const double middle = (low + high) / 2;
        (law.seconds(middle) <= seconds ? low : high) = middle;
    }
    return (low + high) / 2;
}

double failure_of_entry(const Scenario& scenario, const Timetable& timetable, const FalliblePiece& piece,
                        Instant start) {
    const Protocol& protocol = scenario.protocols[piece.protocol];
    const Duty& duty = timetable.duty(piece.index, start + scenario.cases.front().after);
    double works = freshness_of_address(scenario, piece.index).valid_probability(start) * duty.answer;
    works *= probability_up_to(duty.latency, seconds_of(piece.patience));
    works *= 1 - duty.declined;
    if (protocol.verify) works *= 1 - protocol.verify->failure;
    if (protocol.interpreter && !share_a_language(scenario, piece.towards, piece.index))
        works *= 1 - protocol.interpreter->failure;
    return 1 - works;
}

double failure_of_fallible(const Scenario& scenario, const Fallible& fallible, Index Outage::*of, Index index) {
    double up = fallible.availability;
    for (const Outage& outage : scenario.outages) {
        if (outage.*of != index || outage.from > Ticks{0}) continue;
        up *= probability_up_to(outage.lasts, -seconds_of(outage.from));
    }
    return 1 - up;
}

/// The pieces that have failed in a drill.
class FailedPieces {
public:
    explicit FailedPieces(const std::vector<FalliblePiece>& pieces) : pieces_(pieces), failed_(pieces.size()) {}

    const std::vector<bool>& look_at(DrillPlayer& player) {
        Drill& drill = player.drill();
        const Ending& ending = player.ending();
        const Scenario& scenario = drill.scenario;
        const Ticks after = drill.played().after;
        tried_.assign(scenario.rows.size(), false);
        answered_.assign(scenario.rows.size(), false);
        std::fill(failed_.begin(), failed_.end(), false);
        for (std::size_t index = 0; index < drill.attempts.size(); ++index) {
            const Attempt& made = drill.attempts[index];
            if (!ending.happened(index)) continue;
            tried_[made.row] = true;
            if (ending.answered(index) && goes_on(made.by_answer)) answered_[made.row] = true;
            const Row& row = scenario.rows[made.row];
            for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
                if (failed_[piece]) continue;
                const FalliblePiece& of = pieces_[piece];
                if (of.kind == FalliblePiece::Kind::carrier) {
                    const auto& carriers = scenario.channels[row.channel].carriers;
                    failed_[piece] = std::find(carriers.begin(), carriers.end(), of.index) != carriers.end() &&
                                     drill.facts.carrier_down(of.index, after + made.begins);
                } else if (of.kind == FalliblePiece::Kind::site) {
                    failed_[piece] = scenario.officials[row.official].site == of.index &&
                                     drill.facts.site_down(of.index, after + made.begins, after + made.begins);
                }
            }
        }
        for (std::size_t piece = 0; piece < pieces_.size(); ++piece) {
            const FalliblePiece& of = pieces_[piece];
            switch (of.kind) {
                case FalliblePiece::Kind::entry:
                    failed_[piece] = tried_[of.index] && !answered_[of.index];
                    break;
                case FalliblePiece::Kind::person:
                    failed_[piece] = is_away(drill, of.index);
                    break;
                case FalliblePiece::Kind::party:
                    failed_[piece] = !drill.facts.willing(of.index, of.towards);
                    break;
                case FalliblePiece::Kind::carrier:
                    break;
                case FalliblePiece::Kind::site:
                    // Whoever searches there cannot call.
                    if (!failed_[piece] && scenario.parties[drill.played().caller].site == of.index)
                        failed_[piece] = drill.facts.site_down(of.index, after, after).has_value();
                    break;
            }
        }
        return failed_;
    }

private:
    static bool goes_on(Result result) { return result == Result::contact || result == Result::handed_over; }

    static bool is_away(Drill& drill, Index official) {
        if (!drill.facts.holder_valid(official)) return true;
        const auto& rows = drill.scenario.officials[official].rows;
        return std::none_of(rows.begin(), rows.end(), [&](Index row) {
            return drill.facts.present(official, drill.scenario.responses[drill.scenario.rows[row].response],
                                       drill.played().after);
        });
    }

    const std::vector<FalliblePiece>& pieces_;
    std::vector<bool> failed_;
    std::vector<bool> tried_;  // by row
    std::vector<bool> answered_;
};

/// Notes which cut sets the drills show that miss the deadline.
class CutSetWorker {
public:
    CutSetWorker(const std::shared_ptr<const Prepared>& prepared, const RunPlan& plan, CutSets& sets,
                 std::mutex& mutex)
        : scenario_(prepared->scenario),
          player_(prepared, plan.seed, plan.make_world),
          failed_(sets.ways.pieces),
          sets_(sets),
          mutex_(mutex) {}

    void play(std::uint64_t replication) {
        player_.begin(replication);
        player_.play(0, scenario_.cases.front().protocols.front());
        if (!in_time(player_.ending().contact(), sets_.within)) note(failed_.look_at(player_), replication);
    }
    void finish() {}

private:
    void note(const std::vector<bool>& failed, std::uint64_t drill) {
        const std::lock_guard lock(mutex_);
        ++sets_.missed;
        bool shown = false;
        for (CutSet& set : sets_.sets) {
            if (!std::all_of(set.parts.begin(), set.parts.end(), [&](std::uint32_t part) { return failed[part]; }))
                continue;
            shown = true;
            ++set.seen;
            set.drills.push_back(drill);
        }
        sets_.unexplained += shown ? 0 : 1;
    }

    const Scenario& scenario_;
    DrillPlayer player_;
    FailedPieces failed_;
    CutSets& sets_;
    std::mutex& mutex_;
};

/// False if interrupted.
bool play_drills(const std::shared_ptr<const Prepared>& prepared, const RunPlan& plan, CutSets& sets) {
    std::mutex mutex;
    const DrillRange drills{0, plan.replications};
    // A world that takes a whole process is made in this thread.
    const bool all = play_on_threads(
        {drills, kDrillsOfChunk, plan.one_world_a_process ? 1 : plan.jobs, plan.interrupted},
        [&](std::uint64_t done) { plan.progress(static_cast<double>(done) / static_cast<double>(drills.count())); },
        [&] { return CutSetWorker(prepared, plan, sets, mutex); });
    for (CutSet& set : sets.sets) {
        std::sort(set.drills.begin(), set.drills.end());
        set.drills.resize(std::min(set.drills.size(), kNamedDrills));
    }
    return all;
}

[[noreturn]] void too_many(const char* what) {
    throw SimulationError(SimulationError::Cause::scenario, std::string("the case has too many ") + what +
                                                                " for cut sets; choose a shorter protocol with -p");
}

/// The probabilities at the starts of drills.
void weigh(const Prepared& prepared, const RunPlan& plan, CutSets& sets) {
    const auto tree = FaultTree::of(sets.ways.sets, sets.ways.pieces.size(), kMostNodes);
    if (!tree) too_many("ways to contact");
    ImportanceSum sum(*tree);
    const Scenario& scenario = prepared.scenario;
    const bool one = scenario.start_first == scenario.start_last;
    const std::uint64_t starts = one ? 1 : std::min(plan.replications, kMostStarts);
    std::vector<double> fails(sets.ways.pieces.size());
    for (std::uint64_t start = 0; start < starts; ++start) {
        const Instant at = start_in_window(scenario, Luck(plan.seed, start));
        std::transform(
            sets.ways.pieces.begin(), sets.ways.pieces.end(), fails.begin(),
            [&](const FalliblePiece& piece) { return failure_of(scenario, prepared.timetable, piece, at); });
        sum.add(fails);
        for (CutSet& set : sets.sets) {
            double all = 1;
            for (const std::uint32_t part : set.parts) all *= fails[part];
            set.probability += all / static_cast<double>(starts);
        }
    }
    sets.importances = sum.mean();
}

}  // namespace

double failure_of(const Scenario& scenario, const Timetable& timetable, const FalliblePiece& piece, Instant start) {
    switch (piece.kind) {
        case FalliblePiece::Kind::entry:
            return failure_of_entry(scenario, timetable, piece, start);
        case FalliblePiece::Kind::person: {
            double present = 0;
            for (const Index row : scenario.officials[piece.index].rows)
                present = std::max(present, scenario.responses[scenario.rows[row].response].present);
            return 1 - present * freshness_of_holder(scenario, piece.index).valid_probability(start);
        }
        case FalliblePiece::Kind::carrier:
            return failure_of_fallible(scenario, scenario.carriers[piece.index], &Outage::carrier, piece.index);
        case FalliblePiece::Kind::site:
            return failure_of_fallible(scenario, scenario.sites[piece.index], &Outage::site, piece.index);
        case FalliblePiece::Kind::party:
            break;
    }
    const auto found = std::find_if(scenario.stances.begin(), scenario.stances.end(), [&](const Stance& of) {
        return of.party == piece.index && of.towards == piece.towards;
    });
    return found == scenario.stances.end() ? 0 : 1 - found->willing;
}

std::optional<CutSets> find_cut_sets(const Scenario& scenario, Ticks within, const RunPlan& plan) {
    const auto prepared = std::make_shared<const Prepared>(scenario);
    auto ways = ways_to_contact(scenario, 0, within, kMostWays);
    if (!ways) too_many("ways to contact");
    CutSets sets{scenario, plan.seed, plan.replications, within, std::move(*ways), {}, {}, 0, {}, 0, false};
    sets.ways.sets = minimal(std::move(sets.ways.sets));
    const auto cuts = minimal_cut_sets(sets.ways.sets, kMostCutSets);
    if (!cuts) too_many("cut sets");
    for (const Parts& parts : *cuts) sets.sets.push_back({parts, 0, 0, {}, {}});
    weigh(*prepared, plan, sets);
    if (!play_drills(prepared, plan, sets)) return {};
    const double confidence = confidence_of_each(std::max<std::size_t>(sets.sets.size(), 1));
    ClopperPearsons intervals;
    for (CutSet& set : sets.sets) set.interval = intervals.of(set.seen, plan.replications, confidence);
    sets.missed_interval = clopper_pearson(sets.missed, plan.replications);
    std::stable_sort(sets.sets.begin(), sets.sets.end(),
                     [](const CutSet& a, const CutSet& b) { return a.probability > b.probability; });
    return sets;
}

}  // namespace hotline
