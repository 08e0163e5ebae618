// The lists and what they ride on: unused things, doubtful entries, one carrier under everything, nobody on duty.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "models/duration.hpp"
#include "models/instant_text.hpp"
#include "models/linter.hpp"

namespace hotline {
namespace {

constexpr std::size_t kSlots = 7UL * 24 * 4;  // quarters of an hour in a week
using Week = std::vector<bool>;

/// Whether a roster is on duty in each quarter of an hour of the week that begins at `monday`, holidays aside.
Week week_of(const Roster& roster, const std::string& zone, Instant monday) {
    Week week(kSlots);
    const DutyHours hours(roster, zone, kNone, {}, monday, monday + std::chrono::days{7});
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        week[slot] = hours.on_duty(monday + std::chrono::minutes{15 * static_cast<int>(slot)});
    }
    return week;
}

std::string hours_text(std::size_t slots) {
    return slots % 4 == 0 ? fmt::format("{}", slots / 4) : fmt::format("{:.2f}", static_cast<double>(slots) / 4);
}

}  // namespace

/// Things that nothing refers to. What a file takes over by `extends` may lie idle.
void Linter::check_use() {
    std::set<Index> officials, responses, channels, rosters, stalenesses, carriers, protocols, parties;
    for (const Played& played : played_) {
        protocols.insert(played.protocol);
        parties.insert(played.caller);
        parties.insert(played.callee);
        for (const auto& called : played.called) officials.insert(called.begin(), called.end());
    }
    for (const Official& official : scenario_.officials) {
        rosters.insert(official.roster);
        stalenesses.insert(official.staleness);
        parties.insert(official.party);
    }
    for (const Row& row : scenario_.rows) {
        responses.insert(row.response);
        channels.insert(row.channel);
    }
    for (const Channel& channel : scenario_.channels) {
        stalenesses.insert(channel.staleness);
        carriers.insert(channel.carriers.begin(), channel.carriers.end());
    }
    const auto check = [&](const char* kind, const auto& things, const std::set<Index>& used) {
        for (Index index = 0; index < things.size(); ++index) {
            if (used.contains(index) || things[index].place.file != 0) continue;
            warn(fmt::format("unused-{}", kind).c_str(), things[index].place,
                 fmt::format("{} \"{}\" is never used", kind, things[index].id));
        }
    };
    check("party", scenario_.parties, parties);
    check("roster", scenario_.rosters, rosters);
    check("response", scenario_.responses, responses);
    check("staleness", scenario_.stalenesses, stalenesses);
    check("carrier", scenario_.carriers, carriers);
    check("channel", scenario_.channels, channels);
    check("protocol", scenario_.protocols, protocols);
    for (Index index = 0; index < scenario_.officials.size(); ++index) {
        const Official& official = scenario_.officials[index];
        if (officials.contains(index)) continue;
        warn("unused-official", official.place,
             fmt::format("no protocol that is played calls official \"{}\"", official.id));
    }
}

void Linter::check_entries() {
    std::unordered_map<std::string, Index> owners;  // by channel and address
    for (const Row& row : scenario_.rows) {
        const Official& official = scenario_.officials[row.official];
        const Channel& channel = scenario_.channels[row.channel];
        if (!row.address.empty()) {
            const auto [first, fresh] =
                owners.try_emplace(fmt::format("{}\n{}", channel.id, row.address), row.official);
            if (!fresh && first->second != row.official) {
                warn("shared-address", row.place,
                     fmt::format("officials \"{}\" and \"{}\" have the same {} address, {}",
                                 scenario_.officials[first->second].id, official.id, channel.id, row.address));
            }
        }
        const bool ages = official.staleness != kNone || channel.staleness != kNone;
        if (ages && !row.last_verified) {
            warn("never-verified", row.place,
                 fmt::format("the entry of \"{}\" for {} was never verified: it counts as {} old", official.id,
                             channel.id, rough_duration_text(scenario_.unverified_age)));
        }
        if (row.last_verified && *row.last_verified > scenario_.start_last) {
            warn("verified-after-start", row.place,
                 fmt::format("the entry of \"{}\" for {} was verified after the last start of a drill", official.id,
                             channel.id));
        }
        const Response& response = scenario_.responses[row.response];
        if (channel.kind == Channel::Kind::call &&
            (response.on_duty.from_next_shift || response.off_duty.from_next_shift)) {
            warn("next-shift-on-call", row.place,
                 fmt::format("response \"{}\" waits for the next shift, which has no meaning for a call",
                             response.id));
        }
    }
}

