// Rows of the lists: doubtful addresses and dates, replies that wait for a shift that never begins.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "models/base/duration.hpp"
#include "models/lint/linter.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {

/// Two officials with one telephone or one mailbox may be one desk.
void Linter::check_addresses() {
    struct Entry {
        std::size_t hash;  // of the address
        std::size_t place;
        Index row;
    };
    std::vector<Entry> entries;  // those of one address, in the lists' order, beside each other
    entries.reserve(scenario_.rows.size());
    for (const Official& official : scenario_.officials) {
        for (const Index row : official.rows) {
            const std::string& address = scenario_.rows[row].address;
            if (!address.empty()) entries.push_back({std::hash<std::string_view>()(address), entries.size(), row});
        }
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& one, const Entry& other) {
        return std::tie(one.hash, one.place) < std::tie(other.hash, other.place);
    });
    std::map<Index, std::vector<Index>> shared;  // by the second row: the first of each official
    for (auto first = entries.begin(), end = first; first != entries.end(); first = end) {
        end = std::find_if(first, entries.end(), [&](const Entry& entry) { return entry.hash != first->hash; });
        if (end - first == 1) continue;
        std::map<std::pair<Channel::Kind, std::string_view>, std::vector<Index>> rows;
        for (auto entry = first; entry != end; ++entry) {
            const Row& row = scenario_.rows[entry->row];
            auto& same = rows[{channel_of(row).kind, row.address}];
            if (same.empty() || scenario_.rows[same.back()].official != row.official) same.push_back(entry->row);
        }
        for (auto& [address, same] : rows) {
            if (same.size() > 1) shared[same[1]] = std::move(same);
        }
    }
    std::vector<Index> places;
    places.reserve(shared.size());
    for (const auto& [second, same] : shared) places.push_back(second);
    warn_of_rows("shared-address", places,
                 "make them one official if they are one desk; otherwise correct the address", [&](Index second) {
                     const std::vector<Index>& same = shared.at(second);
                     const Row& row = scenario_.rows[second];
                     return fmt::format("officials \"{}\" and \"{}\"{} have the same address for {}s, {}",
                                        official_of(scenario_.rows[same[0]]).id, official_of(row).id,
                                        same.size() > 2 ? fmt::format(" (and {} more)", same.size() - 2) : "",
                                        channel_of(row).kind == Channel::Kind::call ? "call" : "message",
                                        row.address);
                 });
}

/// Dates of verification that affect staleness. A date in any row of an official also verifies the holder.
void Linter::check_dates() {
    std::vector<Index> never;
    std::vector<Index> late;
    for (const Official& official : scenario_.officials) {
        const auto verified = [&](Index row) { return scenario_.rows[row].last_verified.has_value(); };
        const bool holder_ages =
            official.staleness != kNone && std::none_of(official.rows.begin(), official.rows.end(), verified);
        const auto doubtful = std::find_if(official.rows.begin(), official.rows.end(), [&](Index row) {
            return !verified(row) && (holder_ages || channel_of(scenario_.rows[row]).staleness != kNone);
        });
        if (doubtful != official.rows.end()) never.push_back(*doubtful);
        for (const Index row : official.rows) {
            const auto& date = scenario_.rows[row].last_verified;
            if (date && *date > scenario_.start_last) late.push_back(row);
        }
    }
    std::sort(never.begin(), never.end());
    std::sort(late.begin(), late.end());
    warn_of_rows("never-verified", never, "verify it, and enter the date as \"last_verified\"", [&](Index row) {
        return fmt::format("{} was never verified: it counts as {} old", entry(scenario_.rows[row]),
                           duration_text(scenario_.unverified_age));
    });
    warn_of_rows("verified-after-start", late, "correct the year if it is a typing mistake", [&](Index index) {
        const Row& row = scenario_.rows[index];
        return fmt::format("{} was verified on {}, after the latest start of a drill ({}): it counts as new",
                           entry(row), utc_text(*row.last_verified).substr(0, 10),
                           utc_text(scenario_.start_last).substr(0, 10));
    });
}

void Linter::check_next_shifts() {
    std::vector<Index> on_calls;
    std::vector<Index> never;
    std::set<std::pair<Index, Index>> seen;  // channel, response
    for (Index index = 0; index < scenario_.rows.size(); ++index) {
        const Row& row = scenario_.rows[index];
        const Response& response = response_of(row);
        if (channel_of(row).kind == Channel::Kind::call) {
            const bool waits = response.on_duty.from_next_shift || response.off_duty.from_next_shift ||
                               std::any_of(response.when.begin(), response.when.end(), [](const When& when) {
                                   return (when.on_duty && when.on_duty->from_next_shift) ||
                                          (when.off_duty && when.off_duty->from_next_shift);
                               });
            if (waits && seen.insert({row.channel, row.response}).second) on_calls.push_back(index);
            continue;
        }
        const bool no_shifts = !keeps_shifts(scenario_, official_of(row)) &&
                               timetable_.next_shift(row.official, scenario_.start_first) == Instant::max();
        const bool at_once = std::any_of(response.when.begin(), response.when.end(), [](const When& when) {
            return when.on_duty && !when.on_duty->from_next_shift;
        });
        if (response.on_duty.from_next_shift && no_shifts && !at_once) never.push_back(index);
    }
    warn_of_rows("next-shift-on-call", on_calls, "give the rows for calls a response of their own", [&](Index index) {
        const Row& row = scenario_.rows[index];
        return fmt::format("response \"{}\" waits for the next shift, but {} is for calls, which cannot wait",
                           response_of(row).id, channel_of(row).id);
    });
    warn_of_rows("next-shift-without-roster", never, "give the official a roster with shifts", [&](Index index) {
        const Row& row = scenario_.rows[index];
        return fmt::format(
            "{} has response \"{}\", which waits for the next shift, but the official has no shifts: a "
            "reply never comes",
            entry(row), response_of(row).id);
    });
}

}  // namespace hotline
