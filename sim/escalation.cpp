#include "sim/escalation.hpp"

#include <algorithm>

#include "sim/simulation_error.hpp"
#include "sim/travel.hpp"

namespace hotline {
namespace {

constexpr std::uint32_t kDeepestSearch = 100;

}  // namespace

// ---- A search (rule 1)

bool Escalation::play(Search& search) {
    const Protocol& protocol = *search.protocol;
    if (!pause(search, protocol.prepare, Purpose::prepare, 0, 0)) return false;
    for (std::uint32_t round = 0; round < protocol.rounds; ++round) {
        if (round > 0 && !pause(search, protocol.round_gap, Purpose::round_gap, 0, round - 1)) return false;
        for (Index step = 0; step < search.plan->steps.size(); ++step) {
            if (!play_step(search, step, round)) return false;
        }
    }
    search.over = world_.now();
    return true;
}

bool Escalation::play_step(Search& search, Index step_index, std::uint32_t round) {
    const PlannedStep& planned = search.plan->steps[step_index];
    const Step& step = *planned.step;
    if (planned.targets.empty()) return true;

    if (!pause(search, step.before, Purpose::before, step_index, round)) return false;
    const Ticks until = step.within ? world_.now() + *step.within : kForever;
    if (step.all_at_once) {
        // Two words are captured: what std::function holds without asking for memory.
        const Turn turn{search, planned, step_index, 0, until, round};
        const auto branch = [this, &turn](std::size_t target) {
            Turn own = turn;
            own.target_index = static_cast<Index>(target);
            return call_target(own) != Next::nothing;
        };
        if (!world_.all_at_once(search, planned.targets.size(), branch)) return false;
    } else {
        for (Index target = 0; target < planned.targets.size() && world_.now() <= until; ++target) {
            Turn turn{search, planned, step_index, target, until, round};
            const Next next = call_target(turn);
            if (next == Next::nothing) return false;
            if (next == Next::step) break;
        }
    }
    return pause(search, step.linger, Purpose::linger, step_index, round);
}

Escalation::Next Escalation::call_target(Turn& turn) {
    const Target& target = turn.target();
    if (turn.step.step->skip_off_duty && !drill_.facts.on_duty(target.official, drill_time(world_.now()))) {
        return Next::target;
    }
    for (const PlannedRow& row : target.rows) {
        if (turn.search.knows_of_row(row.slot).dead) continue;
        const Next next = try_row(turn, row);
        if (next != Next::row) return next;
    }
    return Next::target;
}

Escalation::Next Escalation::try_row(Turn& turn, const PlannedRow& row) {
    const Step& step = *turn.step.step;
    const bool call = row.channel->kind == Channel::Kind::call;
    for (std::uint32_t tried = 0; tried < step.tries; ++tried) {
        if (tried > 0) {
            const Attempt& last = drill_.attempts[turn.search.knows_of_row(row.slot).last];
            const Ticks next = world_.now() + draw(step.gap, Purpose::gap, last);
            if (!world_.wait_until(turn.search, std::min(next, turn.until))) return Next::nothing;
            if (next > turn.until) return Next::step;
        }
        if (const auto ended = ready(turn)) return *ended;
        const Ticks now = world_.now();
        Search::RowKnowledge& known = turn.search.knows_of_row(row.slot);
        Attempt& made = drill_.attempt(turn.search, row.row, ++known.attempts, now);
        made.round = turn.round;
        made.step = turn.step_index;
        made.target = turn.target_index;
        const auto attempt = static_cast<std::uint32_t>(drill_.attempts.size() - 1);
        known.last = attempt;
        if (contended_) world_.begin_call(turn.search, attempt);
        turn.site_down = caller_leaves(turn.search, now, drill_.scenario.horizon).value_or(kForever);
        const Next next = call ? attempt_call(turn, row, attempt) : attempt_message(turn, row, attempt);
        if (next != Next::nothing) drill_.attempts[attempt].leaves = world_.now();
        if (contended_ && next != Next::nothing) world_.hang_up(attempt);
        if (next != Next::attempt) return next;
    }
    return Next::row;
}

std::optional<Escalation::Next> Escalation::ready(const Turn& turn) {
    if (!sites_ && !contended_) return {};
    const Index site = drill_.scenario.parties[turn.search.party].site;
    for (;;) {
        const Ticks now = world_.now();
        const Ticks up =
            drill_.facts.site_up(site, drill_time(now), drill_time(drill_.scenario.horizon)) - drill_.played().after;
        if (up > now) {
            if (!world_.wait_until(turn.search, std::min(up, turn.until))) return Next::nothing;
            if (up > turn.until) return Next::step;
        }
        if (!contended_) return {};
        const World::Answer answer = waiting(turn, kNone, [&] { return world_.ask_caller(turn.search, turn.until); });
        if (answer == World::Answer::over) return Next::nothing;
        if (answer == World::Answer::late) return Next::step;
        if (!caller_leaves(turn.search, world_.now(), world_.now())) return {};
        world_.dismiss_caller();  // it has gone down meanwhile
    }
}

// ---- A call (rule 2) and calling back (rule 3)

Escalation::Next Escalation::attempt_call(const Turn& turn, const PlannedRow& row, std::uint32_t attempt) {
    const Channel& channel = *row.channel;
    const Ticks begins = world_.now();
    Ticks rings = begins + draw(channel.set_up, Purpose::set_up, drill_.attempts[attempt]);
    if (contended_ && !drill_.facts.first_down(channel, drill_time(begins), drill_time(begins))) {
        if (const auto ended = ask_line(turn, attempt, rings)) return *ended;
    }
    if (rings > turn.last()) return cut_off(turn, attempt);
    if (const auto ended = stay(turn, attempt, rings)) return *ended;

    if (drill_.facts.first_down(channel, drill_time(begins), drill_time(begins))) {
        return settle(turn, attempt, rings, Result::channel_down, Next::attempt);
    }
    const bool valid = drill_.facts.valid(row.row);
    if (!valid && channel.told) {
        turn.search.knows_of_row(row.slot).dead = true;
        return settle(turn, attempt, rings, Result::stale, Next::row);
    }
    if (contended_ && valid) {
        if (const auto ended = ask_seat(turn, attempt, rings)) return *ended;
    }
    drill_.attempts[attempt].reaches = rings;
    const Ticks patience = turn.step.step->patience.value_or(channel.patience);
    if (valid) {
        const auto after = responds_after(turn.search, drill_.attempts[attempt], rings, Channel::Kind::call);
        if (after && *after <= patience) {
            if (rings + *after > turn.last()) return cut_off(turn, attempt);
            return talk(turn, attempt, rings + *after);
        }
    }
    const Ticks hangs_up = rings + patience;
    if (hangs_up > turn.last()) return cut_off(turn, attempt);
    const Next next = settle(turn, attempt, hangs_up, valid ? Result::no_answer : Result::stale, Next::attempt);
    if (next == Next::attempt && valid) expect_call_back(turn, attempt);
    return next;
}

std::optional<Escalation::Next> Escalation::ask_line(const Turn& turn, std::uint32_t attempt, Ticks& rings) {
    const Ticks set_up = rings - world_.now();
    switch (waiting(turn, attempt, [&] { return world_.ask_line(turn.search, attempt, turn.last()); })) {
        case World::Answer::yes:
            rings = world_.now() + set_up;
            return {};
        case World::Answer::no:
            // The tone comes when the call would have rung, or when waiting for a line is given up.
            rings = std::max(rings, world_.now());
            if (rings > turn.last()) return cut_off(turn, attempt);
            return settle(turn, attempt, rings, Result::no_line, Next::attempt);
        case World::Answer::late:
            return cut_off(turn, attempt);
        case World::Answer::dropped:
            return dropped(turn, attempt);
        case World::Answer::over:
            break;
    }
    return Next::nothing;
}

std::optional<Escalation::Next> Escalation::ask_seat(const Turn& turn, std::uint32_t attempt, Ticks& rings) {
    switch (waiting(turn, attempt, [&] { return world_.ask_seat(turn.search, attempt, turn.last()); })) {
        case World::Answer::yes:
            rings = world_.now();
            return {};
        case World::Answer::no:
            return settle(turn, attempt, world_.now(), Result::busy, Next::attempt);
        case World::Answer::late:
            return cut_off(turn, attempt);
        case World::Answer::dropped:
            return dropped(turn, attempt);
        case World::Answer::over:
            break;
    }
    return Next::nothing;
}

template <class Ask>
World::Answer Escalation::waiting(const Turn& turn, std::uint32_t attempt, const Ask& ask) {
    const std::size_t wait = drill_.waits.size();
    drill_.waits.push_back(
        {turn.search.index, turn.round, turn.step_index, turn.target_index, attempt, world_.now()});
    const World::Answer answer = ask();
    if (answer != World::Answer::over) drill_.waits[wait].to = world_.now();
    return answer;
}

std::optional<Escalation::Next> Escalation::stay(const Turn& turn, std::uint32_t attempt, Ticks at) {
    if (!contended_) {
        if (world_.wait_until(turn.search, at)) return {};
        return Next::nothing;
    }
    switch (world_.stay(turn.search, attempt, at)) {
        case World::Answer::yes:
            return {};
        case World::Answer::dropped:
            return dropped(turn, attempt);
        default:
            return Next::nothing;
    }
}

Escalation::Next Escalation::dropped(const Turn& turn, std::uint32_t index) {
    Attempt& attempt = drill_.attempts[index];
    attempt.settles = world_.now();
    attempt.by_itself = Result::dropped;
    if (attempt.answered > world_.now()) {
        attempt.answered = kForever;
    } else {
        attempt.concluded = world_.now();
        attempt.by_answer = Result::dropped;
    }
    // A conversation may have gone on beyond the step's end.
    return world_.now() <= turn.until ? Next::attempt : Next::step;
}

void Escalation::expect_call_back(const Turn& turn, std::uint32_t attempt) {
    const Attempt& missed = drill_.attempts[attempt];
    const Response& response = response_of(missed);
    if (response.call_back <= 0) return;
    bool& promised = turn.search.promised_call_back(turn.target().slot);
    if (promised) return;
    const Official& official = official_of(missed);
    const Index whom = drill_.scenario.rows[missed.row].official;
    if (!drill_.facts.present(whom, response) || !drill_.facts.willing(official.party, turn.search.party)) return;
    if (official_leaves(missed, missed.reaches, missed.reaches)) return;
    if (!happens(response.call_back, Purpose::call_back, missed)) return;
    promised = true;
    const Ticks comes = world_.now() + draw(response.call_back_delay, Purpose::call_back_delay, missed);
    if (talk_cut(turn.search, missed, comes, comes + Ticks{1})) return;
    drill_.attempts[attempt].call_back = true;
    expect_answer(turn, attempt, comes);
}

// ---- A message (rule 4)

Escalation::Next Escalation::attempt_message(const Turn& turn, const PlannedRow& row, std::uint32_t attempt) {
    const Channel& channel = *row.channel;
    const Ticks begins = world_.now();
    const Ticks sent = begins + draw(channel.set_up, Purpose::set_up, drill_.attempts[attempt]);
    if (sent > turn.last()) return cut_off(turn, attempt);
    if (!world_.wait_until(turn.search, sent)) return Next::nothing;
    if (contended_) world_.hang_up(attempt);  // nobody sits there and waits for the reply

    Turn on_its_way = turn;
    on_its_way.site_down = kForever;
    World::Delivery delivery;
    if (const auto ended = deliver(on_its_way, row, attempt, delivery)) return *ended;
    if (delivery.failed) return settle(on_its_way, attempt, delivery.at, Result::channel_down, Next::attempt);
    return arrived(on_its_way, row, attempt, delivery.at);
}

std::optional<Escalation::Next> Escalation::deliver(const Turn& turn, const PlannedRow& row, std::uint32_t attempt,
                                                    World::Delivery& delivery) {
    const Channel& channel = *row.channel;
    const Ticks begins = drill_time(drill_.attempts[attempt].begins);
    const Ticks sent = world_.now();
    const auto until_down = [&](Ticks to) { return drill_.facts.first_down(channel, begins, to); };
    delivery.at =
        arrival_alone(drill_.scenario, drill_.facts, channel, channel.size, drill_time(sent)) - drill_.played().after;
    if (contended_ && delivery.at > sent && !until_down(drill_time(sent))) {
        const auto late = [this, turn, attempt](const World::Delivery& at_last) {
            if (!at_last.failed) arrived_late(turn, attempt, at_last.at);
        };
        switch (world_.travel(turn.search, attempt, turn.until, delivery, late)) {
            case World::Answer::yes:
                return {};
            case World::Answer::late:
                return cut_off(turn, attempt);
            default:
                return Next::nothing;
        }
    }
    if (contended_) world_.sent(attempt);
    if (const auto down = until_down(drill_time(delivery.at))) {
        delivery = {std::max(sent, *down - drill_.played().after), true};
    }
    if (delivery.at <= turn.until) return {};
    world_.under_way(turn.search, delivery.at);
    if (!delivery.failed) arrived_late(turn, attempt, delivery.at);
    return cut_off(turn, attempt);
}

Escalation::Next Escalation::arrived(const Turn& turn, const PlannedRow& row, std::uint32_t attempt, Ticks arrives) {
    const Channel& channel = *row.channel;
    const bool valid = drill_.facts.valid(row.row);
    if (!valid && channel.told) {
        turn.search.knows_of_row(row.slot).dead = true;
        return settle(turn, attempt, arrives, Result::stale, Next::row);
    }
    drill_.attempts[attempt].reaches = arrives;
    const Ticks gives_up = arrives + turn.step.step->patience.value_or(channel.patience);
    if (valid) {
        const auto after = responds_after(turn.search, drill_.attempts[attempt], arrives, Channel::Kind::message);
        if (after) {
            const Ticks replies = arrives + *after;
            if (replies <= std::min(gives_up, turn.until)) return talk(turn, attempt, replies);
            expect_answer(turn, attempt, replies);
        }
    }
    if (gives_up > turn.until) return cut_off(turn, attempt);
    return settle(turn, attempt, gives_up, valid ? Result::no_answer : Result::stale, Next::attempt);
}

void Escalation::arrived_late(const Turn& turn, std::uint32_t attempt, Ticks arrives) {
    const Index row = drill_.attempts[attempt].row;
    const bool valid = drill_.facts.valid(row);
    if (!valid && drill_.scenario.channels[drill_.scenario.rows[row].channel].told) return;
    drill_.attempts[attempt].reaches = arrives;
    if (!valid) return;
    const auto after = responds_after(turn.search, drill_.attempts[attempt], arrives, Channel::Kind::message);
    if (after) expect_answer(turn, attempt, arrives + *after);
}

std::optional<Ticks> Escalation::responds_after(const Search& search, const Attempt& attempt, Ticks at,
                                                Channel::Kind kind) {
    Facts& facts = drill_.facts;
    const Index whom = drill_.scenario.rows[attempt.row].official;
    const Response& response = response_of(attempt);
    const Duty& duty = facts.on_duty(whom, drill_time(at)) ? response.on_duty : response.off_duty;
    if (duty.answer <= 0 || !facts.present(whom, response) || official_leaves(attempt, at, at)) return {};
    if (!facts.willing(drill_.scenario.officials[whom].party, search.party)) return {};
    const bool answers = response.spell > Ticks{0}
                             ? facts.answers_in_spell(whom, response.spell, drill_time(at), duty.answer)
                             : happens(duty.answer, Purpose::answer, attempt);
    if (!answers) return {};
    Ticks latency = draw(duty.latency, Purpose::latency, attempt);
    if (kind == Channel::Kind::message && duty.from_next_shift) {
        const Ticks shift = facts.next_shift(whom, drill_time(at));
        if (shift == kForever) return {};
        latency += shift - drill_time(at);
    }
    const Ticks comes = at + latency;
    if (official_leaves(attempt, comes, comes)) return {};
    if (kind == Channel::Kind::message && caller_leaves(search, comes, comes)) return {};
    return latency;
}

Escalation::Next Escalation::settle(const Turn& turn, std::uint32_t attempt, Ticks at, Result result, Next next) {
    drill_.attempts[attempt].settles = at;
    drill_.attempts[attempt].by_itself = result;
    return stay(turn, attempt, at).value_or(next);
}

Escalation::Next Escalation::cut_off(const Turn& turn, std::uint32_t attempt) {
    if (turn.site_down <= turn.until) return settle(turn, attempt, turn.site_down, Result::cut_off, Next::attempt);
    return settle(turn, attempt, turn.until, Result::cut_off, Next::step);
}

// ---- An answer (rule 5)

Escalation::Next Escalation::talk(const Turn& turn, std::uint32_t attempt, Ticks answered) {
    drill_.attempts[attempt].answered = answered;
    const Conversation conversation = converse(turn.search, *turn.step.step, drill_.attempts[attempt], answered);
    drill_.attempts[attempt].concluded = conversation.ends;
    drill_.attempts[attempt].by_answer = conversation.result;
    if (const auto ended = stay(turn, attempt, answered)) return *ended;
    if (const auto ended = stay(turn, attempt, conversation.ends)) return *ended;
    if (conversation.result == Result::contact) {
        find(turn.search, {world_.now(), 0, turn.step_index, turn.target_index, attempt, kNone});
        return Next::nothing;
    }
    if (conversation.result == Result::handed_over) return hand_over(turn, attempt, conversation.protocol);
    return Next::target;
}

void Escalation::expect_answer(const Turn& turn, std::uint32_t index, Ticks answered) {
    if (answered > drill_.scenario.horizon) return;
    Attempt& attempt = drill_.attempts[index];
    const Conversation conversation = converse(turn.search, *turn.step.step, attempt, answered);
    attempt.answered = answered;
    attempt.concluded = conversation.ends;
    attempt.by_answer = conversation.result;
    attempt.in_own_branch = true;
    if (conversation.result == Result::handed_over) {
        turn.search.openings.push_back(
            {drill_.scenario.rows[attempt.row].official, conversation.protocol, conversation.ends, index});
    }
    world_.expect(turn.search, index, conversation.ends);
}

void Escalation::answer_comes(Search& search, std::uint32_t index) {
    const Attempt& attempt = drill_.attempts[index];
    if (attempt.by_answer == Result::contact) {
        find(search, {world_.now(), 0, attempt.step, attempt.target, index, kNone});
    } else if (attempt.by_answer == Result::handed_over) {
        const auto opening = std::find_if(search.openings.begin(), search.openings.end(),
                                          [&](const Search::Opening& known) { return known.attempt == index; });
        if (asked_again(search, opening->official, opening->protocol, opening->at, index)) {
            drill_.attempts[index].asked_again = true;
        } else {
            open(search, index, opening->protocol, Ticks{-1});
        }
    }
}

Escalation::Conversation Escalation::converse(const Search& search, const Step& step, const Attempt& attempt,
                                              Ticks answered) const {
    const Conversation whole = undisturbed(search, step, attempt, answered);
    if (const auto cut = talk_cut(search, attempt, answered, whole.ends)) return {*cut, Result::cut_off};
    return whole;
}

Escalation::Conversation Escalation::undisturbed(const Search& search, const Step& step, const Attempt& attempt,
                                                 Ticks answered) const {
    const Protocol& protocol = *search.protocol;
    const Official& official = official_of(attempt);
    const Party& party = drill_.scenario.parties[official.party];
    Ticks ends = answered;
    if (drill_.needs_interpreter(search, attempt.row)) {
        ends += draw(protocol.interpreter->latency, Purpose::interpreter_latency, attempt);
        if (happens(protocol.interpreter->failure, Purpose::interpreter_failure, attempt)) {
            return {ends, Result::no_interpreter};
        }
    }
    if (protocol.verify) {
        ends += draw(protocol.verify->latency, Purpose::verify_latency, attempt);
        if (happens(protocol.verify->failure, Purpose::verify_failure, attempt)) return {ends, Result::not_verified};
    }
    const auto carried_on_by = [&](Index next) -> Conversation {
        if (next == kNone || drill_.playing(search, next)) return {ends, Result::no_authority};
        return {ends, Result::handed_over, next};
    };
    if (step.pass_to != kNone) return carried_on_by(step.pass_to);
    const Channel& channel = drill_.scenario.channels[drill_.scenario.rows[attempt.row].channel];
    const Goal& goal = drill_.goal();
    if (official.party == drill_.played().callee && official.authority >= goal.authority &&
        (channel.kind == Channel::Kind::call || !goal.by_call) &&
        !happens(response_of(attempt).screened, Purpose::screened, attempt)) {
        return {ends, Result::contact};
    }
    return carried_on_by(party.hand_over);
}

// ---- A hand-over or relay (rule 6)

Escalation::Next Escalation::hand_over(const Turn& turn, std::uint32_t attempt, Index protocol) {
    const Index official = turn.target().official;
    if (asked_again(turn.search, official, protocol, world_.now(), attempt)) {
        drill_.attempts[attempt].asked_again = true;
        return Next::target;
    }
    turn.search.openings.push_back({official, protocol, world_.now(), attempt});
    const Index inner = drill_.searches();
    const Ticks holds = world_.now() + turn.search.protocol->hold;
    const auto leaves = caller_leaves(turn.search, world_.now(), holds);
    open(turn.search, attempt, protocol, leaves ? std::max(world_.now(), *leaves - Ticks{1}) : holds);
    return world_.hold(turn.search, drill_.search(inner)) ? Next::target : Next::nothing;
}

bool Escalation::asked_again(const Search& search, Index official, Index protocol, Ticks at,
                             std::uint32_t attempt) const {
    return std::any_of(search.openings.begin(), search.openings.end(), [&](const Search::Opening& other) {
        return other.official == official && other.protocol == protocol &&
               (other.at < at || (other.at == at && other.attempt < attempt));
    });
}

void Escalation::open(Search& outer, std::uint32_t attempt, Index protocol, Ticks held_until) {
    if (outer.depth == kDeepestSearch) {
        throw SimulationError(SimulationError::Cause::scenario, "hand-overs lead more than 100 protocols deep",
                              drill_.facts.luck().seed(), drill_.facts.replication(),
                              seconds_of(drill_time(world_.now())));
    }
    const Attempt& opened_by = drill_.attempts[attempt];
    Search& inner =
        drill_.open(protocol, official_of(opened_by).party,
                    path_of_inner(outer.path, drill_.scenario.rows[opened_by.row].identity, opened_by.number));
    inner.outer = outer.index;
    inner.opened_by = attempt;
    inner.depth = outer.depth + 1;
    inner.held_until = held_until;
    inner.opened = world_.now();
    world_.start(inner);
}

Ticks Escalation::reaches_outer(const Search& inner) const {
    if (inner.found.at <= inner.held_until) return inner.found.at;
    const Search& outer = drill_.search(inner.outer);
    return inner.found.at + draw(outer.protocol->connect, Purpose::connect, drill_.attempts[inner.opened_by]);
}

void Escalation::find_through(const Search& inner) {
    const Attempt& opened_by = drill_.attempts[inner.opened_by];
    find(drill_.search(inner.outer), {reaches_outer(inner), inner.found.levels + 1, opened_by.step, opened_by.target,
                                      inner.opened_by, inner.index});
}

void Escalation::find(Search& search, const Discovery& finding) {
    if (!(finding < search.found)) return;
    search.found = finding;
    world_.found(search);
}

// ---- Sites (rule 11)

std::optional<Ticks> Escalation::site_down(Index site, Ticks from, Ticks to) const {
    const auto down = drill_.facts.site_down(site, drill_time(from), drill_time(to));
    if (!down) return {};
    return *down - drill_.played().after;
}

// ---- Draws

bool Escalation::pause(const Search& search, const Law& law, Purpose purpose, std::uint64_t subject,
                       std::uint64_t index) {
    const Ticks lasts = drill_.facts.luck().draw(law, purpose, subject, search.path, index);
    return lasts == Ticks{0} || world_.wait_until(search, world_.now() + lasts);
}

Ticks Escalation::draw(const Law& law, Purpose purpose, const Attempt& attempt) const {
    return drill_.facts.luck().draw(law, purpose, attempt.row_identity, attempt.path, attempt.number);
}

bool Escalation::happens(double probability, Purpose purpose, const Attempt& attempt) const {
    return drill_.facts.luck().happens(probability, purpose, attempt.row_identity, attempt.path, attempt.number);
}

const Official& Escalation::official_of(const Attempt& attempt) const {
    return drill_.scenario.officials[drill_.scenario.rows[attempt.row].official];
}

const Response& Escalation::response_of(const Attempt& attempt) const {
    return drill_.scenario.responses[drill_.scenario.rows[attempt.row].response];
}

}  // namespace hotline
