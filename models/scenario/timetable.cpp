#include "models/scenario/timetable.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "models/scenario/duty.hpp"

namespace hotline {

Timetable::Timetable(const Scenario& scenario)
    : Timetable(scenario, scenario.start_first, end_of_last_drill(scenario)) {}

Timetable::Timetable(const Scenario& scenario, Instant first, Instant last) : scenario_(&scenario) {
    if (!scenario.leaves.empty()) leaves_.resize(scenario.officials.size());
    for (Index index = 0; index < scenario.leaves.size(); ++index) {
        leaves_[scenario.leaves[index].official].push_back(index);
    }
    std::vector<std::vector<Holiday>> holidays(scenario.parties.size());
    for (const Holiday& holiday : scenario.holidays) {
        if (narrowness(holiday) == 0) holidays[holiday.party].push_back(holiday);
    }

    // Days for some of a party's officials only, by which these officials differ.
    std::vector<std::vector<Index>> narrow(scenario.parties.size());
    for (Index index = 0; index < scenario.holidays.size(); ++index) {
        const Holiday& holiday = scenario.holidays[index];
        if (narrowness(holiday) > 0) narrow[holiday.party].push_back(index);
    }

    // By roster, party, which of those days, zone, and whose leave.
    std::map<std::tuple<Index, Index, std::vector<Index>, std::string, Index>, Index> known;
    of_official_.reserve(scenario.officials.size());
    for (Index index = 0; index < scenario.officials.size(); ++index) {
        const Official& official = scenario.officials[index];
        const auto next = static_cast<Index>(hours_.size());
        std::vector<Span> away;
        if (!leaves_.empty()) {
            for (const Index leave : leaves_[index])
                away.push_back({scenario.leaves[leave].from, scenario.leaves[leave].until});
        }
        if (!keeps_shifts(scenario, official)) {
            of_official_.push_back(away.empty() ? kNone : next);
            if (!away.empty()) hours_.emplace_back(first, last, away);
            continue;
        }
        std::vector<Index> own;
        for (const Index day : narrow[official.party]) {
            if (concerns(scenario.holidays[day], official)) own.push_back(day);
        }
        const auto [entry, fresh] = known.try_emplace(
            {official.roster, official.party, own, zone_of(scenario, official), away.empty() ? kNone : index}, next);
        if (fresh) {
            std::vector<Holiday> his = holidays[official.party];
            for (const Index day : own) his.push_back(scenario.holidays[day]);
            hours_.emplace_back(scenario.rosters[official.roster], zone_of(scenario, official), official.party, his,
                                first, last, away);
        }
        of_official_.push_back(entry->second);
    }
}

Index Timetable::leave_of(Index official, Instant at) const {
    if (leaves_.empty()) return kNone;
    for (const Index index : leaves_[official]) {
        const Leave& leave = scenario_->leaves[index];
        if (leave.from <= at && at < leave.until) return index;
    }
    return kNone;
}

Index Timetable::in_place_of(Index official, Instant at) const {
    if (leaves_.empty()) return official;
    Index who = official;
    for (std::size_t length = 0; length <= leaves_.size(); ++length) {
        const Index leave = leave_of(who, at);
        if (leave == kNone || scenario_->leaves[leave].deputy == kNone) return who;
        who = scenario_->leaves[leave].deputy;
    }
    return official;  // a circle
}

}  // namespace hotline
