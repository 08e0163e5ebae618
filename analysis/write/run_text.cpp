#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "analysis/estimates/worst.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/pairs.hpp"
#include "analysis/write/quorums.hpp"
#include "analysis/write/resources.hpp"
#include "analysis/write/results.hpp"
#include "analysis/write/text_writer.hpp"
#include "analysis/write/worlds.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostContacts = 5;  // officials and channels that are named
constexpr std::size_t kMostMissing = 10;  // drills that are named
constexpr std::size_t kNameWidth = 20;    // of protocols side by side; fmt pads by display width

class RunWriter : TextWriter {
public:
    RunWriter(std::ostream& out, const RunSummary& run) : TextWriter(out), run_(run), scenario_(run.scenario) {}

    void write() {
        write_results();
        if (const std::string note = doubts_note(scenario_); !note.empty()) line("{}", note);
    }

private:
    void write_results() {
        heading();
        if (run_.pairs) {
            write_overview(out_, *run_.pairs);
            quorums();
            if (!run_.usage.empty()) write_bottlenecks(out_, scenario_, run_.usage);
            line("Every case: --format json. Every drill: --format csv.");
            line("{}", kAssumptions);
            return;
        }
        if (run_.cases.size() > kMostInFull) {
            overview();
        } else {
            for (std::size_t first = 0; first < run_.cases.size();) {
                std::size_t last = first;
                while (last < run_.cases.size() && run_.cases[last].case_index == run_.cases[first].case_index)
                    ++last;
                one_case(first, last);
                first = last;
            }
        }
        quorums();
        if (run_.cases.size() <= kMostInFull) restricted_mean();
        if (!run_.usage.empty()) write_bottlenecks(out_, scenario_, run_.usage);
        notes();
    }

    void heading() {
        about(scenario_, run_.replications, run_.seed);
        missing();
        if (run_.precision) {
            line("Played until every probability of contact{} was known to ± {:g} percentage points",
                 scenario_.quorums.empty() ? "" : " and of a quorum", *run_.precision * 100);
        }
    }

    void missing() {
        if (run_.missing.empty()) return;
        line("INCOMPLETE: drills are missing because the processes that played them died:");
        for (std::size_t index = 0; index < std::min(kMostMissing, run_.missing.size()); ++index) {
            line("  replication {}, with {}", run_.missing[index].replication, run_.missing[index].why);
        }
        if (run_.missing.size() > kMostMissing) line("  and {} more", run_.missing.size() - kMostMissing);
    }

    void restricted_mean() { line("\n* Restricted mean: a drill that missed the milestone counts as the horizon."); }

    /// The line-ups of one quorum follow each other.
    void quorums() {
        Index last = kNone;
        for (const QuorumSummary& quorum : run_.quorums) {
            if (quorum.quorum != last) line("\n{}", quorum_text(scenario_.quorums[quorum.quorum]));
            last = quorum.quorum;
            line("\n{}", quorum.protocols.size() == 1 ? protocol_text(scenario_, quorum.protocols.front())
                                                      : protocols_text(scenario_, quorum.protocols, " and "));
            times_heading();
            milestone("quorum", quorum.time);
            write_deadlines(out_, quorum);
        }
        if (run_.quorums.empty()) return;
        line("\nHalf, 90 %: so many cases, or more, had contact in that share of the drills.");
        if (run_.pairs || run_.cases.size() > kMostInFull) {
            restricted_mean();
            line("\n{}",
                 wrapped(
                     fmt::format("Each interval of a quorum by itself has 95 % confidence. Methods: order statistics "
                                 "for times and numbers of cases; betting for means; {} for probabilities.",
                                 run_.precision ? "a confidence sequence" : "Clopper and Pearson's"),
                     0));
        }
    }

    void one_case(std::size_t first, std::size_t last) {
        line("\n{}", case_text(scenario_, run_.cases[first].case_index));
        if (last - first > 1) side_by_side(first, last);
        for (std::size_t index = first; index < last; ++index) block(run_.cases[index]);
    }

    void side_by_side(std::size_t first, std::size_t last) {
        line("\n  {:<{}} {:>21} {:>12} {:>12} {:>8}", "", kNameWidth, "contact", "half by", "90 % by", "attempts");
        for (std::size_t index = first; index < last; ++index) {
            const CaseSummary& summary = run_.cases[index];
            line("  {:<{}} {:>21} {:>12} {:>12} {:>8}", scenario_.protocols[summary.protocol].id, kNameWidth,
                 probability_text(summary.contact().probability, summary.contact().interval),
                 time_text(summary.contact().quantiles[0].value), time_text(summary.contact().quantiles[1].value),
                 number_text(summary.mean_attempts));
        }
    }

    void block(const CaseSummary& summary) {
        line("\n{}", protocol_text(scenario_, summary.protocol));
        times_heading();
        for (const Milestone of : kMilestones) {
            if (summary.milestones[of]) milestone(name_of(of), *summary.milestones[of]);
        }
        attempts(summary);
        contacts(summary);
    }

    void times_heading() {
        row("", "by " + duration_text(scenario_.horizon), {"half by", "90 % by", "95 % by", "mean*"});
    }

    void row(std::string_view name, const std::string& probability, const std::array<std::string, 4>& times) {
        line("  {:<12} {:>10} {:>12} {:>12} {:>12} {:>12}", name, probability, times[0], times[1], times[2],
             times[3]);
    }

