// Long because each kind of event and each reason has its own words.

#include "sim/reading/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/scenario/instant_text.hpp"
#include "sim/draws/validity.hpp"

namespace hotline {
namespace {

class Narrator {
public:
    Narrator(Drill& drill, const Ending& ending) : drill_(drill), scenario_(drill.scenario), ending_(ending) {}

    std::vector<TimelineEvent> tell() {
        name_searches();
        for (std::size_t index = 0; index < drill_.attempts.size(); ++index) {
            if (ending_.happened(index)) tell_attempt(index);
        }
        tell_searches();
        for (const DutyWait& wait : drill_.duty_waits) tell_wait(wait);
        // At one instant, the cause of a search comes before the search, and its beginning before its attempts.
        std::stable_sort(events_.begin(), events_.end(), [](const TimelineEvent& a, const TimelineEvent& b) {
            return std::tuple(a.at, a.depth, a.row != kNone) < std::tuple(b.at, b.depth, b.row != kNone);
        });
        tell_end();
        return std::move(events_);
    }

private:
    const Official& official_of(Index row) const { return scenario_.officials[scenario_.rows[row].official]; }
    const Party& party_of(Index row) const { return scenario_.parties[official_of(row).party]; }
    const Channel& channel_of(Index row) const { return scenario_.channels[scenario_.rows[row].channel]; }
    Ticks drill_time(Ticks at) const { return drill_.played().after + at; }
    Instant instant(Ticks at) const { return drill_.facts.start() + drill_time(at); }

    /// Numbers searches in the order of opening, regardless of the order of evaluation.
    void name_searches() {
        std::vector<Index> order;
        for (Index index = 0; index < drill_.searches(); ++index) order.push_back(index);
        std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
            const Search& left = drill_.search(a);
            const Search& right = drill_.search(b);
            return std::tie(left.depth, left.opened, left.path) < std::tie(right.depth, right.opened, right.path);
        });
        names_.resize(drill_.searches());
        std::map<Index, unsigned> opened;
        for (const Index index : order) {
            const Index outer = drill_.search(index).outer;
            if (outer == kNone) {
                names_[index] = "1";
            } else if (has_opened(index)) {
                names_[index] = fmt::format("{}.{}", names_[outer], ++opened[outer]);
            }
        }
    }

    /// Whether the answer that opened an inner search has happened, and has reached the opening.
    bool has_opened(Index search) const {
        const Search& inner = drill_.search(search);
        return !names_[inner.outer].empty() && ending_.answered(inner.opened_by) &&
               (inner.opened < ending_.stopped(inner.outer) || ending_.on_the_way(inner.opened_by));
    }

    /// Of an attempt or a wait.
    template <class Event>
    std::string branch_of(const Event& event) const {
        const Step& step = drill_.search(event.search).protocol->steps[event.step];
        std::string branch = names_[event.search];
        if (!step.all_at_once) return branch;
        return event.target < 26 ? branch + static_cast<char>('a' + event.target)
                                 : fmt::format("{}/{}", branch, event.target + 1);
    }

    void add(Ticks at, std::string branch, std::uint32_t depth, Index row, std::string what, std::string why = {}) {
        events_.push_back({at, std::move(branch), depth, row, std::move(what), std::move(why)});
    }

    void tell_searches() {
        for (Index index = 0; index < drill_.searches(); ++index) {
            const Search& search = drill_.search(index);
            if (names_[index].empty()) continue;
            const bool calls_on = search.counts && search.outer != kNone;
            const std::string who = calls_on ? official_of(drill_.attempts[search.opened_by].row).id + " calls others"
                                             : scenario_.parties[search.party].name + " begins to search";
            add(search.opened, names_[index], search.depth, kNone,
                fmt::format("{}, by protocol \"{}\"", who, search.protocol->id));
        }
    }

    void tell_wait(const DutyWait& wait) {
        const Search& search = drill_.search(wait.search);
        if (names_[wait.search].empty() || wait.from >= ending_.stopped(wait.search)) return;
        const Target& target = search.plan->steps[wait.step].targets[wait.target];
        add(wait.from, branch_of(wait), search.depth, kNone,
            fmt::format("waits until somebody {}", rota_turn_text(scenario_.rotas[target.rota], target.ahead)),
            wait.cut              ? "nobody does before the step is over"
            : wait.to == kForever ? "nobody ever does"
                                  : "for " + duration_text(wait.to - wait.from));
    }

