#include "sim/reading/storyteller.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "analysis/estimates/intervals.hpp"
#include "models/scenario/instant_text.hpp"
#include "sim/reading/timeline.hpp"

namespace hotline {
namespace {

constexpr double kTypical = 0.5;
constexpr double kBad = 0.95;

class Lanes {
public:
    explicit Lanes(std::vector<Index>& lanes) : lanes_(lanes) {}

    std::size_t of(Index official) {
        const auto known = std::find(lanes_.begin(), lanes_.end(), official);
        const auto lane = static_cast<std::size_t>(known - lanes_.begin());
        if (lane == lanes_.size()) lanes_.push_back(official);
        return lane;
    }

private:
    std::vector<Index>& lanes_;
};

std::vector<std::size_t> by_begin(const Drill& drill, const Ending& ending) {
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < drill.attempts.size(); ++index) {
        if (ending.happened(index)) order.push_back(index);
    }
    const auto key = [&](std::size_t index) {
        const Attempt& made = drill.attempts[index];
        return std::tuple(made.begins, drill.search(made.search).depth, made.path, made.row, made.number);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

std::vector<StoryEvent> events_of(Drill& drill, const Ending& ending, Instant begins) {
    const Scenario& scenario = drill.scenario;
    std::vector<StoryEvent> events;
    for (const TimelineEvent& event : timeline_of(drill, ending)) {
        StoryEvent told{event.at, {}, {}, event.what};
        Index party = drill.played().callee;
        if (event.row != kNone) {
            const Official& official = scenario.officials[scenario.rows[event.row].official];
            party = official.party;
            told.who = fmt::format("{} ({})", official.id, scenario.channels[scenario.rows[event.row].channel].id);
        }
        if (!event.why.empty()) told.what += ": " + event.why;
        told.clock = local_date_text(scenario.parties[party], begins + event.at);
        events.push_back(std::move(told));
    }
    return events;
}

}  // namespace

Story story_of(Drill& drill, const Ending& ending) {
    const Scenario& scenario = drill.scenario;
    const Party& caller = scenario.parties[drill.played().caller];
    const Instant begins = drill.facts.start() + drill.played().after;
    Story story;
    story.case_index = drill.case_index;
    story.protocol = drill.protocol;
    story.replication = drill.facts.replication();
    story.begins = fmt::format("{} UTC, {} in {}", utc_text(begins), local_text(caller, begins), clock_place(caller));
    story.contact = ending.contact();
    story.ends = story.contact == kNever ? scenario.horizon : story.contact;
    story.lanes = {kNone};
    Lanes lanes(story.lanes);
    for (const std::size_t index : by_begin(drill, ending)) {
        const Attempt& made = drill.attempts[index];
        const Search& search = drill.search(made.search);
        StoryAttempt told;
        told.row = made.row;
        told.to = lanes.of(scenario.rows[made.row].official);
        if (search.outer != kNone) told.from = lanes.of(scenario.rows[drill.attempts[search.opened_by].row].official);
        told.begins = made.begins;
        told.ends = ending.settled(index);
        if (ending.answered(index)) (made.call_back ? told.called_back : told.answered) = made.answered;
        told.result = ending.result(index);
        told.made_contact = ending.made_by() == index;
        story.attempts.push_back(told);
    }
    story.events = events_of(drill, ending, begins);
    return story;
}

std::vector<Telling> worth_telling(const Outcomes& outcomes) {
    std::vector<std::uint64_t> made;
    std::vector<std::uint64_t> failed;
    for (std::uint64_t drill = 0; drill < outcomes.size(); ++drill) {
        (outcomes.contact[drill] == kNever ? failed : made).push_back(drill);
    }
    std::vector<Telling> tellings;
    std::stable_sort(made.begin(), made.end(),
                     [&](std::uint64_t a, std::uint64_t b) { return outcomes.contact[a] < outcomes.contact[b]; });
    if (!made.empty()) tellings.push_back({"A typical drill", made[quantile_rank(made.size(), kTypical) - 1]});
    if (made.size() > 1) tellings.push_back({"A bad drill", made[quantile_rank(made.size(), kBad) - 1]});
    const auto attempts = [&](std::uint64_t drill) {
        const auto& results = outcomes.attempts[drill];
        return std::accumulate(results.begin(), results.end(), 0U);
    };
    std::stable_sort(failed.begin(), failed.end(),
                     [&](std::uint64_t a, std::uint64_t b) { return attempts(a) < attempts(b); });
    if (!failed.empty()) tellings.push_back({"A failed drill", failed[quantile_rank(failed.size(), kTypical) - 1]});
    return tellings;
}

}  // namespace hotline