    void milestone(std::string_view name, const MilestoneSummary& milestone) {
        const auto estimate = [&](std::string_view label, double probability, const auto& text_of, double mean,
                                  Rounding rounding) {
            const auto& quantiles = milestone.quantiles;
            row(label, percent(probability, rounding) + " %",
                {text_of(quantiles[0]), text_of(quantiles[1]), text_of(quantiles[2]), seconds_text(mean, rounding)});
        };
        const auto value_text = [](const QuantileEstimate& quantile) { return time_text(quantile.value); };
        estimate(name, milestone.probability, value_text, milestone.mean_within_horizon, Rounding::nearest);
        estimate("  at least", milestone.interval.low, low_text, milestone.mean_interval.low, Rounding::down);
        estimate("  at most", milestone.interval.high, high_text, milestone.mean_interval.high, Rounding::up);
    }

    /// Results of attempts: contact first, then the others by frequency.
    void attempts(const CaseSummary& summary) {
        std::uint64_t all = 0;
        std::vector<std::pair<Result, std::uint64_t>> counts;
        for (std::size_t index = 0; index < kResults; ++index) {
            all += summary.attempts[index];
            if (summary.attempts[index] > 0) counts.emplace_back(static_cast<Result>(index), summary.attempts[index]);
        }
        std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
            const bool a_is_contact = a.first == Result::contact;
            const bool b_is_contact = b.first == Result::contact;
            return a_is_contact != b_is_contact ? a_is_contact : a.second > b.second;
        });
        line("  attempts: {} a drill {}{}", number_text(summary.mean_attempts),
             number_range(summary.mean_attempts_interval), all > 0 ? ", which ended in" : "");
        for (const auto& [result, count] : counts) line("    {:>6} %  {}", percent_of(count, all), name_of(result));
        if (summary.mean_cost) {
            line("  cost: {} a drill {}", number_text(*summary.mean_cost), number_range(summary.mean_cost_interval));
        }
        if (summary.mean_waited) {
            line("  waited: {} a drill {}, for a free caller, line or seat", seconds_text(*summary.mean_waited),
                 seconds_range(summary.mean_waited_interval));
        }
    }

    void contacts(const CaseSummary& summary) {
        if (summary.made_by.empty()) return;
        line("  contact was made by");
        std::uint64_t rest = summary.contact().reached;
        for (std::size_t index = 0; index < std::min(kMostContacts, summary.made_by.size()); ++index) {
            const ContactMadeBy& made = summary.made_by[index];
            const Official& official = scenario_.officials[made.official];
            line("    {:>6} %  {} by {}{}", percent_of(made.count, summary.contact().reached), official.id,
                 scenario_.channels[made.channel].id,
                 official.role.empty() ? "" : fmt::format("  ({})", official.role));
            rest -= made.count;
        }
        if (rest > 0) line("    {:>6} %  others", percent_of(rest, summary.contact().reached));
    }

    /// Many cases: their spread, and the worst of them.
    void overview() {
        std::map<Index, std::vector<const CaseSummary*>> by_protocol;
        for (const CaseSummary& summary : run_.cases) by_protocol[summary.protocol].push_back(&summary);
        for (auto& [index, summaries] : by_protocol) {
            std::stable_sort(summaries.begin(), summaries.end(), [](const CaseSummary* a, const CaseSummary* b) {
                return a->contact().probability < b->contact().probability;
            });
            line("\n{}", protocol_text(scenario_, index));
            std::vector<TableRow> rows;
            for (const CaseSummary* summary : summaries)
                rows.push_back({summary->contact().probability, summary->contact_together});
            const Worst worst = worst_of(rows);
            line("  {} cases. Contact by the horizon: {} % in the median case;\n  {} in the worst, {} in the best.",
                 summaries.size(), percent(summaries[(summaries.size() - 1) / 2]->contact().probability),
                 range_text(worst.reach), range_text(reach_of_best(rows)));
            line("  {:<40} {:>21} {:>12}", "Worst cases:", "contact", "half by");
            for (std::size_t rank = 0; rank < std::min(kWorstCases, summaries.size()); ++rank) {
                const CaseSummary& summary = *summaries[rank];
                line("    {:<38} {:>21} {:>12}", case_text(scenario_, summary.case_index),
                     probability_text(summary.contact().probability, summary.contact_together),
                     time_text(summary.contact().quantiles[0].value));
            }
            line("  {}", worst.candidates.size() == rows.size()
                             ? "Any of them may be the worst."
                             : fmt::format("{} of them may be the worst.", worst.candidates.size()));
        }
        line("\nEvery case: --format json. Every drill: --format csv.");
    }

    void notes() {
        if (run_.cases.size() > kMostInFull) {
            line("\n{}",
                 wrapped(fmt::format("Intervals in brackets, and those of the worst and the best case, are {}. The "
                                     "intervals of all {} cases and protocols hold together with 95 % confidence, "
                                     "so they stay valid for a case that is picked because it comes last.",
                                     run_.precision ? "confidence sequences" : "Clopper and Pearson's",
                                     run_.cases.size()),
                         0));
            line("{}", kAssumptions);
            return;
        }
        line("\n{}",
             wrapped(
                 fmt::format("Each interval (in brackets, or from at least to at most) has 95 % confidence. "
                             "Methods: order statistics for times{}; betting (Waudby-Smith and Ramdas) between 0 and "
                             "the largest possible value of a drill for means; Clopper and Pearson's for "
                             "probabilities{}.",
                             run_.quorums.empty() ? "" : " and numbers of cases",
                             !run_.precision
                                 ? ""
                                 : fmt::format(", but a confidence sequence for contact{}. The other intervals "
                                               "treat the number of drills as fixed in advance",
                                               run_.quorums.empty() ? "" : " and quorums")),
                 0));
        line("{}", kAssumptions);
    }

    const RunSummary& run_;
    const Scenario& scenario_;
};

}  // namespace

void write_text(std::ostream& out, const RunSummary& run) {
    RunWriter(out, run).write();
}

}  // namespace hotline
