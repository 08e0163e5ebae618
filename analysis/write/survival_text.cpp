#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analysis/write/figures.hpp"
#include "analysis/write/survival.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostCurves = 6;    // more groups are a table
constexpr std::size_t kMostGroups = 40;   // of the table
constexpr std::size_t kLongestRank = 24;  // columns of a name there
constexpr std::size_t kLongestName = 36;

std::string estimate_text(const std::optional<double>& seconds, Rounding rounding) {
    return seconds ? duration_text(*seconds, rounding) : std::string(kNotReached);
}

std::string exact_text(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

/// Shortened if the line would become too long.
std::string short_text(double seconds) {
    constexpr std::size_t kMost = 13;
    const std::string exact = exact_text(seconds);
    return exact.size() > kMost ? duration_text(seconds, Rounding::down) : exact;
}

std::string shares_text(const Interval& interval) {
    return fmt::format("({}–{})", percent(interval.low, Rounding::down), percent(interval.high, Rounding::up));
}

class SurvivalWriter : TextWriter {
public:
    SurvivalWriter(std::ostream& out, const SurvivalSummary& summary) : TextWriter(out), summary_(summary) {}

    void write() {
        heading();
        if (summary_.groups.size() > kMostCurves) {
            table();
        } else {
            for (const SurvivalSummary::Group& group : summary_.groups) block(group);
        }
        comparison();
        notes();
    }

private:
    void paragraph(const std::string& text) { line("\n{}", wrapped(text, 0)); }

    void counts(const std::string& name, std::uint64_t entries, std::uint64_t reached) {
        line("{}: entries {}, events {}, censored {}", name, entries, reached, entries - reached);
    }

    void heading() {
        std::uint64_t entries = 0, reached = 0;
        for (const SurvivalSummary::Group& group : summary_.groups) {
            entries += group.curve.entries();
            reached += group.curve.reached();
        }
        counts(printable(shortened(summary_.log, kLongestName)), entries, reached);
        if (!summary_.has_events) {
            line("No event column: every entry with a duration counts as contact.");
        }
        line("Horizon of the means: {}{}", exact_text(summary_.horizon),
             summary_.horizon_given ? "" : ", the largest duration");
        if (const std::string unit = unit_text(summary_.unit); !unit.empty()) line("{}", wrapped(unit, 0));
    }

    /// The groups by rank, the worst first.
    void table() {
        const double by = summary_.times.back();
        line("\n{:>4}  {:<24} {:>7} {:>7} {:>15} {:>16}", "rank", "group", "entries", "events",
             "by " + short_text(by), "");
        std::size_t rank = 0;
        for (const SurvivalSummary::Group* group : ranked(summary_)) {
            if (++rank > kMostGroups) break;
            const SurvivalCurve& curve = group->curve;
            const ReachEstimate estimate = curve.at(by);
            line("{:>4}  {:<24} {:>7} {:>7} {:>15} {:>16}", rank, printable(cut(group->name, kLongestRank)),
                 curve.entries(), curve.reached(), estimate.reach ? percent(*estimate.reach) + " %" : "unknown",
                 shares_text(estimate.interval));
        }
        if (summary_.groups.size() > kMostGroups)
            line("And {} more groups: --format json.", summary_.groups.size() - kMostGroups);
        paragraph("The worst group comes first. Groups whose intervals overlap may well be in another order.");
    }

    void block(const SurvivalSummary::Group& group) {
        const SurvivalCurve& curve = group.curve;
        line("");
        if (summary_.groups.size() > 1 || !group.name.empty()) {
            counts(printable(shortened(group.name, kLongestName)), curve.entries(), curve.reached());
        }
        line("  {:<25} {:>13} {:>17} {:>20}", "reached by", "", "at that time", "at all times at once");
        for (const double time : summary_.times) {
            const ReachEstimate estimate = curve.at(time);
            line("  {:<25} {:>13} {:>17} {:>20}", fmt::format("{:>14}", exact_text(time)),
                 estimate.reach ? percent(*estimate.reach) + " %" : "unknown", shares_text(estimate.interval),
                 shares_text(estimate.band));
        }
        line("  {:<25} {:>13} {:>17} {:>20}", "", "", "at least", "at most");
        time("half by", curve.time_of(0.5));
        time("90 % by", curve.time_of(0.9));
        const RestrictedMean mean = curve.restricted_mean(summary_.horizon);
        times(fmt::format("mean within {}", short_text(mean.within)), estimate_text(mean.value, Rounding::nearest),
              estimate_text(mean.interval.low, Rounding::down), estimate_text(mean.interval.high, Rounding::up));
    }

    void time(const std::string& name, const TimeEstimate& estimate) {
        times(name, estimate_text(estimate.value, Rounding::up), estimate_text(estimate.low, Rounding::down),
              estimate.enough ? estimate_text(estimate.high, Rounding::up) : std::string(kTooFew));
    }

    void times(const std::string& name, const std::string& value, const std::string& low, const std::string& high) {
        line("  {:<25} {:>13} {:>17} {:>20}", name, value, low, high);
    }

    void comparison() {
        if (summary_.log_rank) {
            const LogRank& test = *summary_.log_rank;
            line("\nLog-rank test: chi-squared {:.2f}, degrees of freedom {}, p {}", test.chi_squared,
                 test.degrees_of_freedom, p_text(test.p_value));
            line("Valid for independent groups only, never for drills on common luck.");
        } else if (summary_.groups.size() > 1) {
            paragraph("No log-rank test: " + summary_.no_log_rank + ".");
        }
    }

    void notes() {
        paragraph(
            "Kaplan and Meier's estimate. Intervals have 95 % confidence. At that time: Fay, Brittain and Proschan's "
            "beta product, which is Clopper and Pearson's where nothing is censored. At all times at once: the DKW "
            "band where nothing is censored before the end, otherwise a martingale band. Times: from the intervals "
            "at "
            "one time. Means: the area under the band. A mean is restricted to the time that it names, the horizon "
            "or "
            "the end of a group's log.");
        line("Censored: observed up to that time without contact.");
    }

    const SurvivalSummary& summary_;
};

}  // namespace

void write_text(std::ostream& out, const SurvivalSummary& summary) {
    SurvivalWriter(out, summary).write();
}

}  // namespace hotline
