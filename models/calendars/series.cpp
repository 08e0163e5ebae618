// What happens of each event in a span: its series by its rules, without exceptions, with the occurrences that were
// moved, changed or cancelled, in its last revision.

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/calendars/libical_rule.hpp"

namespace hotline {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using Kind = Stamp::Kind;

/// Libical finds the first occurrence of a rule with many parts in less time than the others.
constexpr std::size_t kTriesOfFirst = 4;
/// Libical searches on, for centuries, where a rule does not give its beginning.
constexpr std::size_t kTriesOfLater = 2000;
constexpr std::size_t kMostOfNone = 2;  // rules that give nothing; each may take a second
constexpr days kMargin{3};              // clocks differ from UTC by less than a day, and jump by a day at most

/// All revisions of what has one UID.
struct Series {
    std::vector<std::size_t> whole;    // events without a RECURRENCE-ID
    std::vector<std::size_t> changed;  // with one
};

class Expander {
public:
    Expander(RawCalendar& calendar, sys_seconds first, sys_seconds last, Index file, Diagnostics& diagnostics)
        : events_(calendar.events), first_(first), last_(last), file_(file), diagnostics_(diagnostics) {}

    CalendarFile read() {
        std::map<std::string, Series> all;
        for (std::size_t index = 0; index < events_.size(); ++index) {
            const RawEvent& event = events_[index];
            Series& series = all[event.has_uid ? "=" + event.uid : std::to_string(index)];
            (event.replaces ? series.changed : series.whole).push_back(index);
        }
        takes_place_.assign(events_.size(), false);
        for (const auto& [uid, series] : all) {
            read(series);
            if (too_many_) break;
        }
        return gathered();
    }

private:
    void error(Place place, std::string message, std::string hint = {}) {
        diagnostics_.error(place, std::move(message), std::move(hint));
    }

    /// The last revision of events that say the same thing: of the highest SEQUENCE, of these of the last DTSTAMP.
    std::size_t last_revision(const std::vector<std::size_t>& revisions) {
        std::size_t last = revisions.front();
        const auto age = [&](std::size_t index) { return std::tie(events_[index].sequence, events_[index].stamp); };
        for (const std::size_t index : revisions) {
            if (index == last) continue;
            if (age(index) == age(last) && events_[index].text != events_[last].text) {
                error({file_, events_[index].line, 0},
                      fmt::format("this event has the UID and the revision of the event in line {}, but is another",
                                  events_[last].line),
                      "give it a UID of its own, or a higher SEQUENCE if it replaces the other");
            }
            if (age(index) >= age(last)) last = index;
        }
        return last;
    }

    void read(const Series& series) {
        if (series.whole.empty()) {  // single occurrences of a series that is elsewhere
            std::map<std::pair<Kind, sys_seconds>, std::vector<std::size_t>> by_id;
            for (const std::size_t index : series.changed) {
                const RawEvent& event = events_[index];
                if (event.and_later) {
                    error(event.replaces->place, "the file must have the series of which this changes the later part",
                          "export the whole calendar");
                    continue;
                }
                const Stamp& id = *event.replaces;
                by_id[{id.kind, id.kind == Kind::zoned ? id.instant() : id.local}].push_back(index);
            }
            for (const auto& [id, revisions] : by_id) add_alone(last_revision(revisions));
            return;
        }
        const std::size_t index = last_revision(series.whole);
        const RawEvent& whole = events_[index];
        if (whole.cancelled) return;
        std::map<sys_seconds, std::vector<std::size_t>> by_key;
        for (const std::size_t changed : series.changed) {
            if (const auto key = key_of(*events_[changed].replaces, *whole.start)) by_key[*key].push_back(changed);
        }
        std::map<sys_seconds, std::size_t> single;
        std::map<sys_seconds, std::size_t> later;
        for (const auto& [key, revisions] : by_key) {
            const std::size_t last = last_revision(revisions);
            single.emplace(key, last);
            if (events_[last].and_later) later.emplace(key, last);
        }
        for (const auto& [key, changed] : single) add_alone(changed);
        follow(index, single, later);
    }

    void add_alone(std::size_t index) {
        const RawEvent& event = events_[index];
        if (event.cancelled) return;
        takes_place_[index] = true;
        add(index, event.start->local, event.lasting, event.start->kind, event.start->zone);
    }

    void add(std::size_t index, sys_seconds local, const Lasting& lasting, Kind kind, const CalendarZone* zone) {
        CalendarTime from{CalendarTime::Kind::date, local};
        CalendarTime until{CalendarTime::Kind::date, local + lasting.nominal + lasting.exact};
        days margin = kMargin;
        if (kind == Kind::floating) from.kind = until.kind = CalendarTime::Kind::local;
        if (kind == Kind::zoned) {
            from = {CalendarTime::Kind::instant, zone->instant(local)};
            until = {CalendarTime::Kind::instant,
                     (lasting.nominal == days{0} ? from.at : zone->instant(local + lasting.nominal)) + lasting.exact};
            margin = days{0};
            note_clocks(index, *zone, from.at);
        }
        if (from.at > last_ + margin || until.at < first_ - margin) return;
        found_.push_back({index, from, until});
    }

