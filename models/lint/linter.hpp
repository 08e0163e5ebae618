// The parts of linting. Only lint*.cpp includes this header.
//
// A step calls the same officials in many cases. They are summed up once (`Reach`), so that each case costs little.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/scenario/drill_bounds.hpp"
#include "models/scenario/duty.hpp"
#include "models/scenario/part_of_week.hpp"
#include "models/scenario/scenario.hpp"
#include "models/scenario/selection.hpp"
#include "models/scenario/timetable.hpp"

namespace hotline {

/// Rosters that people of a party keep, by clocks that are so far ahead of UTC at the first start.
using Rosters = std::set<std::tuple<Index, Index, std::chrono::minutes>>;  // roster, party, ahead

/// Rosters in another party's local time, with the offset of its clocks.
using MovedRosters = std::set<std::pair<Index, std::chrono::minutes>>;

/// Summary of the officials whom a step calls. Times are in seconds, of whole ticks.
struct Reach {
    /// Officials of one party who may answer.
    struct Answering {
        std::uint32_t least_authority = std::numeric_limits<std::uint32_t>::max();
        std::optional<std::uint32_t> most_authority;  // of those who are not always screened
        std::optional<std::uint32_t> most_authority_by_call;
        bool in_writing = false;       // at least one of them answers a message
        bool always_screened = false;  // at least one of them

        void add(const Official& official, bool call, bool screened) {
            least_authority = std::min(least_authority, official.authority);
            in_writing |= !call;
            always_screened |= screened;
            if (screened) return;
            most_authority = std::max(most_authority.value_or(0), official.authority);
            if (call) most_authority_by_call = std::max(most_authority_by_call.value_or(0), official.authority);
        }
        bool may_make_contact(const Goal& goal) const {
            const auto& most = goal.by_call ? most_authority_by_call : most_authority;
            return most && *most >= goal.authority;
        }
        /// Whether some of their answers can never make contact.
        bool may_fall_short(const Goal& goal) const {
            return least_authority < goal.authority || always_screened || (goal.by_call && in_writing);
        }
    };
    std::int64_t places = 0;
    bool anybody = false;
    bool any_row = false;
    bool unawaited = false;  // somebody may call back, or reply when nobody waits for it any more
    double set_up = std::numeric_limits<double>::infinity();  // the least of all calls that may be answered
    std::map<Index, bool> who;  // officials who may answer without being screened always; whether by a call
    std::map<Index, Answering> answering;  // by party: answers in time, or a call-back
    std::vector<Index> carriers;           // common to all rows
    Rosters rosters;                       // of officials who have a row
    bool always_on_duty = false;           // an official who has a row is always on duty
    double calls = 0;                      // the time of all calls when nobody answers, by the medians
    Index written_first = kNone;           // without `via`: the first row for messages before one for calls
    bool left = false;                     // … and then `on` leads elsewhere than to the next step
    Index impatient = kNone;               // the first row on which the caller hangs up before anybody answers
    /// For a step with a `within`: the earliest answer on each row that may be answered.
    struct Soonest {
        Index party = kNone;
        Answering answering;  // this row alone
        double at = 0;
    };
    std::vector<Soonest> soonest;
};

/// A search that a case may play: its own, or one that an answer opens.
struct PlayedSearch {
    Index protocol = kNone;
    Index from = kNone;   // the party that searches; kNone: one that is not hindered, or several
    bool counts = false;  // of a case that counts: its own search, or one of somebody who has been reached
    std::vector<const Reach*> steps;
};

/// In seconds.
inline double median(const Law& law) {
    return seconds_of(law.ticks(0.5));
}

/// How far the clocks of a zone are ahead of UTC.
std::chrono::minutes ahead_of(const std::string& zone, Instant at);

class Linter {
public:
    Linter(const Scenario& scenario, Diagnostics& diagnostics);
    void lint();

private:
    struct Note {
        std::string message;
        std::string hint;
        Index first = kNone;  // case
        Index root = kNone;   // the protocol of that case, if the finding is about another
        Index last = kNone;
        std::size_t cases = 0;
    };
    using NoteKey =
        std::tuple<Index, std::uint32_t, std::uint32_t, std::string, std::string>;  // place, code, subject

