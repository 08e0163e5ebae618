#include "analysis/write/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/estimates/ahead.hpp"
#include "analysis/estimates/headline.hpp"
#include "analysis/estimates/worst.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

bool same_goals(const Scenario& scenario, const std::vector<CaseSummary>& all, std::size_t first, std::size_t last) {
    return std::all_of(all.begin() + static_cast<std::ptrdiff_t>(first),
                       all.begin() + static_cast<std::ptrdiff_t>(last), [&](const CaseSummary& summary) {
                           return goal_text(scenario.protocols[summary.protocol]) ==
                                  goal_text(scenario.protocols[all[first].protocol]);
                       });
}

Contestant by_horizon(const CaseSummary& summary) {
    return {summary.contact().probability, summary.contact_together};
}

Contestant by_headline(const CaseSummary& summary) {
    return {summary.contact_soon.probability, summary.contact_soon.together};
}

template <class Of>
Ahead ahead_in_case(const std::vector<CaseSummary>& all, std::size_t first, std::size_t last, const Of& of) {
    std::vector<Contestant> shares;
    shares.reserve(last - first);
    for (std::size_t index = first; index < last; ++index) shares.push_back(of(all[index]));
    return who_is_ahead(shares);
}

/// The deadlines of the sentences: the headline deadline, and the horizon if that is later.
struct Deadlines {
    explicit Deadlines(const Scenario& scenario)
        : soon(headline_deadline(scenario.horizon)), last(scenario.horizon), both(soon < last) {}

    Ticks soon;
    Ticks last;
    bool both;
};

std::string span_text(Ticks time) {
    return unbroken(duration_text(time));
}

std::string sentence_of(const Scenario& scenario, const CaseSummary& summary, bool in_full) {
    const Deadlines deadlines(scenario);
    const Protocol& protocol = scenario.protocols[summary.protocol];
    const std::string last = of_100(summary.contact().probability);
    const std::string soon = of_100(summary.contact_soon.probability);
    if (!in_full)
        return fmt::format("With {}, {} {}{}.", quoted(protocol), last, last == "1" ? "does" : "do",
                           deadlines.both ? fmt::format(", and {} within {}", soon, span_text(deadlines.soon)) : "");
    return fmt::format("With {}, {} of 100 emergencies {} {} within {}{}.", quoted(protocol), last,
                       last == "1" ? "reaches" : "reach", goal_text(protocol), span_text(deadlines.last),
                       deadlines.both ? fmt::format(", and {} within {}", soon, span_text(deadlines.soon)) : "");
}

/// The cases by the protocol that is certainly the best by the horizon; kNone: these drills do not tell. Empty if a
/// case has a single protocol.
std::map<Index, std::size_t> best_by_case(const std::vector<CaseSummary>& all) {
    std::map<Index, std::size_t> counts;
    for (std::size_t first = 0; first < all.size();) {
        const std::size_t last = end_of_case(all, first);
        if (last - first < 2) return {};
        const Ahead ahead = ahead_in_case(all, first, last, by_horizon);
        ++counts[ahead.certain ? all[first + ahead.first].protocol : kNone];
        first = last;
    }
    return counts;
}

}  // namespace

std::string quoted(const Protocol& protocol) {
    return protocol.title == protocol.id ? fmt::format("“{}”", protocol.id)
                                         : fmt::format("“{}” ({})", protocol.title, protocol.id);
}

std::string of_100(double share) {
    const double whole = std::round(100 * share);
    if (whole <= 0 && share > 0) return "fewer than 1";
    if (whole >= 100 && share < 1) return "more than 99";
    return fmt::format("{:.0f}", whole);
}

std::string range_of_100(const Interval& interval) {
    return fmt::format("{:.0f} to {:.0f}", std::floor(100 * interval.low), std::ceil(100 * interval.high));
}

std::string goal_text(const Protocol& protocol) {
    const auto& goal = protocol.goal;
    if (!goal || !goal->counts()) return "somebody with authority";
    const char* const at_once = goal->conference ? ", all on the line at once," : "";
    return goal->of_organisations ? fmt::format("people with authority of {} organisations{}", goal->count, at_once)
                                  : fmt::format("{} people with authority{}", goal->count, at_once);
}

std::size_t end_of_case(const std::vector<CaseSummary>& all, std::size_t first) {
    std::size_t last = first;
    while (last < all.size() && all[last].case_index == all[first].case_index) ++last;
    return last;
}