    /// Notes where the file defines a zone otherwise than the tz database.
    void note_clocks(std::size_t index, const CalendarZone& zone, sys_seconds at) {
        if (at < first_ - kMargin || at > last_ || differ_.contains(zone.name()) || !zone.has_other_clocks(at))
            return;
        differ_.insert(zone.name());
        other_clocks_.push_back({events_[index].shown.place, zone.name(), at});
    }

    /// Where a stamp stands in a series: an instant if it has a zone, or else a local time. Empty with an error if
    /// the two do not fit.
    std::optional<sys_seconds> key_of(const Stamp& stamp, const Stamp& start) {
        if (start.kind == Kind::zoned) {
            if (stamp.kind == Kind::zoned) return stamp.instant();
            if (stamp.kind == Kind::floating) return start.zone->instant(stamp.local);
            // A day stands for the occurrence at the usual time.
            return start.zone->instant(stamp.local + (start.local - std::chrono::floor<days>(start.local)));
        }
        if (stamp.kind == Kind::zoned || (start.kind == Kind::date && stamp.kind == Kind::floating)) {
            if (start.kind == Kind::date && stamp.local == std::chrono::floor<days>(stamp.local)) return stamp.local;
            error(stamp.place, start.kind == Kind::date
                                   ? "this must be a date, as the event has dates"
                                   : "this must be a time without a zone, as that of the event is");
            return {};
        }
        if (start.kind == Kind::floating && stamp.kind == Kind::date)
            return stamp.local + (start.local - std::chrono::floor<days>(start.local));
        return stamp.local;
    }

    static sys_seconds key_at(sys_seconds local, const Stamp& start) {
        return start.kind == Kind::zoned ? start.zone->instant(local) : local;
    }

    void follow(std::size_t index, const std::map<sys_seconds, std::size_t>& single,
                const std::map<sys_seconds, std::size_t>& later) {
        const RawEvent& whole = events_[index];
        const Stamp& start = *whole.start;
        // A change of all later occurrences may move them into the span.
        seconds moved{0};
        seconds lasts = whole.lasting.nominal + whole.lasting.exact;
        for (const auto& [key, changed] : later) {
            const RawEvent& change = events_[changed];
            moved =
                std::max<seconds>(moved, std::chrono::abs(change.start->local - change.replaces->local) + kMargin);
            lasts = std::max<seconds>(lasts, change.lasting.nominal + change.lasting.exact);
        }
        const sys_seconds from = first_ - moved - lasts - kMargin;
        const sys_seconds until = last_ + moved + kMargin;

        std::map<sys_seconds, std::pair<sys_seconds, Lasting>> starts;  // by key: local time and length
        std::set<sys_seconds> lost;
        std::set<sys_days> lost_days;
        for (const Stamp& except : whole.except) {
            if (except.kind == Kind::date && start.kind != Kind::date) {
                lost_days.insert(std::chrono::floor<days>(except.local));
            } else if (const auto key = key_of(except, start)) {
                lost.insert(*key);
            }
        }
        if (!add_rules(whole, from, until, starts)) return;
        takes_place_[index] = true;
        starts.try_emplace(key_at(start.local, start), start.local, whole.lasting);
        for (const RdateOf& more : whole.more) {
            const auto key = key_of(more.from, start);
            if (!key) continue;
            const sys_seconds local = start.kind == Kind::zoned ? start.zone->local(*key) : *key;
            // A period has its own length, wherever else it comes from.
            if (more.lasting) starts.erase(*key);
            starts.try_emplace(*key, local, more.lasting.value_or(whole.lasting));
        }
        for (const auto& [key, occurs] : starts) {
            const auto& [local, lasting] = occurs;
            if (lost.contains(key) || lost_days.contains(std::chrono::floor<days>(local)) || single.contains(key))
                continue;
            const auto next = later.upper_bound(key);
            if (next == later.begin()) {
                add(index, local, lasting, start.kind, start.zone);
                continue;
            }
            const std::size_t changed = std::prev(next)->second;
            const RawEvent& change = events_[changed];
            if (change.cancelled) continue;
            takes_place_[changed] = true;
            const sys_seconds was = local_as(*change.replaces, start);
            add(changed, local + (change.start->local - was), change.lasting, change.start->kind, change.start->zone);
        }
    }

    /// The local time of a changed occurrence by the clocks of the series.
    static sys_seconds local_as(const Stamp& id, const Stamp& start) {
        if (id.kind == Kind::zoned && id.zone != start.zone) return start.zone->local(id.instant());
        if (start.kind != Kind::date && id.kind == Kind::date)
            return id.local + (start.local - std::chrono::floor<days>(start.local));
        return id.local;
    }