    // lint.cpp
    void check_case(const Case& of, Index root);
    std::vector<PlayedSearch> searches(const Case& of, Index root, bool counts);
    /// Reports the notes: each one, or only the first where many notes share a code and a place.
    void warn_of_cases();
    void warn_of(const std::pair<const NoteKey, Note>& noted, const std::string& others);
    /// Notes a finding of the current case. It is reported once, with the number of its cases. `subject`
    /// distinguishes findings that share a code and a place.
    Note& note(const std::string& code, Place place, std::string message, std::string hint, std::string subject = {});
    /// Reports rows of the lists: each row, or only the first one of a file that has many.
    void warn_of_rows(const std::string& code, const std::vector<Index>& rows, const std::string& hint,
                      const std::function<std::string(Index row)>& message);

    // lint_reach.cpp
    const Reach& reach(Index protocol, std::size_t step, const Case& of, Index from);
    Reach reach_of(const Step& step, const std::vector<CalledPlace>& places, Index from);
    Index written_before_call(const std::vector<Index>& rows) const;
    /// Add the hours of an ordinary week in which an official is on duty, or somebody has the duty of a rota.
    void add_hours(Reach& reach, Index official) const;
    void add_hours_of_rota(Reach& reach, Index rota) const;
    /// `after`: the stagger before the turn of its official.
    void add_row(Reach& reach, const Step& step, Index row, Index from, Ticks after);
    /// What happens when nobody answers. No target is passed over.
    void call_in_vain(Reach& reach, const Step& step, const std::vector<CalledPlace>& places) const;
    bool is_hindered(Index party) const;
    bool never_answers(const Row& row, Index from) const;
    bool is_always_passed_over(const Step& step, Index official) const {
        return step.skip_off_duty && !states_of(official).on;
    }
    /// The first instants within reach of the drills at which an official is on duty and off duty.
    struct States {
        std::optional<Instant> on;
        std::optional<Instant> off;
    };
    States states_of(Index official) const;
    /// How the official of a row may respond at some time of the drills, and the first instant of it.
    struct InEffect {
        const Duty* duty;
        Instant from;
    };
    std::vector<InEffect> in_effect(Index row) const;
    double least_latency(Index row) const;
    std::optional<double> soonest_call_back(Index row, double patience) const;
    bool is_returned(const CallBack& call_back, Index row, Instant from) const;
    Ticks travel(const Channel& channel) const;

    // lint_steps.cpp
    void check_step(const Step& step, const Reach& reach, const Goal& goal, Index callee);
    /// Whether an answer from the party can make contact or open another search.
    bool leads_on(const Step& step, Index party, const Reach::Answering& of, const Goal& goal, Index callee) const {
        return step.pass_to != kNone || scenario_.parties[party].hand_over != kNone ||
               (party == callee && of.may_make_contact(goal));
    }
    void check_order(const Step& step, const Reach& reach);
    std::string near_selector(const Selector& call) const;

    // lint_follow_ups.cpp
    void check_follow_ups(const PlayedSearch& search, const Case& of, const Goal& goal);
    /// Whether an attempt on the row may end so that the caller hears of this result.
    bool may_end(const Protocol& protocol, const Step& step, Index row, Result result, const Goal& goal,
                 Index callee) const;
    /// The steps to which a step may lead: see Escalation.
    std::set<Index> exits(const Protocol& protocol, Index step, const Case& of, const Goal& goal) const;
    void check_patience_of_rows();

