// Rotas: hours in which nobody has the duty, and overrides that no drill sees.

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "models/lint/linter.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {

void Linter::check_rotas() {
    for (Index rota = 0; rota < scenario_.rotas.size(); ++rota) {
        if (is_used(rota)) check_gaps(scenario_.rotas[rota], timetable_.rota(rota));
    }
    for (const RotaOverride& over : scenario_.overrides) {
        const bool is_over = over.until <= scenario_.start_first;
        if (!is_over && over.from <= end_) continue;
        diagnostics_.warning(
            "override-unseen", over.place,
            fmt::format("the override of rota \"{}\" {}", scenario_.rotas[over.rota].id,
                        is_over ? "is over before the first drill starts" : "begins after the last drill has ended"),
            "see its dates");
    }
}

/// Whether a step that is played calls the rota, or one of its members, who is then on duty through it.
bool Linter::is_used(Index rota) const {
    const auto called = [&](const RotaLayer& layer) {
        return std::any_of(layer.members.begin(), layer.members.end(),
                           [&](Index member) { return official_called_[member]; });
    };
    const std::vector<RotaLayer>& layers = scenario_.rotas[rota].layers;
    return rota_called_[rota] || std::any_of(layers.begin(), layers.end(), called);
}

/// Names the hours of an ordinary week that no layer covers; if there are none, the first time in reach of the drills
/// in which nobody has the duty.
void Linter::check_gaps(const Rota& rota, const RotaDuty& duty) {
    MovedRosters rosters;
    const bool at_all_hours = std::any_of(rota.layers.begin(), rota.layers.end(), [&](const RotaLayer& layer) {
        return counts_at_all_hours(scenario_, layer);
    });
    for (const RotaLayer& layer : rota.layers) rosters.insert({layer.hours, std::chrono::minutes{0}});
    std::string when = at_all_hours ? "" : hours_off_duty(rosters, clock_place(with_clocks_of(scenario_, rota)));
    if (when.empty()) {
        std::size_t gaps = 0;
        for (Instant at = scenario_.start_first; at <= end_; at = duty.next_change(0, at)) {
            if (duty.who(0, at) != kNone || gaps++ > 0) continue;
            const Instant until = duty.first_with(0, at);
            when = until > end_ ? fmt::format("from {} UTC to the end of the last drill", utc_text(at))
                                : fmt::format("from {} to {} UTC", utc_text(at), utc_text(until));
        }
        if (gaps > 1) when += fmt::format(", and {} more time{}", gaps - 1, gaps == 2 ? "" : "s");
    }
    if (when.empty()) return;
    diagnostics_.warning("rota-gap", rota.place, fmt::format("nobody has the duty of rota \"{}\" {}", rota.id, when),
                         "add a layer, or rows to a list of \"overrides\", for these hours");
}

}  // namespace hotline
