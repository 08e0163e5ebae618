#include "analysis/estimates/by_cell.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "analysis/drills/in_parts.hpp"

namespace hotline {
namespace {

constexpr double kMedian = 0.5;

/// Caches results that depend on few numbers, are costly, and repeat over many cells.
class Known {
public:
    /// Where medians stand, by the number of drills.
    const QuantilePlace& median(std::uint64_t drills) {
        return medians_.try_emplace(drills, kMedian, drills).first->second;
    }
    ClopperPearsons intervals;

private:
    std::map<std::uint64_t, QuantilePlace> medians_;
};

double share_of(std::uint64_t count, std::uint64_t all) {
    return static_cast<double>(count) / static_cast<double>(all);
}

/// A cell of one case, with independent drills. `rows`: the number of rows in all.
void estimate_from(CellSummary& cell, std::vector<Ticks>& contacts, std::uint64_t drills, Ticks within,
                   std::size_t rows, Known& known) {
    std::sort(contacts.begin(), contacts.end());
    const auto reached =
        static_cast<std::uint64_t>(std::upper_bound(contacts.begin(), contacts.end(), within) - contacts.begin());
    cell.drills = drills;
    cell.reach = share_of(reached, drills);
    cell.interval = known.intervals.of(reached, drills);
    cell.together = known.intervals.of(reached, drills, confidence_of_each(rows));
    cell.median = quantile_at(known.median(drills), contacts);
}

Worst worst_cell(const std::vector<CellSummary>& cells) {
    std::vector<TableRow> rows;
    rows.reserve(cells.size());
    for (const CellSummary& cell : cells) rows.push_back({cell.reach, cell.together});
    return worst_of(rows);
}

/// Drills by kind of time.
struct PartsOfKind {
    std::vector<std::uint64_t> drills;  // by cell
    std::vector<std::uint64_t> reached;
};

double weight_of(const CellsOfTime& laid, std::size_t kind) {
    double weight = 0;
    for (const CellsOfTime::Cell& cell : laid.cells) weight += cell.kinds[kind];
    return weight;
}

/// The number of kinds with any time.
std::size_t kinds_of(const CellsOfTime& laid) {
    std::size_t kinds = 0;
    for (std::size_t kind = 0; kind < kKindsOfTime; ++kind) kinds += weight_of(laid, kind) > 0 ? 1 : 0;
    return kinds;
}

/// `rows`: the number of kinds in all. Requires that the kind has time.
KindSummary summarise_kind(KindOfTime kind, const CellsOfTime& laid, const PartsOfKind& parts, std::size_t rows) {
    KindSummary summary;
    summary.kind = kind;
    summary.weight = weight_of(laid, static_cast<std::size_t>(kind));
    double met = 0;  // the weight of parts that have drills
    double sum = 0;
    double squares = 0;
    for (std::size_t cell = 0; cell < laid.cells.size(); ++cell) {
        const double weight = laid.cells[cell].kinds[static_cast<std::size_t>(kind)];
        if (parts.drills[cell] == 0) continue;
        summary.drills += parts.drills[cell];
        met += weight;
        sum += weight * share_of(parts.reached[cell], parts.drills[cell]);
        squares += weight * weight / static_cast<double>(parts.drills[cell]);
    }
    if (!(met > 0)) return summary;
    summary.reach = sum / met;
    const Interval of_met = hoeffding_weighted(*summary.reach, squares / (met * met), confidence_of_each(rows));
    // Parts without drills may have any reach.
    const double share = std::min(met / summary.weight, 1.0);
    summary.together = {of_met.low * share, of_met.high * share + 1 - share};
    return summary;
}

void summarise_kinds(CellsSummary& summary, const CellsOfTime& laid, const std::vector<Ticks>& contacts, Ticks within,
                     std::size_t rows) {
    std::array<PartsOfKind, kKindsOfTime> parts;
    for (PartsOfKind& part : parts) {
        part.drills.resize(laid.cells.size());
        part.reached.resize(laid.cells.size());
    }
    for (std::size_t drill = 0; drill < contacts.size(); ++drill) {
        PartsOfKind& part = parts[static_cast<std::size_t>(laid.kinds[drill])];
        const std::size_t cell = drill % laid.cells.size();
        ++part.drills[cell];
        if (in_time(contacts[drill], within)) ++part.reached[cell];
    }
    std::vector<TableRow> of_kinds;
    for (std::size_t kind = 0; kind < kKindsOfTime; ++kind) {
        if (!(weight_of(laid, kind) > 0)) continue;
        summary.kinds.push_back(summarise_kind(static_cast<KindOfTime>(kind), laid, parts[kind], rows));
        of_kinds.push_back({summary.kinds.back().reach, summary.kinds.back().together});
    }
    if (!of_kinds.empty()) summary.worst_kind = worst_of(of_kinds);
}

/// The number of rows of each table, over all cases and protocols.
struct Rows {
    std::size_t cells = 0;
    std::size_t kinds = 0;
};

CellsSummary summarise_case(const Outcomes& outcomes, const CellsOfTime& laid, Ticks within, const Rows& rows,
                            Known& known) {
    CellsSummary summary;
    summary.case_index = outcomes.case_index;
    summary.protocol = outcomes.protocol;
    const std::size_t cells = laid.cells.size();
    double squares = 0;
    std::vector<Ticks> contacts;
    for (std::size_t index = 0; index < cells; ++index) {
        contacts.clear();
        std::uint64_t drills = 0;
        for (std::size_t drill = index; drill < outcomes.size(); drill += cells, ++drills) {
            if (outcomes.contact[drill] != kNever) contacts.push_back(outcomes.contact[drill]);
        }
        CellSummary& cell = summary.cells.emplace_back();
        cell.cell = laid.cells[index].cell;
        cell.weight = laid.cells[index].weight;
        estimate_from(cell, contacts, drills, within, rows.cells, known);
        summary.reach += cell.weight * cell.reach;
        squares += cell.weight * cell.weight / static_cast<double>(drills);
    }
    summary.interval = hoeffding_weighted(summary.reach, squares);
    summary.worst = worst_cell(summary.cells);
    summarise_kinds(summary, laid, outcomes.contact, within, rows.kinds);
    return summary;
}

/// Several cases of one protocol; at least one.
class CellPool {
public:
    void add(const Outcomes& outcomes) { cases_.push_back(&outcomes); }
    std::uint64_t cases() const { return cases_.size(); }

