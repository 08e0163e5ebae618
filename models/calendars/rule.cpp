// The rules by which events recur: what libical reads of them, which of them it can follow, and in how many steps.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/calendars/libical_rule.hpp"

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr const char* kHowRulesAreWritten = "rules are written like FREQ=WEEKLY;INTERVAL=2;BYDAY=MO";

/// The names and values of the parts of a rule, in upper case.
std::vector<std::pair<std::string, std::string>> parts_of(std::string_view value) {
    std::vector<std::pair<std::string, std::string>> parts;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find(';'), value.size());
        std::string part(trimmed(value.substr(0, end)));
        for (char& letter : part) {
            if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
        }
        value.remove_prefix(std::min(end + 1, value.size()));
        if (part.empty()) continue;
        const std::size_t is = std::min(part.find('='), part.size());
        parts.emplace_back(part.substr(0, is), part.substr(std::min(is + 1, part.size())));
    }
    return parts;
}

/// What is wrong with the numbers of a part; empty if nothing is. Libical would cut them.
std::string wrong_numbers(const std::string& name, const std::string& value) {
    const std::size_t most = name == "UNTIL" ? 8 : name == "COUNT" ? 7 : 4;
    std::size_t digits = 0;
    for (const char letter : value) {
        digits = letter >= '0' && letter <= '9' ? digits + 1 : 0;
        if (digits > most) return fmt::format("{} has a number of more than {} digits", name, most);
    }
    const bool count = name == "COUNT" || name == "INTERVAL";
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (count && (!std::all_of(value.begin(), value.end(), is_digit) || value.find_first_not_of('0') == value.npos))
        return fmt::format("{} takes a whole number above 0, not \"{}\"", name, shortened(value, 100));
    return {};
}

template <std::size_t size>
std::size_t count_of(const short (&values)[size]) {
    return static_cast<std::size_t>(
        std::find(std::begin(values), std::end(values), static_cast<short>(ICAL_RECURRENCE_ARRAY_MAX)) -
        std::begin(values));
}

sys_seconds time_of(const icaltimetype& time) {
    const std::chrono::year_month_day date{std::chrono::year{time.year},
                                           std::chrono::month{static_cast<unsigned>(time.month)},
                                           std::chrono::day{static_cast<unsigned>(time.day)}};
    const sys_seconds midnight = std::chrono::sys_days{date};
    if (time.is_date != 0) return midnight;
    return midnight + std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} + seconds{time.second};
}

/// A later beginning from which the same occurrences follow: whole intervals after `start`, and at `from` or earlier.
/// (Libical's own icalrecur_iterator_set_start loses the rhythm of intervals of hours.)
sys_seconds moved_up(const icalrecurrencetype& of, sys_seconds start, sys_seconds from) {
    constexpr std::array<std::int64_t, 5> kSeconds{1, 60, 3600, 86400, 604800};
    if (from <= start) return start;
    const auto interval = std::max<std::int64_t>(1, of.interval);
    if (of.freq < ICAL_MONTHLY_RECURRENCE) {
        const auto each = kSeconds[static_cast<std::size_t>(of.freq)] * interval;
        return start + seconds{(from - start).count() / each * each};
    }
    if (count_of(of.by_week_no) > 0) return start;  // its day may follow from the weekday of the beginning
    const auto midnight = std::chrono::floor<days>(start);
    const std::chrono::year_month_day day(midnight);
    const std::int64_t months = interval * (of.freq == ICAL_YEARLY_RECURRENCE ? 12 : 1);
    for (auto by = (from - start) / days{31} / months * months; by > 0; by -= months) {  // 31 days: at most `from`
        const std::chrono::year_month_day moved = day + std::chrono::months{by};
        if (moved.ok()) return std::chrono::sys_days{moved} + (start - midnight);
    }
    return start;
}

struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

}  // namespace

