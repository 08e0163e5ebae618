#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "analysis/write/figures.hpp"
#include "analysis/write/quorums.hpp"
#include "analysis/write/text_writer.hpp"
#include "analysis/write/worlds.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostMeasured = 5;  // sources of doubt that are named
constexpr double kLeastShare = 0.01;      // of the variance, to be named

/// A standard error in percent, rounded up to a tenth.
std::string error_text(double error) {
    return fmt::format("{:.1f}", std::max(std::ceil(1000 * error), 1.0) / 10);
}

class WorldsWriter : TextWriter {
public:
    WorldsWriter(std::ostream& out, const WorldsRun& run) : TextWriter(out), run_(run), scenario_(run.scenario) {}

    void write() {
        about(scenario_, run_.replications, run_.seed);
        line("Worlds: {}; in each, the {} in doubt {} drawn anew", run_.quantiles.size(),
             counted(run_.doubts.size(), "value"), run_.doubts.size() == 1 ? "is" : "are");
        Index last_case = kNone;
        Index last_quorum = kNone;
        for (const WorldsRow& row : run_.rows) {
            if (row.case_index != kNone && row.case_index != last_case)
                line("\n{}", case_text(scenario_, row.case_index));
            if (row.quorum != kNone && row.quorum != last_quorum)
                line("\n{}", quorum_text(scenario_.quorums[row.quorum]));
            last_case = row.case_index;
            last_quorum = row.quorum;
            block(row);
        }
        notes();
    }

private:
    void row_text(const std::string& name, const std::string& best, const std::string& mean,
                  const std::string& simulation, const std::string& worlds) {
        line("  {:<9} {:>11} {:>11} {:>23} {:>23}", name, best, mean, simulation, worlds);
    }

    void block(const WorldsRow& row) {
        line("\n{}", row.protocols.size() == 1 ? protocol_text(scenario_, row.protocols.front())
                                               : protocols_text(scenario_, row.protocols, " and "));
        row_text("", "best", "mean of", "simulation:", "doubts:");
        row_text("", "values", "worlds", "95 % for this mean", "95 % of worlds");
        const auto times_text = [](const Interval& interval) {
            return fmt::format("{}–{}", seconds_text(interval.low, Rounding::down),
                               seconds_text(interval.high, Rounding::up));
        };
        for (const WorldsFigure& figure : row.figures) {
            const TwoLevelEstimate& over = figure.over_worlds;
            if (figure.within) {
                row_text("by " + duration_text(*figure.within), percent(figure.best) + " %",
                         percent(over.mean) + " %", range_text(over.simulation), range_text(over.band));
            } else {
                row_text("mean*", seconds_text(figure.best), seconds_text(over.mean), times_text(over.simulation),
                         times_text(over.band));
            }
        }
        for (const WorldsTime& time : row.times) {
            row_text(time.share == 0.5 ? "half by" : "90 % by", time_text(time.best.value), "", "",
                     fmt::format("{}–{}", time_text(time.low, Rounding::down), time_text(time.high)));
        }
        measure_first(row);
    }

    /// The sources of doubt that explain most of the widest band.
    void measure_first(const WorldsRow& row) {
        const WorldsFigure& figure = widest_share(row);
        const std::vector<SourceShare>& sources = figure.sensitivity.of_sources;
        if (sources.empty()) {
            line("  no doubt changes contact by {} more than chance does", duration_text(*figure.within));
            return;
        }
        std::vector<std::size_t> order(sources.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return sources[a].first > sources[b].first; });
        const Interval& band = figure.over_worlds.band;
        const double width = band.high - band.low;
        line("  measure first, for contact by {} (now {} points wide):", duration_text(*figure.within),
             percent(width));
        std::size_t named = 0;
        for (const std::size_t source : order) {
            if (named == kMostMeasured || (named > 0 && sources[source].first < kLeastShare)) break;
            const double settled = width * std::sqrt(std::max(0.0, 1 - std::min(1.0, sources[source].first)));
            line("    {:<40} {:>5} % ± {:<4} → about {} points", cut(run_.sources[source], 40),
                 percent(std::min(1.0, sources[source].first)), error_text(sources[source].first_error),
                 percent(settled));
            ++named;
        }
        if (figure.sensitivity.unexplained >= kLeastShare)
            line("    {:<40} {:>5} %", "not explained by one or two together",
                 percent(figure.sensitivity.unexplained));
    }

    void notes() {
        line("\n* Restricted mean: a drill that missed the milestone counts as the horizon.\n");
        line("{}",
             wrapped(
                 "Three things differ. Chance: from drill to drill; half by and 90 % by tell it. The simulation: its "
                 "finite drills leave the mean of the worlds uncertain; more drills help. The doubts: from world to "
                 "world; if they are right, the true value lies in 95 % of worlds with 95 %; only better knowledge "
                 "helps. The noise of the drills is taken out of it. Percents under measure first are shares of the "
                 "variance from world to world that a doubt makes alone, with their standard errors. The last column "
                 "is "
                 "how wide 95 % of worlds would be, on average, if it were settled.",
                 0));
    }

    const WorldsRun& run_;
    const Scenario& scenario_;
};

}  // namespace

const WorldsFigure& widest_share(const WorldsRow& row) {
    return *std::max_element(
        row.figures.begin(), row.figures.end(), [](const WorldsFigure& a, const WorldsFigure& b) {
            const auto width = [](const WorldsFigure& figure) {
                return figure.within ? figure.over_worlds.band.high - figure.over_worlds.band.low : -1.0;
            };
            return width(a) < width(b);
        });
}

std::string doubts_note(const Scenario& scenario) {
    if (scenario.doubts == 0) return {};
    return fmt::format("{} of this scenario {} in doubt: --doubts plays {}", counted(scenario.doubts, "value"),
                       scenario.doubts == 1 ? "is" : "are", scenario.doubts == 1 ? "it" : "them");
}

void write_text(std::ostream& out, const WorldsRun& run) {
    WorldsWriter(out, run).write();
}

}  // namespace hotline
