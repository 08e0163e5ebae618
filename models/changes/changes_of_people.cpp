// Entries of the lists, and officials.

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

bool can_go_stale(const Scenario& scenario, Index row) {
    return scenario.channels[scenario.rows[row].channel].staleness != kNone ||
           scenario.officials[scenario.rows[row].official].staleness != kNone;
}

void add_verifications(const Scenario& scenario, Index row, const std::string& name, std::vector<Change>& changes) {
    const auto verified = [&](Aim aim, const char* how, Instant at) {
        changes.push_back({aim, Part::entry, name, fmt::format(fmt::runtime(how), name), true,
                           [row, at](Scenario& changed) { changed.rows[row].last_verified = at; }});
    };
    const Instant first = scenario.start_first;
    const Instant last = scenario.start_last;
    // No drill is later, so the entry has no age in any of them.
    verified(Aim::perfect, "verify {} just before each drill", last + scenario.horizon);
    const auto& now = scenario.rows[row].last_verified;
    if (first < last && (!now || *now < first))
        verified(Aim::altered, "verify {} once, before the first drill", first);
    const Instant middle = first + (last - first) / 2;
    const Ticks age = now ? middle - *now : scenario.unverified_age;
    if (age > Ticks{0}) verified(Aim::halved, "verify {} twice as often", middle - age / 2);
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
                     entry.last_verified = changed.start_first;
                     entry.identity = combine(
                         combine(changed.officials[official].identity, changed.channels[channel].identity), 0);
                     changed.officials[official].rows.push_back(static_cast<Index>(changed.rows.size()));
                     changed.rows.push_back(std::move(entry));
                 }});
        }
    }
}

/// Calls somebody in the lists of a selector right after somebody else.
void call_after(Selector& call, Index official, Index added) {
    for (Selector& part : call.parts) call_after(part, official, added);
    const auto listed = std::find(call.officials.begin(), call.officials.end(), official);
    if (listed != call.officials.end()) call.officials.insert(listed + 1, added);
}

/// Adds somebody who is like the official, has his own entries, and is called right after him.
void add_deputy(Scenario& changed, Index official, const std::string& id) {
    const auto added = static_cast<Index>(changed.officials.size());
    Official deputy = changed.officials[official];
    const std::vector<Index> rows = std::exchange(deputy.rows, {});
    deputy.id = id;
    deputy.identity = identity_of(id);
    deputy.takes_turns = false;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        Row entry = changed.rows[rows[at]];
        const auto ordinal = std::count_if(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(at),
                                           [&](Index other) { return changed.rows[other].channel == entry.channel; });
        entry.official = added;
        entry.last_verified = changed.start_first;
        entry.identity = combine(combine(deputy.identity, changed.channels[entry.channel].identity),
                                 static_cast<std::uint64_t>(ordinal));
        deputy.rows.push_back(static_cast<Index>(changed.rows.size()));
        changed.rows.push_back(std::move(entry));
    }
    changed.officials.push_back(std::move(deputy));
    for (Protocol& protocol : changed.protocols) {
        for (Step& step : protocol.steps) call_after(step.call, official, added);
    }
}

void add_deputies(const Scenario& scenario, Index official, std::vector<Change>& changes) {
    const Official& person = scenario.officials[official];
    std::string id = person.id + "-deputy";
    const auto is_taken = [&](const Official& other) { return other.id == id; };
    while (std::any_of(scenario.officials.begin(), scenario.officials.end(), is_taken)) id += "-2";
    changes.push_back({Aim::altered, Part::official, person.id,
                       fmt::format("add a deputy of {} (authority {})", person.id, person.authority), true,
                       [official, id](Scenario& changed) { add_deputy(changed, official, id); }});
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
        if (!is_called[person.party]) continue;
        if (person.authority >= asked) {
            add_deputies(scenario, official, changes);
            continue;
        }
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
        if (can_go_stale(scenario, row)) add_verifications(scenario, row, name, changes);
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
    if (!scenario.interaction) return;
    for (const Index official : used.officials) {
        const std::string& id = scenario.officials[official].id;
        changes.push_back({Aim::altered, Part::official, id, fmt::format("one more seat at {}", id), true,
                           [official](Scenario& changed) { ++changed.officials[official].seats; }});
    }
}

}  // namespace hotline
