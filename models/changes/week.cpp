#include "models/changes/week.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace hotline {
namespace {

constexpr std::chrono::minutes kDay = std::chrono::days{1};
constexpr std::chrono::minutes kWeek = std::chrono::weeks{1};
constexpr int kDaysOfWeek = 7;

bool begins_on(const Shift& shift, int day) {
    return (shift.days >> day & 1) != 0;
}

}  // namespace

Week::Week(const std::vector<Shift>& shifts) : of_roster_(shifts), worked_(static_cast<std::size_t>(kWeek.count())) {
    for (const Shift& shift : shifts) {
        for (int day = 0; day < kDaysOfWeek; ++day) {
            if (begins_on(shift, day)) cover(day * kDay + shift.begins, day * kDay + shift.ends);
        }
    }
}

void Week::cover(Minutes from, Minutes until) {
    for (Minutes at = from; at < until; ++at) worked_[static_cast<std::size_t>(at.count() % kWeek.count())] = true;
}

bool Week::is_full() const {
    return std::all_of(worked_.begin(), worked_.end(), [](bool worked) { return worked; });
}

std::vector<Shift> Week::shifts() const {
    std::vector<Shift> found;
    // From the first minute after a gap on, so that no shift is cut at the end of Sunday.
    const std::size_t size = worked_.size();
    std::size_t first = 0;
    while (first < size && worked_[(first + size - 1) % size]) ++first;
    for (std::size_t passed = 0; passed < size;) {
        const std::size_t at = (first + passed) % size;
        if (!worked_[at]) {
            ++passed;
            continue;
        }
        std::size_t length = 0;
        const auto most = static_cast<std::size_t>(kDay.count());
        while (passed + length < size && length < most && worked_[(at + length) % size]) ++length;
        const auto day = at / static_cast<std::size_t>(kDay.count());
        const Minutes begins{static_cast<std::int64_t>(at % static_cast<std::size_t>(kDay.count()))};
        const Minutes ends = begins + Minutes{static_cast<std::int64_t>(length)};
        const auto bit = static_cast<std::uint8_t>(1U << day);
        const auto same = std::find_if(found.begin(), found.end(), [&](const Shift& shift) {
            return shift.begins == begins && shift.ends == ends;
        });
        if (same != found.end()) {
            same->days = static_cast<std::uint8_t>(same->days | bit);
        } else {
            found.push_back({bit, begins, ends});
        }
        passed += length;
    }
    if (found.empty()) found.push_back({0, Minutes{0}, kDay});
    return found;
}

std::array<Week::Part, 7> Week::days() const {
    std::array<Part, 7> days{};
    for (const Shift& shift : of_roster_) {
        for (int day = 0; day < kDaysOfWeek; ++day) {
            if (!begins_on(shift, day)) continue;
            Part& part = days[static_cast<std::size_t>(day)];
            const Part hours{day * kDay + shift.begins, day * kDay + shift.ends};
            part = part.first == part.second
                       ? hours
                       : Part{std::min(part.first, hours.first), std::max(part.second, hours.second)};
        }
    }
    return days;
}

Week Week::with_nights() const {
    Week more = *this;
    const auto all = days();
    for (int day = 0; day < kDaysOfWeek; ++day) {
        const Part& part = all[static_cast<std::size_t>(day)];
        if (part.first < part.second) more.cover(day * kDay, (day + 1) * kDay);
    }
    return more;
}

Week Week::with_all_days() const {
    Week more = *this;
    const auto all = days();
    const auto works = [](const Part& part) { return part.first < part.second; };
    const auto first = std::find_if(all.begin(), all.end(), works);
    if (first == all.end()) return more;
    const int like = static_cast<int>(first - all.begin());
    for (int day = 0; day < kDaysOfWeek; ++day) {
        if (works(all[static_cast<std::size_t>(day)])) continue;
        for (const Shift& shift : of_roster_) {
            if (begins_on(shift, like)) more.cover(day * kDay + shift.begins, day * kDay + shift.ends);
        }
    }
    return more;
}

Week Week::with_breaks() const {
    Week more = *this;
    for (const Part& part : days()) more.cover(part.first, part.second);
    return more;
}

Week Week::with_half_of_gaps() const {
    Week more = *this;
    const std::size_t size = worked_.size();
    for (std::size_t at = 0; at < size; ++at) {
        if (worked_[at] || !worked_[(at + size - 1) % size]) continue;
        std::size_t length = 0;
        while (!worked_[(at + length) % size]) ++length;
        const auto from = Minutes{static_cast<std::int64_t>(at)};
        more.cover(from, from + Minutes{static_cast<std::int64_t>(length / 2)});
    }
    return more;
}

}  // namespace hotline