    /// Where the branch goes after an attempt, if its step says so.
    void tell_where_to(const Attempt& attempt, std::uint32_t depth) {
        if (attempt.leaves >= ending_.stopped(attempt.search)) return;
        const Result heard = heard_of(scenario_, attempt);
        const FollowUp* follow = drill_.search(attempt.search).protocol->steps[attempt.step].follow_up(heard);
        if (!follow || follow->goes == FollowUp::Goes::on) return;
        add(attempt.leaves, branch_of(attempt), depth, attempt.row, fmt::format("on to {}", follow_up_text(*follow)),
            fmt::format("after \"{}\"", name_of(heard)));
    }

    void tell_attempt(std::size_t index) {
        const Attempt& attempt = drill_.attempts[index];
        const std::uint32_t depth = drill_.search(attempt.search).depth;
        const std::string branch = branch_of(attempt);
        const Ticks stop = ending_.stopped(attempt.search);
        const bool call = channel_of(attempt.row).kind == Channel::Kind::call;
        const std::string again = attempt.number > 1 ? fmt::format(", attempt {}", attempt.number) : "";
        add(attempt.begins, branch, depth, attempt.row, (call ? "is called" : "is written to") + again,
            in_whose_place(attempt));

        const Ticks settled = ending_.settled(index);
        const Result result = ending_.result(index);
        const bool answered = ending_.answered(index);
        if (!answered || attempt.in_own_branch) {
            if (attempt.settles <= stop) {
                add(attempt.settles, branch, depth, attempt.row, std::string(name_of(attempt.by_itself)),
                    reason(attempt, attempt.by_itself));
            } else if (!answered) {
                add(settled, branch, depth, attempt.row, std::string(name_of(result)), why_stopped(attempt));
            }
        }
        if (answered) tell_answer(index, attempt.in_own_branch ? branch + "*" : branch, depth);
        tell_where_to(attempt, depth);
    }

    void tell_answer(std::size_t index, const std::string& branch, std::uint32_t depth) {
        const Attempt& attempt = drill_.attempts[index];
        const bool call = channel_of(attempt.row).kind == Channel::Kind::call;
        const char* how = attempt.call_back ? "calls back" : call ? "answers" : "replies";
        // An answer depends on being on duty when the call rang or the message arrived; a call-back does not.
        add(attempt.answered, branch, depth, attempt.row, how,
            attempt.call_back ? std::string() : joined(duty(attempt.row, attempt.reaches), this_cluster(attempt)));

        if (attempt.concluded > ending_.stopped(attempt.search)) {
            add(ending_.stopped(attempt.search), branch, depth, attempt.row, std::string(name_of(Result::cut_off)),
                why_stopped(attempt));
            return;
        }
        const bool made = ending_.made_by() == index;
        if (attempt.by_answer == Result::contact && drill_.goal().counts()) {
            tell_reached(index, branch, depth);
        } else if (attempt.by_answer == Result::contact && !made) {
            add(attempt.concluded, branch, depth, attempt.row, "somebody with authority",
                ending_.on_the_way(index) ? "" : "too late: contact was made elsewhere");
        } else if (attempt.by_answer == Result::contact) {
            add(attempt.concluded, branch, depth, attempt.row, "somebody with authority is found",
                fmt::format("authority {}", official_of(attempt.row).authority));
        } else {
            add(attempt.concluded, branch, depth, attempt.row, std::string(name_of(attempt.by_answer)),
                attempt.by_answer == Result::cut_off ? why_talk_was_cut(attempt)
                                                     : reason(attempt, attempt.by_answer));
        }
    }

    /// Somebody found in a case that counts.
    void tell_reached(std::size_t index, const std::string& branch, std::uint32_t depth) {
        const Attempt& attempt = drill_.attempts[index];
        const auto made = [&](const Reached& reached) { return drill_.finder(reached.how) == index; };
        const auto counted = std::find_if(drill_.reached.begin(), drill_.reached.end(), made);
        const bool counts = counted != drill_.reached.end() && counted->how.at <= scenario_.horizon;
        if (!counts || counted->how.at > attempt.concluded) {
            add(attempt.concluded, branch, depth, attempt.row, "somebody with authority",
                counts                                     ? ""
                : ending_.result(index) == Result::cut_off ? "too late: contact was made elsewhere"
                                                           : "counts nothing more");
        }
        if (!counts) return;
        const bool conference = drill_.goal().conference;
        const auto place = static_cast<std::size_t>(counted - drill_.reached.begin());
        add(counted->how.at, branch, depth, attempt.row, std::string(name_of(Result::reached)),
            fmt::format("{} of {}{}, authority {}",
                        conference ? drill_.on_the_line(place + 1, counted->how.at) : place + 1, drill_.goal().count,
                        conference ? " on the line" : "", official_of(attempt.row).authority));
        if (conference) tell_leaving(*counted, attempt.row, branch, depth);
    }

