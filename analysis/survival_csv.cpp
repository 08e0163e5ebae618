#include <fmt/format.h>

#include <iterator>

#include "analysis/survival_report.hpp"
#include "models/csv_table.hpp"

namespace hotline {

void write_csv(std::ostream& out, const SurvivalReport& report) {
    out << "group,time,at_risk,events,censored,reach,standard_error,low,high,band_low,band_high\n";
    fmt::memory_buffer buffer;
    for (const SurvivalReport::Group& group : report.groups) {
        const std::string name = csv_field(group.name);
        for (const CurveStep& step : group.curve.steps()) {
            buffer.clear();
            fmt::format_to(std::back_inserter(buffer), "{},{},{},{},{},{},{},{},{},{},{}\n", name, step.seconds,
                           step.at_risk, step.reached, step.censored, step.reach(), step.standard_error(),
                           step.log_log.low, step.log_log.high, step.band.low, step.band.high);
            out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        }
    }
}

}  // namespace hotline