std::string better_text(const Scenario& scenario, const std::vector<CaseSummary>& all, std::size_t first,
                        std::size_t last, ProtocolName name) {
    if (last - first < 2 || !same_goals(scenario, all, first, last)) return "";
    const Deadlines deadlines(scenario);
    const auto name_at = [&](std::size_t of) { return name(scenario.protocols[all[first + of].protocol]); };
    const auto by = [&](const Ahead& ahead, const char* unit) {
        return fmt::format("by {}{} {}", of_100(ahead.by), unit, whole_percent_range(ahead.interval));
    };
    const bool two = last - first == 2;
    const auto is_better = [&](const Ahead& ahead) {
        return fmt::format("“{}” is {} “{}” {}", name_at(ahead.first), two ? "better than" : "the best, ahead of",
                           name_at(ahead.second), by(ahead, " of 100 emergencies"));
    };
    const auto unknown = [&](const Ahead& ahead) {
        const auto& [one, other] = std::minmax(ahead.first, ahead.second);
        return two ? "hese drills do not tell which is better"
                   : fmt::format("hese drills do not tell whether “{}” or “{}” is better", name_at(one),
                                 name_at(other));
    };
    const Ahead late = ahead_in_case(all, first, last, by_horizon);
    const std::string within_horizon = "within " + span_text(deadlines.last);
    if (!deadlines.both)
        return late.certain ? fmt::format("{}.", is_better(late))
                            : fmt::format("T{} {}.", unknown(late), within_horizon);
    const Ahead soon = ahead_in_case(all, first, last, by_headline);
    const std::string within_headline = "ithin " + span_text(deadlines.soon);
    if (!soon.certain && !late.certain) {
        return unknown(soon) == unknown(late)
                   ? fmt::format("T{} w{}, or {}.", unknown(soon), within_headline, within_horizon)
                   : fmt::format("T{} w{}. T{} {}.", unknown(soon), within_headline, unknown(late), within_horizon);
    }
    if (!late.certain)
        return fmt::format("W{} {}; {} t{}.", within_headline, is_better(soon), within_horizon, unknown(late));
    if (!soon.certain)
        return fmt::format("W{} t{}; {} {}.", within_headline, unknown(soon), within_horizon, is_better(late));
    const bool same = soon.first == late.first && soon.second == late.second;
    return fmt::format("W{} {}, {} {}.", within_headline, is_better(soon), within_horizon,
                       same ? by(late, "") : is_better(late));
}

std::string if_right(const std::vector<CaseSummary>& all, std::size_t first, std::size_t last) {
    double farthest = 0;
    for (std::size_t index = first; index < last; ++index) {
        for (const Contestant& share : {by_horizon(all[index]), by_headline(all[index])}) {
            const double printed = std::round(100 * share.estimate);
            farthest = std::max({farthest, printed - 100 * share.interval.low, 100 * share.interval.high - printed});
        }
    }
    return fmt::format("All of this holds with 95 % confidence, each figure to within {:.0f} of 100, if ",
                       std::ceil(farthest));
}

std::string answer_text(const Scenario& scenario, const std::vector<CaseSummary>& all, std::size_t first,
                        std::size_t last) {
    const bool same = same_goals(scenario, all, first, last);
    std::string text;
    for (std::size_t index = first; index < last; ++index)
        text += sentence_of(scenario, all[index], index == first || !same) + ' ';
    const std::string better = better_text(scenario, all, first, last, id_of);
    if (!better.empty()) text += better + ' ';
    return text + if_right(all, first, last) + "the scenario's values are right.";
}

std::string answer_text(const Scenario& scenario, const std::vector<CaseSummary>& all) {
    std::map<Index, std::vector<TableRow>> by_protocol;
    for (const CaseSummary& summary : all)
        by_protocol[summary.protocol].push_back({summary.contact().probability, summary.contact_together});
    std::string text;
    for (const auto& [index, rows] : by_protocol) {
        const Protocol& protocol = scenario.protocols[index];
        std::vector<double> shares;
        shares.reserve(rows.size());
        for (const TableRow& row : rows) shares.push_back(*row.estimate);
        const auto middle = shares.begin() + static_cast<std::ptrdiff_t>((shares.size() - 1) / 2);
        std::nth_element(shares.begin(), middle, shares.end());
        text += fmt::format(
            "With {}, {} of 100 emergencies reach {} within {} in the median case, {} in the worst and "
            "{} in the best of {}. ",
            quoted(protocol), of_100(*middle), goal_text(protocol), span_text(scenario.horizon),
            range_of_100(worst_of(rows).reach), range_of_100(reach_of_best(rows)), counted(rows.size(), "case"));
    }
    if (same_goals(scenario, all, 0, all.size())) {
        for (const auto& [index, cases] : best_by_case(all)) {
            text += index == kNone
                        ? fmt::format("In {} these drills do not tell which is the best. ", counted(cases, "case"))
                        : fmt::format("“{}” is the best in {}. ", scenario.protocols[index].title,
                                      counted(cases, "case"));
        }
    }
    text.pop_back();
    return text;
}

}  // namespace hotline
