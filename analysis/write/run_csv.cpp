#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/drills/quorum_drills.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/results.hpp"

namespace hotline {
namespace {

constexpr std::size_t kFlushAt = std::size_t{1} << 20;

/// The columns of quorums. Each has the quorum's time in the drill, on the lines of its cases.
class QuorumColumns {
public:
    /// For each quorum, its time in each drill; null for a quorum without the case.
    using Times = std::vector<const std::vector<Ticks>*>;

    QuorumColumns(const Scenario& scenario, const std::vector<Outcomes>& outcomes)
        : scenario_(scenario), drills_(quorum_drills(scenario, outcomes)) {
        for (const QuorumDrills& quorum : drills_) {
            for (const Outcomes* const played : quorum.cases) {
                Times& times = of_case_[played];
                times.resize(scenario.quorums.size());
                times[quorum.quorum] = &quorum.times;
            }
        }
    }

    void head(fmt::memory_buffer& buffer) const {
        for (const Quorum& quorum : scenario_.quorums)
            fmt::format_to(std::back_inserter(buffer), ",{}", for_csv("quorum_" + quorum.id));
    }

    /// The times by drill, one for each quorum; null if the case does not belong to it.
    Times of(const Outcomes& of_case) const {
        const auto found = of_case_.find(&of_case);
        return found == of_case_.end() ? Times(scenario_.quorums.size()) : found->second;
    }

private:
    const Scenario& scenario_;
    std::vector<QuorumDrills> drills_;
    std::unordered_map<const Outcomes*, Times> of_case_;
};

}  // namespace

void write_csv(std::ostream& out, const Scenario& scenario, const std::vector<Outcomes>& outcomes,
               const std::vector<MissingDrill>& missing) {
    fmt::memory_buffer buffer;
    const auto into = std::back_inserter(buffer);
    std::vector<Milestone> milestones;
    std::ranges::copy_if(kMilestones, std::back_inserter(milestones), [&](Milestone milestone) {
        return facts_of(milestone).always_told || std::ranges::any_of(outcomes, [&](const Outcomes& of) {
                   return has(scenario.protocols[of.protocol], milestone);
               });
    });
    fmt::format_to(into, "replication,caller,callee,after,protocol,");
    for (const Milestone milestone : milestones) fmt::format_to(into, "{},", facts_of(milestone).key);
    fmt::format_to(into, "official,channel,attempts");
    for (std::size_t result = 0; result < kResults; ++result)
        fmt::format_to(into, ",attempts_{}", key_of(static_cast<Result>(result)));
    const bool costs = has_costs(scenario);
    fmt::format_to(into, ",waited{}", costs ? ",cost" : "");
    const QuorumColumns quorums(scenario, outcomes);
    quorums.head(buffer);
    buffer.push_back('\n');
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        const std::string names = fmt::format(",{},{},{},{},", for_csv(scenario.parties[played.caller].id),
                                              for_csv(scenario.parties[played.callee].id), seconds_of(played.after),
                                              for_csv(scenario.protocols[of_case.protocol].id));
        const auto of_quorums = quorums.of(of_case);
        auto next_missing = missing.begin();
        for (std::size_t drill = 0; drill < of_case.size(); ++drill) {
            const Outcome outcome = of_case.at(drill);
            fmt::format_to(into, "{}{}", drill, names);
            if (next_missing != missing.end() && next_missing->replication == drill) {
                ++next_missing;
                for (std::size_t column = 0; column < milestones.size(); ++column) fmt::format_to(into, "missing,");
                fmt::format_to(into, ",,{:,>{}}", "", kResults + 1 + (costs ? 1 : 0));
                for (const auto* times : of_quorums) fmt::format_to(into, ",{}", times ? "missing" : "");
                buffer.push_back('\n');
                continue;
            }
            for (const Milestone milestone : milestones) {
                append_seconds(buffer, time_of(outcome, milestone));
                buffer.push_back(',');
            }
            if (outcome.made_by == kNone) {
                fmt::format_to(into, ",,");
            } else {
                const Row& row = scenario.rows[outcome.made_by];
                fmt::format_to(into, "{},{},", for_csv(scenario.officials[row.official].id),
                               for_csv(scenario.channels[row.channel].id));
            }
            fmt::format_to(into, "{}", all_attempts(outcome.attempts));
            for (const std::uint16_t count : outcome.attempts) fmt::format_to(into, ",{}", count);
            buffer.push_back(',');
            append_seconds(buffer, outcome.waited);
            if (costs) fmt::format_to(into, ",{}", units_of(outcome.cost));
            for (const auto* times : of_quorums) {
                buffer.push_back(',');
                if (times) append_seconds(buffer, (*times)[drill]);
            }
            buffer.push_back('\n');
            if (buffer.size() >= kFlushAt) {
                out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
                buffer.clear();
            }
        }
    }
    out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
}

}  // namespace hotline
