#include "tests/oracle/reference.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "tests/oracle/reference_facts.hpp"

namespace hotline {
namespace {

enum class Through : unsigned char { dialled, late_reply, call_back };

struct Search;
struct Branch;

struct Settled {
    Ticks at{0};
    Result result = Result::cut_off;
};

struct Attempt {
    Search* search = nullptr;
    Branch* branch = nullptr;  // that dialled
    Index row = kNone;
    std::uint32_t number = 0;  // on that row
    std::uint64_t order = 0;   // among all attempts of the drill
    std::size_t position = 0;  // of the official in the step's list
    Ticks begins{0};
    std::optional<Settled> settled;
    std::optional<Ticks> late_reply;  // when one has come
    std::optional<Settled> settled_by_late_reply;
    bool led_to_contact = false;  // made it, or opened a search through which it came
};

/// Somebody was found, in this search or in one that it opened.
struct Found {
    unsigned levels = 0;        // between this search and the one that found
    Attempt* here = nullptr;    // this search's attempt, whose answer it was or whose answer opened the search
    Attempt* finder = nullptr;  // of the search that found
    Through through = Through::dialled;
};

struct Search {
    Index protocol = kNone;
    Index party = kNone;
    Identity path = 0;
    unsigned depth = 0;
    Attempt* opened_by = nullptr;     // none: the case's own search
    std::optional<Ticks> held_until;  // opened by a dialled answer
    Branch* holding = nullptr;        // the branch of the outer search that still stays on the line
    std::optional<Ticks> stopped;
    unsigned pending = 1;  // the main flow, answers to come, searches opened
    std::vector<Search*> opened;
    std::vector<Found> found;                 // at the present instant
    std::map<Index, std::uint32_t> attempts;  // by row
    std::set<Index> dead;                     // rows
    std::set<Index> promised;                 // officials who have promised to call back
    std::set<std::pair<Index, Index>> asked;  // officials and protocols
};

/// One passage through a step.
struct Passage {
    Search* search = nullptr;
    std::uint32_t round = 0;
    std::size_t step = 0;
    std::optional<Ticks> over_at;  // the end of `within`
    std::size_t branches = 0;      // still at it
};

struct Target {
    Index official = kNone;
    std::size_t position = 0;  // in the step's list
};

/// Calls its targets one after the other.
struct Branch {
    Passage* passage = nullptr;
    std::vector<Target> targets;
    std::size_t target = 0;
    std::vector<Index> rows;  // of that target
    std::size_t row = 0;
    std::uint32_t tries = 0;  // at that row
};

/// Of one instant: inner searches first; then attempts in their order, then what goes on to begin something new,
/// then the settlement of who was found.
struct Key {
    Ticks at{0};
    unsigned depth = 0;
    std::uint64_t order = 0;
    std::uint64_t sequence = 0;

    friend bool operator<(const Key& a, const Key& b) {
        return std::tuple(a.at, b.depth, a.order, a.sequence) < std::tuple(b.at, a.depth, b.order, b.sequence);
    }
};
constexpr std::uint64_t kGoingOn = std::uint64_t{1} << 62;
constexpr std::uint64_t kSettlement = kGoingOn + 1;

struct Event {
    Search* search;  // nothing happens to one that has stopped
    std::function<void()> happens;
};

class ReferenceDrill {
public:
    ReferenceDrill(const Scenario& scenario, const Case& played, Index protocol, Luck luck, RuleCounts& reached)
        : scenario_(scenario), case_(played), luck_(luck), facts_(scenario, played, luck), reached_(reached) {
        goal_ = scenario.protocols[protocol].goal.value_or(Goal{});
        own_ = &searches_.emplace_back();
        own_->protocol = protocol;
        own_->party = played.caller;
        own_->path = path_of_case(scenario.parties[played.caller], scenario.parties[played.callee]);
    }

    DrillRecord play() {
        begin_search(*own_);
        while (!queue_.empty() && queue_.begin()->first.at <= scenario_.horizon) {
            const auto next = queue_.extract(queue_.begin());
            now_ = next.key().at;
            if (!next.mapped().search->stopped) next.mapped().happens();
        }
        return record();
    }

private:
    const Protocol& protocol_of(const Search& search) const { return scenario_.protocols[search.protocol]; }
    const Step& step_of(const Branch& branch) const {
        return protocol_of(*branch.passage->search).steps[branch.passage->step];
    }
    const Row& row_of(const Attempt& attempt) const { return scenario_.rows[attempt.row]; }
    const Channel& channel_of(const Attempt& attempt) const { return scenario_.channels[row_of(attempt).channel]; }
    const Official& official_of(const Attempt& attempt) const {
        return scenario_.officials[row_of(attempt).official];
    }
    bool is_over(const Passage& passage) const { return passage.over_at && now_ > *passage.over_at; }

