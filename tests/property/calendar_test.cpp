// Duty hours against a minute-by-minute reading of the rules, straight from the date library. The reading covers the
// days around clock changes in every zone, from the first change that the database has.

#include "models/scenario/calendar.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

struct Setting {
    Roster roster;
    std::string zone;
    std::vector<Holiday> holidays;
    Instant first;
    Instant last;
};

// Skipped days, half and double hours, gaps at and across midnight, offsets with seconds in them.
const std::vector<std::string> kOddZones = {
    "Africa/Casablanca", "Africa/Monrovia",      "America/Caracas",   "America/Havana",  "America/Nuuk",
    "America/Sao_Paulo", "America/Scoresbysund", "America/St_Johns",  "America/Toronto", "Antarctica/Troll",
    "Asia/Gaza",         "Asia/Pyongyang",       "Asia/Shanghai",     "Asia/Tehran",     "Australia/Lord_Howe",
    "Europe/Amsterdam",  "Europe/Dublin",        "Europe/London",     "Europe/Moscow",   "Pacific/Apia",
    "Pacific/Auckland",  "Pacific/Kiritimati",   "Pacific/Kwajalein", "Pacific/Norfolk", "UTC"};

/// The instants at which the zone's clocks change, up to 2037.
std::vector<sys_seconds> changes_of(const std::string& zone) {
    const sys_seconds end = sys_days{std::chrono::year{2037} / 12 / 31};
    std::vector<sys_seconds> changes;
    for (sys_seconds at = date::locate_zone(zone)->get_info(sys_seconds::min() + days{1}).end; at < end;
         at = date::locate_zone(zone)->get_info(at).end) {
        changes.push_back(at);
    }
    return changes;
}

/// Any number below `end`, whatever RapidCheck's present size.
rc::Gen<int> between(int first, int end) {
    return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(first, end));
}

rc::Gen<Shift> any_shift() {
    return rc::gen::apply(
        [](int mask, int begins, int lasts) {
            return Shift{static_cast<std::uint8_t>(mask), minutes{begins}, minutes{begins + lasts}};
        },
        between(1, 128), between(0, 24 * 60),
        rc::gen::oneOf(between(1, 24 * 60 + 1), between(1, 90), rc::gen::just(24 * 60)));
}

Setting any_setting() {
    Setting setting;
    setting.zone = *rc::gen::oneOf(rc::gen::elementOf(kOddZones), rc::gen::elementOf(time_zone_names()));
    const std::vector<sys_seconds> changes = changes_of(setting.zone);
    const sys_seconds around =
        changes.empty() ? sys_seconds{sys_days{std::chrono::year{2012} / 10 / 28}} : *rc::gen::elementOf(changes);
    setting.first = around - days{2} - minutes{*between(0, 24 * 60)};
    setting.last = around + days{2} + minutes{*between(0, 24 * 60)};

    const auto shifts = *between(1, 4);
    setting.roster.shifts = *rc::gen::container<std::vector<Shift>>(static_cast<std::size_t>(shifts), any_shift());
    setting.roster.works_on_holidays = *rc::gen::arbitrary<bool>();
    const sys_days day = std::chrono::floor<days>(around);
    for (int n = *between(0, 5); n > 0; --n) {
        const auto party = *rc::gen::element<Index>(0, 0, 1);
        Holiday& holiday = setting.holidays.emplace_back();
        holiday.party = party;
        holiday.date = day + days{*between(-4, 5)};
        holiday.worked = *rc::gen::arbitrary<bool>();
        if (*rc::gen::arbitrary<bool>()) {
            const minutes begins{*between(0, 24 * 60)};
            holiday.hours = Hours{begins, begins + minutes{*between(1, 24 * 60 + 1)}};
        }
        if (*between(0, 4) == 0) holiday.organisation = "cert";
        if (*between(0, 4) == 0) holiday.site = 0;
    }
    return setting;
}

