// Implements the answers of sim/escalation/escalation.hpp: conversations, hand-overs and inner searches.

#include <algorithm>

#include "sim/escalation/escalation.hpp"
#include "sim/escalation/simulation_error.hpp"

namespace hotline {
// ---- An answer (rule 5)

Escalation::Next Escalation::talk(const Turn& turn, std::uint32_t attempt, Ticks answered) {
    drill_.attempts[attempt].answered = answered;
    const Conversation conversation = converse(turn.search, *turn.step.step, drill_.attempts[attempt], answered);
    drill_.attempts[attempt].concluded = conversation.ends;
    drill_.attempts[attempt].by_answer = conversation.result;
    if (const auto ended = stay(turn, attempt, answered)) return *ended;
    if (const auto ended = stay(turn, attempt, conversation.ends)) return *ended;
    if (conversation.result == Result::contact) {
        find(turn.search, {environment_.now(), 0, 0, turn.step_index, turn.target_index, attempt, kNone}, true);
        return found(turn, environment_.now());
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
        turn.search.openings.push_back({attempt.planned->whom, conversation.protocol, conversation.ends, index});
    }
    environment_.expect(turn.search, index, conversation.ends);
}

void Escalation::answer_comes(Search& search, std::uint32_t index) {
    const Attempt& attempt = drill_.attempts[index];
    if (attempt.by_answer == Result::contact) {
        find(search, {environment_.now(), 0, 0, attempt.step, attempt.target, index, kNone}, false);
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
    drill_.consulted.add(drill_.things.talks(search.plan->protocol));
    Ticks ends = answered;
    const LuckBlock numbers = block(Purpose::verify_failure, attempt);
    if (drill_.needs_interpreter(search, attempt.row)) {
        ends += draw(protocol.interpreter->latency, Purpose::interpreter_latency, attempt);
        if (numbers.happens(protocol.interpreter->failure, Purpose::interpreter_failure))
            return {ends, Result::no_interpreter};
    }
    if (protocol.verify) {
        ends += numbers.draw(protocol.verify->latency, Purpose::verify_latency);
        if (numbers.happens(protocol.verify->failure, Purpose::verify_failure)) return {ends, Result::not_verified};
    }
    const auto carried_on_by = [&](Index next) -> Conversation {
        if (next == kNone || drill_.playing(search, next)) return {ends, Result::no_authority};
        return {ends, Result::handed_over, next};
    };
    if (step.pass_to != kNone) return carried_on_by(step.pass_to);
    const Channel& channel = *attempt.planned->channel;
    const Goal& goal = drill_.goal();
    if (official.party == drill_.played().callee && official.authority >= goal.authority &&
        (channel.kind == Channel::Kind::call || !goal.by_call) &&
        !numbers.happens(response_of(attempt).screened, Purpose::screened)) {
        return {ends, Result::contact};
    }
    return carried_on_by(party.hand_over);
}

// ---- A hand-over or relay (rule 6)

Escalation::Next Escalation::hand_over(const Turn& turn, std::uint32_t attempt, Index protocol) {
    const Index official = turn.target().official;
    if (asked_again(turn.search, official, protocol, environment_.now(), attempt)) {
        drill_.attempts[attempt].asked_again = true;
        return Next::target;
    }
    turn.search.openings.push_back({official, protocol, environment_.now(), attempt});
    const Index inner = drill_.searches();
    const Ticks holds = environment_.now() + turn.search.protocol->hold;
    const auto leaves = caller_leaves(turn.search, environment_.now(), holds);
    open(turn.search, attempt, protocol, leaves ? std::max(environment_.now(), *leaves - Ticks{1}) : holds);
    if (environment_.hold(turn.search, drill_.search(inner))) return Next::target;
    const Search& opened = drill_.search(inner);
    return opened.found.at <= opened.held_until ? found(turn, opened.found.at) : Next::nothing;
}

bool Escalation::asked_again(const Search& search, Index official, Index protocol, Ticks at,
                             std::uint32_t attempt) const {
    return std::any_of(search.openings.begin(), search.openings.end(), [&](const Search::Opening& other) {
        return other.official == official && other.protocol == protocol &&
               (other.at < at || (other.at == at && other.attempt < attempt));
    });
}

void Escalation::open(Search& outer, std::uint32_t attempt, Index protocol, Ticks held_until, bool counts) {
    drill_.consulted.add(drill_.things.opens(outer.plan->protocol));
    const Attempt& opened_by = drill_.attempts[attempt];
    const std::uint32_t depth = drill_.search(opened_by.search).depth;
    if (depth == kDeepestSearch) {
        throw SimulationError(
            SimulationError::Cause::scenario,
            counts ? "calls to others must be nested at most 100 deep, but a drill nests them deeper"
                   : "hand-overs must be nested at most 100 deep, but a drill nests them deeper",
            drill_.facts.luck().seed(), drill_.facts.replication(), seconds_of(drill_time(environment_.now())));
    }
    Search& inner = drill_.open(protocol, official_of(opened_by).party,
                                path_of_inner(opened_by.path, opened_by.row_identity, opened_by.number));
    inner.outer = outer.index;
    inner.opened_by = attempt;
    inner.depth = depth + 1;
    inner.counts = counts;
    inner.held_until = held_until;
    inner.opened = environment_.now();
    environment_.start(inner);
}

Ticks Escalation::reaches_outer(const Search& inner) const {
    if (inner.found.at <= inner.held_until) return inner.found.at;
    const Search& outer = drill_.search(inner.outer);
    return inner.found.at + draw(outer.protocol->connect, Purpose::connect, drill_.attempts[inner.opened_by]);
}

void Escalation::find_through(const Search& inner) {
    const Attempt& opened_by = drill_.attempts[inner.opened_by];
    find(drill_.search(inner.outer),
         {reaches_outer(inner), 0, inner.found.levels + 1, opened_by.step, opened_by.target, inner.opened_by,
          inner.index},
         inner.found.at <= inner.held_until);
}

void Escalation::find(Search& search, const Discovery& finding, bool awaited) {
    if (search.counts) return count(search, finding, awaited);
    if (!(finding < search.found)) return;
    search.found = finding;
    environment_.found(search);
}

// ---- A count (rule 16)

void Escalation::count(Search& search, const Discovery& finding, bool awaited) {
    Find find{finding, drill_.found_by_way_of(finding), awaited};
    find.how.wave = environment_.wave(finding.at);
    if (drill_.goal().conference) find.leaves = leaves_line(find.official, finding.at);
    // An inner search may find somebody who takes precedence at the same instant.
    const auto known = finding.inner == kNone
                           ? search.finds.end()
                           : std::find_if(search.finds.begin(), search.finds.end(),
                                          [&](const Find& other) { return other.how.inner == finding.inner; });
    if (known == search.finds.end()) {
        search.finds.push_back(find);
    } else {
        *known = find;
    }
    environment_.found(search);
}

Ticks Escalation::leaves_line(Index official, Ticks at) const {
    const auto& hold = drill_.goal().hold;
    Ticks leaves = hold ? at + *hold : kForever;
    if (!sites_) return leaves;
    for (const Index site :
         {drill_.scenario.officials[official].site, drill_.scenario.parties[drill_.search(0).party].site}) {
        const auto down = site_down(site, at, std::min(leaves, drill_.scenario.horizon));
        if (down) leaves = std::max(at, *down - Ticks{1});
    }
    return leaves;
}

void Escalation::call_on(const Reached& reached) {
    Search& search = drill_.search(reached.search);
    const Index protocol = search.protocol->steps[reached.how.step].then_calls;
    if (protocol != kNone) open(search, drill_.finder(reached.how), protocol, Ticks{-1}, true);
}

Escalation::Next Escalation::found(const Turn& turn, Ticks at) {
    return turn.search.counts && environment_.go_on(turn.search, at) ? Next::target : Next::nothing;
}

}  // namespace hotline
