#include "analysis/laws/call_calendar.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "models/scenario/duty.hpp"

namespace hotline {
namespace {

constexpr std::chrono::hours kNightBegins{22};
constexpr std::chrono::hours kNightEnds{7};
constexpr auto kDay = static_cast<std::uint32_t>(std::chrono::hours{24} / kCallTakes);
constexpr auto kSoon = static_cast<std::uint32_t>(std::chrono::hours{4} / kCallTakes);

/// A number that the seed draws.
std::uint64_t drawn(std::uint64_t seed, Index row, std::size_t state, std::size_t call) {
    return combine(combine(combine(combine(1, seed), row), state), call);
}

/// The dates on which nobody calls an official.
std::vector<std::chrono::sys_days> holidays_of(const Scenario& scenario, const Official& official) {
    std::vector<std::chrono::sys_days> dates;
    for (const Holiday& holiday : scenario.holidays) {
        if (!holiday.worked && !holiday.hours && concerns(holiday, official)) dates.push_back(holiday.date);
    }
    std::sort(dates.begin(), dates.end());
    return dates;
}

}  // namespace

CallCalendar::CallCalendar(const Scenario& scenario, const CallHours& hours)
    : scenario_(scenario),
      hours_(hours),
      slots_(static_cast<std::uint32_t>((hours.until - hours.from) / kCallTakes)),
      apart_(static_cast<std::uint32_t>((hours.apart + kCallTakes - Ticks{1}) / kCallTakes)) {
    find_ears();
    find_hours(Timetable(scenario, hours.from, hours.until));
}

void CallCalendar::find_ears() {
    // Officials with a common number hear the same telephone.
    std::vector<std::size_t> same(scenario_.officials.size());
    std::iota(same.begin(), same.end(), std::size_t{0});
    const auto root = [&](std::size_t official) {
        while (same[official] != official) official = same[official];
        return official;
    };
    std::map<std::string, std::size_t> first;
    for (const Row& row : scenario_.rows) {
        const std::string address = plain_address(row.address);
        if (address.empty()) continue;
        const auto [known, fresh] = first.emplace(address, row.official);
        if (!fresh) same[root(row.official)] = root(known->second);
    }
    std::map<std::size_t, std::size_t> numbers;
    for (const Row& row : scenario_.rows)
        ears_.push_back(numbers.emplace(root(row.official), numbers.size()).first->second);
}

void CallCalendar::find_hours(const Timetable& timetable) {
    std::map<std::string, std::vector<std::chrono::time_point<std::chrono::system_clock, Ticks>>> clocks;
    hours_of_rows_.resize(scenario_.rows.size());
    for (Index index = 0; index < scenario_.rows.size(); ++index) {
        const Row& row = scenario_.rows[index];
        const Official& official = scenario_.officials[row.official];
        const Response& response = scenario_.responses[row.response];
        auto& local = clocks[zone_of(scenario_, official)];
        if (local.empty()) {
            local.reserve(slots_);
            for (std::uint32_t slot = 0; slot < slots_; ++slot)
                local.push_back(local_time(zone_of(scenario_, official), hours_.from + slot * kCallTakes));
        }
        const std::vector<std::chrono::sys_days> holidays = holidays_of(scenario_, official);
        std::array<std::array<std::vector<std::uint32_t>, 2>, kStatesOfDuty.size()> found;  // by state; day, night
        for (std::uint32_t slot = 0; slot < slots_; ++slot) {
            const Instant at = hours_.from + slot * kCallTakes;
            const auto date = std::chrono::floor<std::chrono::days>(local[slot]);
            if (timetable.on_leave(row.official, at) ||
                std::binary_search(holidays.begin(), holidays.end(), std::chrono::sys_days(date))) {
                continue;
            }
            const std::size_t state = timetable.on_duty(row.official, at) ? 0 : 1;
            const Duty& expected = state == 0 ? response.on_duty : response.off_duty;
            if (&timetable.duty(index, at) != &expected) continue;
            const Ticks of_day = local[slot] - date;
            const bool night = of_day >= kNightBegins || of_day < kNightEnds;
            found[state][night ? 1 : 0].push_back(slot);
        }
        for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
            const bool asked = hours_.nights && state == 1 && !found[state][1].empty();
            HoursOfState& hours = hours_of_rows_[index][state];
            hours.at_night = asked || found[state][0].empty();
            hours.slots = std::move(found[state][hours.at_night ? 1 : 0]);
        }
    }
}

