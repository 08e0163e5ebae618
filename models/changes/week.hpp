// The hours of a roster as parts of a week, to fill its gaps. A shift that ends after midnight reaches into the next
// day, and that of a Sunday into Monday.
#pragma once

#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "models/scenario/calendar.hpp"

namespace hotline {

class Week {
public:
    explicit Week(const std::vector<Shift>& shifts);

    /// The same hours in as few shifts as their ends allow. A shift without days, which nobody works, if it has none.
    std::vector<Shift> shifts() const;
    bool is_full() const;

    /// Also at all hours of the days on which shifts begin.
    Week with_nights() const;
    /// Also on the days on which no shift begins, in the hours of the first day on which one does.
    Week with_all_days() const;
    /// Also between the shifts of a day.
    Week with_breaks() const;
    /// Also in the first half of each gap.
    Week with_half_of_gaps() const;

    /// Whether they are the same hours.
    friend bool operator==(const Week& a, const Week& b) { return a.worked_ == b.worked_; }

private:
    using Minutes = std::chrono::minutes;
    using Part = std::pair<Minutes, Minutes>;  // from Monday 00:00; half-open; the second within a day after the week

    void cover(Minutes from, Minutes until);
    /// The first beginning and the last end of the shifts that begin on each day; equal if there are none.
    std::array<Part, 7> days() const;

    std::vector<Shift> of_roster_;
    std::vector<bool> worked_;  // by minute of the week
};

}  // namespace hotline