std::shared_ptr<const LibicalRule> read_rule(
    const std::string& line, std::string_view value,
    const std::function<void(std::string message, std::string hint)>& complain) {
    static constexpr std::array kKnown{"FREQ",      "UNTIL",    "COUNT",   "INTERVAL", "BYSECOND",
                                       "BYMINUTE",  "BYHOUR",   "BYDAY",   "WKST",     "BYMONTHDAY",
                                       "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"};
    bool until = false;
    bool count = false;
    std::vector<std::string> seen;
    for (const auto& [name, of] : parts_of(value)) {
        if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end()) {
            complain(fmt::format("\"{}\" in a rule cannot be honoured", shortened(name, 100)), kHowRulesAreWritten);
            return {};
        }
        if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
            complain(fmt::format("a rule must have one {}, but has two", name), kHowRulesAreWritten);
            return {};
        }
        seen.push_back(name);
        until |= name == "UNTIL";
        count |= name == "COUNT";
        if (std::string wrong = wrong_numbers(name, of); !wrong.empty()) {
            complain(std::move(wrong), kHowRulesAreWritten);
            return {};
        }
    }
    if (until && count) {
        complain("a rule must have either UNTIL or COUNT, but has both", "leave one out");
        return {};
    }
    const IcalProperties properties(line);
    if (!properties.ok()) {
        complain(fmt::format("\"{}\" is not a rule", shortened(value, 100)), kHowRulesAreWritten);
        return {};
    }
    auto rule = std::make_shared<LibicalRule>();
    rule->rule = icalproperty_get_rrule(properties.first());
    rule->rule.rscale = nullptr;
    if (rule->rule.freq == ICAL_NO_RECURRENCE || rule->rule.freq < ICAL_SECONDLY_RECURRENCE) {
        complain(fmt::format("\"{}\" is not a rule", shortened(value, 100)), kHowRulesAreWritten);
        return {};
    }
    const bool numbered = std::any_of(rule->rule.by_day, rule->rule.by_day + count_of(rule->rule.by_day),
                                      [](short day) { return icalrecurrencetype_day_position(day) != 0; });
    if (numbered && rule->rule.freq != ICAL_MONTHLY_RECURRENCE && rule->rule.freq != ICAL_YEARLY_RECURRENCE) {
        complain("BYDAY must not number its days in a rule that does not recur by months or years",
                 kHowRulesAreWritten);
        return {};
    }
    return rule;
}

std::optional<Stamp> until_of(const LibicalRule& rule, bool& utc) {
    const icaltimetype& until = rule.rule.until;
    if (icaltime_is_null_time(until) != 0) return {};
    Stamp stamp;
    stamp.local = time_of(until);
    utc = until.is_date == 0 && icaltime_is_utc(until) != 0;
    if (until.is_date == 0) stamp.kind = utc ? Stamp::Kind::zoned : Stamp::Kind::floating;
    return stamp;
}

std::size_t tries_of(const LibicalRule& rule, sys_seconds from, sys_seconds until) {
    const icalrecurrencetype& of = rule.rule;
    constexpr std::array<std::int64_t, 7> kSeconds{1, 60, 3600, 86400, 604800, 2419200, 31536000};
    constexpr std::array<std::size_t, 7> kDays{1, 1, 1, 1, 7, 31, 366};
    const auto freq = static_cast<std::size_t>(of.freq);
    const auto period = kSeconds[freq] * std::max<std::int64_t>(1, of.interval);
    const auto periods = static_cast<std::size_t>(std::max<std::int64_t>(0, (until - from).count()) / period + 1);
    const bool by_days = count_of(of.by_day) + count_of(of.by_year_day) + count_of(of.by_week_no) > 0;
    const auto at_least_one = [](std::size_t count) { return std::max<std::size_t>(1, count); };
    const bool of_months = count_of(of.by_month) > 0 && count_of(of.by_year_day) + count_of(of.by_week_no) == 0;
    const std::size_t of_month = by_days ? 31 : at_least_one(count_of(of.by_month_day));
    std::size_t each =
        by_days && !of_months ? kDays[freq] : std::min(kDays[freq], at_least_one(count_of(of.by_month)) * of_month);
    const bool bare = !by_days && each == 1 &&
                      count_of(of.by_month) + count_of(of.by_month_day) + count_of(of.by_hour) +
                              count_of(of.by_minute) + count_of(of.by_second) + count_of(of.by_set_pos) ==
                          0;
    if (bare && of.count > 0) return std::min(periods, static_cast<std::size_t>(of.count));
    if (of.freq > ICAL_HOURLY_RECURRENCE) each *= at_least_one(count_of(of.by_hour));
    if (of.freq > ICAL_MINUTELY_RECURRENCE) each *= at_least_one(count_of(of.by_minute));
    if (of.freq > ICAL_SECONDLY_RECURRENCE) each *= at_least_one(count_of(of.by_second));
    return periods * each;
}

std::optional<bool> begins_at(const LibicalRule& rule, sys_seconds start, bool date) {
    icalrecurrencetype of = rule.rule;
    of.until = ical_time(start, date);  // so that libical does not search further
    of.count = 0;
    const icaltimetype first = ical_time(start, date);
    const Iterator iterator(icalrecur_iterator_new(of, first));
    if (!iterator) return {};
    return icaltime_compare(icalrecur_iterator_next(iterator.get()), first) == 0;
}

std::vector<sys_seconds> starts_of(const LibicalRule& rule, sys_seconds start, bool date, sys_seconds from,
                                   sys_seconds until) {
    icalrecurrencetype of = rule.rule;
    of.until = ical_time(until, date);
    const sys_seconds begin = of.count == 0 ? moved_up(of, start, from) : start;
    const Iterator iterator(icalrecur_iterator_new(of, ical_time(begin, date)));
    std::vector<sys_seconds> starts;
    if (!iterator) return starts;
    for (;;) {
        const icaltimetype next = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(next) != 0) return starts;
        const sys_seconds at = time_of(next);
        if (at > until) return starts;
        if (at >= from) starts.push_back(at);
    }
}

}  // namespace hotline
