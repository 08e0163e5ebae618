// How people behave: rosters, staleness, stances. load_responses.cpp loads how they respond.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/loading/loader.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostShifts = 64;
constexpr std::chrono::minutes kMidnight{24 * 60};

const std::vector<std::string>& weekdays() {
    static const std::vector<std::string> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return names;
}

/// "Mon-Fri", "Mon,Wed" or "Fri-Mon" as bits; empty for any other text.
std::optional<std::uint8_t> parse_days(std::string_view text) {
    unsigned days = 0;
    for (;;) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view part = trimmed(text.substr(0, comma), " ");
        const std::size_t dash = part.find('-');
        const auto first = parse_weekday(trimmed(part.substr(0, dash), " "));
        const auto last = dash == part.npos ? first : parse_weekday(trimmed(part.substr(dash + 1), " "));
        if (!first || !last) return {};
        for (std::size_t day = *first;; day = (day + 1) % 7) {
            days |= 1U << day;
            if (day == *last) break;
        }
        if (comma == text.size()) return static_cast<std::uint8_t>(days);
        text.remove_prefix(comma + 1);
    }
}

}  // namespace

std::optional<std::size_t> parse_weekday(std::string_view name) {
    const auto& names = weekdays();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return {};
    return static_cast<std::size_t>(found - names.begin());
}

std::optional<std::chrono::minutes> parse_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return {};
    unsigned hour = 0;
    unsigned minute = 0;
    const auto read = [](std::string_view digits, unsigned& value) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + 2, value);
        return error == std::errc{} && end == digits.data() + 2;
    };
    if (!read(text.substr(0, 2), hour) || !read(text.substr(3, 2), minute)) return {};
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return {};
    return std::chrono::minutes{60 * hour + minute};
}

std::optional<Hours> parse_hours(std::string_view text) {
    const std::size_t dash = std::min(text.find('-'), text.size());
    const auto begins = parse_clock(trimmed(text.substr(0, dash), " "));
    const auto ends = dash == text.size() ? std::nullopt : parse_clock(trimmed(text.substr(dash + 1), " "));
    if (!begins || !ends || *begins == kMidnight) return {};
    return Hours{*begins, *ends > *begins ? *ends : *ends + kMidnight};
}

void Loader::read_rosters(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("roster \"{}\"", member.key));
        Roster roster;
        roster.id = member.key;
        roster.place = member.place;
        const auto shifts = table.tables("shifts");
        for (const Node* shift : shifts) roster.shifts.push_back(read_shift(*shift));
        if (shifts.size() > kMostShifts) {
            table.error(member.place,
                        fmt::format("a roster must have at most {} shifts, but has {}", kMostShifts, shifts.size()));
        }
        roster.works_on_holidays = table.either("holidays", "on", "off", false);
        table.finish();
        scenario_.rosters.push_back(std::move(roster));
    }
}

std::string not_hours(std::string_view text) {
    return fmt::format("\"{}\" is not a span of hours", text);
}

Shift Loader::read_shift(const Node& node) {
    TableReader table = reader(node, "a shift");
    table.require("days");
    table.require("hours");
    const Shift shift = read_days_and_hours(table);
    table.finish();
    return shift;
}

Shift Loader::read_days_and_hours(TableReader& table) {
    Shift shift{0b1111111, std::chrono::minutes{0}, kMidnight};
    if (const auto text = table.text("days")) {
        const auto parsed = parse_days(*text);
        if (!parsed) {
            table.error(table.take("days")->place, fmt::format("\"{}\" is not a list of weekdays", *text),
                        "days are written like \"Mon-Fri\", \"Mon,Wed\", \"Fri-Mon\"");
        }
        shift.days = parsed.value_or(0);
    }
    if (const auto text = table.text("hours")) {
        const auto parsed = parse_hours(*text);
        if (!parsed) table.error(table.take("hours")->place, not_hours(*text), kHowHoursAreWritten);
        shift.begins = parsed.value_or(Hours{}).begins;
        shift.ends = parsed.value_or(Hours{}).ends;
    }
    return shift;
}

void Loader::read_stalenesses(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("staleness \"{}\"", member.key));
        Staleness staleness;
        staleness.id = member.key;
        staleness.place = member.place;
        table.require("per_year");
        staleness.per_year = table.decimal("per_year", 0, 1000).value_or(0);
        table.finish();
        scenario_.stalenesses.push_back(std::move(staleness));
    }
}

void Loader::read_stances(const Node& section) {
    for (const Member& member : section.members) {
        const auto party = parties_.find(member.key);
        if (!party) {
            diagnostics_.error(member.place, parties_.unknown(member.key), parties_.suggestion(member.key));
        }
        TableReader table = reader(member.value, fmt::format("stance \"{}\"", member.key));
        const Node* node = table.require("towards");
        if (node) {
            TableReader towards = reader(*node, "towards");
            for (const Member& other : node->members) {
                const auto willing = towards.probability(other);
                const auto whom = parties_.find(other.key);
                if (!whom) {
                    diagnostics_.error(other.place, parties_.unknown(other.key), parties_.suggestion(other.key));
                } else if (whom == party) {
                    diagnostics_.error(other.place,
                                       fmt::format("a stance must be towards another party, but is towards "
                                                   "\"{}\" itself",
                                                   other.key));
                } else if (party && willing) {
                    scenario_.stances.push_back({*party, *whom, *willing, other.place});
                }
            }
        }
        table.finish();
    }
}

}  // namespace hotline