    /// Somebody leaves the line of a conference before the end of the case.
    void tell_leaving(const Reached& joined, Index row, const std::string& branch, std::uint32_t depth) {
        const Ticks leaves = joined.leaves;
        if (leaves >= ending_.stopped(0)) return;
        const auto& hold = drill_.goal().hold;
        if (hold && leaves == joined.how.at + *hold) {
            add(leaves, branch, depth, row, "leaves the line", "after " + duration_text(*hold));
            return;
        }
        for (const Index site : {official_of(row).site, scenario_.parties[drill_.search(0).party].site}) {
            const auto down = drill_.facts.site_down(site, drill_time(joined.how.at), drill_time(leaves + Ticks{1}));
            if (!down) continue;
            add(*down - drill_.played().after, branch, depth, row, "leaves the line", site_is_down(site));
            return;
        }
        add(leaves + Ticks{1}, branch, depth, row, "leaves the line", reason(Attempt{}, Result::dropped));
    }

    void tell_end() {
        const Ticks contact = ending_.contact();
        if (contact == kNever) {
            const auto in_time = static_cast<std::size_t>(
                std::count_if(drill_.reached.begin(), drill_.reached.end(),
                              [&](const Reached& reached) { return reached.how.at <= scenario_.horizon; }));
            const Goal& goal = drill_.goal();
            std::string how_many;
            if (goal.conference) {
                how_many =
                    fmt::format("{} of {} on the line", drill_.on_the_line(in_time, scenario_.horizon), goal.count);
            } else if (goal.counts()) {
                how_many = fmt::format("{} of {} reached", in_time, goal.count);
            }
            add(scenario_.horizon, names_[0], 0, kNone, "the horizon: no contact", how_many);
            return;
        }
        const Index row = drill_.attempts[ending_.made_by()].row;
        add(contact, names_[0], 0, row, "CONTACT", fmt::format("after {}", duration_text(contact)));
        const auto followed = static_cast<std::ptrdiff_t>(events_.size());
        const Outcome outcome = outcome_of(drill_, ending_);
        if (outcome.response != kNever) {
            add(outcome.response, names_[0], 0, row, "responds to the request", "");
        } else if (scenario_.protocols[drill_.protocol].request) {
            add(scenario_.horizon, names_[0], 0, row, "no response to the request by the horizon");
        }
        if (const auto& exchange = scenario_.protocols[drill_.protocol].exchange) {
            const std::string& via = scenario_.channels[exchange->via].id;
            if (outcome.shared != kNever) {
                add(outcome.shared, names_[0], 0, kNone, fmt::format("the evidence has arrived by {}", via), "");
            } else {
                add(scenario_.horizon, names_[0], 0, kNone,
                    fmt::format("no evidence has arrived by {} by the horizon", via));
            }
        }
        std::stable_sort(events_.begin() + followed, events_.end(),
                         [](const TimelineEvent& a, const TimelineEvent& b) { return a.at < b.at; });
    }

    // ---- Why

    /// By which turn of a rota somebody is called, and for whom.
    std::string in_whose_place(const Attempt& attempt) const {
        const PlannedStep& step = drill_.search(attempt.search).plan->steps[attempt.step];
        const Target& target = step.targets[attempt.target];
        std::string why;
        if (target.rota != kNone) why = rota_turn_text(scenario_.rotas[target.rota], target.ahead);
        const Index listed = drill_.facts.listed(step, attempt.target, drill_time(attempt.turn));
        if (listed == scenario_.rows[attempt.row].official) return why;
        return fmt::format("{}{}in place of {}, on leave", why, why.empty() ? "" : ", ",
                           scenario_.officials[listed].id);
    }