    /// The number of drills, and how many of them make contact in time.
    CellSummary reach(Ticks within, Known& known) const {
        CellSummary cell;
        cell.cases = cases_.size();
        cell.drills = replications() * cases_.size();
        std::uint64_t reached = 0;
        for (const Outcomes* of_case : cases_) {
            for (const Ticks contact : of_case->contact) reached += in_time(contact, within) ? 1 : 0;
        }
        // Of several cases, the mean of the replications' means over the cases.
        cell.reach = share_of(reached, cell.drills);
        cell.interval =
            cases_.size() == 1 ? known.intervals.of(reached, cell.drills) : hoeffding(cell.reach, replications());
        return cell;
    }

    /// `rows`: how many there are in all.
    CellSummary estimate(Ticks within, std::size_t rows, Known& known) const {
        std::vector<Ticks> contacts;
        contacts.reserve(replications() * cases_.size());
        for (const Outcomes* of_case : cases_) {
            for (const Ticks contact : of_case->contact) {
                if (contact != kNever) contacts.push_back(contact);
            }
        }
        if (cases_.size() == 1) {
            CellSummary cell;
            cell.cases = 1;
            estimate_from(cell, contacts, replications(), within, rows, known);
            return cell;
        }
        CellSummary cell = reach(within, known);
        cell.together = hoeffding(cell.reach, replications(), confidence_of_each(rows));
        const std::uint64_t rank = quantile_rank(cell.drills, kMedian);
        cell.median.share = kMedian;
        if (rank <= contacts.size()) {
            const auto median = contacts.begin() + static_cast<std::ptrdiff_t>(rank - 1);
            std::nth_element(contacts.begin(), median, contacts.end());
            cell.median.value = *median;
        }
        return cell;
    }

private:
    std::uint64_t replications() const { return cases_.front()->size(); }