    // lint_protocols.cpp
    void check_length(const PlayedSearch& search);
    void check_carriers(const PlayedSearch& search);
    /// How many officials, or organisations, the searches can reach for the goal.
    std::size_t most_reached(const std::vector<PlayedSearch>& searches, const Goal& goal, Index callee) const;
    void check_count(const std::vector<PlayedSearch>& searches, Index root, Index callee);
    /// The least time between two who are found, in seconds, if too long for those whom a conference needs.
    std::optional<double> too_far_apart(const std::vector<PlayedSearch>& searches, Index root) const;
    void check_hold(const std::vector<PlayedSearch>& searches, Index root);
    void check_cycles(const std::vector<PlayedSearch>& searches, const Goal& goal, Index callee);
    void note_cycle(std::vector<Index> cycle);
    /// `deepest`: how many searches the protocol at each index can nest, itself among them.
    void note_depth(Index root, const std::map<Index, std::uint32_t>& deepest);
    void check_attempts(Index root);

    // lint_duty.cpp
    void check_duty(const PlayedSearch& search, Index callee);
    const WeekMinutes& week_of(Index roster);
    std::string hours_off_duty(const MovedRosters& rosters, const std::string& whose_clocks);
    void check_holidays();
    void check_days_of_nobody();
    void check_leaves();

    // lint_rotas.cpp
    void check_rotas();
    void check_gaps(const Rota& rota, const RotaDuty& duty);
    void check_overlaps(const Rota& rota, const std::vector<CalendarTurn>& turns);
    void check_calendar(const NamedCalendar& calendar);
    bool is_used(Index rota) const;
    /// How far somebody's clocks are ahead of UTC at the first start.
    std::chrono::minutes ahead(const Official& official) const;

    // lint_contacts.cpp
    void check_addresses();
    void check_dates();
    void check_next_shifts();
    void check_hours();
    void check_latency(const char* key, const Response& response, const When& when, const Duty& duty);
    void check_call_backs();
    void check_takers();

    // lint_spreadsheet.cpp
    void check_spreadsheet();

    // lint_use.cpp
    void check_use();
    void check_outages();
    void check_sites();
    void check_seen(const char* code, const std::string& what, Ticks from, double lasts, Place place);

    // lint_quorums.cpp
    /// Notes whether the current case can never make contact.
    void note_contact(const Case& of, Index root, const std::vector<PlayedSearch>& searches);
    void check_quorums();

    // lint_company.cpp
    void check_company();

    const Channel& channel_of(const Row& row) const { return scenario_.channels[row.channel]; }
    const Response& response_of(const Row& row) const { return scenario_.responses[row.response]; }
    const Official& official_of(const Row& row) const { return scenario_.officials[row.official]; }
    /// "the entry of "cert" for pstn"
    std::string entry(const Row& row) const;

    const Scenario& scenario_;
    Diagnostics& diagnostics_;
    Directory directory_;
    Timetable timetable_;
    DrillBounds bounds_;
    Instant end_;  // of the last drill
    std::map<std::tuple<Index, std::size_t, Index, Index, Index>, Reach>
        reaches_;  // protocol, step, caller and callee where their officials are called, searching party
    std::map<std::pair<MovedRosters, std::string>, std::string> hours_;  // hours off duty, by city of the clocks
    std::vector<std::chrono::minutes> clocks_;  // of parties, ahead of UTC at the first start
    std::vector<bool> hindered_;                // by party: see is_hindered()
    std::map<Index, WeekMinutes> weeks_;        // on duty, by roster
    std::vector<std::vector<Index>> rotas_of_;  // by official who is a member
    std::vector<bool> rota_called_;
    std::vector<bool> official_called_;
    std::vector<bool> patience_counts_;  // of a row: some step that calls it has none of its own
    std::vector<bool> protocol_played_;
    std::map<NoteKey, Note> notes_;
    std::set<std::pair<Index, Index>> without_contact_;  // cases with protocols that can never make contact
    Index case_ = 0;                                     // the current case
    Index root_ = kNone;                                 // its protocol
    Index playing_ = kNone;                              // the protocol of the current search
};

}  // namespace hotline
