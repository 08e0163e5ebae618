#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/write/comparison_parts.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/results.hpp"
#include "analysis/write/text_writer.hpp"
#include "analysis/write/worlds.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostCases = 20;  // shown in full
constexpr std::size_t kBeside = 4;      // contenders beside each other
constexpr std::size_t kName = 13;

class ComparisonWriter : TextWriter {
public:
    ComparisonWriter(std::ostream& out, const Comparison& comparison)
        : TextWriter(out), all_(comparison), plan_(comparison.plan) {}

    void write() {
        if (!all_.scenario.title.empty()) line("{}", all_.scenario.title);
        line("Drills of each case and contender: {}{}; seed {}; horizon {}", all_.replications,
             all_.luck.is_all() ? ", on the same luck" : "", all_.seed, duration_text(plan_.horizon()));
        if (!all_.luck.is_all()) {
            line("Only {} of {} list entries are in all files; only these share the same luck.", all_.luck.common,
                 all_.luck.entries);
        }
        const bool in_full = all_.detail || all_.cases.size() == 1;
        if (!in_full) overview();
        const std::size_t shown = in_full || !all_.flips.empty() ? std::min(all_.cases.size(), kMostCases) : 0;
        for (std::size_t index = 0; index < shown; ++index) one_case(index, in_full);
        if (in_full && shown < all_.cases.size())
            line("\n… and {} more cases. Every case: --format json or csv.", all_.cases.size() - shown);
        if (all_.detail) {
            notes();
        } else {
            short_notes();
        }
        if (all_.doubts > 0) line("{}", doubts_note(all_.doubts));
    }

private:
    std::string by(std::size_t deadline) const { return "by " + duration_text(plan_.deadlines[deadline]); }

    void one_case(std::size_t index, bool in_full) {
        const CaseComparison& compared = all_.cases[index];
        line("\n{}", case_text(all_.scenario, compared.case_index));
        if (in_full) figures(compared);
        for (std::size_t pair = 0; pair < compared.pairs.size(); ++pair) {
            if (all_.detail) write_difference(out_, all_, compared, compared.pairs[pair]);
            if (!all_.flips.empty()) write_flips(out_, all_, compared, compared.pairs[pair], all_.flips[index][pair]);
        }
    }

    void figures(const CaseComparison& compared) {
        for (const PairComparison& pair : compared.pairs) {
            line("{}", wrapped(comparison_sentence(plan_, pair, compared.standings[pair.first].name,
                                                   compared.standings[pair.second].name),
                               0));
        }
        if (!all_.detail && compared.standings.size() == 2) return side_by_side(compared, compared.pairs.front());
        for (std::size_t first = 0; first < compared.standings.size(); first += kBeside)
            standings(compared, first, std::min(first + kBeside, compared.standings.size()));
        if (compared.standings.size() > 2) best(compared);
    }

