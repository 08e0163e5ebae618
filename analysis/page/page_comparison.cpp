// The comparison, and the verdicts of expectations.
#include <algorithm>

#include "analysis/page/page_parts.hpp"
#include "analysis/write/expectation_text.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/results.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

std::string share_text(std::uint64_t drills, std::uint64_t all) {
    return probability_text(static_cast<double>(drills) / static_cast<double>(all), clopper_pearson(drills, all));
}

std::string seconds_range(std::optional<double> value, std::optional<double> low, std::optional<double> high) {
    if (!value && !low && !high) return std::string(kNotReached);
    return fmt::format("{} ({} to {})", signed_seconds_text(value), signed_seconds_text(low, Rounding::down),
                       signed_seconds_text(high, Rounding::up));
}

/// The protocol's title if the contenders are protocols of one scenario.
std::string title_of(const Comparison& all, const Standing& standing) {
    for (const Protocol& protocol : all.scenario.protocols) {
        if (protocol.id == standing.name) return protocol.title;
    }
    return standing.name;
}

/// Which curve is ahead, and when.
void add_leads(const Element& section, const PairComparison& pair, const std::string& first,
               const std::string& second) {
    if (pair.leads.empty()) {
        section.add("p", "The curves: neither is ahead at any time with 95 % confidence.");
        return;
    }
    section.add("p",
                "The curves, with 95 % confidence for all times together; at all other times either may be ahead:");
    const Element list = section.add("ul");
    for (const Stretch& stretch : pair.leads) {
        const Element item = list.add("li");
        item.text("“").name(stretch.is_of_second ? second : first);
        item.text(lead_text(stretch, "”"));
    }
}

void add_pair(const Element& section, const Comparison& all, const CaseComparison& compared,
              const PairComparison& pair) {
    const Standing& first = compared.standings[pair.first];
    const Standing& second = compared.standings[pair.second];
    const std::string first_title = title_of(all, first);
    const std::string second_title = title_of(all, second);
    const ReachDifference& last = pair.reach.back();
    section.add("p", comparison_sentence(all.plan, pair, first_title, second_title));
    const Element words = section.add("p");
    words.text("“").name(second_title);
    words.text("” is sooner in ");
    words.add("strong", share_text(pair.wins.second, all.replications));
    words.text(" of drills, “").name(first_title);
    words.text("” in ");
    words.add("strong", share_text(pair.wins.first, all.replications));
    words.text(fmt::format(". By {} the difference is ", duration_text(all.plan.horizon())));
    words.add("strong", points_range(last.counts.difference(), last.interval));
    words.text(".");

    add_leads(section, pair, first_title, second_title);
    Table table(
        section,
        fmt::format("{} minus {}{}", second_title, first_title, all.luck.is_all() ? ", on the same luck" : ""),
        {"contact", first_title, second_title, "difference (all together 95 %)", "p"});
    for (std::size_t deadline = 0; deadline < all.plan.deadlines.size(); ++deadline) {
        const ReachDifference& reach = pair.reach[deadline];
        table.row("by " + duration_text(all.plan.deadlines[deadline]))
            .cell(share_text(first.reached[deadline], all.replications))
            .cell(share_text(second.reached[deadline], all.replications))
            .cell(points_range(reach.counts.difference(), reach.interval))
            .cell(p_text(reach.p_together));
    }
    for (std::size_t share = 0; share < kComparedShares.size(); ++share) {
        const QuantileDifference& quantile = pair.quantiles[share];
        table.row(share == 0 ? "half by" : "90 % by")
            .cell(time_text(first.contact.quantiles[share].value))
            .cell(time_text(second.contact.quantiles[share].value))
            .cell(!quantile.enough ? signed_seconds_text(quantile.difference) + " (too few drills for an interval)"
                                   : seconds_range(quantile.difference, quantile.low, quantile.high))
            .cell("");
    }
    const PairedMean& mean = pair.mean.mean;
    table.row("mean")
        .cell(seconds_text(first.contact.mean_within_horizon))
        .cell(seconds_text(second.contact.mean_within_horizon))
        .cell(seconds_range(mean.mean, mean.interval.low, mean.interval.high))
        .cell(p_text(pair.mean.p_together));
    if (mean.unseen) section.add("p", "Of the mean, " + unseen_text(*mean.unseen, all) + ".");
}

void add_best(const Element& section, const Comparison& all, const CaseComparison& compared) {
    Table table(section, "The best, and how sure of each line alone", {"contact", "the best", "confidence"});
    const auto row = [&](const std::string& name, const Best& best) {
        table.row(name).cell(title_of(all, compared.standings[best.contender]), false).cell(how_sure(best));
    };
    for (std::size_t deadline = 0; deadline < all.plan.deadlines.size(); ++deadline) {
        row("by " + duration_text(all.plan.deadlines[deadline]), compared.best_by_deadline[deadline]);
    }
    row("mean", compared.best_by_mean);
}

}  // namespace

void add_comparison(const Spot& spot, const Comparison& comparison) {
    const Element section = spot.section("comparison", "The comparison");
    section.add(
        "p",
        fmt::format("All contenders play the same drills, {}. Each interval of a difference has {} % "
                    "confidence, so that all of a case hold together with 95 %. p is the probability of such a "
                    "difference if there were none, corrected for multiple tests; it is below 0.05 exactly "
                    "where the interval excludes 0. For the mean, a drill without contact counts as the horizon.",
                    comparison.luck.is_all()
                        ? "on the same luck"
                        : fmt::format("with the same luck for the {} of {} list entries that are in all files",
                                      comparison.luck.common, comparison.luck.entries),
                    percent(comparison.plan.confidence_of_each(), Rounding::down)));
    for (std::size_t index = 0; index < std::min(comparison.cases.size(), kMostInFull); ++index) {
        const CaseComparison& compared = comparison.cases[index];
        if (comparison.cases.size() > 1) {
            spot.heading(section, 1, case_text(comparison.scenario, compared.case_index));
        }
        if (compared.standings.size() > 2) add_best(section, comparison, compared);
        for (const PairComparison& pair : compared.pairs) add_pair(section, comparison, compared, pair);
    }
    if (comparison.cases.size() > kMostInFull) {
        section.add("p", fmt::format("And {} more cases: see hotline compare --format csv.",
                                     comparison.cases.size() - kMostInFull));
    }
}

void add_verdicts(const Spot& spot, const CheckedScenario& checked) {
    if (checked.expectations.empty() && !checked.drift) return;
    const Element section = spot.section("expectations", "Expectations");
    if (!checked.expectations.empty()) {
        Table table(section, "What is expected, and whether it holds",
                    {"expectation", "verdict", "seen", "confidence"});
        for (const CheckedExpectation& expectation : checked.expectations) {
            table.row(claim_text(*checked.scenario, expectation));
            table.cell_of("words")
                .add("span", name_of(expectation.verdict))
                .set("class", fmt::format("verdict {}", name_of(expectation.verdict)));
            table.cell(seen_text(expectation), false).cell(percent(expectation.expectation->confidence) + " %");
        }
    }
    if (!checked.drift) return;
    section.add("p", checked.drift->same()      ? "Every drill is as in the baseline."
                     : checked.drift->drifted() ? "Drifted from the baseline:"
                     : checked.drift->too_few() ? "Differs from the baseline, with too few drills to rule out chance:"
                                                : "Differs from the baseline by no more than chance:");
    if (checked.drift->same()) return;
    const Element list = section.add("ul");
    for (const std::string& line : drift_lines(*checked.drift)) list.add("li").name(line);
}

}  // namespace hotline
