// Entries of the lists, officials and rosters.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "models/changes/changes_of_parts.hpp"

namespace hotline {
namespace {

double halfway_to_one(double probability) {
    return 1 - (1 - probability) / 2;
}

/// Applies `to` to each way in which somebody responds.
template <class To>
void for_each_duty(Response& response, const To& to) {
    to(response.on_duty);
    to(response.off_duty);
    if (response.on_leave) to(*response.on_leave);
    for (When& when : response.when) {
        for (std::optional<Duty>* duty : {&when.on_duty, &when.off_duty, &when.on_leave}) {
            if (*duty) to(**duty);
        }
    }
}

/// Always there, and answers in person whenever it rings, at any hour; the time until the answer stays.
Response always_answering(Response response) {
    response.present = 1;
    response.present_for = Ticks{0};
    response.spell = Ticks{0};
    response.screened = 0;
    response.voice_mail.reset();
    response.wrong_person.reset();
    response.when.clear();
    response.on_duty.answer = 1;
    response.on_duty.declined = 0;
    response.off_duty = response.on_duty;
    response.on_leave.reset();
    return response;
}

Response failing_half_as_often(Response response) {
    response.present = halfway_to_one(response.present);
    response.screened /= 2;
    if (response.voice_mail) response.voice_mail->probability /= 2;
    if (response.wrong_person) response.wrong_person->probability /= 2;
    for_each_duty(response, [](Duty& duty) {
        duty.answer = halfway_to_one(duty.answer);
        duty.declined /= 2;
    });
    return response;
}

/// Gives the official responses of his own, and no others.
template <class Made>
void replace_responses(Scenario& scenario, Index official, const Made& made) {
    for (const Index row : scenario.officials[official].rows) {
        scenario.responses.push_back(made(scenario.responses[scenario.rows[row].response]));
        scenario.rows[row].response = static_cast<Index>(scenario.responses.size() - 1);
    }
}

std::string name_of_entry(const Scenario& scenario, Index row) {
    const Row& entry = scenario.rows[row];
    const Official& owner = scenario.officials[entry.official];
    const auto alike = std::count_if(owner.rows.begin(), owner.rows.end(),
                                     [&](Index other) { return scenario.rows[other].channel == entry.channel; });
    const std::string& channel = scenario.channels[entry.channel].id;
    return alike == 1 ? fmt::format("{} ({})", owner.id, channel)
                      : fmt::format("{} ({} {})", owner.id, channel, entry.address);
}

bool can_go_stale(const Scenario& scenario, Index row) {
    return scenario.channels[scenario.rows[row].channel].staleness != kNone ||
           scenario.officials[scenario.rows[row].official].staleness != kNone;
}

/// The first entry with a channel: what somebody new on that channel is like.
const Row& first_with(const Scenario& scenario, const PartsInUse& used, Index channel) {
    return scenario.rows[*std::find_if(used.rows.begin(), used.rows.end(),
                                       [&](Index row) { return scenario.rows[row].channel == channel; })];
}

void add_channels_of_officials(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index official : used.officials) {
        const Official& person = scenario.officials[official];
        for (const Index channel : used.channels) {
            const bool has = std::any_of(person.rows.begin(), person.rows.end(),
                                         [&](Index row) { return scenario.rows[row].channel == channel; });
            if (has || scenario.channels[channel].kind != Channel::Kind::call) continue;
            const Index response = first_with(scenario, used, channel).response;
            changes.push_back(
                {Aim::altered, Part::official, person.id,
                 fmt::format("give {} an entry for {}", person.id, scenario.channels[channel].id), true,
                 [official, channel, response](Scenario& changed) {
                     Row entry;
                     entry.official = official;
                     entry.channel = channel;
                     entry.response = response;
                     entry.last_verified = changed.start_last;
                     entry.identity = combine(
                         combine(changed.officials[official].identity, changed.channels[channel].identity), 0);
                     changed.officials[official].rows.push_back(static_cast<Index>(changed.rows.size()));
                     changed.rows.push_back(std::move(entry));
                 }});
        }
    }
}

void add_authority(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    std::uint32_t asked = 0;
    std::vector<bool> is_called(scenario.parties.size(), false);
    for (const Case& played : scenario.cases) {
        is_called[played.callee] = true;
        for (const Index protocol : played.protocols)
            asked = std::max(asked, scenario.protocols[protocol].goal->authority);
    }
    for (const Index official : used.officials) {
        const Official& person = scenario.officials[official];
        if (!is_called[person.party] || person.authority >= asked) continue;
        changes.push_back({Aim::altered, Part::official, person.id,
                           fmt::format("let {} decide (authority {}, not {})", person.id, asked, person.authority),
                           true,
                           [official, asked](Scenario& changed) { changed.officials[official].authority = asked; }});
    }
}

}  // namespace

void add_changes_of_entries(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index row : used.rows) {
        const std::string name = name_of_entry(scenario, row);
        if (can_go_stale(scenario, row)) {
            changes.push_back({Aim::perfect, Part::entry, name, fmt::format("verify {} just before each drill", name),
                               true, [row](Scenario& changed) {
                                   // No drill is later, so the entry has no age in any of them.
                                   changed.rows[row].last_verified = changed.start_last + changed.horizon;
                               }});
        }
        changes.push_back({Aim::gone, Part::entry, name, fmt::format("strike {} off the list", name), true,
                           [row](Scenario& changed) {
                               auto& rows = changed.officials[changed.rows[row].official].rows;
                               rows.erase(std::remove(rows.begin(), rows.end(), row), rows.end());
                           }});
    }
}

void add_changes_of_officials(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index official : used.officials) {
        const std::string& id = scenario.officials[official].id;
        changes.push_back(
            {Aim::perfect, Part::official, id, fmt::format("{} always answers in person", id), false,
             [official](Scenario& changed) { replace_responses(changed, official, always_answering); }});
        changes.push_back(
            {Aim::halved, Part::official, id, fmt::format("{} fails to answer half as often", id), false,
             [official](Scenario& changed) { replace_responses(changed, official, failing_half_as_often); }});
        changes.push_back({Aim::gone, Part::official, id, fmt::format("without {}", id), false,
                           [official](Scenario& changed) { changed.officials[official].rows.clear(); }});
    }
    add_channels_of_officials(scenario, used, changes);
    add_authority(scenario, used, changes);
}

void add_changes_of_rosters(const Scenario& scenario, const PartsInUse& used, std::vector<Change>& changes) {
    for (const Index roster : used.rosters) {
        if (scenario.rosters[roster].shifts.empty()) continue;
        const std::string& id = scenario.rosters[roster].id;
        changes.push_back({Aim::perfect, Part::roster, id, fmt::format("staff the roster {} at all hours", id), true,
                           [roster](Scenario& changed) { changed.rosters[roster].shifts.clear(); }});
    }
}

}  // namespace hotline
