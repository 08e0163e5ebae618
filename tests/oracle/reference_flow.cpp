// The flow of a search: rounds, steps, targets, rows, tries (rule 1).
#include "tests/oracle/reference_drill.hpp"

namespace hotline::reference {

ReferenceDrill::ReferenceDrill(const Scenario& scenario, const Case& played, Index protocol, Luck luck,
                               RuleCounts& reached)
    : scenario_(scenario), case_(played), luck_(luck), facts_(scenario, played, luck), reached_(reached) {
    goal_ = scenario.protocols[protocol].goal.value_or(Goal{});
    own_ = &searches_.emplace_back();
    own_->protocol = protocol;
    own_->party = played.caller;
    own_->path = facts_.path_of(played);
    own_->counts = goal_.count > 1;
}

DrillRecord ReferenceDrill::play() {
    begin_search(*own_);
    while (!queue_.empty() && queue_.begin()->first.at <= scenario_.horizon) {
        const auto next = queue_.extract(queue_.begin());
        now_ = next.key().at;
        if (!next.mapped().search->stopped) next.mapped().happens();
    }
    return record();
}

void ReferenceDrill::schedule(Search& search, Ticks at, std::uint64_t order, std::function<void()> closure) {
    queue_.emplace(Key{at, search.depth, order, ++sequence_}, Event{&search, std::move(closure)});
}

void ReferenceDrill::go_on(Search& search, Ticks at, std::function<void()> closure) {
    schedule(search, at, kGoingOn, std::move(closure));
}

void ReferenceDrill::later(Attempt& attempt, Ticks at, std::function<void()> closure) {
    schedule(*attempt.search, at, attempt.order, std::move(closure));
}

void ReferenceDrill::wait(Attempt& attempt, Ticks at, std::function<void()> closure) {
    const std::optional<Ticks> over_at = attempt.branch->passage->over_at;
    if (attempt.cut && at >= *attempt.cut && (!over_at || *attempt.cut <= *over_at)) {
        return later(attempt, *attempt.cut, [this, &attempt] {
            ++reached_.attempts_cut_by_site;
            settle(attempt, Result::cut_off);
            try_again(attempt);
        });
    }
    if (!over_at || at <= *over_at) return later(attempt, at, std::move(closure));
    later(attempt, *over_at, [this, &attempt] {
        ++reached_.within_cuts;
        attempt.settled = Settled{now_, Result::cut_off};
        end_branch(*attempt.branch);
    });
}

void ReferenceDrill::begin_search(Search& search) {
    const Ticks prepare = luck_.draw(protocol_of(search).prepare, Purpose::prepare, 0, search.path, 0);
    go_on(search, now_ + prepare, [this, &search] { begin_step(search, 0, 0); });
}

void ReferenceDrill::begin_step(Search& search, std::uint32_t round, std::size_t step) {
    const Protocol& protocol = protocol_of(search);
    if (step == protocol.steps.size()) return end_round(search, round);
    std::vector<Target> targets = targets_of(protocol.steps[step].call);
    if (targets.empty()) {
        ++reached_.steps_without_targets;
        return begin_step(search, round, step + 1);
    }
    const Ticks before = luck_.draw(protocol.steps[step].before, Purpose::before, step, search.path, round);
    go_on(search, now_ + before, [this, &search, round, step, targets] {
        Passage& passage = passages_.emplace_back();
        passage.search = &search;
        passage.round = round;
        passage.step = step;
        passage.next_step = step + 1;
        begin_calling(passage, targets);
    });
}

void ReferenceDrill::end_round(Search& search, std::uint32_t round) {
    const Protocol& protocol = protocol_of(search);
    if (round + 1 == protocol.rounds) return nothing_more(search);
    const Ticks gap = luck_.draw(protocol.round_gap, Purpose::round_gap, 0, search.path, round);
    go_on(search, now_ + gap, [this, &search, round] { begin_step(search, round + 1, 0); });
}

std::vector<Target> ReferenceDrill::targets_of(const Selector& call) const {
    std::vector<Target> targets;
    const auto add = [&](const ReferencePlace& place) {
        const bool known =
            std::any_of(targets.begin(), targets.end(), [&](const Target& target) { return target.place == place; });
        if (!known) targets.push_back({place, targets.size()});
    };
    for (const Selector& part : call.parts) {
        for (const Target& target : targets_of(part)) add(target.place);
    }
    for (const Index official : call.officials) add({official});
    if (call.rota != kNone) add({kNone, call.rota, call.ahead});
    if (!call.parts.empty() || !call.officials.empty() || call.rota != kNone) return targets;
    const Index party = call.side == Selector::Side::callee   ? case_.callee
                        : call.side == Selector::Side::caller ? case_.caller
                                                              : call.party;
    for (Index index = 0; index < scenario_.officials.size(); ++index) {
        const Official& official = scenario_.officials[index];
        const bool of_side = call.side == Selector::Side::group ? is_in(scenario_.parties[official.party], call.group)
                                                                : official.party == party;
        const bool matches = of_side && (!call.organisation || official.organisation == *call.organisation) &&
                             (!call.role || official.role == *call.role);
        if (matches) add({index});
    }
    return targets;
}

void ReferenceDrill::begin_calling(Passage& passage, const std::vector<Target>& targets) {
    const Step& step = protocol_of(*passage.search).steps[passage.step];
    passage.began = now_;
    if (step.within) passage.over_at = now_ + *step.within;
    std::vector<std::vector<Target>> parts;
    if (step.all_at_once) {
        for (const Target& target : targets) parts.push_back({target});
    } else {
        parts.push_back(targets);
    }
    passage.branches = parts.size();
    passage.known = passage.search->known.size();
    for (const auto& part : parts) {
        Branch& branch = branches_.emplace_back();
        branch.passage = &passage;
        branch.targets = part;
        const Ticks turn = now_ + step.stagger * static_cast<std::int64_t>(part.front().position);
        if (passage.over_at && turn > *passage.over_at) {
            ++reached_.turns_cut;
            go_on(*passage.search, *passage.over_at, [this, &branch] { end_branch(branch); });
        } else {
            if (turn > now_) ++reached_.staggered;
            go_on(*passage.search, turn, [this, &branch] { begin_target(branch); });
        }
    }
}

void ReferenceDrill::begin_target(Branch& branch) {
    if (is_over(*branch.passage) || branch.target == branch.targets.size()) return end_branch(branch);
    const Step& step = step_of(branch);
    const Target& place = branch.targets[branch.target];
    if (step.waits_for_duty && place.place.rota != kNone && !facts_.whose(place.place, now_)) {
        ++reached_.waited_for_duty;
        const auto from = facts_.duty_from(place.place, now_, scenario_.horizon);
        const std::optional<Ticks> over_at = branch.passage->over_at;
        if (over_at && (!from || *from > *over_at)) {
            ++reached_.waits_for_duty_cut;
            return go_on(*branch.passage->search, *over_at, [this, &branch] { end_branch(branch); });
        }
        if (from) go_on(*branch.passage->search, *from, [this, &branch] { begin_target(branch); });
        return;
    }
    std::vector<ReferencePlace> places;
    for (const Target& target : targets_of(step.call)) places.push_back(target.place);
    const auto taken = facts_.taken(step, places, branch.passage->began, now_, scenario_.horizon);
    const auto taker = facts_.taker(places, place.position, now_, taken);
    count_place(step, place.place, taker);
    if (!taker) return next_target(branch);
    const Official& official = scenario_.officials[*taker];
    if (const Leave* gone = facts_.leave(official, now_)) {
        ++reached_.called_on_leave;
        if (gone->deputy != kNone) ++reached_.circles_of_deputies;
    }
    if (branch.passage->left.contains({official.party, official.organisation})) {
        ++reached_.organisations_left;
        return next_target(branch);
    }
    if (step.skip_off_duty && !facts_.on_duty(official, now_)) {
        ++reached_.skip_off_duty;
        return next_target(branch);
    }
    if (is_reached(branch, *taker)) {
        ++reached_.reached_before;
        return next_target(branch);
    }
    branch.rows.clear();
    for (const Index channel : step.via) {
        for (const Index row : official.rows) {
            if (scenario_.rows[row].channel == channel) branch.rows.push_back(row);
        }
    }
    if (step.via.empty()) branch.rows = official.rows;
    branch.row = 0;
    begin_row(branch);
}

void ReferenceDrill::count_place(const Step& step, const ReferencePlace& place, const std::optional<Index>& taker) {
    if (!step.call.parts.empty()) ++reached_.mixed_lists;
    const auto listed = facts_.whose(place, now_);
    if (place.rota == kNone) {
        if (!taker) ++reached_.places_passed_over;
        if (taker && *taker != place.official) ++reached_.deputies;
        return;
    }
    if (!listed) {
        ++reached_.nobody_on_duty;
    } else if (!taker) {
        ++reached_.duties_passed_over;
    } else {
        ++(place.ahead == 0 ? reached_.turns : place.ahead == 1 ? reached_.next_turns : reached_.turns_after_next);
        if (*taker != *listed) ++reached_.deputies_on_duty;
        if (place.ahead == 0 && facts_.overridden(place.rota, now_)) ++reached_.overrides;
        if (facts_.falls_through(place.rota, now_)) ++reached_.lower_layers;
        if (facts_.by_calendar(place.rota, now_)) ++reached_.turns_of_calendars;
    }
}

void ReferenceDrill::next_target(Branch& branch) {
    ++branch.target;
    begin_target(branch);
}

void ReferenceDrill::begin_row(Branch& branch) {
    const std::set<Index>& dead = branch.passage->search->dead;
    while (branch.row < branch.rows.size() && dead.contains(branch.rows[branch.row])) ++branch.row;
    if (branch.row == branch.rows.size()) return next_target(branch);
    branch.tries = 0;
    begin_attempt(branch);
}

void ReferenceDrill::next_row(Branch& branch) {
    ++branch.row;
    begin_row(branch);
}

void ReferenceDrill::begin_attempt(Branch& branch) {
    Search& search = *branch.passage->search;
    if (const auto up = facts_.site_up(site_of(search), now_); !up || *up > now_) {
        ++reached_.waited_for_own_site;
        const std::optional<Ticks> over_at = branch.passage->over_at;
        if (over_at && (!up || *up > *over_at)) {
            return go_on(search, *over_at, [this, &branch] { end_branch(branch); });
        }
        if (up) go_on(search, *up, [this, &branch] { begin_attempt(branch); });
        return;
    }
    const Index row = branch.rows[branch.row];
    Attempt& attempt = attempts_.emplace_back();
    attempt.search = &search;
    attempt.branch = &branch;
    attempt.row = row;
    attempt.number = ++search.attempts[row];
    attempt.order = attempts_.size();
    attempt.position = branch.targets[branch.target].position;
    attempt.begins = now_;
    attempt.cut = facts_.site_down(site_of(search), now_, scenario_.horizon);
    ++branch.tries;
    const bool call = channel_of(attempt).kind == Channel::Kind::call;
    wait(attempt, now_ + draw(channel_of(attempt).set_up, Purpose::set_up, attempt),
         [this, &attempt, call] { call ? called(attempt) : sent(attempt); });
}

Ticks ReferenceDrill::patience(const Attempt& attempt) {
    const auto& of_step = step_of(*attempt.branch).patience;
    if (of_step) return *of_step;
    if (!row_of(attempt).patience) return channel_of(attempt).patience;
    ++reached_.patience_of_rows;
    return *row_of(attempt).patience;
}

void ReferenceDrill::try_again(Attempt& attempt) {
    Branch& branch = *attempt.branch;
    const Step& step = step_of(branch);
    if (branch.tries == step.tries) {
        return go_on(*attempt.search, now_, [this, &branch] { next_row(branch); });
    }
    const Ticks again = now_ + draw(step.gap, Purpose::gap, attempt);
    const std::optional<Ticks> over_at = branch.passage->over_at;
    if (!over_at || again <= *over_at) {
        return go_on(*attempt.search, again, [this, &branch] { begin_attempt(branch); });
    }
    ++reached_.gaps_cut;
    go_on(*attempt.search, *over_at, [this, &branch] { end_branch(branch); });
}

void ReferenceDrill::end_branch(Branch& branch) {
    Passage& passage = *branch.passage;
    if (--passage.branches > 0) return;
    Search& search = *passage.search;
    const Law& law = protocol_of(search).steps[passage.step].linger;
    const Ticks linger = luck_.draw(law, Purpose::linger, passage.step, search.path, passage.round);
    go_on(search, now_ + linger, [this, &passage] {
        if (passage.ends_search) return nothing_more(*passage.search);
        begin_step(*passage.search, passage.round, passage.next_step);
    });
}

bool ReferenceDrill::goes_elsewhere(Attempt& attempt) {
    Branch& branch = *attempt.branch;
    Passage& passage = *branch.passage;
    Result heard = attempt.settled->result;
    // Nobody tells the caller.
    if (heard == Result::stale && !channel_of(attempt).told) heard = Result::no_answer;
    for (const FollowUp& says : step_of(branch).on) {
        if (says.after != heard || says.goes == FollowUp::Goes::on) continue;
        if (attempt.settled->result == Result::stale && heard != Result::stale) ++reached_.went_as_unanswered;
        if (is_over(passage)) ++reached_.went_after_within;
        if (heard == Result::handed_over) ++reached_.went_after_hand_over;
        const Official& official = official_of(attempt);
        switch (says.goes) {
            case FollowUp::Goes::to_next_organisation:
                ++reached_.went_to_next_organisation;
                if (!official.organisation.empty()) passage.left.insert({official.party, official.organisation});
                go_on(*attempt.search, now_, [this, &branch] { next_target(branch); });
                return true;
            case FollowUp::Goes::to_next_target:
            case FollowUp::Goes::on:
                ++reached_.went_to_next_target;
                go_on(*attempt.search, now_, [this, &branch] { next_target(branch); });
                return true;
            case FollowUp::Goes::to_next_step:
                ++reached_.went_to_next_step;
                break;
            case FollowUp::Goes::to_next_round:
                ++reached_.went_to_next_round;
                passage.next_step = protocol_of(*attempt.search).steps.size();
                break;
            case FollowUp::Goes::to_step:
                ++reached_.went_to_step;
                passage.next_step = says.step;
                break;
            case FollowUp::Goes::to_end:
                ++reached_.went_to_end;
                passage.ends_search = true;
                break;
        }
        end_branch(branch);
        return true;
    }
    return false;
}

void ReferenceDrill::nothing_more(Search& search) {
    if (--search.pending > 0 || !search.opened_by || search.counts) return;
    Search& outer = *search.opened_by->search;
    if (search.holding) {
        ++reached_.holds_ended_quiet;
        go_on(outer, now_, [this, &search] { stop_holding(search); });
    }
    nothing_more(outer);
}

}  // namespace hotline::reference
