#include "analysis/estimates/cures_by_hour.hpp"

#include <utility>

#include "analysis/estimates/betting.hpp"

namespace hotline {
namespace {

/// Of the cases of one drill that begin in one hour.
struct CasesOfHour {
    std::size_t begin = 0;
    std::size_t missed = 0;
    std::size_t cured = 0;
};

}  // namespace

CuresByHour cures_by_hour(const HoursOfStarts& hours, const std::vector<Outcomes>& today,
                          const std::vector<Outcomes>& changed, Ticks within, double confidence) {
    std::array<std::vector<double>, kHoursOfDay> cured;
    CuresByHour by_hour;
    for (std::size_t drill = 0; drill < today.front().size(); ++drill) {
        std::array<CasesOfHour, kHoursOfDay> counts{};
        for (std::size_t place = 0; place < today.size(); ++place) {
            CasesOfHour& of = counts[hours[place][drill]];
            ++of.begin;
            if (in_time(today[place].contact[drill], within)) continue;
            ++of.missed;
            if (in_time(changed[place].contact[drill], within)) ++of.cured;
        }
        for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
            const CasesOfHour& of = counts[hour];
            if (of.begin == 0) continue;
            const auto cases = static_cast<double>(of.begin);
            by_hour[hour].missed += static_cast<double>(of.missed) / cases;
            cured[hour].push_back(static_cast<double>(of.cured) / cases);
        }
    }
    for (std::size_t hour = 0; hour < kHoursOfDay; ++hour) {
        CuresOfHour& of = by_hour[hour];
        of.drills = cured[hour].size();
        if (of.drills == 0) continue;
        of.missed /= static_cast<double>(of.drills);
        const MeanBets bets(std::move(cured[hour]), 0, 1);
        of.cured = {bets.mean(), bets.interval(confidence)};
    }
    return by_hour;
}

}  // namespace hotline