std::vector<std::size_t> CallCalendar::room() const {
    const std::size_t ears = ears_.empty() ? 0 : *std::max_element(ears_.begin(), ears_.end()) + 1;
    const std::size_t each = slots_ == 0 ? 0 : 1 + (slots_ - 1) / std::max(apart_, std::uint32_t{1});
    return std::vector<std::size_t>(ears, each);
}

bool CallCalendar::Placed::complete() const {
    return std::all_of(without.begin(), without.end(), [](std::size_t count) { return count == 0; });
}

std::vector<PlannedCall> CallCalendar::place_at_ear(const std::vector<Wish>& wishes, bool spread,
                                                    std::size_t& without, const std::vector<bool>& taken) const {
    std::vector<PlannedCall> calls;
    calls.reserve(wishes.size());
    without = 0;
    std::uint32_t earliest = 0;
    for (std::size_t index = 0; index < wishes.size(); ++index) {
        const Wish& wish = wishes[index];
        const HoursOfState& hours = hours_of(wish.row, wish.state);
        const auto part = [&](std::size_t number) {
            return static_cast<std::uint32_t>(std::uint64_t{slots_} * number / wishes.size());
        };
        const auto at_or_after = [&](std::uint32_t slot) {
            return std::lower_bound(hours.slots.begin(), hours.slots.end(), slot);
        };
        // So early in its part that the next call still has room; otherwise as soon as may be, within some hours.
        auto begin = at_or_after(earliest);
        std::uint32_t until = begin == hours.slots.end() ? 0 : *begin + kSoon;
        if (spread) {
            begin = at_or_after(std::max(earliest, part(index)));
            const std::uint32_t rest = part(index + 1) - std::min(apart_, part(index + 1));
            until = std::max(part(index) + kDay, rest);
        }
        const auto among = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(at_or_after(until) - begin, 0));
        auto next = among == 0 ? begin : begin + static_cast<std::ptrdiff_t>(wish.order % among);
        while (next != hours.slots.end() && taken[*next]) ++next;
        if (next == hours.slots.end()) {
            ++without;
            continue;
        }
        calls.push_back({wish.row, kStatesOfDuty[wish.state], hours_.from + *next * kCallTakes, hours.at_night});
        earliest = *next + std::max(apart_, std::uint32_t{1});
    }
    return calls;
}

CallCalendar::Placed CallCalendar::place(const std::vector<Asked>& asked) const {
    std::map<std::size_t, std::vector<Wish>> by_ear;
    for (const Asked& one : asked) {
        for (std::size_t state = 0; state < kStatesOfDuty.size(); ++state) {
            for (std::size_t call = 0; call < one.calls[state]; ++call)
                by_ear[ears_[one.row]].push_back({one.row, state, drawn(hours_.seed, one.row, state, call)});
        }
    }
    Placed placed;
    placed.without.assign(room().size(), 0);
    std::vector<bool> taken(slots_, false);
    for (auto& [ear, wishes] : by_ear) {
        std::sort(wishes.begin(), wishes.end(),
                  [](const Wish& one, const Wish& other) { return one.order < other.order; });
        std::size_t without = 0;
        std::vector<PlannedCall> calls = place_at_ear(wishes, true, without, taken);
        if (without > 0) {
            // Closer together there may be room for more.
            std::size_t without_then = 0;
            std::vector<PlannedCall> closer = place_at_ear(wishes, false, without_then, taken);
            if (without_then < without) {
                calls = std::move(closer);
                without = without_then;
            }
        }
        placed.without[ear] = without;
        for (const PlannedCall& call : calls)
            taken[static_cast<std::size_t>((call.at - hours_.from) / kCallTakes)] = true;
        placed.calls.insert(placed.calls.end(), calls.begin(), calls.end());
    }
    std::sort(placed.calls.begin(), placed.calls.end(),
              [](const PlannedCall& one, const PlannedCall& other) { return one.at < other.at; });
    return placed;
}

}  // namespace hotline