    /// Adds what the rules give. False if something is wrong with them.
    bool add_rules(const RawEvent& event, sys_seconds from, sys_seconds until,
                   std::map<sys_seconds, std::pair<sys_seconds, Lasting>>& starts) {
        const Stamp& start = *event.start;
        const bool date = start.kind == Kind::date;
        bool given = event.rules.empty();
        for (const Rule& rule : event.rules) {
            if (!may_try(rule, std::min(tries_of(*rule.rule, start.local, start.local), kTriesOfFirst))) return false;
            const auto begins = begins_at(*rule.rule, start.local, date);
            if (!begins) {
                error(rule.place, "the parts of this rule cannot be followed together",
                      "write several rules, or list the days as RDATE");
                too_many_ = ++of_none_ == kMostOfNone;
                return false;
            }
            given |= *begins;
            if (!*begins && !may_try(rule, kTriesOfLater)) return false;
        }
        if (!given) {
            error(event.rules.front().place, "the rule must give the event's own beginning, but does not",
                  "begin the event on a day that the rule gives");
            return false;
        }
        for (const Rule& rule : event.rules) {
            sys_seconds end = until;
            std::optional<sys_seconds> last;
            if (rule.until) {
                last = last_key(*rule.until, start);
                if (!last) return false;
                end = std::min(end, (start.kind == Kind::zoned ? start.zone->local(*last) : *last) + days{1});
            }
            if (end < start.local) continue;
            const bool counted = rule.rule->rule.count > 0;
            const sys_seconds tried_from = counted ? start.local : std::max(from, start.local);
            if (end < tried_from) continue;
            if (!may_try(rule, tries_of(*rule.rule, tried_from, end))) return false;
            for (const sys_seconds local : starts_of(*rule.rule, start.local, date, tried_from, end)) {
                const sys_seconds key = key_at(local, start);
                if (last && key > *last) continue;
                starts.try_emplace(key, local, event.lasting);
            }
        }
        return true;
    }

    bool may_try(const Rule& rule, std::size_t tries) {
        if (tries <= kMostMoments - tries_) {
            tries_ += tries;
            return true;
        }
        error(rule.place,
              fmt::format("the rules of a calendar must give at most {} moments up to the end of the last drill, but "
                          "with this one they give more",
                          kMostMoments),
              "let the events recur less often, or begin later");
        too_many_ = true;
        return false;
    }

    /// The last key that an UNTIL lets through. A date lets its whole day through.
    std::optional<sys_seconds> last_key(const Stamp& until, const Stamp& start) {
        if (until.kind == Kind::date)
            return key_at(until.local + (start.kind == Kind::date ? seconds{0} : days{1} - seconds{1}), start);
        if (start.kind == Kind::date) return std::chrono::floor<days>(until.local);
        if (start.kind == Kind::floating && until.kind == Kind::zoned) {
            error(until.place, "UNTIL must be a time without a zone, as that of the event is", "leave out its Z");
            return {};
        }
        return until.kind == Kind::zoned ? until.instant() : key_at(until.local, start);
    }

    CalendarFile gathered() {
        CalendarFile file;
        file.other_clocks = std::move(other_clocks_);
        std::vector<std::size_t> number(events_.size());
        for (std::size_t index = 0; index < events_.size(); ++index) {
            if (!takes_place_[index]) continue;
            number[index] = file.events.size();
            file.events.push_back(std::move(events_[index].shown));
        }
        std::stable_sort(found_.begin(), found_.end(), [](const Occurrence& one, const Occurrence& other) {
            return std::tie(one.event, one.from.at) < std::tie(other.event, other.from.at);
        });
        for (Occurrence& occurrence : found_) {
            occurrence.event = number[occurrence.event];
            file.events[occurrence.event].in_span = true;
            file.occurrences.push_back(occurrence);
        }
        return file;
    }

    std::vector<RawEvent>& events_;
    sys_seconds first_;
    sys_seconds last_;
    Index file_;
    Diagnostics& diagnostics_;
    std::vector<bool> takes_place_;
    std::vector<Occurrence> found_;
    std::set<std::string> differ_;
    std::vector<NamedCalendar::OtherClocks> other_clocks_;
    std::size_t tries_ = 0;
    std::size_t of_none_ = 0;
    bool too_many_ = false;
};

}  // namespace

CalendarFile occurrences_of(RawCalendar calendar, Instant first, Instant last, Index file, Diagnostics& diagnostics) {
    return Expander(calendar, std::chrono::floor<seconds>(first), std::chrono::ceil<seconds>(last), file, diagnostics)
        .read();
}

CalendarFile read_calendar(const Files::Text& file, Instant first, Instant last, Diagnostics& diagnostics) {
    const WithLibical libical;
    return occurrences_of(read_events(file, diagnostics), first, last, file.file, diagnostics);
}

}  // namespace hotline
