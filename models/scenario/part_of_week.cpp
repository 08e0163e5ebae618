#include "models/scenario/part_of_week.hpp"

#include <fmt/format.h>

namespace hotline {
namespace {

constexpr std::size_t kMinutesOfDay = 24UL * 60;
constexpr std::size_t kMinutesOfWeek = 7 * kMinutesOfDay;

/// A run of minutes that begins in the week and may end in the next one.
struct Run {
    std::size_t begins = 0;
    std::size_t ends = 0;
};

std::vector<Run> runs_of(const WeekMinutes& week) {
    std::vector<Run> runs;
    for (std::size_t begin = 0; begin < kMinutesOfWeek; ++begin) {
        if (!week[begin] || week[(begin + kMinutesOfWeek - 1) % kMinutesOfWeek]) continue;
        std::size_t end = begin + 1;
        while (week[end % kMinutesOfWeek]) ++end;
        runs.push_back({begin, end});
    }
    return runs;
}

const char* day_of(std::size_t minute) {
    return day_name(minute / kMinutesOfDay % 7);
}

std::string clock_text(std::size_t minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

}  // namespace

const char* day_name(std::size_t day) {
    constexpr const char* kNames[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return kNames[day];
}

std::vector<PartOfWeek> parts_of_week(const WeekMinutes& week) {
    const std::vector<Run> runs = runs_of(week);
    std::vector<PartOfWeek> parts;
    std::vector<bool> said(runs.size());
    for (std::size_t first = 0; first < runs.size(); ++first) {
        if (said[first]) continue;
        const auto& [begins, ends] = runs[first];
        if (ends - begins > kMinutesOfDay) {
            parts.push_back({fmt::format("{} {} to {} {}", day_of(begins), clock_text(begins % kMinutesOfDay),
                                         day_of(ends), clock_text(ends % kMinutesOfDay)),
                             ends - begins});
            continue;
        }
        std::size_t last = first;  // the last of the consecutive days with the same hours
        std::size_t days = 1;
        for (std::size_t next = first + 1; next < runs.size(); ++next) {
            if (runs[next].begins != runs[last].begins + kMinutesOfDay ||
                runs[next].ends != runs[last].ends + kMinutesOfDay)
                continue;
            last = next;
            ++days;
            said[next] = true;
        }
        const std::size_t midnight = begins - begins % kMinutesOfDay;
        const std::size_t until = ends - midnight > kMinutesOfDay ? ends - midnight - kMinutesOfDay : ends - midnight;
        const std::string last_day = last == first ? "" : fmt::format("-{}", day_of(runs[last].begins));
        parts.push_back({fmt::format("{}{} {}-{}", day_of(begins), last_day, clock_text(begins % kMinutesOfDay),
                                     clock_text(until)),
                         days * (ends - begins)});
    }
    return parts;
}

}  // namespace hotline