    /// Two contenders and their difference.
    void side_by_side(const CaseComparison& compared, const PairComparison& pair) {
        const Standing& first = compared.standings[pair.first];
        const Standing& second = compared.standings[pair.second];
        const auto row = [&](const std::string& name, const std::string& of_first, const std::string& of_second,
                             const std::string& difference) {
            line("  {:<9} {:>12} {:>12}   {}", name, of_first, of_second, difference);
        };
        out_ << '\n';
        row("contact", cut(first.name, 12), cut(second.name, 12), "difference");
        for (std::size_t deadline = 0; deadline < plan_.deadlines.size(); ++deadline) {
            const ReachDifference& reach = pair.reach[deadline];
            row(by(deadline), percent_of(first.reached[deadline], all_.replications) + " %",
                percent_of(second.reached[deadline], all_.replications) + " %",
                points_range(reach.counts.difference(), reach.interval));
        }
        for (std::size_t share = 0; share < kComparedShares.size(); ++share) {
            const QuantileDifference& quantile = pair.quantiles[share];
            row(share == 0 ? "half by" : "90 % by", time_text(first.contact.quantiles[share].value),
                time_text(second.contact.quantiles[share].value),
                !quantile.enough ? fmt::format("{} ({})", signed_seconds_text(quantile.difference), kTooFewDrills)
                : quantile.difference ? fmt::format("{} ({} to {})", signed_seconds_text(quantile.difference),
                                                    signed_seconds_text(quantile.low, Rounding::down),
                                                    signed_seconds_text(quantile.high, Rounding::up))
                                      : std::string(kNotReached));
        }
        const PairedMean& mean = pair.mean.mean;
        row("mean*", seconds_text(first.contact.mean_within_horizon),
            seconds_text(second.contact.mean_within_horizon),
            fmt::format("{} ({} to {})", signed_seconds_text(mean.mean),
                        signed_seconds_text(mean.interval.low, Rounding::down),
                        signed_seconds_text(mean.interval.high, Rounding::up)));
        if (mean.unseen) line("{}", wrapped("  unseen: " + unseen_text(*mean.unseen, all_), 10));
    }

    /// Of several cases: in how many one contender is better by the horizon, and a line for each case, the worst
    /// first.
    void overview() {
        out_ << '\n';
        const std::size_t last = plan_.deadlines.size() - 1;
        const std::vector<Standing>& names = all_.cases.front().standings;
        for (std::size_t pair = 0; pair < plan_.pairs.size(); ++pair) {
            std::size_t second_better = 0;
            std::size_t first_better = 0;
            for (const CaseComparison& compared : all_.cases) {
                const Interval& interval = compared.pairs[pair].reach[last].interval;
                if (interval.low > 0) ++second_better;
                if (interval.high < 0) ++first_better;
            }
            const std::string& first = names[plan_.pairs[pair].first].name;
            const std::string& second = names[plan_.pairs[pair].second].name;
            const std::size_t unknown = all_.cases.size() - first_better - second_better;
            line("{}",
                 wrapped(fmt::format("Within {}, “{}” is better than “{}” in {} of {} cases{}{}.",
                                     unbroken(duration_text(plan_.horizon())), second, first, second_better,
                                     all_.cases.size(),
                                     first_better > 0 ? fmt::format(", and worse in {}", first_better) : "",
                                     unknown > 0 ? fmt::format("; in {} these drills do not tell", unknown) : ""),
                         0));
        }
        std::vector<const CaseComparison*> cases;
        cases.reserve(all_.cases.size());
        for (const CaseComparison& compared : all_.cases) cases.push_back(&compared);
        const auto least = [&](const CaseComparison& compared) {
            std::uint64_t reached = all_.replications;
            for (const Standing& standing : compared.standings) reached = std::min(reached, standing.reached[last]);
            return reached;
        };
        std::stable_sort(cases.begin(), cases.end(),
                         [&](const auto* a, const auto* b) { return least(*a) < least(*b); });
        const std::size_t columns = std::min(names.size(), kBeside);
        const auto row = [&](const std::string& name, const auto& cell, const std::string& end) {
            std::string cells = fmt::format("  {:<30}", cut(name, 30));
            for (std::size_t index = 0; index < columns; ++index) cells += fmt::format(" {:>9}", cell(index));
            line("{}{}", cells, end);
        };
        const bool two = names.size() == 2;
        out_ << '\n';
        row(
            "contact by " + duration_text(plan_.horizon()),
            [&](std::size_t index) { return cut(names[index].name, 9); }, two ? "   difference, in points" : "");
        for (std::size_t index = 0; index < std::min(cases.size(), kMostCases); ++index) {
            const CaseComparison& compared = *cases[index];
            const auto share = [&](std::size_t of) {
                return percent_of(compared.standings[of].reached[last], all_.replications) + " %";
            };
            std::string end;
            if (two) {
                const ReachDifference& reach = compared.pairs.front().reach[last];
                end = fmt::format("   {} ({} to {})", points_text(reach.counts.difference()),
                                  points_text(reach.interval.low, Rounding::down),
                                  points_text(reach.interval.high, Rounding::up));
            }
            row(case_text(all_.scenario, compared.case_index), share, end);
        }
        if (cases.size() > kMostCases)
            line("… and {} more cases. Every case: --format json or csv.", cases.size() - kMostCases);
    }