    std::string duty(Index row, Ticks at) const {
        const Index official = scenario_.rows[row].official;
        const Official& person = scenario_.officials[official];
        const bool away = drill_.facts.on_leave(official, drill_time(at));
        if (person.roster == kNone && !person.takes_turns && !away) return {};
        const Party clocks = with_clocks_of(scenario_, person);
        const char* state = away                                             ? "on leave"
                            : drill_.facts.on_duty(official, drill_time(at)) ? "on duty"
                                                                             : "off duty";
        return fmt::format("{}: {} in {}", state, local_text(clocks, instant(at)), clock_place(clocks));
    }

    std::string reason(const Attempt& attempt, Result result) {
        switch (result) {
            case Result::stale:
                return why_stale(attempt.row);
            case Result::no_answer:
                return why_no_answer(attempt);
            case Result::channel_down:
                return why_down(attempt);
            case Result::cut_off:
                return why_cut_off(attempt);
            case Result::no_interpreter:
                return "no common language, and no interpreter available";
            case Result::not_verified:
                return "could not prove who is speaking";
            case Result::no_authority:
                return why_no_authority(attempt);
            case Result::handed_over:
                return why_handed_over(attempt);
            case Result::busy:
                return "all seats of the desk are taken";
            case Result::no_line:
                return "all lines are taken";
            case Result::dropped:
                return "for a call of higher priority";
            case Result::voice_mail:
                return why_voice_mail(attempt);
            case Result::wrong_person:
                return "somebody who is not on the lists";
            case Result::declined:
                return and_calls_back(attempt, duty(attempt.row, attempt.reaches));
            case Result::contact:
            case Result::reached:
                break;
        }
        return {};
    }

    std::string site_is_down(Index site) const { return fmt::format("site {} is down", scenario_.sites[site].name); }

    /// The site of the callers cuts off a call that is not answered yet, or a message that is not sent yet.
    std::string why_cut_off(const Attempt& attempt) const {
        const Index site = scenario_.parties[drill_.search(attempt.search).party].site;
        const Channel& channel = channel_of(attempt.row);
        const Ticks sent =
            attempt.begins + drill_.facts.luck().draw(channel.set_up, Purpose::set_up, attempt.row_identity,
                                                      attempt.path, attempt.number);
        const bool sites_matter = channel.kind == Channel::Kind::call || attempt.settles <= sent;
        if (sites_matter && drill_.facts.site_down(site, drill_time(attempt.begins), drill_time(attempt.settles)))
            return site_is_down(site);
        return "the time of the step is over";
    }

    std::string why_talk_was_cut(const Attempt& attempt) const {
        const Index site = official_of(attempt.row).site;
        const Ticks at = drill_time(attempt.concluded);
        return site_is_down(drill_.facts.site_down(site, at, at)
                                ? site
                                : scenario_.parties[drill_.search(attempt.search).party].site);
    }

    std::string why_stale(Index row) {
        const bool holder = !drill_.facts.holder_valid(scenario_.rows[row].official);
        const Instant start = drill_.facts.start();
        const Freshness freshness = holder ? freshness_of_holder(scenario_, scenario_.rows[row].official)
                                           : freshness_of_address(scenario_, row);
        return fmt::format(
            "{}: {} {} ago, {} % still right", holder ? "somebody else holds the post" : "dead address",
            freshness.verified ? "last verified" : "never verified, taken as verified",
            rough_duration_text(freshness.age(start)), whole_percent(freshness.valid_probability(start)));
    }

    std::string why_no_answer(const Attempt& attempt) {
        const Index official = scenario_.rows[attempt.row].official;
        const Response& response = scenario_.responses[scenario_.rows[attempt.row].response];
        const Party& party = party_of(attempt.row);
        const Index towards = drill_.search(attempt.search).party;
        if (!drill_.facts.present(official, response, drill_time(attempt.reaches))) return "not present this time";
        if (!drill_.facts.willing(official_of(attempt.row).party, towards)) {
            return fmt::format("{} does not answer {} this time", party.name, scenario_.parties[towards].name);
        }
        const Index site = official_of(attempt.row).site;
        if (drill_.facts.site_down(site, drill_time(attempt.reaches), drill_time(attempt.reaches))) {
            return site_is_down(site);
        }
        return and_calls_back(attempt, joined(duty(attempt.row, attempt.reaches), this_cluster(attempt)));
    }

