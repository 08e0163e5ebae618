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
constexpr double kLeastSource = 0.01;     // of the variance, to be named

/// A standard error in percent, rounded up to a tenth.
std::string error_text(double error) {
    return fmt::format("{:.1f}", std::max(std::ceil(1000 * error), 1.0) / 10);
}

/// Whether the band of a probability is narrower than that of another one.
template <class Figure>
bool narrower(const Figure& a, const Figure& b) {
    const auto width = [](const Figure& figure) {
        return figure.within ? figure.over_worlds.band.high - figure.over_worlds.band.low : -1.0;
    };
    return width(a) < width(b);
}

class WorldsWriter : TextWriter {
public:
    WorldsWriter(std::ostream& out, const WorldsRun& run) : TextWriter(out), run_(run), scenario_(run.scenario) {}

    void write() {
        about(scenario_, run_.replications, run_.seed);
        line("{}", worlds_line(run_.quantiles.size(), run_.doubts.size()));
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
        const WorldsFigure& widest = widest_share(row);
        for (const std::string& told : measure_first_lines("contact by " + duration_text(*widest.within),
                                                           widest.over_worlds.band, widest.sensitivity, run_.sources))
            line("  {}", told);
    }

    void notes() {
        line("\n* Restricted mean: a drill that missed the milestone counts as the horizon.\n");
        line("{}",
             wrapped(
                 "Three things make figures differ. Chance: drills differ; half by and 90 % by show it. The "
                 "simulation: with a finite number of drills the mean of the worlds is uncertain; more drills help. "
                 "The doubts: worlds differ; if the doubts are right, the interval of 95 % of worlds holds the true "
                 "value with 95 %; only better knowledge helps. The noise of the drills is taken out of it. Percents "
                 "under measure first are shares of the variance between worlds that a doubt makes alone, with their "
                 "standard errors. The last column is the average width of that interval if the doubt were settled.",
                 0));
    }

    const WorldsRun& run_;
    const Scenario& scenario_;
};

}  // namespace

const WorldsFigure& widest_share(const WorldsRow& row) {
    return *std::max_element(row.figures.begin(), row.figures.end(), narrower<WorldsFigure>);
}

const WorldsDifference& widest_share(const WorldsPair& pair) {
    return *std::max_element(pair.differences.begin(), pair.differences.end(), narrower<WorldsDifference>);
}

double width_if_settled(const Interval& band, const SourceShare& share) {
    return (band.high - band.low) * std::sqrt(1 - std::clamp(share.first, 0.0, 1.0));
}

std::vector<std::size_t> most_important(const Sensitivity& sensitivity) {
    const std::vector<SourceShare>& sources = sensitivity.of_sources;
    std::vector<std::size_t> order(sources.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return sources[a].first > sources[b].first; });
    std::size_t named = 0;
    while (named < order.size() && named < kMostMeasured &&
           (named == 0 || sources[order[named]].first >= kLeastSource))
        ++named;
    order.resize(named);
    return order;
}

std::vector<std::string> measure_first_lines(const std::string& what, const Interval& band,
                                             const Sensitivity& sensitivity,
                                             const std::vector<std::string>& sources) {
    if (sensitivity.of_sources.empty()) return {fmt::format("no doubt changes {} more than chance does", what)};
    std::vector<std::string> lines{
        fmt::format("measure first, for {} (now {} points wide):", what, percent(band.high - band.low))};
    for (const std::size_t source : most_important(sensitivity)) {
        const SourceShare& share = sensitivity.of_sources[source];
        lines.push_back(fmt::format("  {:<40} {:>5} % ± {:<4} → about {} points", cut(sources[source], 40),
                                    percent(std::min(1.0, share.first)), error_text(share.first_error),
                                    percent(width_if_settled(band, share))));
    }
    if (sensitivity.unexplained >= kLeastSource)
        lines.push_back(fmt::format("  {:<40} {:>5} %", "not explained by one or two together",
                                    percent(sensitivity.unexplained)));
    return lines;
}

std::string worlds_line(std::size_t worlds, std::size_t doubts) {
    return fmt::format("Worlds: {}; in each, the {} in doubt {} drawn anew", worlds, counted(doubts, "value"),
                       doubts == 1 ? "is" : "are");
}

std::string doubts_note(std::size_t doubts) {
    return fmt::format("{} {} in doubt: --doubts plays {}", counted(doubts, "value"), doubts == 1 ? "is" : "are",
                       doubts == 1 ? "it" : "them");
}

void write_text(std::ostream& out, const WorldsRun& run) {
    WorldsWriter(out, run).write();
}

}  // namespace hotline
