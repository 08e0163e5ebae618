// Long because it reads every column of a log, with all its errors.

#include "models/loading/ping_log.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/documents/csv_table.hpp"
#include "models/loading/test_log.hpp"
#include "models/scenario/calendar.hpp"

namespace hotline {
namespace {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();
constexpr double kLatest = 10000 * 365.0 * 86400;  // as in parse_duration
constexpr double kDayLong = 86400;
constexpr const char* kHowTimesAreWritten =
    "write a number, a text such as 15min, or bounds: between 5min and 10min, between 14:00 and 15:00, <5min, >30min";

struct Bounds {
    double low = 0;
    double high = kUnbounded;
};

/// "14:05" or "14:05:30", in seconds of a day.
std::optional<double> parse_clock(std::string_view text) {
    if (text.size() != 5 && text.size() != 8) return {};
    std::array<int, 3> parts{};
    for (std::size_t index = 0; index < (text.size() + 1) / 3; ++index) {
        const std::string_view part = text.substr(3 * index, 2);
        if (part[0] < '0' || part[0] > '9' || part[1] < '0' || part[1] > '9') return {};
        if (index > 0 && text[3 * index - 1] != ':') return {};
        parts[index] = (part[0] - '0') * 10 + (part[1] - '0');
    }
    if (parts[0] > 24 || parts[1] > 59 || parts[2] > 59) return {};
    return parts[0] * 3600.0 + parts[1] * 60.0 + parts[2];
}

/// The two sides of "between A and B", "A to B" or "A–B".
std::optional<std::pair<std::string, std::string>> sides_of(std::string_view text) {
    std::string plain = lower_case(text);
    if (plain.starts_with("between ")) plain.erase(0, 8);
    for (const std::string_view middle : {" and ", " to ", "–", " - ", "-"}) {
        const std::size_t at = plain.find(middle);
        if (at == plain.npos || at == 0) continue;
        return std::pair{std::string(trimmed(std::string_view(plain).substr(0, at))),
                         std::string(trimmed(std::string_view(plain).substr(at + middle.size())))};
    }
    return {};
}

class PingLogReader {
public:
    PingLogReader(const Files::Text& file, const PingLayout& layout, Diagnostics& diagnostics, PingLog& log)
        : file_(file), layout_(layout), diagnostics_(diagnostics), log_(log) {
        for (const PingEntry& entry : log_.entries) note(entry);
    }

    void read() {
        if (!find_columns()) return;
        find_unit();
        const std::size_t before = log_.tests.size();
        const std::size_t findings = diagnostics_.findings().size();
        log_.tests.reserve(before + static_cast<std::size_t>(std::count(file_.text.begin(), file_.text.end(), '\n')));
        read_csv(file_, columns_, diagnostics_, [&](Place place, const CsvRow& row) { read_test(place, row); });
        if (log_.tests.size() == before && diagnostics_.findings().size() == findings)
            diagnostics_.error({file_.file, 1, 0}, "the log must have at least one row, but has only a header");
    }

private:
    std::string_view field(const CsvRow& row, PingColumn column) const {
        const std::size_t at = places_[static_cast<std::size_t>(column)];
        return at == kMostColumns ? std::string_view() : row[at];
    }
    bool has(PingColumn column) const { return places_[static_cast<std::size_t>(column)] != kMostColumns; }
    void complain(Place place, PingColumn column, std::string message, std::string hint = {}) {
        const std::size_t at = places_[static_cast<std::size_t>(column)];
        if (at == kMostColumns) {
            diagnostics_.error(place, std::move(message), std::move(hint));
        } else {
            diagnostics_.error_in_column(place, columns_.names[at], std::move(message), std::move(hint));
        }
    }

