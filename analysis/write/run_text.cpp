#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "analysis/estimates/headline.hpp"
#include "analysis/estimates/worst.hpp"
#include "analysis/write/answer.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/narrowing.hpp"
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
constexpr std::size_t kNameWidth = 24;    // of cases and protocols in the table; fmt pads by display width

class RunWriter : TextWriter {
public:
    RunWriter(std::ostream& out, const RunSummary& run)
        : TextWriter(out), run_(run), scenario_(run.scenario), few_(run.cases.size() <= kMostInFull) {}

    void write() {
        write_results();
        if (scenario_.doubts > 0) line("{}", doubts_note(scenario_.doubts));
    }

private:
    void write_results() {
        heading();
        if (!run_.quorums.empty()) quorum_sentences();
        if (run_.pairs) {
            write_overview(out_, *run_.pairs);
            if (run_.detail) blocks();
            quorums();
            if (!run_.usage.empty()) write_bottlenecks(out_, scenario_, run_.usage);
            line("Every case: --format json. Every drill: --format csv.");
            line("{}", kAssumptions);
            return;
        }
        const bool one_case = end_of_case(run_.cases, 0) == run_.cases.size();
        if (one_case) line("\n{}", case_text(scenario_, run_.cases.front().case_index));
        line("{}{}", one_case ? "" : "\n",
             wrapped(one_case ? answer_text(scenario_, run_.cases, 0, run_.cases.size())
                              : answer_text(scenario_, run_.cases),
                     0));
        if (few_) {
            table(one_case);
        } else {
            overview();
        }
        if (run_.detail) blocks();
        quorums();
        if (few_ && in_full()) restricted_mean();
        if (!run_.usage.empty()) write_bottlenecks(out_, scenario_, run_.usage);
        if (run_.even_starts()) line("\n{}", wrapped(narrowing_text(run_), 0));
        notes();
    }

    void heading() {
        about(scenario_, run_.replications, run_.seed);
        missing();
        if (run_.precision) {
            line("{}",
                 wrapped(fmt::format("Played until every probability of contact{} was known to ± {:g} points; "
                                     "each case has the drills until its own was",
                                     scenario_.quorums.empty() ? "" : " and of a quorum", *run_.precision * 100),
                         0));
        }
    }

    /// Whether there are figures of milestones.
    bool in_full() const { return run_.detail || !run_.quorums.empty(); }

    void missing() {
        if (run_.missing.empty()) return;
        line("INCOMPLETE: drills are missing because the processes that played them died:");
        for (std::size_t index = 0; index < std::min(kMostMissing, run_.missing.size()); ++index) {
            line("  replication {}, with {}", run_.missing[index].replication, run_.missing[index].why);
        }
        if (run_.missing.size() > kMostMissing) line("  and {} more", run_.missing.size() - kMostMissing);
    }

    void restricted_mean() { line("\n* Restricted mean: a drill that missed the milestone counts as the horizon."); }