    static std::string joined(const std::string& why, const std::string& more) {
        return why + (why.empty() || more.empty() ? "" : "; ") + more;
    }

    /// How an official, an organisation or a party differs in this drill.
    std::string this_cluster(const Attempt& attempt) {
        const Response& response = scenario_.responses[scenario_.rows[attempt.row].response];
        if (!response.between) return {};
        std::string text;
        const double answer = drill_.facts.duty(attempt.row, drill_time(attempt.reaches)).answer;
        if (response.between->moves_answers() && answer > 0 && answer < 1)
            text = fmt::format("answers {} %", percent(drill_.facts.answer_of(attempt.row, answer)));
        if (response.between->moves_latencies()) {
            text += fmt::format("{} {:.2f} times the latency", text.empty() ? "takes" : " after",
                                drill_.facts.factor_of(attempt.row));
        }
        return text.empty() ? text : text + " in this drill";
    }

    /// Adds to a reason that an answer comes later.
    std::string and_calls_back(const Attempt& attempt, std::string why) const {
        if (!attempt.in_own_branch || !ending_.answered(index_of(attempt))) return why;
        return why + (why.empty() ? "" : "; ") + (attempt.call_back ? "calls back later" : "the reply comes later");
    }

    std::string why_voice_mail(const Attempt& attempt) const {
        const VoiceMail& machine = *scenario_.responses[scenario_.rows[attempt.row].response].voice_mail;
        const Ticks after = drill_.facts.luck().draw(machine.after, Purpose::voice_mail_after, attempt.row_identity,
                                                     attempt.path, attempt.number);
        return and_calls_back(attempt, fmt::format("a machine takes the call after {}, {} message is left",
                                                   duration_text(after), attempt.left_message ? "a" : "no"));
    }

    std::size_t index_of(const Attempt& attempt) const {
        return static_cast<std::size_t>(&attempt - drill_.attempts.data());
    }

    std::string why_down(const Attempt& attempt) {
        std::string down;
        for (const Index carrier : channel_of(attempt.row).carriers) {
            Channel alone;
            alone.carriers = {carrier};
            const Ticks until =
                channel_of(attempt.row).kind == Channel::Kind::call ? attempt.begins : attempt.settles;
            if (!drill_.facts.first_down(alone, drill_time(attempt.begins), drill_time(until))) continue;
            down += (down.empty() ? "" : ", ") + scenario_.carriers[carrier].id;
        }
        return down + " is down";
    }

    std::string why_no_authority(const Attempt& attempt) const {
        const Official& official = official_of(attempt.row);
        const Goal& goal = drill_.goal();
        const Search& search = drill_.search(attempt.search);
        const Index next = search.protocol->steps[attempt.step].pass_to != kNone
                               ? search.protocol->steps[attempt.step].pass_to
                               : party_of(attempt.row).hand_over;
        if (next != kNone) {
            return fmt::format("would be handed over by protocol \"{}\", which led here",
                               scenario_.protocols[next].id);
        }
        if (official.party != drill_.played().callee) return "not an official of the callee";
        if (official.authority < goal.authority) {
            return fmt::format("authority {}, {} is needed", official.authority, goal.authority);
        }
        if (goal.by_call && channel_of(attempt.row).kind == Channel::Kind::message)
            return "a written reply is not enough";
        return "somebody else at the desk";
    }

    std::string why_handed_over(const Attempt& attempt) const {
        if (attempt.asked_again) return "the same search is already running";
        const Ticks hold = drill_.search(attempt.search).protocol->hold;
        if (attempt.in_own_branch || hold == Ticks{0}) return "the caller does not wait";
        return fmt::format("the caller stays on the line for at most {}", duration_text(hold));
    }

    std::string why_stopped(const Attempt& attempt) const {
        const Ticks stop = ending_.stopped(attempt.search);
        if (stop == ending_.contact()) return "contact has been made";
        if (stop == scenario_.horizon) return "the horizon";
        return "the search is over: somebody was found";
    }

    Drill& drill_;
    const Scenario& scenario_;
    const Ending& ending_;
    std::vector<std::string> names_;  // of searches; empty: never happened
    std::vector<TimelineEvent> events_;
};

}  // namespace

std::vector<TimelineEvent> timeline_of(Drill& drill, const Ending& ending) {
    return Narrator(drill, ending).tell();
}

}  // namespace hotline