    /// Which column has which role.
    bool find_columns() {
        std::vector<std::string> known;
        known.reserve(kPingColumns.size() + layout_.chosen.size());
        for (const PingColumn column : kPingColumns) known.emplace_back(name_of(column));
        for (const auto& [column, name] : layout_.chosen) known.push_back(name);
        const std::vector<std::string> header = csv_header(file_, known);
        places_.fill(kMostColumns);
        std::map<PingColumn, std::string> taken = layout_.chosen;
        const Place place{file_.file, 1, 0};
        bool good = true;
        std::vector<std::string> ignored;
        for (const std::string& name : header) {
            const bool chosen = std::any_of(taken.begin(), taken.end(), [&](const auto& role) {
                return role.second == name && layout_.chosen.contains(role.first);
            });
            if (chosen) continue;
            const auto column = column_of(name);
            if (!column || layout_.chosen.contains(*column)) {
                ignored.push_back(name);
            } else if (const auto [other, fresh] = taken.try_emplace(*column, name);
                       !fresh && other->second != name) {
                diagnostics_.error(place,
                                   fmt::format("the columns \"{}\" and \"{}\" can both be what is called \"{}\" here",
                                               other->second, name, name_of(*column)),
                                   fmt::format("name the right one: --column {}=\"{}\"", name_of(*column), name));
                good = false;
            }
        }
        columns_.others_too = true;
        for (const auto& [column, name] : taken) {
            if (!header.empty() && std::find(header.begin(), header.end(), name) == header.end()) {
                diagnostics_.error(place, fmt::format("missing column \"{}\"", name), did_you_mean(name, header));
                good = false;
                continue;
            }
            const auto same = std::find(columns_.names.begin(), columns_.names.end(), name);
            if (same != columns_.names.end()) {
                diagnostics_.error(place,
                                   fmt::format("column \"{}\" must have one role, but is named for two", name));
                good = false;
            }
            places_[static_cast<std::size_t>(column)] = columns_.names.size();
            columns_.names.push_back(name);
            if (column == PingColumn::after || column == PingColumn::given_up || column == PingColumn::entry)
                columns_.decimals.push_back(name);
            note_column(fmt::format("{}: column \"{}\"", name_of(column), name));
        }
        for (const std::string& name : ignored) {
            if (std::find(log_.ignored.begin(), log_.ignored.end(), name) == log_.ignored.end())
                log_.ignored.push_back(name);
        }
        if (header.empty() || !good) {
            if (header.empty()) read_csv(file_, {{"official"}, 1, true}, diagnostics_, [](Place, const CsvRow&) {});
            return good && !header.empty();
        }
        const auto require = [&](bool there, std::string message, std::string hint) {
            if (there) return;
            diagnostics_.error(place, std::move(message), std::move(hint));
            good = false;
        };
        require(has(PingColumn::official) || has(PingColumn::address),
                "the log must say who was tested, but has no column for it",
                "it may be called official, contact or person, or address, number or email; or name it: "
                "--column official=NAME");
        require(has(PingColumn::after) || has(PingColumn::between) || has(PingColumn::result),
                "the log must say how the tests ended, but has no column for it",
                "it may be called after, duration or minutes, between, or result; or name it: --column after=NAME");
        return good;
    }

    void note_column(std::string text) {
        if (std::find(log_.columns.begin(), log_.columns.end(), text) == log_.columns.end())
            log_.columns.push_back(std::move(text));
    }

    void find_unit() {
        UnitOfLog& unit = log_.unit;
        if (layout_.unit) {
            unit.unit = *layout_.unit;
            unit.asked = true;
        }
        for (const PingColumn column : {PingColumn::after, PingColumn::given_up, PingColumn::entry}) {
            if (!has(column)) continue;
            const std::string& name = columns_.names[places_[static_cast<std::size_t>(column)]];
            const auto named = unit_in_name(name);
            if (!named) continue;
            if (unit.has_said() && unit.unit.seconds != named->unit.seconds) {
                diagnostics_.error(
                    {file_.file, 1, 0},
                    fmt::format("the column \"{}\" holds {}, but {}", name, named->unit.name,
                                unit.asked ? fmt::format("--unit asks for {}", unit.unit.name)
                                           : fmt::format("\"{}\" holds {}", unit.column, unit.unit.name)),
                    "put all times in one unit, or write it in the fields: 15min");
                continue;
            }
            unit.unit = named->unit;
            if (!unit.asked) unit.column = name;
        }
    }

    std::optional<double> seconds_in(std::string_view text) {
        std::string plain;
        for (const char letter : text) {
            if (letter != ' ') plain += letter;
        }
        bool is_number = false;
        const auto seconds = parse_seconds(plain, log_.unit.unit, &is_number);
        log_.unit.numbers |= seconds && is_number && *seconds > 0;
        return seconds;
    }