    Ticks draw(const Law& law, Purpose purpose, const Attempt& attempt) const {
        return luck_.draw(law, purpose, row_of(attempt).identity, attempt.search->path, attempt.number);
    }
    bool happens(double probability, Purpose purpose, const Attempt& attempt) const {
        return luck_.happens(probability, purpose, row_of(attempt).identity, attempt.search->path, attempt.number);
    }

    // ---- The queue -----------------------------------------------------------------------------------------

    void schedule(Search& search, Ticks at, std::uint64_t order, std::function<void()> closure) {
        queue_.emplace(Key{at, search.depth, order, ++sequence_}, Event{&search, std::move(closure)});
    }
    /// The search goes on then to begin something new.
    void go_on(Search& search, Ticks at, std::function<void()> closure) {
        schedule(search, at, kGoingOn, std::move(closure));
    }
    /// Something happens to an attempt, whatever its branch does by then.
    void later(Attempt& attempt, Ticks at, std::function<void()> closure) {
        schedule(*attempt.search, at, attempt.order, std::move(closure));
    }
    /// The branch waits for it, unless its step is over before: then the attempt is cut off.
    void wait(Attempt& attempt, Ticks at, std::function<void()> closure) {
        const std::optional<Ticks> over_at = attempt.branch->passage->over_at;
        if (!over_at || at <= *over_at) return later(attempt, at, std::move(closure));
        later(attempt, *over_at, [this, &attempt] {
            ++reached_.within_cuts;
            attempt.settled = Settled{now_, Result::cut_off};
            end_branch(*attempt.branch);
        });
    }

    // ---- The flow of a search ------------------------------------------------------------------------------

    void begin_search(Search& search) {
        const Ticks prepare = luck_.draw(protocol_of(search).prepare, Purpose::prepare, 0, search.path, 0);
        go_on(search, now_ + prepare, [this, &search] { begin_step(search, 0, 0); });
    }

    void begin_step(Search& search, std::uint32_t round, std::size_t step) {
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
            begin_calling(passage, targets);
        });
    }

    void end_round(Search& search, std::uint32_t round) {
        const Protocol& protocol = protocol_of(search);
        if (round + 1 == protocol.rounds) return nothing_more(search);
        const Ticks gap = luck_.draw(protocol.round_gap, Purpose::round_gap, 0, search.path, round);
        go_on(search, now_ + gap, [this, &search, round] { begin_step(search, round + 1, 0); });
    }

    std::vector<Target> targets_of(const Selector& call) const {
        std::vector<Target> targets;
        for (const Index official : call.officials) targets.push_back({official, targets.size()});
        if (!targets.empty()) return targets;
        const Index party = call.side == Selector::Side::callee   ? case_.callee
                            : call.side == Selector::Side::caller ? case_.caller
                                                                  : call.party;
        for (Index index = 0; index < scenario_.officials.size(); ++index) {
            const Official& official = scenario_.officials[index];
            const bool matches = official.party == party &&
                                 (!call.organisation || official.organisation == *call.organisation) &&
                                 (!call.role || official.role == *call.role);
            if (matches) targets.push_back({index, targets.size()});
        }
        return targets;
    }

    void begin_calling(Passage& passage, const std::vector<Target>& targets) {
        const Step& step = protocol_of(*passage.search).steps[passage.step];
        if (step.within) passage.over_at = now_ + *step.within;
        std::vector<std::vector<Target>> parts;
        if (step.all_at_once) {
            for (const Target& target : targets) parts.push_back({target});
        } else {
            parts.push_back(targets);
        }
        passage.branches = parts.size();
        for (const auto& part : parts) {
            Branch& branch = branches_.emplace_back();
            branch.passage = &passage;
            branch.targets = part;
            go_on(*passage.search, now_, [this, &branch] { begin_target(branch); });
        }
    }

