#include "sim/reading/ending.hpp"

#include <algorithm>
#include <tuple>

namespace hotline {

void Ending::read(const Drill& drill) {
    drill_ = &drill;
    const Ticks horizon = drill.scenario.horizon;
    const Search& root = drill.search(0);
    contact_ = root.found.at <= horizon ? root.found.at : kNever;

    stops_.clear();
    for (Index index = 0; index < drill.searches(); ++index) {
        const Search& search = drill.search(index);
        Stop stop = search.outer == kNone ? Stop{horizon, horizon} : stops_[search.outer];
        if (search.found.at <= horizon) {
            stop.last_begin = std::min(stop.last_begin, search.found.at - Ticks{1});
            stop.last_end = std::min(stop.last_end, search.found.at);
        }
        stops_.push_back(stop);
    }

    way_.clear();
    made_by_ = kNone;
    for (const Reached& reached : drill.reached) {
        if (reached.how.at <= horizon) made_by_ = add_way(reached.how);
    }
    if (contact_ == kNever) {
        made_by_ = kNone;
    } else if (!root.counts) {
        made_by_ = add_way(root.found);
    }
}

Index Ending::add_way(const Discovery& how) {
    for (const Discovery* found = &how;; found = &drill_->search(found->inner).found) {
        way_.push_back(found->attempt);
        if (found->inner == kNone) return found->attempt;
    }
}

bool Ending::reached(std::size_t index) const {
    if (!drill_->search(0).counts) return false;
    const Attempt& made = drill_->attempts[index];
    const Search& search = drill_->search(made.search);
    if (on_the_way(index)) return true;
    if (search.counts) return made.concluded <= stops_[search.index].last_begin;
    return search.found.attempt == index && search.found.inner == kNone &&
           search.found.at <= stops_[search.outer].last_begin;
}

Ending::Fate Ending::fate(std::size_t attempt) const {
    const Attempt& made = drill_->attempts[attempt];
    const Ticks last_end = stops_[made.search].last_end;
    const Fate cut{Result::cut_off, last_end};
    if (!made.call_back && answered(attempt)) {
        if (made.concluded > last_end) return cut;
        if (made.by_answer == Result::contact && attempt != made_by())
            return reached(attempt) ? Fate{Result::reached, made.concluded} : cut;
        return {made.by_answer, made.concluded};
    }
    return made.settles <= last_end ? Fate{made.by_itself, made.settles} : cut;
}

Result Ending::result(std::size_t attempt) const {
    return fate(attempt).result;
}

Ticks Ending::settled(std::size_t attempt) const {
    return fate(attempt).settled;
}

Outcome outcome_of(const Drill& drill, const Ending& ending) {
    Outcome outcome;
    Ticks first_answer = kForever;
    for (std::size_t index = 0; index < drill.attempts.size(); ++index) {
        if (ending.happened(index)) {
            ++outcome.attempts[static_cast<std::size_t>(ending.result(index))];
            if (drill.costs)
                outcome.cost += drill.scenario.channels[drill.scenario.rows[drill.attempts[index].row].channel].cost;
        }
        if (drill.attempts[index].answered < first_answer && ending.answered(index)) {
            first_answer = drill.attempts[index].answered;
        }
    }
    if (first_answer < kForever) outcome.first_answer = first_answer;
    outcome.waited = drill.waited;
    outcome.contact = ending.contact();
    if (outcome.contact == kNever) return outcome;

    outcome.shared = drill.shared;
    outcome.made_by = drill.attempts[ending.made_by()].row;
    if (const auto& request = drill.scenario.protocols[drill.protocol].request) {
        const Luck& luck = drill.facts.luck();
        const Identity path = drill.search(0).path;
        if (luck.happens(request->answer, Purpose::request_answer, 0, path, 0)) {
            const Ticks response =
                outcome.contact + luck.draw(request->latency, Purpose::request_latency, 0, path, 0);
            if (response <= drill.scenario.horizon) outcome.response = response;
        }
    }
    return outcome;
}

DrillRecord record_of(const Drill& drill, const Ending& ending) {
    DrillRecord record{outcome_of(drill, ending), {}};
    for (std::size_t index = 0; index < drill.attempts.size(); ++index) {
        if (!ending.happened(index)) continue;
        const Attempt& made = drill.attempts[index];
        record.attempts.push_back(
            {made.begins, ending.settled(index), made.path, made.row, made.number, ending.result(index)});
    }
    std::sort(record.attempts.begin(), record.attempts.end(), [](const AttemptRecord& a, const AttemptRecord& b) {
        return std::tie(a.begins, a.path, a.row, a.number) < std::tie(b.begins, b.path, b.row, b.number);
    });
    return record;
}

}  // namespace hotline