    /// The bounds of a time that is written in a field; `at` is when the test began, for times of a clock.
    std::optional<Bounds> bounds_in(std::string_view text, const PingTest& test) {
        const std::string_view rest = trimmed(text.substr(std::min<std::size_t>(1, text.size())));
        if (text.starts_with('<') || text.starts_with('>')) {
            const auto seconds = seconds_in(rest);
            if (!seconds || (text.starts_with('<') && *seconds == 0)) return {};
            return text.starts_with('<') ? Bounds{0, *seconds} : Bounds{*seconds, kUnbounded};
        }
        if (const auto seconds = seconds_in(text)) return Bounds{*seconds, *seconds};
        const auto sides = sides_of(text);
        if (!sides) return {};
        const auto low = parse_clock(sides->first), high = parse_clock(sides->second);
        if (low && high) {
            if (!test.timed) return {};
            const Ticks into_day = local_time(layout_.zone, test.at).time_since_epoch();
            const double begun = std::fmod(seconds_of(into_day), kDayLong);
            const auto after = [&](double clock, double least) {
                double wait = clock - begun;
                while (wait < least) wait += kDayLong;
                return wait;
            };
            const double first = after(*low, -59);  // within the minute in which it began
            return Bounds{std::max(first, 0.0), after(*high, std::max(first, 0.0))};
        }
        const auto from = seconds_in(sides->first), until = seconds_in(sides->second);
        if (!from || !until || *from > *until) return {};
        return Bounds{*from, *until};
    }

    /// The time that a column's field holds. Empty where it holds none, or a wrong one.
    std::optional<Bounds> read_bounds(Place place, const CsvRow& row, PingColumn column, const PingTest& test) {
        const std::string_view text = field(row, column);
        if (text.empty()) return {};
        const auto bounds = bounds_in(text, test);
        if (!bounds) {
            complain(place, column, fmt::format("\"{}\" is no time until an answer", text),
                     parse_clock(text.substr(0, 5)) || text.find(':') != text.npos
                         ? "times of a clock need two of them, and a column \"at\" with the day and time of the test"
                         : kHowTimesAreWritten);
            wrong_ = true;
        }
        return bounds;
    }

    void read_test(Place place, const CsvRow& row) {
        wrong_ = false;
        PingTest test;
        test.place = place;
        read_instant(place, row, test);
        const auto result = read_result(place, row);
        const auto given_up = read_bounds(place, row, PingColumn::given_up, test);
        auto after = read_bounds(place, row, PingColumn::after, test);
        if (const auto between = read_bounds(place, row, PingColumn::between, test)) {
            if (after && (after->low != between->low || after->high != between->high)) {
                complain(place, PingColumn::between, "a test must have one time, but has another in another column");
                wrong_ = true;
            }
            after = between;
        }
        if (const auto from = read_bounds(place, row, PingColumn::entry, test)) test.from = from->low;
        if (wrong_) return;
        const bool came = after && after->high < kUnbounded;
        test.result = result.value_or(came ? TestResult::answered : TestResult::no_answer);
        if (test.answers()) {
            set_answer(place, test, after, given_up);
        } else if (test.asked()) {
            set_given_up(place, test, after, given_up);
        }
        if (test.asked() && test.from > 0 &&
            (test.high <= test.from || (test.high == kUnbounded && test.low < test.from))) {
            complain(place, PingColumn::entry, "a test must come under observation before it ends, but does not",
                     "leave out whoever had answered before: the log cannot know of all of them");
            wrong_ = true;
        }
        // Between two bounds, of which the first one is before that: no answer had come until then.
        test.low = std::max(test.low, test.from);
        test.entry = entry_of(place, row);
        if (!wrong_) log_.tests.push_back(test);
    }

    void read_instant(Place place, const CsvRow& row, PingTest& test) {
        const std::string_view text = field(row, PingColumn::at);
        if (text.empty()) return;
        const auto time = parse_log_time(text, layout_.zone);
        if (!time) {
            complain(place, PingColumn::at, fmt::format("\"{}\" is no time of a test", text),
                     "write it like 2012-10-04T02:30Z, 2012-10-04 04:30 +02:00, 2012-10-04 03:30 or 2012-10-04");
            wrong_ = true;
            return;
        }
        test.dated = true;
        test.timed = time->has_clock;
        test.at = time->at;
        log_.local_times += time->has_clock && !time->has_zone ? 1 : 0;
    }