    void quorum_sentences() {
        out_ << '\n';
        Index last = kNone;
        for (const QuorumSummary& quorum : run_.quorums) {
            const MilestoneSummary& met = quorum.time;
            const std::string line_up = quorum.protocols.size() == 1
                                            ? quoted(scenario_.protocols[quorum.protocols.front()])
                                            : protocols_text(scenario_, quorum.protocols, " and ");
            line("{}", wrapped(fmt::format(
                                   "{}With {}, {} of 100 emergencies {} reach that many within {}.",
                                   quorum.quorum == last ? "" : quorum_text(scenario_.quorums[quorum.quorum]) + ". ",
                                   line_up, of_100(met.probability), whole_percent_range(met.interval),
                                   duration_text(scenario_.horizon)),
                               0));
            last = quorum.quorum;
        }
    }

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
                                 "for times and numbers of cases; betting for means; {} for probabilities.{}",
                                 of_shares(), stopping()),
                     0));
        }
    }

    /// One line for each case and protocol, the worst case first.
    void table(bool one_case) {
        std::vector<std::pair<std::size_t, std::size_t>> cases;
        for (std::size_t first = 0; first < run_.cases.size(); first = cases.back().second)
            cases.emplace_back(first, end_of_case(run_.cases, first));
        const auto worst = [&](const std::pair<std::size_t, std::size_t>& of) {
            double least = 1;
            for (std::size_t index = of.first; index < of.second; ++index)
                least = std::min(least, run_.cases[index].contact().probability);
            return least;
        };
        std::stable_sort(cases.begin(), cases.end(),
                         [&](const auto& a, const auto& b) { return worst(a) < worst(b); });
        const Ticks soon = headline_deadline(scenario_.horizon);
        const bool both = soon < scenario_.horizon;
        const auto cells = [&](const std::string& name, const std::string& by_soon, const std::string& by_horizon,
                               const std::string& half) {
            line("  {:<{}}{}{:>21} {:>11}", name, kNameWidth, both ? fmt::format(" {:>20}", by_soon) : "", by_horizon,
                 half);
        };
        const bool one_protocol = run_.cases.size() == cases.size();
        out_ << '\n';
        cells("contact", "by " + duration_text(soon), "by " + duration_text(scenario_.horizon), "half by");
        for (const auto& [first, last] : cases) {
            const std::string name = case_text(scenario_, run_.cases[first].case_index);
            const bool apart = !one_case && (!one_protocol || width_of(name) > kNameWidth);
            if (apart) line("  {}", name);
            for (std::size_t index = first; index < last; ++index) {
                const CaseSummary& summary = run_.cases[index];
                const std::string& protocol = scenario_.protocols[summary.protocol].id;
                cells(!one_case && one_protocol ? (apart ? "" : name)
                                                : cut((one_case ? "" : "  ") + protocol, kNameWidth),
                      probability_text(summary.contact_soon.probability, summary.contact_soon.interval),
                      probability_text(summary.contact().probability, summary.contact().interval),
                      time_text(summary.contact().quantiles[0].value));
            }
        }
    }

    /// All figures of every case and protocol.
    void blocks() {
        for (std::size_t first = 0; first < run_.cases.size();) {
            const std::size_t last = end_of_case(run_.cases, first);
            if (last < run_.cases.size() || first > 0)
                line("\n{}", case_text(scenario_, run_.cases[first].case_index));
            for (; first < last; ++first) block(run_.cases[first]);
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
        estimate("  at least", milestone.interval.low, low_text, milestone.mean_interval.value().low, Rounding::down);
        estimate("  at most", milestone.interval.high, high_text, milestone.mean_interval.value().high, Rounding::up);
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
             number_range(summary.mean_attempts_interval.value()), all > 0 ? ", which ended in" : "");
        for (const auto& [result, count] : counts) line("    {:>6} %  {}", percent_of(count, all), name_of(result));
        if (summary.mean_cost) {
            line("  cost: {} a drill {}", number_text(*summary.mean_cost),
                 number_range(summary.mean_cost_interval.value()));
        }
        if (summary.mean_waited) {
            line("  waited: {} a drill {}, for a free caller, line or seat", seconds_text(*summary.mean_waited),
                 seconds_range(summary.mean_waited_interval.value()));
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
        if (!few_) {
            line("\n{}",
                 wrapped(fmt::format("Intervals in brackets, and those of the worst and the best case, are {}. The "
                                     "intervals of all {} cases and protocols hold together with 95 % confidence, so "
                                     "they stay valid for a case that is picked because it comes last.{}",
                                     run_.even_starts() ? "by betting" : "Clopper and Pearson's", run_.cases.size(),
                                     stopping()),
                         0));
            line("{}", kAssumptions);
            return;
        }
        if (!in_full()) {
            line("\n{}",
                 wrapped(fmt::format("In brackets, of each share: an interval of 95 % ({}).{} --detail shows when, "
                                     "how and by whom contact is made.",
                                     of_shares(), stopping()),
                         0));
            line("{}", kAssumptions);
            return;
        }
        line("\n{}",
             wrapped(
                 fmt::format("Each interval (in brackets, or from at least to at most) has 95 % confidence. "
                             "Methods: order statistics for times{}; betting (Waudby-Smith and Ramdas) between 0 and "
                             "the largest possible value of a drill for means; {} for probabilities.{} Shares of "
                             "attempts and of contacts are rounded one by one, so they may not add up to 100 %.",
                             run_.quorums.empty() ? "" : " and numbers of cases", of_shares(), stopping()),
                 0));
        line("{}", kAssumptions);
    }

    /// The method for probabilities.
    const char* of_shares() const { return run_.even_starts() ? "betting" : "Clopper and Pearson's"; }

    /// What the notes say of the number of drills.
    const char* stopping() const {
        return run_.precision ? " All allow for drills that ended once enough was known." : "";
    }

    const RunSummary& run_;
    const Scenario& scenario_;
    const bool few_;  // cases and protocols: each has its lines
};

}  // namespace

void write_text(std::ostream& out, const RunSummary& run) {
    RunWriter(out, run).write();
}

}  // namespace hotline
