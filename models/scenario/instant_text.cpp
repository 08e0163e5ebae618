#include "models/scenario/instant_text.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

auto whole_seconds(Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at);
}

std::string local(const Party& party, Instant at, const char* format) {
    return date::format(format, whole_seconds(local_time(party.time_zone, at)));
}

/// `zone`: empty where they are the party's.
Party with_clocks(Party party, const std::string& zone) {
    if (zone.empty() || zone == party.time_zone) return party;
    party.time_zone = zone;
    party.capital.clear();
    return party;
}

/// "2012-10-04T02:30:00", with seconds or without, and with this letter between date and time.
std::optional<std::chrono::sys_seconds> parsed_time(std::string_view text, char between) {
    // "d" in the pattern matches a digit, any other letter itself.
    constexpr std::string_view kPattern = "dddd-dd-dd?dd:dd:dd";
    constexpr std::string_view kShort = kPattern.substr(0, kPattern.size() - 3);
    const std::string_view pattern = text.size() == kPattern.size() ? kPattern : kShort;
    if (text.size() != pattern.size()) return {};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool digit = text[at] >= '0' && text[at] <= '9';
        const char meant = pattern[at] == '?' ? between : pattern[at];
        if (meant == 'd' ? !digit : text[at] != meant) return {};
    }
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        for (std::size_t index = at; index < at + digits; ++index) value = 10 * value + (text[index] - '0');
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    const int hour = number(11, 2);
    const int minute = number(14, 2);
    const int second = pattern == kPattern ? number(17, 2) : 0;
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return {};
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second};
}

}  // namespace

std::string utc_text(Instant at) {
    return date::format("%F %T", whole_seconds(at));
}

std::string local_text(const Party& party, Instant at) {
    return local(party, at, "%A %R");
}

std::string local_date_text(const Party& party, Instant at) {
    return local(party, at, "%a %d %b %R");
}

Party with_clocks_of(const Scenario& scenario, const Official& official) {
    return with_clocks(scenario.parties[official.party], official.time_zone);
}

Party with_clocks_of(const Scenario& scenario, const Rota& rota) {
    return with_clocks(scenario.parties[rota.party], rota.time_zone);
}

std::string follow_up_text(const FollowUp& follow) {
    switch (follow.goes) {
        case FollowUp::Goes::on:
            return "goes on";
        case FollowUp::Goes::to_next_target:
            return "the next target";
        case FollowUp::Goes::to_next_organisation:
            return "the next organisation";
        case FollowUp::Goes::to_next_step:
            return "the next step";
        case FollowUp::Goes::to_next_round:
            return "the next round";
        case FollowUp::Goes::to_step:
            return fmt::format("step {}", follow.step + 1);
        case FollowUp::Goes::to_end:
            return "the end of the search";
    }
    return {};
}

std::string rota_turn_text(const Rota& rota, std::uint32_t ahead) {
    constexpr const char* kTurns[] = {"has the duty of", "comes next in", "comes after the next in"};
    return fmt::format("{} rota {}", kTurns[ahead], rota.id);
}

std::string clock_place(const Party& party) {
    if (!party.capital.empty()) return party.capital;
    std::string city = party.time_zone.substr(party.time_zone.find_last_of('/') + 1);
    std::replace(city.begin(), city.end(), '_', ' ');
    return city;
}

std::optional<Instant> parse_utc(const std::string& text) {
    if (text.empty() || text.back() != 'Z') return {};
    return parsed_time(std::string_view(text).substr(0, text.size() - 1), 'T');
}

std::optional<LocalTime> parse_local(const std::string& text) {
    constexpr std::size_t kDate = 10;
    const std::string_view all = text;
    const std::size_t end = std::min(all.find(' ', kDate + 1), all.size());
    auto time = parsed_time(all.substr(0, end), 'T');
    if (!time) time = parsed_time(all.substr(0, end), ' ');
    if (!time) return {};
    const std::string_view where = trimmed(all.substr(end));
    return LocalTime{*time, std::string(where)};
}

}  // namespace hotline
