#include <fmt/format.h>

#include <iterator>

#include "analysis/write/escape.hpp"
#include "analysis/write/survival.hpp"

namespace hotline {

void write_csv(std::ostream& out, const SurvivalSummary& summary) {
    out << "group,time,at_risk,events,censored,reach,standard_error,low,high,band_low,band_high,high_behind,"
           "band_high_behind\n";
    fmt::memory_buffer buffer;
    for (const SurvivalSummary::Group& group : summary.groups) {
        const std::string name = for_csv(group.name);
        for (const CurveStep& step : group.curve.steps()) {
            const Interval interval = step.interval();
            const Interval band = step.band();
            buffer.clear();
            fmt::format_to(std::back_inserter(buffer), "{},{},{},{},{},{},{},{},{},{},{},{},{}\n", name, step.seconds,
                           step.at_risk, step.reached, step.censored, step.reach(), step.standard_error(),
                           interval.low, interval.high, band.low, band.high, step.interval_behind().high,
                           step.band_behind().high);
            out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        }
    }
}

}  // namespace hotline
