#include "analysis/write/comparison_parts.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/write/figures.hpp"
#include "analysis/write/results.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostDrills = 12;    // numbers of drills to replay
constexpr std::size_t kMostStretches = 6;  // in which one is ahead
constexpr std::size_t kRowName = 13;

class PairWriter : TextWriter {
public:
    PairWriter(std::ostream& out, const Comparison& all) : TextWriter(out), all_(all), plan_(all.plan) {}

    void difference(const CaseComparison& compared, const PairComparison& pair) {
        const std::string& first = compared.standings[pair.first].name;
        const std::string& second = compared.standings[pair.second].name;
        line("\n  {} minus {}", second, first);
        const auto row = [&](const std::string& name, const std::string& value, const std::string& low,
                             const std::string& high, const std::string& p, const std::string& luck) {
            std::string cells =
                fmt::format("  {:<{}} {:>13} {:>13} {:>13} {:>9} {:>6}", name, kRowName, value, low, high, p, luck);
            cells.resize(cells.find_last_not_of(' ') + 1);
            line("{}", cells);
        };
        row("", "difference", "at least", "at most", "p", "luck");
        for (std::size_t deadline = 0; deadline < plan_.deadlines.size(); ++deadline) {
            const ReachDifference& reach = pair.reach[deadline];
            row(by(deadline), points_text(reach.counts.difference()), points_text(reach.interval.low, Rounding::down),
                points_text(reach.interval.high, Rounding::up), p_text(reach.p_together),
                fmt::format("{:.2f}", reach.narrowed));
        }
        for (std::size_t share = 0; share < kComparedShares.size(); ++share) {
            const QuantileDifference& quantile = pair.quantiles[share];
            const auto end = [&](const std::optional<double>& of, Rounding rounding) {
                return quantile.enough ? signed_seconds_text(of, rounding) : std::string(kTooFew);
            };
            row(share == 0 ? "half by" : "90 % by", signed_seconds_text(quantile.difference),
                end(quantile.low, Rounding::down), end(quantile.high, Rounding::up), "", "");
        }
        const PairedMean& mean = pair.mean.mean;
        row("mean*", signed_seconds_text(mean.mean), signed_seconds_text(mean.interval.low, Rounding::down),
            signed_seconds_text(mean.interval.high, Rounding::up), p_text(pair.mean.p_together),
            fmt::format("{:.2f}", pair.mean.narrowed));
        if (mean.unseen) line("{}", wrapped("  unseen: " + unseen_text(*mean.unseen, all_), 10));
        const auto share = [&](std::uint64_t drills) {
            return probability_text(static_cast<double>(drills) / static_cast<double>(all_.replications),
                                    clopper_pearson(drills, all_.replications));
        };
        line("  sooner: {} in {},\n          {} in {}, neither in {} %", second, share(pair.wins.second), first,
             share(pair.wins.first), percent_of(pair.wins.ties, all_.replications));
        curves(first, second, pair.leads);
    }

    void flips(const CaseComparison& compared, const PairComparison& pair, const PairFlips& flips) {
        const auto tell = [&](const Flips& flipped, const std::string& winner, const std::string& loser) {
            line("  contact by {} with {} only: {} drills", duration_text(all_.flips_within), winner,
                 flipped.drills.size());
            if (flipped.drills.empty()) return;
            const std::size_t shown = std::min(flipped.drills.size(), kMostDrills);
            std::string numbers;
            for (std::size_t index = 0; index < shown; ++index) numbers += fmt::format(" {}", flipped.drills[index]);
            const std::string seed = all_.other_seed ? fmt::format(" with --seed {}", all_.seed) : "";
            line("    replay them{}:{}{}", seed, numbers, shown < flipped.drills.size() ? " …" : "");
            std::vector<std::pair<std::uint64_t, std::string>> counts;
            for (std::size_t index = 0; index <= kResults; ++index) {
                if (flipped.last_results[index] == 0) continue;
                counts.emplace_back(flipped.last_results[index],
                                    index < kResults ? name_of(static_cast<Result>(index)) : "no attempt at all");
            }
            std::stable_sort(counts.begin(), counts.end(),
                             [](const auto& a, const auto& b) { return a.first > b.first; });
            line("    the last attempt of {} ended in", loser);
            for (const auto& [count, name] : counts)
                line("    {:>6} %  {}", percent_of(count, flipped.drills.size()), name);
        };
        const std::string& first = compared.standings[pair.first].name;
        const std::string& second = compared.standings[pair.second].name;
        tell(flips.second_only, second, first);
        tell(flips.first_only, first, second);
    }

private:
    void curves(const std::string& first, const std::string& second, const std::vector<Stretch>& leads) {
        if (leads.empty()) {
            line("  curves: neither is ahead at any time with 95 % confidence");
            return;
        }
        line("  curves, with 95 % confidence for all times together:");
        for (std::size_t index = 0; index < std::min(leads.size(), kMostStretches); ++index) {
            const Stretch& stretch = leads[index];
            line("{}", wrapped("    " + lead_text(stretch, stretch.is_of_second ? second : first), 6));
        }
        if (leads.size() > kMostStretches)
            line("    and {} more stretches of time: --format json", leads.size() - kMostStretches);
        line("    at all other times either may be ahead");
    }

    std::string by(std::size_t deadline) const { return "by " + duration_text(plan_.deadlines[deadline]); }

    const Comparison& all_;
    const ComparisonPlan& plan_;
};

}  // namespace

std::string unseen_text(const Unseen& unseen, const Comparison& comparison) {
    return fmt::format(
        "the drills do not exclude a difference of up to {} the other way in fewer than {} of {} drills; in one of "
        "{} drills it would outweigh the observed mean",
        duration_text(comparison.plan.horizon()),
        number_text(unseen.not_excluded * static_cast<double>(comparison.replications), Rounding::up),
        count_text(comparison.replications), count_text(static_cast<std::uint64_t>(1 / unseen.outweighs)));
}

std::string lead_text(const Stretch& stretch, std::string_view leader) {
    // The end is rounded down to the second, but not to before the time of the lead: the contender is ahead for all
    // of the printed time.
    const Ticks whole{std::chrono::floor<std::chrono::seconds>(stretch.to)};
    const Ticks to = whole > stretch.at ? whole : stretch.to;
    const std::string when = stretch.from == stretch.to
                                 ? fmt::format("at {}", duration_text(stretch.from))
                                 : fmt::format("from {} to {}", duration_text(stretch.from), duration_text(to));
    return fmt::format("{} is ahead {}, at {} by {} points ({}–{})", leader, when, duration_text(stretch.at),
                       percent(stretch.lead), percent(stretch.interval.low, Rounding::down),
                       percent(stretch.interval.high, Rounding::up));
}

void write_difference(std::ostream& out, const Comparison& all, const CaseComparison& compared,
                      const PairComparison& pair) {
    PairWriter(out, all).difference(compared, pair);
}

void write_flips(std::ostream& out, const Comparison& all, const CaseComparison& compared, const PairComparison& pair,
                 const PairFlips& flips) {
    PairWriter(out, all).flips(compared, pair, flips);
}

}  // namespace hotline