    std::vector<const Outcomes*> cases_;
};

}  // namespace

std::vector<TableRow> CellsRun::rows() const {
    std::vector<TableRow> rows;
    for (const CellsSummary& summary : cases) {
        for (const CellSummary& cell : summary.cells) rows.push_back({cell.reach, cell.together});
    }
    return rows;
}

CellsRun summarise_by_time(const Scenario& scenario, By by, Ticks within, std::uint64_t seed,
                           const std::vector<Outcomes>& outcomes,
                           const std::function<const CellsOfTime&(Index case_index)>& laid) {
    CellsRun run{scenario, by, within, seed, outcomes.empty() ? 0 : outcomes.front().size(), {}};
    Rows rows;
    for (const Outcomes& of_case : outcomes) {
        rows.cells += laid(of_case.case_index).cells.size();
        rows.kinds += kinds_of(laid(of_case.case_index));
    }
    Known known;
    for (const Outcomes& of_case : outcomes) {
        run.cases.push_back(summarise_case(of_case, laid(of_case.case_index), within, rows, known));
    }
    return run;
}

void add_causes(CellsRun& run, const std::vector<ReachedWithout>& reached) {
    // The difference, each cause, and the rest.
    const double confidence = confidence_of_each(run.rows().size() * (run.causes.size() + 2));
    for (std::size_t place = 0; place < run.cases.size(); ++place) {
        CellsSummary& summary = run.cases[place];
        if (summary.worst.candidates.size() == summary.cells.size()) continue;
        std::vector<double> weights;
        weights.reserve(summary.cells.size());
        for (const CellSummary& cell : summary.cells) weights.push_back(cell.weight);
        summary.why = worst_causes(reached[place], weights, summary.worst.index, confidence);
    }
}

CellsRun summarise_by_party(const Scenario& scenario, By by, Ticks within, std::uint64_t seed,
                            const std::vector<Outcomes>& outcomes, unsigned jobs) {
    CellsRun run{scenario, by, within, seed, outcomes.empty() ? 0 : outcomes.front().size(), {}};
    std::map<Index, CellPool> of_protocol;
    std::map<Index, std::map<Index, CellPool>> of_cell;  // by protocol
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        of_protocol[of_case.protocol].add(of_case);
        const auto parties = static_cast<Index>(scenario.parties.size());
        const Index cell = by == By::caller   ? played.caller
                           : by == By::callee ? played.callee
                                              : played.caller * parties + played.callee;
        of_cell[of_case.protocol][cell].add(of_case);
    }
    std::size_t rows = 0;
    for (const auto& [protocol, pools] : of_cell) rows += pools.size();
    for (const auto& [protocol, all] : of_protocol) {
        CellsSummary summary;
        summary.protocol = protocol;
        const std::uint64_t cases = all.cases();
        const auto& of_parties = of_cell[protocol];
        const std::vector<std::pair<Index, CellPool>> pools(of_parties.begin(), of_parties.end());
        summary.cells.resize(pools.size());
        in_parts(pools.size(), jobs, [&](std::size_t from, std::size_t to) {
            Known known;
            for (std::size_t place = from; place < to; ++place) {
                const auto& [party, pool] = pools[place];
                CellSummary& cell = summary.cells[place] = pool.estimate(within, rows, known);
                cell.cell = party;
                cell.weight = share_of(pool.cases(), cases);
            }
        });
        Known known;
        const CellSummary overall = all.reach(within, known);
        summary.reach = overall.reach;
        summary.interval = overall.interval;
        summary.worst = worst_cell(summary.cells);
        run.cases.push_back(std::move(summary));
    }
    return run;
}

}  // namespace hotline
