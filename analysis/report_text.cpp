#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "analysis/report.hpp"
#include "models/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostBlocks = 20;   // cases and protocols that are told in full
constexpr std::size_t kMostContacts = 6;  // officials and channels that are named
constexpr std::size_t kNameWidth = 22;

/// The characters of a text, as far as UTF-8 tells; fmt pads by them.
std::string percent(double share) {
    const double value = 100 * share;
    // Never a 100 or a 0 that is none.
    if (share < 1 && value >= 99.95) return fmt::format("{:.3f}", std::min(value, 99.999));
    if (share > 0 && value < 0.05) return fmt::format("{:.3f}", std::max(value, 0.001));
    return fmt::format("{:.1f}", value);
}

std::string probability_text(const MilestoneSummary& milestone) {
    return fmt::format("{} % ({}–{})", percent(milestone.probability), percent(milestone.interval.low),
                       percent(milestone.interval.high));
}

std::string seconds_text(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

std::string value_text(const QuantileEstimate& quantile) {
    return quantile.value ? duration_text(*quantile.value) : "not reached";
}

std::string range_text(const QuantileEstimate& quantile, Ticks horizon) {
    if (!quantile.value && quantile.low >= horizon) return "";
    return fmt::format("{} – {}", duration_text(quantile.low),
                       quantile.high ? duration_text(*quantile.high) : "not reached");
}

class Writer {
public:
    Writer(std::ostream& out, const RunSummary& run) : out_(out), run_(run), scenario_(run.scenario) {}

    void write() {
        heading();
        if (run_.cases.size() > kMostBlocks) {
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
        notes();
    }

private:
    template <class... Values>
    void line(fmt::format_string<Values...> format, Values&&... values) {
        fmt::print(out_, format, std::forward<Values>(values)...);
        out_ << '\n';
    }

    const Protocol& protocol(const CaseSummary& summary) const { return scenario_.protocols[summary.protocol]; }

    std::string names(const CaseSummary& summary) const {
        const Case& played = scenario_.cases[summary.case_index];
        return fmt::format("{} → {}", scenario_.parties[played.caller].name, scenario_.parties[played.callee].name);
    }

    void heading() {
        if (!scenario_.title.empty()) line("{}", scenario_.title);
        line("{} drills of each case and protocol, seed {}, horizon {}", run_.replications, run_.seed,
             duration_text(scenario_.horizon));
    }

    void one_case(std::size_t first, std::size_t last) {
        const CaseSummary& of = run_.cases[first];
        const Ticks after = scenario_.cases[of.case_index].after;
        line("\n{}{}", names(of), after > Ticks{0} ? fmt::format(", {} later", duration_text(after)) : "");
        if (last - first > 1) side_by_side(first, last);
        for (std::size_t index = first; index < last; ++index) block(run_.cases[index]);
    }

    void side_by_side(std::size_t first, std::size_t last) {
        line("\n  {:<{}} {:>21}  {:>13} {:>13} {:>9}", "", kNameWidth, "contact", "half by", "90 % by", "attempts");
        for (std::size_t index = first; index < last; ++index) {
            const CaseSummary& summary = run_.cases[index];
            line("  {:<{}} {:>21}  {:>13} {:>13} {:>9.1f}", protocol(summary).id, kNameWidth,
                 probability_text(summary.contact), value_text(summary.contact.quantiles[0]),
                 value_text(summary.contact.quantiles[1]), summary.mean_attempts);
        }
    }

    void block(const CaseSummary& summary) {
        line("\n{}{}", protocol(summary).id,
             protocol(summary).title == protocol(summary).id ? "" : ": " + protocol(summary).title);
        line("  {:<{}} {:>24} {:>24} {:>24}", "", 14, "median", "90 %", "95 %");
        times("first answer", summary.first_answer);
        times("contact", summary.contact);
        if (summary.response) times("response", *summary.response);
        line("  reached by the horizon: first answer {}", probability_text(summary.first_answer));
        line("  {:<23} contact {}", "", probability_text(summary.contact));
        if (summary.response) line("  {:<23} response {}", "", probability_text(*summary.response));
        line("  mean time to contact, counting the horizon where there is none: {} ({} – {})",
             seconds_text(summary.contact.mean_within_horizon), seconds_text(summary.contact.mean_interval.low),
             seconds_text(summary.contact.mean_interval.high));
        attempts(summary);
        contacts(summary);
    }

    void times(const char* name, const MilestoneSummary& milestone) {
        const auto& quantiles = milestone.quantiles;
        line("  {:<14} {:>24} {:>24} {:>24}", name, value_text(quantiles[0]), value_text(quantiles[1]),
             value_text(quantiles[2]));
        const std::string ranges =
            fmt::format("  {:<14} {:>24} {:>24} {:>24}", "", range_text(quantiles[0], scenario_.horizon),
                        range_text(quantiles[1], scenario_.horizon), range_text(quantiles[2], scenario_.horizon));
        if (const auto end = ranges.find_last_not_of(' '); end != ranges.npos) line("{}", ranges.substr(0, end + 1));
    }

    /// Results by how often they occur, what is not contact first.
    std::vector<std::pair<Result, std::uint64_t>> failures(const CaseSummary& summary) const {
        std::vector<std::pair<Result, std::uint64_t>> counts;
        for (std::size_t index = 0; index < kResults; ++index) {
            const auto result = static_cast<Result>(index);
            if (result != Result::contact && summary.attempts[index] > 0)
                counts.emplace_back(result, summary.attempts[index]);
        }
        std::stable_sort(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        return counts;
    }

    void attempts(const CaseSummary& summary) {
        std::uint64_t all = 0;
        for (const std::uint64_t count : summary.attempts) all += count;
        line("  attempts: {:.2f} a drill ({:.2f}–{:.2f})", summary.mean_attempts, summary.mean_attempts_interval.low,
             summary.mean_attempts_interval.high);
        if (all == 0) return;
        const auto share = [&](std::uint64_t count) {
            return percent(static_cast<double>(count) / static_cast<double>(all));
        };
        line("    {:<18} {:>6} %", "ended in contact",
             share(summary.attempts[static_cast<std::size_t>(Result::contact)]));
        bool first = true;
        for (const auto& [result, count] : failures(summary)) {
            line("    {:<18} {:>6} %{}", name_of(result), share(count), first ? "  what failed most" : "");
            first = false;
        }
    }

    void contacts(const CaseSummary& summary) {
        if (summary.made_by.empty()) return;
        line("  contact was made by");
        std::uint64_t rest = 0;
        const auto share = [&](std::uint64_t count) {
            return percent(static_cast<double>(count) / static_cast<double>(summary.contact.reached));
        };
        for (std::size_t index = 0; index < summary.made_by.size(); ++index) {
            const ContactMadeBy& made = summary.made_by[index];
            if (index >= kMostContacts) {
                rest += made.count;
                continue;
            }
            const Official& official = scenario_.officials[made.official];
            line("    {:>5} %  {} by {}{}", share(made.count), official.id, scenario_.channels[made.channel].id,
                 official.role.empty() ? "" : fmt::format("  ({})", official.role));
        }
        if (rest > 0) line("    {:>5} %  others", share(rest));
    }

    /// Many cases: how they spread, and the worst of them.
    void overview() {
        std::map<Index, std::vector<const CaseSummary*>> by_protocol;
        for (const CaseSummary& summary : run_.cases) by_protocol[summary.protocol].push_back(&summary);
        for (auto& [index, of_protocol] : by_protocol) {
            auto& summaries = of_protocol;
            std::stable_sort(summaries.begin(), summaries.end(), [](const CaseSummary* a, const CaseSummary* b) {
                return a->contact.probability < b->contact.probability;
            });
            const auto at = [&](double share) {
                const auto rank = static_cast<std::size_t>(share * static_cast<double>(summaries.size() - 1));
                return percent(summaries[rank]->contact.probability);
            };
            line("\n{}: {}, {} cases", scenario_.protocols[index].id, scenario_.protocols[index].title,
                 summaries.size());
            line("  contact by the horizon: {} % in the worst case, {} % in the middle one, {} % in the best", at(0),
                 at(0.5), at(1));
            line("  the worst cases:");
            for (std::size_t rank = 0; rank < std::min<std::size_t>(10, summaries.size()); ++rank) {
                line("    {:<44} {}", names(*summaries[rank]), probability_text(summaries[rank]->contact));
            }
        }
        line("\nAll cases one by one: --format json.");
    }

    void notes() {
        line(
            "\nIntervals are 95 %: {} for probabilities, order statistics for times, the central limit\n"
            "theorem for means. They say how exact the simulation is, not how true its assumptions are.",
            run_.precision ? "a confidence sequence (contact), Clopper–Pearson (others)" : "Clopper–Pearson");
    }

    std::ostream& out_;
    const RunSummary& run_;
    const Scenario& scenario_;
};

}  // namespace

void write_text(std::ostream& out, const RunSummary& run) {
    Writer(out, run).write();
}

}  // namespace hotline