void Linter::check_carriers() {
    std::map<Index, std::set<Index>> under;  // by root protocol: carriers under every row that it may come to use
    std::set<Index> seen;
    for (const Played& played : played_) {
        const Protocol& protocol = scenario_.protocols[played.protocol];
        for (std::size_t index = 0; index < protocol.steps.size(); ++index) {
            for (const Index official : played.called[index]) {
                for (const Index row : rows_tried(scenario_, protocol.steps[index], official)) {
                    const auto& carriers = channel_of(row).carriers;
                    if (seen.insert(played.root).second) under[played.root] = {carriers.begin(), carriers.end()};
                    std::erase_if(under[played.root], [&](Index carrier) {
                        return std::find(carriers.begin(), carriers.end(), carrier) == carriers.end();
                    });
                }
            }
        }
    }
    for (const auto& [root, carriers] : under) {
        for (const Index carrier : carriers) {
            warn("single-carrier", scenario_.protocols[root].place,
                 fmt::format("every channel that protocol \"{}\" uses rides on carrier \"{}\"",
                             scenario_.protocols[root].id, scenario_.carriers[carrier].id));
        }
    }
}

/// Hours of an ordinary week in which nobody whom a case's protocol calls itself is on duty.
void Linter::check_duty() {
    std::map<std::tuple<Index, std::string, Index>, Week> weeks;  // roster, zone, whose Monday
    std::set<std::pair<Index, Index>> warned;
    for (const Played& played : played_) {
        if (played.protocol != played.root || !warned.insert({played.root, played.callee}).second) continue;
        const Party& callee = scenario_.parties[played.callee];
        const Instant start = scenario_.start_first;
        const Ticks offset = local_time(callee.time_zone, start) - start;
        const auto midnight = std::chrono::floor<std::chrono::days>(start + offset);
        const auto since_monday = std::chrono::weekday{midnight} - std::chrono::Monday;
        const Instant monday = Instant{midnight - since_monday} - offset;
        Week covered(kSlots);
        for (const auto& called : played.called) {
            for (const Index index : called) {
                const Official& official = scenario_.officials[index];
                if (official.roster == kNone || scenario_.rosters[official.roster].shifts.empty()) {
                    covered.assign(kSlots, true);
                    continue;
                }
                const std::string& zone = scenario_.parties[official.party].time_zone;
                auto [week, fresh] = weeks.try_emplace({official.roster, zone, played.callee});
                if (fresh) week->second = week_of(scenario_.rosters[official.roster], zone, monday);
                for (std::size_t slot = 0; slot < kSlots; ++slot) covered[slot] = covered[slot] || week->second[slot];
            }
        }
        const auto empty = static_cast<std::size_t>(std::count(covered.begin(), covered.end(), false));
        if (empty == 0 ||
            std::all_of(played.called.begin(), played.called.end(), [](const auto& c) { return c.empty(); })) {
            continue;
        }
        std::size_t longest = 0, longest_end = 0, run = 0;
        for (std::size_t slot = 0; slot < 2 * kSlots; ++slot) {  // twice around: a gap may span Sunday night
            run = covered[slot % kSlots] ? 0 : std::min(run + 1, kSlots);
            if (run > longest) {
                longest = run;
                longest_end = slot + 1;
            }
        }
        const auto at = [&](std::size_t slot) {
            return local_text(callee, monday + std::chrono::minutes{15 * static_cast<int>(slot % kSlots)});
        };
        warn("nobody-on-duty", scenario_.protocols[played.root].place,
             fmt::format("in {} of the 168 hours of a week nobody whom protocol \"{}\" calls is on duty, at the "
                         "longest for {} h "
                         "from {} to {} in {}",
                         hours_text(empty), scenario_.protocols[played.root].id, hours_text(longest),
                         at(longest_end - longest + 2 * kSlots), at(longest_end), clock_place(callee)));
    }
}

}  // namespace hotline