/// The shifts by the rules, one at a time.
std::vector<std::pair<Instant, Instant>> shifts_of(const Setting& setting) {
    // The rows of a date that apply, those with the most named.
    const auto rows_of = [&](sys_days date) {
        std::vector<Holiday> rows[3];
        for (const Holiday& row : setting.holidays) {
            if (row.party != 0 || row.date != date) continue;
            rows[(row.site == kNone ? 0 : 1) + (row.organisation.empty() ? 0 : 1)].push_back(row);
        }
        return !rows[2].empty() ? rows[2] : !rows[1].empty() ? rows[1] : rows[0];
    };
    const date::time_zone* zone = date::locate_zone(setting.zone);
    const auto instant = [&](date::local_seconds local) -> Instant {
        return sys_seconds{local.time_since_epoch()} - zone->get_info(local).first.offset;
    };
    std::vector<std::pair<Instant, Instant>> shifts;
    for (sys_days date = std::chrono::floor<days>(setting.first) - days{5}; date < setting.last + days{5};
         date += days{1}) {
        const std::vector<Holiday> rows = rows_of(date);
        const bool on_holidays = setting.roster.works_on_holidays;
        const bool holiday =
            std::any_of(rows.begin(), rows.end(), [](const Holiday& row) { return !row.worked && !row.hours; });
        if (holiday && !on_holidays) continue;
        const bool worked = std::any_of(rows.begin(), rows.end(), [](const Holiday& row) { return row.worked; });
        const std::chrono::weekday weekday = !holiday && worked ? std::chrono::Monday : std::chrono::weekday{date};
        for (const Shift& shift : setting.roster.shifts) {
            if (!(shift.days & (1U << (weekday.iso_encoding() - 1)))) continue;
            minutes first = shift.begins;
            minutes end = shift.ends;
            for (const Holiday& row : rows) {
                if (on_holidays || !row.hours) continue;
                first = std::max(first, row.hours->begins);
                end = std::min(end, row.hours->ends);
            }
            if (first >= end) continue;
            const date::local_seconds midnight{date.time_since_epoch()};
            const Instant begins = instant(midnight + first);
            const Instant ends = instant(midnight + end);
            if (begins < ends) shifts.emplace_back(begins, ends);
        }
    }
    return shifts;
}

void expect_agreement(const Setting& setting) {
    const DutyHours duty(setting.roster, setting.zone, 0, setting.holidays, setting.first, setting.last);
    const auto shifts = shifts_of(setting);
    const auto on_duty = [&](Instant at) {
        return std::any_of(shifts.begin(), shifts.end(),
                           [at](const auto& shift) { return shift.first <= at && at < shift.second; });
    };
    const auto next_shift = [&](Instant at) {
        Instant next = Instant::max();
        for (const auto& [begins, ends] : shifts) {
            if (begins > at) next = std::min(next, begins);
        }
        return next;
    };
    // The ends and beginnings themselves, and the ticks just before them: some clocks had offsets with seconds.
    std::vector<Instant> asked;
    for (Instant at = setting.first; at <= setting.last; at += minutes{1}) asked.push_back(at);
    for (const auto& [begins, ends] : shifts) {
        for (const Instant at : {begins - Ticks{1}, begins, ends - Ticks{1}, ends}) {
            if (setting.first <= at && at <= setting.last) asked.push_back(at);
        }
    }
    std::sort(asked.begin(), asked.end());

    Instant change = Instant::max();  // the next change, going back from the last instant
    for (std::size_t index = asked.size(); index-- > 0;) {
        const Instant at = asked[index];
        RC_ASSERT(duty.on_duty(at) == on_duty(at));
        if (const Instant next = next_shift(at); next <= setting.last) RC_ASSERT(duty.next_shift(at) == next);
        if (index + 1 < asked.size() && on_duty(asked[index + 1]) != on_duty(at)) change = asked[index + 1];
        RC_ASSERT(duty.next_change(at) == change);
    }
}

TEST(DutyHours, agree_with_the_rules_minute_by_minute) {
    EXPECT_TRUE(rc::check([] {
        for (int n = 0; n < 10; ++n) {
            const Setting setting = any_setting();
            RC_LOG() << setting.zone << " from " << date::format("%F %T", setting.first) << '\n';
            expect_agreement(setting);
        }
    }));
}

}  // namespace
}  // namespace hotline
