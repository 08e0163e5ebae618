#include "tests/golden/fingerprint.hpp"

#include <fmt/format.h>

#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kMostDrills = 1000;

std::uint64_t bits(Ticks ticks) {
    return static_cast<std::uint64_t>(ticks.count());
}

}  // namespace

std::uint64_t fingerprint(const Scenario& scenario, std::uint64_t drills) {
    DrillPlayer player(scenario, scenario.seed, scenario.interaction ? make_shared_world : make_isolated_world);
    std::uint64_t print = 1;
    const auto take = [&](std::uint64_t value) { print = combine(print, value); };
    for (std::uint64_t replication = 0; replication < drills; ++replication) {
        player.begin(replication);
        for (Index index = 0; index < scenario.cases.size(); ++index) {
            for (const Index protocol : scenario.cases[index].protocols) {
                player.play(index, protocol);
                const DrillRecord record = record_of(player.drill(), player.ending());
                for (const AttemptRecord& attempt : record.attempts) {
                    take(bits(attempt.begins));
                    take(bits(attempt.ends));
                    take(attempt.path);
                    take(scenario.rows[attempt.row].identity);
                    take(static_cast<std::uint64_t>(attempt.result));
                }
                take(bits(record.outcome.first_answer));
                take(bits(record.outcome.contact));
                take(bits(record.outcome.response));
                if (scenario.protocols[protocol].exchange) take(bits(record.outcome.shared));
                if (record.outcome.cost > 0) take(static_cast<std::uint64_t>(record.outcome.cost));
            }
        }
    }
    return print;
}

std::string fingerprint_table() {
    std::string table;
    const auto add = [&](const std::string& name, const std::filesystem::path& which) {
        const Scenario scenario = load_shipped(which);
        const std::uint64_t drills = affordable_drills(scenario, kMostDrills);
        table += fmt::format("{} seed {} drills {}: {:016x}\n", name, scenario.seed, drills,
                             fingerprint(scenario, drills));
    };
    for (const auto& folder : shipped_scenario_folders()) add(folder.filename().string(), folder);
    for (const auto& file : shipped_variants()) add((file.parent_path().filename() / file.filename()).string(), file);
    return table;
}

}  // namespace hotline
