#include "models/scenario/timetable.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "models/scenario/duty.hpp"

namespace hotline {

namespace {

const std::vector<Span> kNoTurns;

}  // namespace

Timetable::Timetable(const Scenario& scenario)
    : Timetable(scenario, scenario.start_first, end_of_last_drill(scenario)) {}

Timetable::Timetable(const Scenario& scenario, Instant first, Instant last) : scenario_(&scenario) {
    if (!scenario.leaves.empty()) leaves_.resize(scenario.officials.size());
    for (Index index = 0; index < scenario.leaves.size(); ++index) {
        leaves_[scenario.leaves[index].official].push_back(index);
    }
    for (Index rota = 0; rota < scenario.rotas.size(); ++rota) rotas_.emplace_back(scenario, rota, first, last);
    const std::vector<std::vector<Span>> duties = this->duties();
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

    // By roster, party, which of those days, zone, and whose leave and turns.
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
        const std::vector<Span>& turns = duties.empty() ? kNoTurns : duties[index];
        if (official.roster == kNone) {
            of_official_.push_back(next);
            hours_.emplace_back(turns, away, last);
            continue;
        }
        std::vector<Index> own;
        for (const Index day : narrow[official.party]) {
            if (concerns(scenario.holidays[day], official)) own.push_back(day);
        }
        const auto [entry, fresh] =
            known.try_emplace({official.roster, official.party, own, zone_of(scenario, official),
                               away.empty() && turns.empty() ? kNone : index},
                              next);
        if (fresh) {
            std::vector<Holiday> his = holidays[official.party];
            for (const Index day : own) his.push_back(scenario.holidays[day]);
            hours_.emplace_back(scenario.rosters[official.roster], zone_of(scenario, official), official.party, his,
                                first, last, away, turns);
        }
        of_official_.push_back(entry->second);
    }
    add_hours_of_responses(first, last);
}

void Timetable::add_hours_of_responses(Instant first, Instant last) {
    const auto has_hours = [](const Response& response) { return !response.when.empty(); };
    if (std::none_of(scenario_->responses.begin(), scenario_->responses.end(), has_hours)) return;
    std::map<std::pair<Index, std::string>, Index> known;  // by response and zone
    when_of_row_.assign(scenario_->rows.size(), kNone);
    for (Index index = 0; index < scenario_->rows.size(); ++index) {
        const Row& row = scenario_->rows[index];
        const Response& response = scenario_->responses[row.response];
        if (!has_hours(response)) continue;
        const std::string& zone = zone_of(*scenario_, scenario_->officials[row.official]);
        const auto [entry, fresh] =
            known.try_emplace({row.response, zone}, static_cast<Index>(hours_of_when_.size()));
        when_of_row_[index] = entry->second;
        if (!fresh) continue;
        for (const When& when : response.when) {
            Roster hours;  // its hours are those of shifts; holidays do not matter
            hours.shifts = {when.hours};
            hours.works_on_holidays = true;
            hours_of_when_.emplace_back(hours, zone, kNone, std::vector<Holiday>{}, first, last);
        }
    }
}

const Duty& Timetable::duty_by_hours(Index row, bool on_duty, Instant at) const {
    const Row& entry = scenario_->rows[row];
    const Response& response = scenario_->responses[entry.response];
    const auto last_that_holds = [&](std::optional<Duty> When::*state) -> const Duty* {
        for (std::size_t number = response.when.size(); number-- > 0;) {
            const auto& duty = response.when[number].*state;
            if (duty && hours_of_when_[when_of_row_[row] + number].on_duty(at)) return &*duty;
        }
        return nullptr;
    };
    if (on_duty) {
        const Duty* duty = last_that_holds(&When::on_duty);
        return duty ? *duty : response.on_duty;
    }
    if (on_leave(entry.official, at)) {
        if (const Duty* duty = last_that_holds(&When::on_leave)) return *duty;
        if (response.on_leave) return *response.on_leave;
    }
    const Duty* duty = last_that_holds(&When::off_duty);
    return duty ? *duty : response.off_duty;
}

Instant Timetable::next_change_of_hours(Index row, Instant at) const {
    Instant next = Instant::max();
    const std::size_t count = scenario_->responses[scenario_->rows[row].response].when.size();
    for (std::size_t number = 0; number < count; ++number) {
        next = std::min(next, hours_of_when_[when_of_row_[row] + number].next_change(at));
    }
    return next;
}

std::vector<std::vector<Span>> Timetable::duties() const {
    if (rotas_.empty()) return {};
    std::vector<std::vector<Span>> duties(scenario_->officials.size());
    std::set<Instant> leave_changes;
    for (const Leave& leave : scenario_->leaves) leave_changes.insert({leave.from, leave.until});
    for (const RotaDuty& rota : rotas_) {
        Index holder = kNone;  // up to the present instant
        Instant since;
        const auto hand_over = [&](Index to, Instant at) {
            if (to == holder) return;
            if (holder != kNone) duties[holder].push_back({since, at});
            holder = to;
            since = at;
        };
        const std::vector<RotaDuty::Period>& periods = rota.periods();
        for (std::size_t number = 0; number < periods.size(); ++number) {
            const Index who = periods[number].people[0];
            hand_over(who == kNone ? kNone : in_place_of(who, periods[number].from), periods[number].from);
            if (who == kNone || number + 1 == periods.size()) continue;
            const Instant until = periods[number + 1].from;
            for (auto at = leave_changes.upper_bound(periods[number].from); at != leave_changes.end() && *at < until;
                 ++at)
                hand_over(in_place_of(who, *at), *at);
        }
    }
    return duties;
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
