// The flow of a search: rounds, steps, targets, rows, tries (rule 1); and the event queue (rule I7).
#include <algorithm>
#include <limits>

#include "tests/oracle/contended_drill.hpp"

namespace hotline::contended {

ContendedDrills ContendedDrill::play() {
    const auto ended = [](const Played& played) { return played.ended; };
    while (!std::all_of(played_.begin(), played_.end(), ended)) {
        now_ = queue_.begin()->first.at;
        while (play_turn()) {
        }
    }
    for (Message& message : messages_) note_slowness(message);
    ContendedDrills drills;
    for (Played& played : played_) drills.cases.push_back(record(played));
    for (const Resource& resource : resources_of(scenario_)) drills.usage.push_back(usage_of(resource));
    return drills;
}

bool ContendedDrill::play_turn() {
    const bool any = !queue_.empty() && queue_.begin()->first.at == now_;
    const Turn turn = any ? queue_.begin()->first.turn : Turn::flows;
    if (any && turn <= Turn::bandwidths) return play_events(turn), true;
    if (pools_.give_out_one(now_)) return true;
    if (any && turn <= Turn::leaves) return play_events(turn), true;
    if (pools_.drop_for_one(now_)) return true;
    if (pools_.end_patience(Pool::Kind::seats, now_) || pools_.end_patience(Pool::Kind::lines, now_)) return true;
    if (any) return play_events(turn), true;
    if (!flows_changed_) return false;
    flows_changed_ = false;
    reckon_arrivals();
    return true;
}

void ContendedDrill::play_events(Turn turn) {
    const auto next_event = [&] { return queue_.lower_bound(Key{now_, turn, std::numeric_limits<unsigned>::max()}); };
    const unsigned depth = next_event()->first.depth;
    for (auto next = next_event(); next != queue_.end(); next = next_event()) {
        if (next->first.at != now_ || next->first.turn != turn) return;
        if (turn == Turn::holds && next->first.depth != depth) return;
        const auto taken = queue_.extract(next);
        const Event& event = taken.mapped();
        if (event.played && event.played->over) continue;
        if (!event.search || !event.search->stopped) event.happens();
    }
}

Key ContendedDrill::schedule(Key key, Event event) {
    key.sequence = ++sequence_;
    queue_.emplace(key, std::move(event));
    return key;
}

void ContendedDrill::cancel(std::optional<Key>& key) {
    if (key) queue_.erase(*key);
    key.reset();
}

Key ContendedDrill::go_on(Search& search, Ticks at, std::function<void()> closure) {
    return schedule({at, Turn::ends, search.depth, kGoingOn}, {search.played, &search, std::move(closure)});
}

Key ContendedDrill::later(Attempt& attempt, Ticks at, std::function<void()> closure) {
    Search& search = *attempt.search;
    return schedule({at, Turn::ends, search.depth, attempt.order}, {search.played, &search, std::move(closure)});
}

Key ContendedDrill::at_the_end_of(const Passage& passage, std::function<void()> closure) {
    Search& search = *passage.search;
    return schedule({*passage.over_at, Turn::within, search.depth}, {search.played, &search, std::move(closure)});
}

void ContendedDrill::wait(Attempt& attempt, Ticks at, std::function<void()> closure) {
    const std::optional<Ticks>& over = over_at(attempt);
    if (attempt.cut && at >= *attempt.cut && (!over || *attempt.cut <= *over)) {
        attempt.next = later(attempt, *attempt.cut, [this, &attempt] { cut_by_site(attempt); });
    } else if (over && at > *over) {
        attempt.next = at_the_end_of(*attempt.branch->passage, [this, &attempt] { cut_by_within(attempt); });
    } else {
        attempt.next = later(attempt, at, [&attempt, closure = std::move(closure)] {
            attempt.next.reset();
            closure();
        });
    }
}

void ContendedDrill::cut_by_within(Attempt& attempt) {
    attempt.next.reset();
    ++reached_.within_cuts;
    settle(attempt, Result::cut_off);
    leave(attempt);
    end_branch(*attempt.branch);
}

void ContendedDrill::cut_by_site(Attempt& attempt) {
    attempt.next.reset();
    ++reached_.attempts_cut_by_site;
    settle(attempt, Result::cut_off);
    leave(attempt);
    try_again(attempt);
}

void ContendedDrill::begin_search(Search& search) {
    const Ticks prepare = luck_.draw(protocol_of(search).prepare, Purpose::prepare, 0, search.path, 0);
    go_on(search, now_ + prepare, [this, &search] { begin_step(search, 0, 0); });
}

void ContendedDrill::begin_step(Search& search, std::uint32_t round, std::size_t step) {
    const Protocol& protocol = protocol_of(search);
    if (step == protocol.steps.size()) return end_round(search, round);
    std::vector<Target> targets = targets_of(*search.played->played, protocol.steps[step].call);
    if (targets.empty()) return begin_step(search, round, step + 1);
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

void ContendedDrill::end_round(Search& search, std::uint32_t round) {
    const Protocol& protocol = protocol_of(search);
    if (round + 1 == protocol.rounds) return nothing_more(search);
    const Ticks gap = luck_.draw(protocol.round_gap, Purpose::round_gap, 0, search.path, round);
    go_on(search, now_ + gap, [this, &search, round] { begin_step(search, round + 1, 0); });
}

std::vector<Target> ContendedDrill::targets_of(const Case& played, const Selector& call) const {
    std::vector<Target> targets;
    const auto add = [&](const ReferencePlace& place) {
        const bool known =
            std::any_of(targets.begin(), targets.end(), [&](const Target& target) { return target.place == place; });
        if (!known) targets.push_back({place, targets.size()});
    };
    for (const Selector& part : call.parts) {
        for (const Target& target : targets_of(played, part)) add(target.place);
    }
    for (const Index official : call.officials) add({official});
    if (call.rota != kNone) add({kNone, call.rota, call.ahead});
    if (!call.parts.empty() || !call.officials.empty() || call.rota != kNone) return targets;
    const Index party = call.side == Selector::Side::callee   ? played.callee
                        : call.side == Selector::Side::caller ? played.caller
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

void ContendedDrill::begin_calling(Passage& passage, const std::vector<Target>& targets) {
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
            at_the_end_of(passage, [this, &branch] { end_branch(branch); });
        } else {
            if (turn > now_) ++reached_.staggered;
            go_on(*passage.search, turn, [this, &branch] { begin_target(branch); });
        }
    }
}

void ContendedDrill::begin_target(Branch& branch) {
    if (is_over(*branch.passage) || branch.target == branch.targets.size()) return end_branch(branch);
    const Step& step = step_of(branch);
    const Target& place = branch.targets[branch.target];
    if (step.waits_for_duty && place.place.rota != kNone && !facts_.whose(place.place, now_)) {
        Search& search = *branch.passage->search;
        const auto from = facts_.duty_from(place.place, now_, search.played->ends);
        const std::optional<Ticks>& over = branch.passage->over_at;
        ++reached_.waited_for_duty;
        if (over && (!from || *from > *over)) {
            at_the_end_of(*branch.passage, [this, &branch] { end_branch(branch); });
        } else if (from) {
            go_on(search, *from, [this, &branch] { begin_target(branch); });
        }
        return;
    }
    std::vector<ReferencePlace> places;
    for (const Target& target : targets_of(*branch.passage->search->played->played, step.call))
        places.push_back(target.place);
    const auto taken = facts_.taken(step, places, branch.passage->began, now_, branch.passage->search->played->ends);
    const auto taker = facts_.taker(places, place.position, now_, taken);
    if (!taker) return next_target(branch);
    const Official& official = scenario_.officials[*taker];
    if (branch.passage->left.contains({official.party, official.organisation})) return next_target(branch);
    if (step.skip_off_duty && !facts_.on_duty(official, now_)) return next_target(branch);
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

void ContendedDrill::next_target(Branch& branch) {
    ++branch.target;
    begin_target(branch);
}

void ContendedDrill::begin_row(Branch& branch) {
    const std::set<Index>& dead = branch.passage->search->dead;
    while (branch.row < branch.rows.size() && dead.contains(branch.rows[branch.row])) ++branch.row;
    if (branch.row == branch.rows.size()) return next_target(branch);
    branch.tries = 0;
    begin_attempt(branch);
}

void ContendedDrill::next_row(Branch& branch) {
    ++branch.row;
    begin_row(branch);
}

void ContendedDrill::begin_attempt(Branch& branch) {
    Search& search = *branch.passage->search;
    const std::optional<Ticks> over = branch.passage->over_at;
    const auto up = facts_.site_up(site_of(search), now_);
    if (!up || *up > now_) {
        ++reached_.waited_for_own_site;
        if (over && (!up || *up > *over)) {
            at_the_end_of(*branch.passage, [this, &branch] { end_branch(branch); });
        } else if (up) {
            go_on(search, *up, [this, &branch] { begin_attempt(branch); });
        }
        return;
    }
    if (search.opened_by) return start_attempt(branch, nullptr);
    Claim claim = claim_of(search, callers_[search.party]);
    claim.position = branch.targets[branch.target].position;
    claim.granted = [this, &branch](Claim& caller) { start_attempt(branch, &caller); };
    Claim& caller = pools_.ask(std::move(claim), now_);
    search.claims.push_back(&caller);
    if (!caller.waiting()) return;
    ++reached_.asked_for_a_caller;
    if (over) {
        at_the_end_of(*branch.passage, [this, &branch, &caller] {
            if (!caller.waiting()) return;
            ++reached_.waits_for_a_caller_cut_by_within;
            give_back(&caller);
            end_branch(branch);
        });
    }
    const auto down = facts_.site_down(site_of(search), now_, search.played->ends);
    if (!down) return;
    go_on(search, *down, [this, &branch, &caller] {
        if (!caller.waiting()) return;
        ++reached_.waits_for_a_caller_cut_by_site;
        give_back(&caller);
        begin_attempt(branch);
    });
}

void ContendedDrill::start_attempt(Branch& branch, Claim* caller) {
    Search& search = *branch.passage->search;
    const Index row = branch.rows[branch.row];
    Attempt& attempt = search.played->attempts.emplace_back();
    attempt.search = &search;
    attempt.branch = &branch;
    attempt.row = row;
    attempt.number = ++search.attempts[row];
    attempt.order = ++attempts_;
    attempt.position = branch.targets[branch.target].position;
    attempt.begins = now_;
    attempt.cut = facts_.site_down(site_of(search), now_, search.played->ends);
    attempt.caller = caller;
    ++branch.tries;
    const Channel& channel = channel_of(attempt);
    const Ticks set_up = now_ + draw(channel.set_up, Purpose::set_up, attempt);
    if (channel.kind == Channel::Kind::message) return wait(attempt, set_up, [this, &attempt] { sent(attempt); });
    if (facts_.first_down(channel, now_, now_)) {
        return wait(attempt, set_up, [this, &attempt] { fail(attempt, Result::channel_down); });
    }
    ask_for(
        attempt, lines_[row_of(attempt).channel], &Attempt::line, [this, &attempt] { dial(attempt); },
        [this, &attempt, set_up] {
            ++reached_.no_line;
            if (set_up <= now_) return fail(attempt, Result::no_line);
            wait(attempt, set_up, [this, &attempt] { fail(attempt, Result::no_line); });
        });
}

void ContendedDrill::try_again(Attempt& attempt) {
    Branch& branch = *attempt.branch;
    const Step& step = step_of(branch);
    if (is_over(*branch.passage)) return end_branch(branch);
    if (branch.tries == step.tries) {
        go_on(*attempt.search, now_, [this, &branch] { next_row(branch); });
        return;
    }
    const Ticks again = now_ + draw(step.gap, Purpose::gap, attempt);
    const std::optional<Ticks>& over = branch.passage->over_at;
    if (!over || again <= *over) {
        go_on(*attempt.search, again, [this, &branch] { begin_attempt(branch); });
    } else {
        at_the_end_of(*branch.passage, [this, &branch] { end_branch(branch); });
    }
}

void ContendedDrill::end_branch(Branch& branch) {
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

void ContendedDrill::nothing_more(Search& search) {
    if (--search.pending > 0 || !search.opened_by || search.counts) return;
    Attempt& opening = *search.opened_by;
    Search& outer = *opening.search;
    if (opening.holds == &search) {
        go_on(outer, now_, [this, &opening, &search] {
            if (opening.holds != &search) return;
            ++reached_.holds_ended_quiet;
            stop_holding(opening);
        });
    }
    nothing_more(outer);
}

}  // namespace hotline::contended
