#include "sim/escalation/escalation.hpp"

namespace hotline {

// ---- A search (rule 1)

bool Escalation::play(Search& search) {
    const Protocol& protocol = *search.protocol;
    const Index number = search.plan->protocol;
    drill_.consulted.add(drill_.things.opened(number));
    if (!pause(search, protocol.prepare, Purpose::prepare, 0, 0)) return false;
    for (std::uint32_t round = 0; round < protocol.rounds; ++round) {
        if (round > 0 && !pause(search, protocol.round_gap, Purpose::round_gap, 0, round - 1)) return false;
        for (Index step = 0; step < search.plan->steps.size();) {
            Index next = step + 1;
            if (!play_step(search, step, round, next)) return false;
            if (next == kNone) {
                search.over = environment_.now();
                return true;
            }
            step = next;
        }
        drill_.consulted.add(drill_.things.step(number, search.plan->steps.size()));
    }
    drill_.consulted.add(drill_.things.over(number));
    search.over = environment_.now();
    return true;
}

bool Escalation::play_step(Search& search, Index step_index, std::uint32_t round, Index& next_step) {
    const PlannedStep& planned = search.plan->steps[step_index];
    const Step& step = *planned.step;
    drill_.consulted.add(drill_.things.step(search.plan->protocol, step_index));
    if (planned.targets.empty()) return true;

    if (!pause(search, step.before, Purpose::before, step_index, round)) return false;
    const Ticks began = environment_.now();
    const Ticks until = step.within ? began + *step.within : kForever;
    if (step.all_at_once) {
        // The capture is two words: std::function stores it without allocating memory.
        if (search.counts) environment_.catch_up(search);
        const Turn turn{search, planned, step_index, 0, until, round, nullptr, began, search.finds.size()};
        const auto branch = [this, &turn](std::size_t target) {
            Turn own = turn;
            own.target_index = static_cast<Index>(target);
            return call_target(own) != Next::nothing;
        };
        if (!environment_.all_at_once(search, planned.targets.size(), branch)) return false;
    } else {
        Leaving leaving{next_step, {}};
        for (Index target = 0; target < planned.targets.size() && environment_.now() <= until; ++target) {
            Turn turn{search, planned, step_index, target, until, round, nullptr, began};
            turn.leaving = &leaving;
            const Next next = call_target(turn);
            if (next == Next::nothing) return false;
            if (next == Next::step) break;
        }
        next_step = leaving.to;
    }
    drill_.consulted.add(drill_.things.lingers(search.plan->protocol, step_index));
    return pause(search, step.linger, Purpose::linger, step_index, round);
}

Escalation::Next Escalation::call_target(Turn& turn) {
    turn.called = &turn.step.targets[turn.target_index];
    const Ticks stagger = turn.step.step->stagger;
    if (stagger > Ticks{0}) {
        if (const auto over = await_turn(turn)) return *over;
    }
    if (turn.step.may_change) {
        const Ticks first = drill_time(environment_.now()) - turn.target_index * stagger;
        if (const auto over = await_duty(turn)) return *over;
        turn.called = drill_.facts.called(turn.step, turn.target_index, drill_time(environment_.now()), first);
        if (!turn.called) return Next::target;
    }
    turn.taken = environment_.now();
    const Target& target = turn.target();
    drill_.consulted.add(drill_.things.turn(target.official));
    if (has_left(turn, target.official)) return Next::target;
    if (turn.step.step->skip_off_duty) {
        drill_.consulted.add(drill_.things.hours(target.official));
        if (!drill_.facts.on_duty(target.official, drill_time(environment_.now()))) return Next::target;
    }
    if (turn.search.counts && is_reached(turn)) return Next::target;
    for (const PlannedRow& row : target.rows) {
        if (turn.search.knows_of_row(row.slot).dead) continue;
        const Next next = try_row(turn, row);
        if (next != Next::row) return next;
    }
    drill_.consulted.add(drill_.things.turn_over(target.official));
    return Next::target;
}

std::optional<Escalation::Next> Escalation::await_turn(const Turn& turn) {
    const Ticks at = environment_.now() + turn.target_index * turn.step.step->stagger;
    if (at > turn.until) return step_is_over(turn);
    if (!environment_.wait_until(turn.search, at)) return Next::nothing;
    return {};
}

bool Escalation::is_reached(const Turn& turn) {
    Search& search = turn.search;
    const bool together = turn.step.step->all_at_once;
    if (!together) environment_.catch_up(search);
    const Ticks at = together ? turn.began : environment_.now();
    const std::size_t known = together ? turn.known : search.finds.size();
    return std::any_of(search.finds.begin(), search.finds.begin() + static_cast<std::ptrdiff_t>(known),
                       [&](const Find& find) {
                           return (find.how.at < at || find.awaited) && find.leaves >= at &&
                                  drill_.count_as_one(find.official, turn.target().official);
                       });
}

std::optional<Escalation::Next> Escalation::await_duty(const Turn& turn) {
    const Target& place = turn.step.targets[turn.target_index];
    if (place.rota == kNone || !turn.step.step->waits_for_duty) return {};
    const Ticks now = environment_.now();
    const Ticks from = drill_.facts.duty_from(place, drill_time(now));
    if (from == drill_time(now)) return {};
    const Ticks at = from == kForever ? kForever : from - drill_.played().after;
    drill_.duty_waits.push_back(
        {turn.search.index, turn.step_index, turn.target_index, now, std::min(at, turn.until), at > turn.until});
    if (at > turn.until) return step_is_over(turn);
    if (!environment_.wait_until(turn.search, at)) return Next::nothing;
    return {};
}

Escalation::Next Escalation::try_row(Turn& turn, const PlannedRow& row) {
    const Step& step = *turn.step.step;
    const bool call = row.channel->kind == Channel::Kind::call;
    drill_.consulted.add(drill_.things.row(row.row));
    for (std::uint32_t tried = 0; tried < step.tries; ++tried) {
        if (tried > 0) {
            drill_.consulted.add(drill_.things.again(turn.search.plan->protocol, turn.step_index));
            const Attempt& last = drill_.attempts[turn.search.knows_of_row(row.slot).last];
            const Ticks next = environment_.now() + draw(step.gap, Purpose::gap, last);
            if (next > turn.until) return step_is_over(turn);
            if (!environment_.wait_until(turn.search, next)) return Next::nothing;
        }
        if (const auto ended = ready(turn)) return *ended;
        const Ticks now = environment_.now();
        Search::RowKnowledge& known = turn.search.knows_of_row(row.slot);
        Attempt& made = drill_.attempt(turn.search, row, ++known.attempts, now);
        made.round = turn.round;
        made.step = turn.step_index;
        made.target = turn.target_index;
        made.turn = turn.taken;
        const auto attempt = static_cast<std::uint32_t>(drill_.attempts.size() - 1);
        known.last = attempt;
        if (contention_) contention_->begin_call(turn.search, attempt);
        const Next ended = call ? attempt_call(turn, row, attempt) : attempt_message(turn, row, attempt);
        if (ended == Next::nothing) return ended;
        drill_.attempts[attempt].leaves = environment_.now();
        if (contention_) contention_->hang_up(attempt);
        const Next next = step.on.empty() ? ended : follow_up(turn, attempt, ended);
        if (next != Next::attempt) return next;
    }
    drill_.consulted.add(drill_.things.tried(turn.search.plan->protocol, turn.step_index));
    return Next::row;
}

Escalation::Next Escalation::follow_up(const Turn& turn, std::uint32_t index, Next next) const {
    const Attempt& attempt = drill_.attempts[index];
    const FollowUp* follow = turn.step.step->follow_up(heard_of(drill_.scenario, attempt));
    if (!follow || follow->goes == FollowUp::Goes::on) return next;
    switch (follow->goes) {
        case FollowUp::Goes::to_next_organisation:
            turn.leaving->colleagues.push_back(turn.target().official);
            [[fallthrough]];
        case FollowUp::Goes::to_next_target:
        case FollowUp::Goes::on:
            return std::max(next, Next::target);
        case FollowUp::Goes::to_next_step:
            break;
        case FollowUp::Goes::to_next_round:
            turn.leaving->to = static_cast<Index>(turn.search.plan->steps.size());
            break;
        case FollowUp::Goes::to_step:
            turn.leaving->to = follow->step;
            break;
        case FollowUp::Goes::to_end:
            turn.leaving->to = kNone;
            break;
    }
    return Next::step;
}

bool Escalation::has_left(const Turn& turn, Index official) const {
    if (!turn.leaving || turn.leaving->colleagues.empty()) return false;
    return std::any_of(turn.leaving->colleagues.begin(), turn.leaving->colleagues.end(), [&](Index other) {
        return are_colleagues(drill_.scenario.officials[official], drill_.scenario.officials[other]);
    });
}

Escalation::Next Escalation::step_is_over(const Turn& turn) {
    return environment_.wait_through(turn.search, turn.until) ? Next::step : Next::nothing;
}

std::optional<Escalation::Next> Escalation::wait_until_ready(Turn& turn) {
    const Index site = drill_.scenario.parties[turn.search.party].site;
    for (;;) {
        const Ticks now = environment_.now();
        const Ticks up =
            drill_.facts.site_up(site, drill_time(now), drill_time(drill_.scenario.horizon)) - drill_.played().after;
        if (up > turn.until) return step_is_over(turn);
        if (up > now && !environment_.wait_until(turn.search, up)) return Next::nothing;
        turn.site_down = caller_leaves(turn.search, environment_.now(), drill_.scenario.horizon).value_or(kForever);
        if (!contention_) return {};
        const Contention::Answer answer = waiting(
            turn, kNone, [&] { return contention_->ask_caller(turn.search, turn.target_index, turn.limit()); });
        if (answer == Contention::Answer::yes) return {};
        if (answer == Contention::Answer::over) return Next::nothing;
        if (!turn.limit().goes_down) return Next::step;
    }
}

// ---- Sites (rule 11)

std::optional<Ticks> Escalation::site_down(Index site, Ticks from, Ticks to) const {
    const auto down = drill_.facts.site_down(site, drill_time(from), drill_time(to));
    if (!down) return {};
    return *down - drill_.played().after;
}

// ---- Draws

bool Escalation::pause_for(const Search& search, const Law& law, Purpose purpose, std::uint64_t subject,
                           std::uint64_t index) {
    const Ticks lasts = drill_.facts.luck().draw(law, purpose, subject, search.path, index);
    return lasts == Ticks{0} || environment_.wait_until(search, environment_.now() + lasts);
}

}  // namespace hotline