    void standings(const CaseComparison& compared, std::size_t from, std::size_t to) {
        out_ << '\n';
        const auto row = [&](const std::string& name, const auto& cell) {
            fmt::print(out_, "  {:<{}}", name, kName);
            for (std::size_t index = from; index < to; ++index)
                fmt::print(out_, " {:>15}", cell(compared.standings[index]));
            out_ << '\n';
        };
        row("contact", [](const Standing& standing) { return cut(standing.name, 15); });
        for (std::size_t deadline = 0; deadline < plan_.deadlines.size(); ++deadline) {
            row(by(deadline), [&](const Standing& standing) {
                return percent_of(standing.reached[deadline], all_.replications) + " %";
            });
        }
        row("half by", [](const Standing& standing) { return time_text(standing.contact.quantiles[0].value); });
        row("90 % by", [](const Standing& standing) { return time_text(standing.contact.quantiles[1].value); });
        row("mean*", [](const Standing& standing) { return seconds_text(standing.contact.mean_within_horizon); });
    }

    void best(const CaseComparison& compared) {
        line("\n  the best, and how sure of each line alone");
        const auto row = [&](const std::string& name, const Best& best) {
            line("  {:<{}} {:<30} {}", name, kName, compared.standings[best.contender].name, how_sure(best));
        };
        for (std::size_t deadline = 0; deadline < plan_.deadlines.size(); ++deadline)
            row(by(deadline), compared.best_by_deadline[deadline]);
        row("mean*", compared.best_by_mean);
    }

    void short_notes() {
        if (all_.cases.size() == 1) line("\n* Restricted mean: a drill without contact counts as the horizon.");
        line("{}{}", all_.cases.size() == 1 ? "" : "\n",
             wrapped("Brackets hold intervals of differences; those of a case hold together with 95 % confidence. "
                     "--detail shows every difference, how likely chance makes it, who is sooner, and when.",
                     0));
        line("{}", kAssumptions);
    }

    void notes() {
        line("\n* Restricted mean: a drill without contact counts as the horizon.");
        line(
            "Differences are in percentage points and in time. Each interval has {} %\n"
            "confidence, so that all {} of a case hold together with 95 % (Bonferroni).\n"
            "Methods: Newcombe's for pairs for probabilities; betting for the mean, which is\n"
            "valid however rare and large differences are (Waudby-Smith and Ramdas); order\n"
            "statistics and sign tests for half and 90 %.\n"
            "p tests for no difference, by McNemar's exact test and by the same bets, times\n"
            "{}; it is below 0.05 exactly where the interval excludes 0. luck is the width of\n"
            "the interval relative to drills without common luck, by the same method. Shares\n"
            "of drills have Clopper and Pearson's intervals, and leads of curves intervals by\n"
            "sign tests, each with 95 % confidence.",
            percent(plan_.confidence_of_each(), Rounding::down), plan_.family(), plan_.family());
        line("{}", kAssumptions);
    }

    const Comparison& all_;
    const ComparisonPlan& plan_;
};

}  // namespace

std::string how_sure(const Best& best) {
    constexpr double kCannotBeTold = 0.5;
    constexpr double kNearlySure = 0.999;
    if (best.confidence < kCannotBeTold) return "too close to call";
    return best.confidence > kNearlySure ? "> 99.9 %" : percent(best.confidence, Rounding::down) + " %";
}

void write_text(std::ostream& out, const Comparison& comparison) {
    ComparisonWriter(out, comparison).write();
}

}  // namespace hotline
