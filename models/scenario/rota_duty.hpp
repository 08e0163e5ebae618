// Who has the duty of a rota, over a span of time (rule 15 of scenarios/rules.md): its turns, hours, layers and
// overrides, cut into periods without a change. Leave and deputies are ignored here.
#pragma once

#include <array>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

class RotaDuty {
public:
    /// Queries are right for instants in [first, last].
    RotaDuty(const Scenario& scenario, Index rota, Instant first, Instant last);

    /// Who has the duty (0), comes next (1), or comes after that (2); `kNone`: nobody.
    Index who(std::uint32_t ahead, Instant at) const;
    /// The first instant from `at` on at which somebody does; `Instant::max()` if nobody does within the span.
    Instant first_with(std::uint32_t ahead, Instant at) const;
    /// The next instant at which that changes; `Instant::max()` if it does not within the span.
    Instant next_change(std::uint32_t ahead, Instant at) const;

    struct Period {
        Instant from;
        std::array<Index, kTurnsAhead + 1> people;
    };
    /// In order of time, each to the beginning of the next. The last one has nobody, and begins after the span.
    const std::vector<Period>& periods() const { return periods_; }

private:
    std::size_t period_at(Instant at) const;

    std::vector<Period> periods_;
    Instant last_;
};

}  // namespace hotline
