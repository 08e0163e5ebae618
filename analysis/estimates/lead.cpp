#include "analysis/estimates/lead.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/drills/outcome.hpp"
#include "analysis/estimates/paired_differences.hpp"
#include "analysis/estimates/sign_test.hpp"

namespace hotline {
namespace {

constexpr double kFewestInHalving = 2;
constexpr double kMostInHalving = 512;
constexpr double kDrillsToCuts = 1.0 / 3;  // of the square root of the drills, about the precision of a curve
constexpr Ticks kFirstCut{128};            // an eighth of a second; the time before it is one piece

/// Rounds down to a whole second above a minute, and below that to a 64th of the time or finer: the printed time of a
/// lead must be the time at which it was measured. The horizon stays as it is.
Ticks in_few_figures(Ticks cut, Ticks horizon) {
    if (cut == horizon) return cut;
    constexpr Ticks kMinute64{std::chrono::seconds{64}};
    Ticks unit = std::chrono::seconds{1};
    for (Ticks from = kMinute64; cut < from && unit > Ticks{1}; from /= 2) unit /= 2;
    return cut / unit * unit;
}

/// From 0 to the horizon, both inclusive.
std::vector<Ticks> cuts_of(Ticks horizon, std::size_t drills) {
    const double in_halving = std::clamp(std::ceil(kDrillsToCuts * std::sqrt(static_cast<double>(drills))),
                                         kFewestInHalving, kMostInHalving);
    std::vector<Ticks> cuts;
    for (double number = 0;; ++number) {
        const auto cut = in_few_figures(
            Ticks{static_cast<std::int64_t>(static_cast<double>(horizon.count()) * std::exp2(-number / in_halving))},
            horizon);
        if (number > 0 && cut < kFirstCut) break;
        if (cuts.empty() || cut < cuts.back()) cuts.push_back(cut);
    }
    if (cuts.back() > Ticks{0}) cuts.push_back(Ticks{0});
    std::reverse(cuts.begin(), cuts.end());
    return cuts;
}

/// Counts from one cut to the next; at the last cut, the horizon, for that instant.
struct Piece {
    std::int64_t first_leads = 0;   // drills: the first by its start, the second not before its end
    std::int64_t first_behind = 0;  // drills: the second by its start, the first not before its end
    std::int64_t second_leads = 0;
    std::int64_t second_behind = 0;
    std::int64_t first_only = 0;  // by its start
    std::int64_t second_only = 0;
};

class Pieces {
public:
    Pieces(std::vector<Ticks> cuts, const std::vector<Ticks>& first, const std::vector<Ticks>& second)
        : cuts_(std::move(cuts)), changes_(cuts_.size() + 1) {
        for (std::size_t drill = 0; drill < first.size(); ++drill) {
            const std::size_t one = by_beginning(first[drill]);
            const std::size_t other = by_beginning(second[drill]);
            const std::size_t one_within = by_end(first[drill]);
            const std::size_t other_within = by_end(second[drill]);
            add(one, other, &Piece::first_only);
            add(other, one, &Piece::second_only);
            add(other, one_within, &Piece::second_leads);
            add(one_within, other, &Piece::second_behind);
            add(one, other_within, &Piece::first_leads);
            add(other_within, one, &Piece::first_behind);
        }
        for (std::size_t index = 1; index < changes_.size(); ++index) {
            for (const auto count : {&Piece::first_leads, &Piece::first_behind, &Piece::second_leads,
                                     &Piece::second_behind, &Piece::first_only, &Piece::second_only})
                changes_[index].*count += changes_[index - 1].*count;
        }
    }

    std::size_t size() const { return cuts_.size(); }
    const Piece& at(std::size_t index) const { return changes_[index]; }
    Ticks begins(std::size_t index) const { return cuts_[index]; }
    Ticks ends(std::size_t index) const {
        return index + 1 < cuts_.size() ? cuts_[index + 1] - Ticks{1} : cuts_[index];
    }

private:
    /// The first piece at whose start contact has been made; past the end if never.
    std::size_t by_beginning(Ticks time) const {
        if (time == kNever) return cuts_.size();
        return static_cast<std::size_t>(std::lower_bound(cuts_.begin(), cuts_.end(), time) - cuts_.begin());
    }
    /// The first piece before whose end contact has been made.
    std::size_t by_end(Ticks time) const {
        if (time == kNever) return cuts_.size();
        return static_cast<std::size_t>(std::upper_bound(cuts_.begin(), cuts_.end(), time) - cuts_.begin()) - 1;
    }
    /// Adds to the pieces in [from, until).
    void add(std::size_t from, std::size_t until, std::int64_t Piece::*count) {
        if (from >= until) return;
        ++(changes_[from].*count);
        --(changes_[until].*count);
    }

    std::vector<Ticks> cuts_;
    std::vector<Piece> changes_;  // differences between pieces, then prefix sums
};

bool is_beyond_luck(SignTest& signs, std::int64_t leads, std::int64_t behind) {
    return signs.is_beyond_luck(static_cast<std::uint64_t>(leads), static_cast<std::uint64_t>(leads + behind));
}

/// The stretch made of these pieces.
void measure_lead(Stretch& stretch, const Pieces& pieces, std::size_t from, std::size_t until, std::size_t drills,
                  double confidence) {
    const auto lead_at = [&](std::size_t index) {
        const std::int64_t lead = pieces.at(index).second_only - pieces.at(index).first_only;
        return stretch.is_of_second ? lead : -lead;
    };
    std::size_t best = from;
    for (std::size_t index = from; index < until; ++index) {
        if (lead_at(index) > lead_at(best)) best = index;
    }
    auto first_only = static_cast<std::uint64_t>(pieces.at(best).first_only);
    auto second_only = static_cast<std::uint64_t>(pieces.at(best).second_only);
    if (!stretch.is_of_second) std::swap(first_only, second_only);
    const PairedCounts counts{0, first_only, second_only, drills - first_only - second_only};
    ClopperPearsons known;
    stretch.at = pieces.begins(best);
    stretch.lead = counts.difference();
    stretch.interval = difference_exact(counts, known, confidence);
    stretch.interval.low = std::max(stretch.interval.low, 0.0);  // it is known to be ahead
}

}  // namespace

std::vector<Stretch> leads_of(const std::vector<Ticks>& first, const std::vector<Ticks>& second, Ticks horizon,
                              double confidence) {
    const Pieces pieces(cuts_of(horizon, first.size()), first, second);
    const double error_of_each = (1 - confidence) / 2 / static_cast<double>(pieces.size());
    SignTest signs(error_of_each / 2);  // for either direction
    std::vector<Stretch> stretches;
    for (std::size_t from = 0; from < pieces.size();) {
        const auto leader = [&](std::size_t index) {
            const Piece& piece = pieces.at(index);
            return is_beyond_luck(signs, piece.second_leads, piece.second_behind) ? 2
                   : is_beyond_luck(signs, piece.first_leads, piece.first_behind) ? 1
                                                                                  : 0;
        };
        const int ahead = leader(from);
        std::size_t until = from + 1;
        while (until < pieces.size() && leader(until) == ahead) ++until;
        if (ahead > 0) {
            Stretch& stretch = stretches.emplace_back();
            stretch.from = pieces.begins(from);
            stretch.to = pieces.ends(until - 1);
            stretch.is_of_second = ahead == 2;
            measure_lead(stretch, pieces, from, until, first.size(), 1 - error_of_each);
        }
        from = until;
    }
    return stretches;
}

}  // namespace hotline