    std::optional<TestResult> read_result(Place place, const CsvRow& row) {
        const std::string_view text = field(row, PingColumn::result);
        if (!has(PingColumn::result) || text.empty()) return {};
        const auto result = result_of(text);
        if (!result) {
            std::vector<std::string> known;
            known.reserve(kTestResults.size());
            for (const TestResult one : kTestResults) known.emplace_back(name_of(one));
            complain(place, PingColumn::result, fmt::format("\"{}\" is no result of a test", text),
                     what_is_known(text, known));
            wrong_ = true;
        }
        return result;
    }

    void set_answer(Place place, PingTest& test, const std::optional<Bounds>& after,
                    const std::optional<Bounds>& given_up) {
        if (after && after->high == kUnbounded) {
            complain(place, PingColumn::after, "a test that was answered must not have an open end");
            wrong_ = true;
            return;
        }
        if (!after) {
            // At some time before it would have been given up.
            ++log_.untimed;
            test.high = given_up ? given_up->low : layout_.given_up.value_or(kLatest);
            if (!(test.high > 0)) test.high = kLatest;
            return;
        }
        test.low = after->low;
        test.high = after->high;
        if (test.high == 0) {
            ++log_.zeros;
            test.high = log_.unit.unit.seconds;
        }
    }

    void set_given_up(Place place, PingTest& test, const std::optional<Bounds>& after,
                      const std::optional<Bounds>& given_up) {
        if (given_up) {
            test.low = given_up->low;
        } else if (after) {
            test.low = after->high < kUnbounded ? after->high : after->low;
        } else if (layout_.given_up) {
            test.low = *layout_.given_up;
        } else {
            complain(place, has(PingColumn::given_up) ? PingColumn::given_up : PingColumn::after,
                     "a test without an answer must say when it was given up, but does not",
                     "fill it in, or say it for all: --given-up 30min");
            wrong_ = true;
        }
    }

    Index entry_of(Place place, const CsvRow& row) {
        const std::string_view official = field(row, PingColumn::official), address = field(row, PingColumn::address),
                               channel = field(row, PingColumn::channel);
        if (official.empty() && address.empty()) {
            complain(place, has(PingColumn::official) ? PingColumn::official : PingColumn::address,
                     "the field must not be empty");
            wrong_ = true;
            return kNone;
        }
        set_key(official, address, channel);
        const auto [known, fresh] = known_.try_emplace(key_, static_cast<Index>(log_.entries.size()));
        if (fresh) log_.entries.push_back({std::string(official), std::string(address), std::string(channel), place});
        return known->second;
    }

    void set_key(std::string_view official, std::string_view address, std::string_view channel) {
        key_ = official;
        key_ += '\n';
        key_ += address;
        key_ += '\n';
        key_ += channel;
    }
    void note(const PingEntry& entry) {
        set_key(entry.official, entry.address, entry.channel);
        known_.emplace(key_, static_cast<Index>(known_.size()));
    }

    const Files::Text& file_;
    const PingLayout& layout_;
    Diagnostics& diagnostics_;
    PingLog& log_;
    CsvColumns columns_;
    std::array<std::size_t, kPingColumns.size()> places_{};  // in `columns_`; kMostColumns: none
    std::unordered_map<std::string, Index> known_;
    std::string key_;     // of the entry that is looked for
    bool wrong_ = false;  // in this row
};

}  // namespace

std::string PingEntry::name() const {
    std::string text = official.empty() ? address : official;
    if (!channel.empty()) text += ", " + channel;
    if (!official.empty() && !address.empty()) text += ", " + address;
    return text;
}

void load_ping_log(const std::filesystem::path& path, const PingLayout& layout, Diagnostics& diagnostics,
                   PingLog& log, const ReadFile& read) {
    Files files(diagnostics, read);
    if (const auto file = files.read(path, {})) PingLogReader(*file, layout, diagnostics, log).read();
}

}  // namespace hotline
