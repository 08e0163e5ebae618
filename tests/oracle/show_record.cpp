#include "tests/oracle/show_record.hpp"

#include <fmt/format.h>

namespace hotline {
namespace {

std::string time_of(Ticks at) {
    return at == kNever ? "never" : fmt::format("{:.3f}", seconds_of(at));
}

std::string row_name(Index row, const Scenario& scenario) {
    if (row == kNone) return "nobody";
    const Row& entry = scenario.rows[row];
    return fmt::format("{} by {} (row {})", scenario.officials[entry.official].id,
                       scenario.channels[entry.channel].id, row);
}

}  // namespace

std::string shown(const DrillRecord& drill, const Scenario& scenario) {
    const Outcome& outcome = drill.outcome;
    std::string text =
        fmt::format("first answer {}, contact {} with {}, response {}", time_of(outcome.first_answer),
                    time_of(outcome.contact), row_name(outcome.made_by, scenario), time_of(outcome.response));
    if (outcome.shared != kNever) text += fmt::format(", shared {}", time_of(outcome.shared));
    if (outcome.waited != Ticks{0}) text += fmt::format(", waited {}", time_of(outcome.waited));
    if (outcome.cost != 0) text += fmt::format(", cost {}", units_of(outcome.cost));
    text += "\n";
    for (const AttemptRecord& attempt : drill.attempts) {
        text += fmt::format("{}–{} path {:016x} {} #{}: {}\n", time_of(attempt.begins), time_of(attempt.ends),
                            attempt.path, row_name(attempt.row, scenario), attempt.number, name_of(attempt.result));
    }
    return text;
}

}  // namespace hotline