    void begin_target(Branch& branch) {
        if (is_over(*branch.passage) || branch.target == branch.targets.size()) return end_branch(branch);
        const Official& official = scenario_.officials[branch.targets[branch.target].official];
        const Step& step = step_of(branch);
        if (step.skip_off_duty && !facts_.on_duty(official, now_)) {
            ++reached_.skip_off_duty;
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

    void next_target(Branch& branch) {
        ++branch.target;
        begin_target(branch);
    }

    void begin_row(Branch& branch) {
        const std::set<Index>& dead = branch.passage->search->dead;
        while (branch.row < branch.rows.size() && dead.contains(branch.rows[branch.row])) ++branch.row;
        if (branch.row == branch.rows.size()) return next_target(branch);
        branch.tries = 0;
        begin_attempt(branch);
    }

    void next_row(Branch& branch) {
        ++branch.row;
        begin_row(branch);
    }

    void begin_attempt(Branch& branch) {
        Search& search = *branch.passage->search;
        const Index row = branch.rows[branch.row];
        Attempt& attempt = attempts_.emplace_back();
        attempt.search = &search;
        attempt.branch = &branch;
        attempt.row = row;
        attempt.number = ++search.attempts[row];
        attempt.order = attempts_.size();
        attempt.position = branch.targets[branch.target].position;
        attempt.begins = now_;
        ++branch.tries;
        const bool call = channel_of(attempt).kind == Channel::Kind::call;
        wait(attempt, now_ + draw(channel_of(attempt).set_up, Purpose::set_up, attempt),
             [this, &attempt, call] { call ? called(attempt) : sent(attempt); });
    }

    /// After an attempt without an answer.
    void try_again(Attempt& attempt) {
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

    void end_branch(Branch& branch) {
        Passage& passage = *branch.passage;
        if (--passage.branches > 0) return;
        Search& search = *passage.search;
        const Law& law = protocol_of(search).steps[passage.step].linger;
        const Ticks linger = luck_.draw(law, Purpose::linger, passage.step, search.path, passage.round);
        go_on(search, now_ + linger,
              [this, &passage] { begin_step(*passage.search, passage.round, passage.step + 1); });
    }

    /// One thing less under way or pending in the search.
    void nothing_more(Search& search) {
        if (--search.pending > 0 || !search.opened_by) return;
        Search& outer = *search.opened_by->search;
        if (search.holding) {
            ++reached_.holds_ended_quiet;
            go_on(outer, now_, [this, &search] { stop_holding(search); });
        }
        nothing_more(outer);
    }

    // ---- Attempts ------------------------------------------------------------------------------------------

    void settle(Attempt& attempt, Result result) { attempt.settled = Settled{now_, result}; }

    void dead_number(Attempt& attempt) {
        ++reached_.told_stale;
        settle(attempt, Result::stale);
        attempt.search->dead.insert(attempt.row);
        go_on(*attempt.search, now_, [this, &branch = *attempt.branch] { next_row(branch); });
    }

    /// The call or the message waits for an answer that never comes.
    void wait_in_vain(Attempt& attempt, Ticks until, Result result) {
        wait(attempt, until, [this, &attempt, result] {
            settle(attempt, result);
            if (result == Result::no_answer) perhaps_call_back(attempt);
            try_again(attempt);
        });
    }

    void fail(Attempt& attempt) {
        ++reached_.channel_down;
        settle(attempt, Result::channel_down);
        try_again(attempt);
    }

    bool reachable(const Attempt& attempt) const {
        return facts_.present(row_of(attempt)) && facts_.willing(official_of(attempt).party, attempt.search->party) &&
               !facts_.stale(row_of(attempt));
    }

    bool would_answer(const Attempt& attempt, Ticks at) {
        const Row& row = row_of(attempt);
        if (!facts_.present(row)) ++reached_.absent;
        if (!facts_.willing(official_of(attempt).party, attempt.search->party)) ++reached_.unwilling;
        if (scenario_.responses[row.response].spell > Ticks{0}) ++reached_.spells;
        return reachable(attempt) && facts_.would_answer(row, at, attempt.search->path, attempt.number);
    }

    Ticks patience(const Attempt& attempt) const {
        return step_of(*attempt.branch).patience.value_or(channel_of(attempt).patience);
    }

    /// A call, at the end of its set-up.
    void called(Attempt& attempt) {
        const Channel& channel = channel_of(attempt);
        if (facts_.first_down(channel, attempt.begins, attempt.begins)) return fail(attempt);
        if (facts_.stale(row_of(attempt))) {
            if (channel.told) return dead_number(attempt);
            ++reached_.silent_stale;
            return wait_in_vain(attempt, now_ + patience(attempt), Result::stale);
        }
        const Ticks latency = draw(facts_.duty(row_of(attempt), now_).latency, Purpose::latency, attempt);
        if (would_answer(attempt, now_) && latency <= patience(attempt)) {
            return wait(attempt, now_ + latency, [this, &attempt] { answered(attempt, Through::dialled); });
        }
        wait_in_vain(attempt, now_ + patience(attempt), Result::no_answer);
    }

    void perhaps_call_back(Attempt& attempt) {
        if (channel_of(attempt).kind != Channel::Kind::call || !reachable(attempt)) return;
        Search& search = *attempt.search;
        const Response& response = scenario_.responses[row_of(attempt).response];
        if (search.promised.contains(row_of(attempt).official)) return;
        if (!happens(response.call_back, Purpose::call_back, attempt)) return;
        search.promised.insert(row_of(attempt).official);
        ++search.pending;
        later(attempt, now_ + draw(response.call_back_delay, Purpose::call_back_delay, attempt), [this, &attempt] {
            ++reached_.call_backs;
            answered(attempt, Through::call_back);
        });
    }

    /// A message, at the end of its set-up.
    void sent(Attempt& attempt) {
        const Channel& channel = channel_of(attempt);
        const Ticks arrival = now_ + facts_.travel(channel);
        if (const auto down = facts_.first_down(channel, attempt.begins, arrival)) {
            if (*down > now_) {
                ++reached_.outages_during_travel;
            } else if (*down > attempt.begins) {
                ++reached_.outages_during_set_up;
            }
            return wait(attempt, std::max(now_, *down), [this, &attempt] { fail(attempt); });
        }
        if (facts_.stale(row_of(attempt))) {
            if (channel.told) return wait(attempt, arrival, [this, &attempt] { dead_number(attempt); });
            ++reached_.silent_stale;
            return wait_in_vain(attempt, arrival + patience(attempt), Result::stale);
        }
        // The reply is the official's affair: it comes also where the branch has stopped waiting.
        const auto reply = reply_to(attempt, arrival);
        const std::optional<Ticks> over_at = attempt.branch->passage->over_at;
        if (reply && *reply <= arrival + patience(attempt) && (!over_at || *reply <= *over_at)) {
            return wait(attempt, *reply, [this, &attempt] { answered(attempt, Through::dialled); });
        }
        if (reply) {
            ++attempt.search->pending;
            later(attempt, *reply, [this, &attempt, arrival] {
                ++reached_.late_replies;
                if (now_ <= arrival + patience(attempt)) ++reached_.replies_after_within;
                attempt.late_reply = now_;
                answered(attempt, Through::late_reply);
            });
        }
        wait_in_vain(attempt, arrival + patience(attempt), Result::no_answer);
    }

    std::optional<Ticks> reply_to(const Attempt& attempt, Ticks arrival) {
        if (!would_answer(attempt, arrival)) return std::nullopt;
        const Duty& duty = facts_.duty(row_of(attempt), arrival);
        std::optional<Ticks> from = arrival;
        if (duty.from_next_shift) from = facts_.next_shift(official_of(attempt), arrival);
        if (!from) return std::nullopt;
        if (duty.from_next_shift) ++reached_.next_shift_replies;
        return *from + draw(duty.latency, Purpose::latency, attempt);
    }

    // ---- Conversations -------------------------------------------------------------------------------------

    struct Answer {
        Attempt* attempt;
        Through through;
        Ticks at;
    };

    void answered(Attempt& attempt, Through through) {
        ++reached_.answers;
        const auto& hurdle = protocol_of(*attempt.search).interpreter;
        answers_.push_back({&attempt, through, now_});
        if (!hurdle || facts_.share_a_language(attempt.search->party, official_of(attempt))) {
            return understood(attempt, through);
        }
        later(attempt, now_ + draw(hurdle->latency, Purpose::interpreter_latency, attempt), [=, this, &attempt] {
            if (!happens(hurdle->failure, Purpose::interpreter_failure, attempt)) return understood(attempt, through);
            ++reached_.no_interpreter;
            end_conversation(attempt, through, Result::no_interpreter);
        });
    }

    void understood(Attempt& attempt, Through through) {
        const auto& hurdle = protocol_of(*attempt.search).verify;
        if (!hurdle) return verified(attempt, through);
        later(attempt, now_ + draw(hurdle->latency, Purpose::verify_latency, attempt), [=, this, &attempt] {
            if (!happens(hurdle->failure, Purpose::verify_failure, attempt)) return verified(attempt, through);
            ++reached_.not_verified;
            end_conversation(attempt, through, Result::not_verified);
        });
    }

    void verified(Attempt& attempt, Through through) {
        const Official& official = official_of(attempt);
        const Index relay = step_of(*attempt.branch).pass_to;
        if (relay != kNone) return hand_over(attempt, through, relay);
        const bool screened =
            happens(scenario_.responses[row_of(attempt).response].screened, Purpose::screened, attempt);
        const bool has_authority = official.party == case_.callee && official.authority >= goal_.authority;
        const bool allowed = !goal_.by_call || channel_of(attempt).kind == Channel::Kind::call;
        if (has_authority && screened) ++reached_.screened;
        if (has_authority && !allowed) ++reached_.written_when_a_call_is_due;
        if (has_authority && allowed && !screened) {
            return found(*attempt.search, {.here = &attempt, .finder = &attempt, .through = through});
        }
        const Index internal = scenario_.parties[official.party].hand_over;
        if (internal != kNone) return hand_over(attempt, through, internal);
        end_conversation(attempt, through, Result::no_authority);
    }

    void hand_over(Attempt& attempt, Through through, Index protocol) {
        Search& outer = *attempt.search;
        for (const Search* search = &outer;; search = search->opened_by->search) {
            if (search->protocol == protocol) {
                ++reached_.protocol_cycles;
                return end_conversation(attempt, through, Result::no_authority);
            }
            if (!search->opened_by) break;
        }
        if (!outer.asked.insert({row_of(attempt).official, protocol}).second) {
            ++reached_.asked_again;
            return end_conversation(attempt, through, Result::handed_over);
        }
        ++(step_of(*attempt.branch).pass_to == kNone ? reached_.hand_overs : reached_.relays);
        Search& inner = searches_.emplace_back();
        inner.protocol = protocol;
        inner.party = official_of(attempt).party;
        inner.path = path_of_inner(outer.path, row_of(attempt).identity, attempt.number);
        inner.depth = outer.depth + 1;
        inner.opened_by = &attempt;
        outer.opened.push_back(&inner);
        ++outer.pending;
        begin_search(inner);
        if (through != Through::dialled) return end_conversation(attempt, through, Result::handed_over);
        settle(attempt, Result::handed_over);
        inner.holding = attempt.branch;
        inner.held_until = now_ + protocol_of(outer).hold;
        go_on(outer, *inner.held_until, [this, &inner] {
            if (inner.holding) ++reached_.holds_ran_out;
            stop_holding(inner);
        });
    }

    void stop_holding(Search& inner) {
        if (!inner.holding) return;
        Branch& branch = *inner.holding;
        inner.holding = nullptr;
        next_target_after_talk(branch);
    }

    void end_conversation(Attempt& attempt, Through through, Result result) {
        if (through == Through::late_reply) attempt.settled_by_late_reply = Settled{now_, result};
        if (through != Through::dialled) return nothing_more(*attempt.search);
        settle(attempt, result);
        go_on(*attempt.search, now_, [this, &branch = *attempt.branch] { next_target_after_talk(branch); });
    }

    void next_target_after_talk(Branch& branch) {
        if (is_over(*branch.passage)) ++reached_.conversations_over_within;
        next_target(branch);
    }

    // ---- Finding somebody ----------------------------------------------------------------------------------

    void found(Search& search, Found what) {
        if (search.found.empty()) schedule(search, now_, kSettlement, [this, &search] { settle_found(search); });
        search.found.push_back(what);
    }

    static std::tuple<unsigned, std::size_t, std::size_t, std::uint64_t> rank(const Found& what) {
        return {what.levels, what.here->branch->passage->step, what.here->position, what.here->order};
    }

    /// All of the instant has happened in the search and in those that it opened.
    void settle_found(Search& search) {
        if (search.found.size() > 1) ++reached_.ties_between_contacts;
        const Found first = *std::min_element(search.found.begin(), search.found.end(),
                                              [](const Found& a, const Found& b) { return rank(a) < rank(b); });
        stop(search);
        if (!search.opened_by) {
            contact_ = first;
            return;
        }
        Attempt& opening = *search.opened_by;
        Search& outer = *opening.search;
        const Found through_it{first.levels + 1, &opening, first.finder, first.through};
        if (search.held_until && now_ <= *search.held_until) {
            ++reached_.found_within_hold;
            search.holding = nullptr;
            return found(outer, through_it);
        }
        ++(search.held_until ? reached_.found_beyond_hold : reached_.found_without_hold);
        const Ticks connect = draw(protocol_of(outer).connect, Purpose::connect, opening);
        later(opening, now_ + connect, [=, this, &outer] {
            if (connect > Ticks{0}) ++reached_.connects;
            found(outer, through_it);
        });
    }

    void stop(Search& search) {
        if (search.stopped) return;
        search.stopped = now_;
        for (Search* inner : search.opened) stop(*inner);
    }

    // ---- What had happened by the end ----------------------------------------------------------------------

    /// Whether something that happened to an attempt at that instant counts: not where the search stopped then.
    bool counts(const Attempt& attempt, Ticks at) const {
        return attempt.led_to_contact || !attempt.search->stopped || at < *attempt.search->stopped;
    }

    Settled result_of(const Attempt& attempt) {
        const Search& search = *attempt.search;
        if (contact_ && contact_->finder == &attempt && contact_->through != Through::call_back) {
            return {*search.stopped, Result::contact};
        }
        const bool replied = attempt.late_reply && counts(attempt, *attempt.late_reply);
        const std::optional<Settled>& settled = replied ? attempt.settled_by_late_reply : attempt.settled;
        if (settled) return *settled;
        ++(search.stopped ? reached_.cut_off_by_contact : reached_.cut_off_by_the_horizon);
        return {search.stopped.value_or(scenario_.horizon), Result::cut_off};
    }

    DrillRecord record() {
        DrillRecord record;
        if (contact_) record_contact(record.outcome);
        for (const Answer& answer : answers_) {
            Ticks& first = record.outcome.first_answer;
            if (counts(*answer.attempt, answer.at) && (first == kNever || answer.at < first)) first = answer.at;
        }
        for (const Attempt& attempt : attempts_) {
            if (!counts(attempt, attempt.begins)) {
                ++reached_.not_happened;
                continue;
            }
            const Settled settled = result_of(attempt);
            ++record.outcome.attempts[static_cast<std::size_t>(settled.result)];
            record.attempts.push_back(
                {attempt.begins, settled.at, attempt.search->path, attempt.row, attempt.number, settled.result});
        }
        std::sort(record.attempts.begin(), record.attempts.end(), [](const AttemptRecord& a, const AttemptRecord& b) {
            return std::tie(a.begins, a.path, a.row, a.number) < std::tie(b.begins, b.path, b.row, b.number);
        });
        return record;
    }

    void record_contact(Outcome& outcome) {
        ++reached_.contacts;
        if (contact_->through == Through::call_back) ++reached_.contacts_by_call_back;
        if (contact_->through == Through::late_reply) ++reached_.contacts_by_late_reply;
        if (contact_->levels > 1) ++reached_.contacts_through_levels;
        for (Attempt* link = contact_->finder; link; link = link->search->opened_by) link->led_to_contact = true;
        outcome.contact = *own_->stopped;
        outcome.made_by = contact_->finder->row;
        if (outcome.contact == scenario_.horizon) ++reached_.contacts_at_the_horizon;
        const auto& request = protocol_of(*own_).request;
        if (!request || !luck_.happens(request->answer, Purpose::request_answer, 0, own_->path, 0)) return;
        const Ticks response =
            outcome.contact + luck_.draw(request->latency, Purpose::request_latency, 0, own_->path, 0);
        if (response > scenario_.horizon) return;
        ++reached_.responses;
        outcome.response = response;
    }

    const Scenario& scenario_;
    const Case& case_;
    Luck luck_;
    ReferenceFacts facts_;
    RuleCounts& reached_;
    Goal goal_;
    Search* own_ = nullptr;

    std::map<Key, Event> queue_;
    std::uint64_t sequence_ = 0;
    Ticks now_{0};

    // Deques: what is in them stays where it is.
    std::deque<Search> searches_;
    std::deque<Passage> passages_;
    std::deque<Branch> branches_;
    std::deque<Attempt> attempts_;
    std::vector<Answer> answers_;
    std::optional<Found> contact_;
};

}  // namespace

DrillRecord reference_drill(const Scenario& scenario, Index case_index, Index protocol, std::uint64_t seed,
                            std::uint64_t replication, RuleCounts* reached) {
    RuleCounts uncounted;
    return ReferenceDrill(scenario, scenario.cases[case_index], protocol, Luck(seed, replication),
                          reached ? *reached : uncounted)
        .play();
}

}  // namespace hotline
