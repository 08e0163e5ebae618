// Implements the attempts of sim/escalation/escalation.hpp: calls and messages until somebody answers.

#include <algorithm>

#include "sim/escalation/escalation.hpp"
#include "sim/escalation/travel.hpp"

namespace hotline {

// ---- A call (rule 2) and calling back (rule 3)

Escalation::Next Escalation::attempt_call(const Turn& turn, const PlannedRow& row, std::uint32_t attempt) {
    const Channel& channel = *row.channel;
    const Ticks begins = environment_.now();
    Ticks rings = begins + draw(channel.set_up, Purpose::set_up, drill_.attempts[attempt]);
    if (contention_ && !drill_.facts.first_down(channel, drill_time(begins), drill_time(begins))) {
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
    if (contention_ && valid) {
        if (const auto ended = ask_seat(turn, attempt, rings)) return *ended;
    }
    drill_.attempts[attempt].reaches = rings;
    const Ticks patience = row.patience;
    if (!valid) {
        note_wait(turn);
        return miss(turn, attempt, rings + patience, Result::stale);
    }
    drill_.consulted.add(drill_.things.reached(row.row));
    const auto reacts = reaction(turn.search, drill_.attempts[attempt], rings, Channel::Kind::call);
    const bool in_time = reacts && reacts->after <= patience;
    if (!in_time) note_wait(turn);
    const Ticks alone = in_time ? reacts->after - Ticks{1} : patience;  // the last instant for anybody else
    if (const auto taken = taken_by_another(drill_.attempts[attempt], rings, alone))
        return miss(turn, attempt, taken->ends, taken->result);
    if (!in_time) return miss(turn, attempt, rings + patience, Result::no_answer);
    if (reacts->declines) return miss(turn, attempt, rings + reacts->after, Result::declined);
    if (rings + reacts->after > turn.last()) return cut_off(turn, attempt);
    return talk(turn, attempt, rings + reacts->after);
}

std::optional<Escalation::Taken> Escalation::taken(const Response& response, Attempt& attempt, Ticks rings,
                                                   Ticks last) const {
    Ticks by_person = kForever;
    Ticks by_machine = kForever;
    if (const auto& person = response.wrong_person) {
        if (happens(person->probability, Purpose::wrong_person, attempt))
            by_person = draw(person->latency, Purpose::wrong_person_latency, attempt);
    }
    if (const auto& machine = response.voice_mail) {
        if (happens(machine->probability, Purpose::voice_mail, attempt))
            by_machine = draw(machine->after, Purpose::voice_mail_after, attempt);
    }
    if (std::min(by_person, by_machine) > last) return {};
    if (by_person <= by_machine) {
        const Ticks lasts = draw(response.wrong_person->lasts, Purpose::wrong_person_lasts, attempt);
        return Taken{rings + by_person + lasts, Result::wrong_person};
    }
    const VoiceMail& machine = *response.voice_mail;
    Ticks ends = rings + by_machine + draw(machine.greeting, Purpose::greeting, attempt);
    attempt.left_message = happens(machine.leave, Purpose::leave_message, attempt);
    if (attempt.left_message) ends += draw(machine.message, Purpose::message_lasts, attempt);
    return Taken{ends, Result::voice_mail};
}

Escalation::Next Escalation::miss(const Turn& turn, std::uint32_t attempt, Ticks at, Result result) {
    if (at > turn.last()) return cut_off(turn, attempt);
    const Next next = settle(turn, attempt, at, result, Next::attempt);
    // The call may have been dropped (preempted) instead.
    const Result ended = drill_.attempts[attempt].by_itself;
    const bool missed = ended == Result::no_answer || ended == Result::voice_mail || ended == Result::declined;
    if (next == Next::attempt && missed) expect_call_back(turn, attempt);
    return next;
}

std::optional<Escalation::Next> Escalation::ask_line(const Turn& turn, std::uint32_t attempt, Ticks& rings) {
    const Ticks set_up = rings - environment_.now();
    const Contention::Answer answer =
        waiting(turn, attempt, [&] { return contention_->ask_line(turn.search, attempt, turn.limit()); });
    if (answer == Contention::Answer::yes) {
        rings = environment_.now() + set_up;
        return {};
    }
    if (answer != Contention::Answer::no) return goes_no_further(turn, attempt, answer);
    // The tone comes when the call would have rung, or when the wait for a line ends.
    rings = std::max(rings, environment_.now());
    if (rings > turn.last()) return cut_off(turn, attempt);
    return settle(turn, attempt, rings, Result::no_line, Next::attempt);
}

std::optional<Escalation::Next> Escalation::ask_seat(const Turn& turn, std::uint32_t attempt, Ticks& rings) {
    const Contention::Answer answer =
        waiting(turn, attempt, [&] { return contention_->ask_seat(turn.search, attempt, turn.limit()); });
    if (answer == Contention::Answer::yes) {
        rings = environment_.now();
        return {};
    }
    if (answer != Contention::Answer::no) return goes_no_further(turn, attempt, answer);
    return settle(turn, attempt, environment_.now(), Result::busy, Next::attempt);
}

void Escalation::expect_call_back(const Turn& turn, std::uint32_t attempt) {
    const Attempt& missed = drill_.attempts[attempt];
    const Response& response = response_of(missed);
    const Ticks ended = environment_.now();
    const CallBack* how = &response.call_back;
    if (response.calls_back_by_state()) {
        const auto& of_state = drill_.facts.duty(missed.row, drill_time(ended)).call_back;
        if (of_state) how = &*of_state;
    }
    if (missed.by_itself == Result::voice_mail && missed.left_message && response.voice_mail->call_back)
        how = &*response.voice_mail->call_back;
    if (how->probability <= 0) return;
    bool& promised = turn.search.promised_call_back(turn.target().slot);
    if (promised) return;
    if (!happens(answer_of_cluster(how->probability, missed), Purpose::call_back, missed)) return;
    const Official& official = official_of(missed);
    const Index whom = missed.planned->whom;
    if (!drill_.facts.present(whom, response, drill_time(missed.reaches))) return;
    if (!drill_.facts.willing(official.party, turn.search.party)) return;
    if (official_leaves(missed, missed.reaches, missed.reaches)) return;
    promised = true;
    const Ticks shift = how->from_next_shift ? drill_.facts.next_shift(whom, drill_time(ended)) : drill_time(ended);
    if (shift == kForever) return;
    const Ticks comes = shift - drill_.played().after + draw_of_cluster(how->delay, Purpose::call_back_delay, missed);
    if (talk_cut(turn.search, missed, comes, comes + Ticks{1})) return;
    drill_.attempts[attempt].call_back = true;
    expect_answer(turn, attempt, comes);
}

// ---- A message (rule 4)

Escalation::Next Escalation::attempt_message(const Turn& turn, const PlannedRow& row, std::uint32_t attempt) {
    const Channel& channel = *row.channel;
    const Ticks begins = environment_.now();
    const Ticks sent = begins + draw(channel.set_up, Purpose::set_up, drill_.attempts[attempt]);
    if (sent > turn.last()) return cut_off(turn, attempt);
    if (!environment_.wait_until(turn.search, sent)) return Next::nothing;
    if (contention_) contention_->hang_up(attempt);  // the caller does not wait for the reply

    Turn on_its_way = turn;
    on_its_way.site_down = kForever;
    Contention::Delivery delivery;
    if (const auto ended = deliver(on_its_way, row, attempt, delivery)) return *ended;
    if (delivery.failed) return settle(on_its_way, attempt, delivery.at, Result::channel_down, Next::attempt);
    return arrived(on_its_way, row, attempt, delivery.at);
}

std::optional<Escalation::Next> Escalation::deliver(const Turn& turn, const PlannedRow& row, std::uint32_t attempt,
                                                    Contention::Delivery& delivery) {
    const Channel& channel = *row.channel;
    const Ticks begins = drill_time(drill_.attempts[attempt].begins);
    const Ticks sent = environment_.now();
    const auto until_down = [&](Ticks to) { return drill_.facts.first_down(channel, begins, to); };
    delivery.at =
        arrival_alone(drill_.scenario, drill_.facts, channel, channel.size, drill_time(sent)) - drill_.played().after;
    if (contention_ && delivery.at > sent && !until_down(drill_time(sent))) {
        const auto late = [this, turn, attempt](const Contention::Delivery& at_last) {
            if (!at_last.failed) arrived_late(turn, attempt, at_last.at);
        };
        switch (contention_->travel(turn.search, attempt, turn.until, delivery, late)) {
            case Contention::Answer::yes:
                return {};
            case Contention::Answer::late:
                return is_cut_off(turn, attempt);
            default:
                return Next::nothing;
        }
    }
    if (contention_) contention_->sent(attempt);
    if (const auto down = until_down(drill_time(delivery.at))) {
        delivery = {std::max(sent, *down - drill_.played().after), true};
    }
    if (delivery.at <= turn.until) return {};
    environment_.under_way(turn.search, delivery.at);
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
    const Ticks gives_up = arrives + row.patience;
    if (valid) {
        drill_.consulted.add(drill_.things.reached(row.row));
        const auto reply = reaction(turn.search, drill_.attempts[attempt], arrives, Channel::Kind::message);
        if (reply) {
            const Ticks replies = arrives + reply->after;
            if (replies <= std::min(gives_up, turn.until)) return talk(turn, attempt, replies);
            expect_answer(turn, attempt, replies);
        }
    }
    note_wait(turn);
    if (gives_up > turn.until) return cut_off(turn, attempt);
    return settle(turn, attempt, gives_up, valid ? Result::no_answer : Result::stale, Next::attempt);
}

void Escalation::arrived_late(const Turn& turn, std::uint32_t attempt, Ticks arrives) {
    const Index row = drill_.attempts[attempt].row;
    const bool valid = drill_.facts.valid(row);
    if (!valid && drill_.scenario.channels[drill_.scenario.rows[row].channel].told) return;
    drill_.attempts[attempt].reaches = arrives;
    if (!valid) return;
    drill_.consulted.add(drill_.things.reached(row));
    const auto reply = reaction(turn.search, drill_.attempts[attempt], arrives, Channel::Kind::message);
    if (reply) expect_answer(turn, attempt, arrives + reply->after);
}

// ---- What both have in common

std::optional<Escalation::Reaction> Escalation::reaction(const Search& search, const Attempt& attempt, Ticks at,
                                                         Channel::Kind kind) {
    Facts& facts = drill_.facts;
    const Index whom = attempt.planned->whom;
    const Response& response = response_of(attempt);
    const Duty& duty = facts.duty(attempt.row, drill_time(at));
    if (duty.answer <= 0 || !facts.present(whom, response, drill_time(at)) || official_leaves(attempt, at, at))
        return {};
    if (!facts.willing(official_of(attempt).party, search.party)) return {};
    const double answer = answer_of_cluster(duty.answer, attempt);
    const bool answers = response.spell > Ticks{0} ? facts.answers_in_spell(attempt.row, drill_time(at), answer)
                                                   : happens(answer, Purpose::answer, attempt);
    if (!answers) return {};
    Ticks latency = draw_of_cluster(duty.latency, Purpose::latency, attempt);
    if (kind == Channel::Kind::message && duty.from_next_shift) {
        const Ticks shift = facts.next_shift(whom, drill_time(at));
        if (shift == kForever) return {};
        latency += shift - drill_time(at);
    }
    const Ticks comes = at + latency;
    if (official_leaves(attempt, comes, comes)) return {};
    if (kind == Channel::Kind::message && caller_leaves(search, comes, comes)) return {};
    const bool declines = kind == Channel::Kind::call && happens(duty.declined, Purpose::declined, attempt);
    return Reaction{latency, declines};
}

double Escalation::answer_of_cluster(double answer, const Attempt& attempt) {
    return response_of(attempt).between ? drill_.facts.answer_of(attempt.row, answer) : answer;
}

Ticks Escalation::draw_of_cluster(const Law& law, Purpose purpose, const Attempt& attempt) {
    if (!response_of(attempt).moves_latencies()) return draw(law, purpose, attempt);
    const double number = number_for(law, [&] { return uniform(purpose, attempt); });
    return law.ticks(number, drill_.facts.factor_of(attempt.row));
}

Escalation::Next Escalation::settle(const Turn& turn, std::uint32_t attempt, Ticks at, Result result, Next next) {
    drill_.attempts[attempt].settles = at;
    drill_.attempts[attempt].by_itself = result;
    return stay(turn, attempt, at).value_or(next);
}

Escalation::Next Escalation::cut_off(const Turn& turn, std::uint32_t attempt) {
    const Next next = is_cut_off(turn, attempt);
    const auto [at, goes_down] = turn.limit();
    return stay(turn, attempt, at, !goes_down).value_or(next);
}

Escalation::Next Escalation::is_cut_off(const Turn& turn, std::uint32_t attempt) {
    const auto [at, goes_down] = turn.limit();
    drill_.attempts[attempt].settles = at;
    drill_.attempts[attempt].by_itself = Result::cut_off;
    return goes_down ? Next::attempt : Next::step;
}

std::optional<Escalation::Next> Escalation::stay_in_call(const Turn& turn, std::uint32_t attempt, Ticks at,
                                                         bool through) {
    const Contention::Answer answer = contention_->stay(turn.search, attempt, at, through);
    if (answer == Contention::Answer::yes) return {};
    return goes_no_further(turn, attempt, answer);
}

Escalation::Next Escalation::goes_no_further(const Turn& turn, std::uint32_t attempt, Contention::Answer answer) {
    if (answer == Contention::Answer::late) return is_cut_off(turn, attempt);
    if (answer == Contention::Answer::dropped) return dropped(turn, attempt);
    return Next::nothing;
}

Escalation::Next Escalation::dropped(const Turn& turn, std::uint32_t index) {
    Attempt& attempt = drill_.attempts[index];
    attempt.settles = environment_.now();
    attempt.by_itself = Result::dropped;
    if (attempt.answered > environment_.now()) {
        attempt.answered = kForever;
    } else {
        attempt.concluded = environment_.now();
        attempt.by_answer = Result::dropped;
    }
    // A conversation may have continued beyond the end of the step.
    return environment_.now() <= turn.until ? Next::attempt : Next::step;
}

}  // namespace hotline
