// `run --by`: cells of time, parties and pairs. In half of the drills all cases share their luck.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "analysis/estimates/by_cell.hpp"
#include "analysis/estimates/pairs.hpp"
#include "analysis/write/cells.hpp"
#include "analysis/write/pairs.hpp"
#include "tests/audit/audit.hpp"
#include "tests/audit/laws.hpp"
#include "tests/audit/printed.hpp"
#include "tests/support/coverage.hpp"

namespace hotline::audit {
namespace {

constexpr std::size_t kCells = 6;
constexpr std::size_t kParties = 4;
constexpr Ticks kContact = 3600 * kSecond;

/// Probabilities of contact that grow evenly from the first cell or case to the last.
struct Cells {
    double first;
    double last;
    std::uint64_t drills;

    double chance(std::size_t index, std::size_t count) const {
        return first + (last - first) * static_cast<double>(index) / static_cast<double>(count - 1);
    }
    std::string text() const { return fmt::format("p = {} to {}, {} drills", first, last, drills); }
};

std::vector<Cells> families_of_cells() {
    std::vector<Cells> all;
    for (const std::uint64_t drills : {6U, 60U}) {
        for (const auto& [first, last] :
             {std::pair(0.0, 0.0), {0.5, 0.5}, {0.9, 0.9}, {1.0, 1.0}, {0.01, 0.99}, {0.4, 0.6}})
            all.push_back({first, last, drills});
    }
    return all;
}

/// Whether the truly worst is not among the candidates, or the interval misses how bad it is.
bool misses_worst(const Json& worst, const char* key, const std::vector<std::pair<std::string, double>>& truths) {
    const double least = std::min_element(truths.begin(), truths.end(), [](const auto& a, const auto& b) {
                             return a.second < b.second;
                         })->second;
    if (!holds(interval_of(worst["reach_of_worst"]), least)) return true;
    return std::none_of(truths.begin(), truths.end(), [&](const auto& truth) {
        const auto& others = worst["cannot_be_told_from"];
        return truth.second <= least + 1e-12 &&
               (worst[key] == truth.first || std::find(others.begin(), others.end(), truth.first) != others.end());
    });
}

/// The chance of contact without a set of two causes. Without the first, the earlier cells lack less. Without the
/// second, all drills make contact more rarely, and more so if the first is taken away, too.
double chance_without(double chance, std::size_t index, std::size_t set) {
    if ((set & 1) != 0)
        chance += (1 - chance) * static_cast<double>(kCells - 1 - index) / static_cast<double>(kCells);
    if ((set & 2) != 0) chance *= (set & 1) != 0 ? 0.5 : 0.9;
    return chance;
}

/// Whether an interval that tells why the worst cell is worse than the others misses the truth. `truths`: the chances
/// of the cells without each set of causes.
bool misses_why(const Json& told, const std::vector<double>& weights, std::size_t worst,
                const std::array<std::array<double, kCells>, 4>& truths) {
    std::array<double, 4> differences{};
    for (std::size_t set = 0; set < 4; ++set) {
        double others = 0;
        double weight = 0;
        for (std::size_t index = 0; index < kCells; ++index) {
            if (index == worst) continue;
            others += weights[index] * truths[set][index];
            weight += weights[index];
        }
        differences[set] = others / weight - truths[set][worst];
    }
    const auto& [all, without_first, without_second, rest] = differences;
    const std::array<double, 2> made{(all - without_first + without_second - rest) / 2,
                                     (all - without_second + without_first - rest) / 2};
    return !holds(interval_of(told["interval"]), all) || !holds(interval_of(told["rest"]["interval"]), rest) ||
           !holds(interval_of(told["causes"][0]["interval"]), made[0]) ||
           !holds(interval_of(told["causes"][1]["interval"]), made[1]);
}

/// Six months, each with every kind of time. Nights are a fifth worse. Holidays take hardly any time.
void play_months(const Scenario& scenario, const Cells& cells, std::mt19937_64& random, Table& table) {
    constexpr std::array<double, kKindsOfTime> kShares{0.3, 0.45, 0.24, 0.01};
    constexpr std::array<double, kKindsOfTime> kFactors{1, 0.8, 1, 1};
    CellsOfTime laid;
    std::array<double, kCells> of_cells{};
    std::array<double, kKindsOfTime> of_kinds{};
    std::array<std::array<double, kCells>, 4> without{};  // by set of causes
    double overall = 0;
    for (std::size_t index = 0; index < kCells; ++index) {
        CellsOfTime::Cell cell;
        cell.cell = static_cast<Index>(index);
        cell.weight = static_cast<double>(1 + index) / 21;
        for (std::size_t kind = 0; kind < kKindsOfTime; ++kind) {
            cell.kinds[kind] = cell.weight * kShares[kind];
            const double truth = cells.chance(index, kCells) * kFactors[kind];
            of_cells[index] += kShares[kind] * truth;
            of_kinds[kind] += cell.weight * truth;  // a cell's part of a kind is in proportion to its weight
            for (std::size_t set = 0; set < without.size(); ++set)
                without[set][index] += kShares[kind] * chance_without(truth, index, set);
        }
        overall += cell.weight * of_cells[index];
        laid.cells.push_back(cell);
    }
    std::vector<Ticks> contact;
    std::vector<ReachedWithout> reached(1, ReachedWithout(without.size()));
    for (std::uint64_t drill = 0; drill < cells.drills; ++drill) {
        const CellsOfTime::Cell& cell = laid.cells[drill % kCells];
        double left = open_uniform(random) * cell.weight;
        std::size_t kind = 0;
        for (; kind + 1 < kKindsOfTime && left >= cell.kinds[kind]; ++kind) left -= cell.kinds[kind];
        laid.kinds.push_back(static_cast<KindOfTime>(kind));
        const double chance = cells.chance(drill % kCells, kCells) * kFactors[kind];
        const double luck = open_uniform(random);
        contact.push_back(luck < chance ? kContact : kNever);
        for (std::size_t set = 0; set < without.size(); ++set)
            reached[0][set].push_back(luck < chance_without(chance, drill % kCells, set));
    }
    const std::string name = cells.text();
    CellsRun run = summarise_by_time(scenario, By::month, kContact, 1, {outcomes_of(scenario, 0, contact)},
                                     [&](Index) -> const CellsOfTime& { return laid; });
    run.causes = {CalendarCause::leave, CalendarCause::ages};
    add_causes(run, reached);
    const Json told = json_of(run)["cases"][0];
    table.interval("run --by time: overall", name, interval_of(told["overall"]["interval"]), overall);
    bool together = false;
    std::vector<std::pair<std::string, double>> truths;
    for (std::size_t index = 0; index < kCells; ++index) {
        const Json& cell = told["cells"][index];
        truths.emplace_back(cell["cell"], of_cells[index]);
        table.interval("run --by time: a cell", name, interval_of(cell["interval"]), of_cells[index]);
        together |= !holds(interval_of(cell["interval_together"]), of_cells[index]);
        table.interval(
            "run --by time: half by, of a cell", name,
            ends(cell["median"]["low"].is_null() ? Json(seconds_of(kContact)) : cell["median"]["low"],
                 cell["median"]["high"]),
            of_cells[index] >= 0.5 - 1e-12 ? seconds_of(kContact) : std::numeric_limits<double>::infinity());
    }
    table.event("run --by time: all cells together", name, together);
    std::vector<double> weights;
    for (const CellsOfTime::Cell& cell : laid.cells) weights.push_back(cell.weight);
    table.event(
        "run --by month: why the worst month is worse, all together", name,
        told.contains("why_worst") && misses_why(told["why_worst"], weights, run.cases[0].worst.index, without));
    table.event("run --by time: the worst cell is among those named", name,
                misses_worst(told["worst"], "cell", truths));
    if (!told.contains("kinds")) return;
    together = false;
    std::vector<std::pair<std::string, double>> kinds;
    for (const Json& kind : told["kinds"]) {
        for (std::size_t index = 0; index < kKindsOfTime; ++index) {
            if (kind["kind"] != name_of(static_cast<KindOfTime>(index))) continue;
            kinds.emplace_back(kind["kind"], of_kinds[index]);
            together |= !holds(interval_of(kind["interval_together"]), of_kinds[index]);
        }
    }
    table.event("run --by time: all kinds together", name, together);
    // All kinds of time, including those that no drill met.
    kinds.clear();
    for (std::size_t index = 0; index < kKindsOfTime; ++index)
        kinds.emplace_back(name_of(static_cast<KindOfTime>(index)), of_kinds[index]);
    table.event("run --by time: the worst kind is among those named", name,
                misses_worst(told["worst_kind"], "kind", kinds));
}

Scenario scenario_of_pairs() {
    Scenario scenario = audited_scenario(1);
    scenario.parties.resize(kParties);
    for (std::size_t party = 0; party < kParties; ++party)
        scenario.parties[party].id = scenario.parties[party].name = std::string(1, static_cast<char>('a' + party));
    const Case one = scenario.cases[0];
    scenario.cases.clear();
    for (Index caller = 0; caller < kParties; ++caller) {
        for (Index callee = 0; callee < kParties; ++callee) {
            if (caller == callee) continue;
            Case played = one;
            played.caller = caller;
            played.callee = callee;
            scenario.cases.push_back(played);
        }
    }
    return scenario;
}

void play_parties(const Scenario& scenario, const Cells& cells, std::mt19937_64& random, Table& table) {
    const std::size_t count = scenario.cases.size();
    std::vector<Outcomes> outcomes;
    for (std::size_t index = 0; index < count; ++index) {
        outcomes.emplace_back(scenario, static_cast<Index>(index), Index{0});
        outcomes.back().resize(cells.drills);
    }
    for (std::uint64_t drill = 0; drill < cells.drills; ++drill) {
        const double common = open_uniform(random);
        const bool is_common = open_uniform(random) < 0.5;
        for (std::size_t index = 0; index < count; ++index) {
            Outcome outcome;
            const double luck = is_common ? common : open_uniform(random);
            if (luck < cells.chance(index, count)) {
                outcome.first_answer = outcome.contact = kContact;
                outcome.made_by = 0;
            }
            outcomes[index].set(drill, outcome);
        }
    }
    std::array<double, kParties> calls{};
    std::array<double, kParties> called{};
    std::array<std::array<double, kParties>, kParties> pairs{};
    double overall = 0;
    for (std::size_t index = 0; index < count; ++index) {
        const double chance = cells.chance(index, count);
        pairs[scenario.cases[index].caller][scenario.cases[index].callee] = chance;
        calls[scenario.cases[index].caller] += chance / (kParties - 1);
        called[scenario.cases[index].callee] += chance / (kParties - 1);
        overall += chance / static_cast<double>(count);
    }
    const std::string name = cells.text();
    const auto outside = [](const Json& interval, double truth) { return !holds(interval_of(interval), truth); };
    const auto party_of = [](const Json& id) { return static_cast<std::size_t>(id.get<std::string>()[0] - 'a'); };

    const Json by_party = json_of(summarise_by_party(scenario, By::caller, kContact, 1, outcomes))["cases"][0];
    table.interval("run --by caller: overall", name, interval_of(by_party["overall"]["interval"]), overall);
    bool together = false;
    std::vector<std::pair<std::string, double>> truths;
    for (const Json& cell : by_party["cells"]) {
        const double truth = calls[party_of(cell["cell"])];
        truths.emplace_back(cell["cell"], truth);
        table.interval("run --by caller: a party", name, interval_of(cell["interval"]), truth);
        together |= outside(cell["interval_together"], truth);
    }
    table.event("run --by caller: all parties together", name, together);
    table.event("run --by caller: the worst party is among those named", name,
                misses_worst(by_party["worst"], "cell", truths));

    const Json told = json_of(summarise_pairs(scenario, 2 * kContact, 1, outcomes))["protocols"][0];
    table.interval("run --by pair: overall", name, interval_of(told["overall"]["interval"]), overall);
    const Json& matrix = told["matrix"];
    for (std::size_t caller = 0; caller < kParties; ++caller) {
        for (std::size_t callee = 0; callee < kParties; ++callee) {
            if (caller == callee) continue;
            table.interval(
                "run --by pair: a pair", name,
                {matrix["low"][caller][callee].get<double>(), matrix["high"][caller][callee].get<double>()},
                pairs[caller][callee]);
        }
    }
    const auto all_of = [&](const char* key, const char* row, const char* interval, const auto& truth) {
        bool missed = false;
        for (const Json& one : told[key]) missed |= outside(one[interval], truth(one));
        table.event(fmt::format("run --by pair: {}", row), name, missed);
    };
    all_of("callers", "all callers together", "interval_together",
           [&](const Json& one) { return calls[party_of(one["party"])]; });
    all_of("callees", "all callees together", "interval_together",
           [&](const Json& one) { return called[party_of(one["party"])]; });
    all_of("waits", "all waits together", "interval_together",
           [&](const Json& one) { return seconds_of(kContact) * (2 - called[party_of(one["callee"])]); });
    all_of("asymmetries", "all differences between directions together", "difference_interval_together",
           [&](const Json& one) {
               const std::size_t caller = party_of(one["caller"]);
               const std::size_t callee = party_of(one["callee"]);
               return pairs[caller][callee] - pairs[callee][caller];
           });
}

}  // namespace

Table of_cells(std::uint64_t experiments) {
    const Scenario one = audited_scenario(1);
    const Scenario many = scenario_of_pairs();
    return audit(families_of_cells(), experiments, [&](const Cells& cells, std::mt19937_64& random, Table& table) {
        play_months(one, cells, random, table);
        play_parties(many, cells, random, table);
    });
}

}  // namespace hotline::audit
