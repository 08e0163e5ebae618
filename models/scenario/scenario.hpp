// Long because it has a type for each table of the format.
//
// A scenario, loaded and resolved: every name is an index, and every default is filled in. scenarios/format.md says
// what each field means; comments here give units and ranges. `models/loading/load.hpp` makes a scenario. It does not
// change afterwards, and any number of threads may read it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/base/place.hpp"
#include "models/base/ticks.hpp"
#include "models/scenario/between.hpp"
#include "models/scenario/calendar.hpp"
#include "models/scenario/claim.hpp"
#include "models/scenario/law.hpp"
#include "models/scenario/quorum.hpp"
#include "models/scenario/response.hpp"
#include "models/scenario/result.hpp"
#include "models/scenario/rota.hpp"

namespace hotline {

/// A hash of an id that random draws are keyed by. It is the same in every scenario, and never zero.
using Identity = std::uint64_t;
Identity identity_of(std::string_view id);
Identity combine(Identity a, std::uint64_t b);

struct Party {
    std::string id;
    std::string name;     // the id where the file gives none
    std::string capital;  // for display of local times ("03:10 in Beijing"); may be empty
    std::string time_zone;
    std::vector<std::string> languages;
    std::vector<Index> groups;  // sorted, each once
    Index hand_over = kNone;    // protocol
    std::uint32_t callers = 0;  // people at its desk who make calls; 0: no limit
    Index site = kNone;         // where these people sit
    Identity identity = 0;
    Place place;
};

struct Staleness {
    std::string id;
    double per_year = 0;  // hazard; valid with probability exp(-per_year × age in years of 365 days)
    Place place;
};

/// A thing that can fail: up times and down times alternate.
struct Fallible {
    double availability = 1;  // in [0, 1]
    Ticks mean_outage{0};     // mean down time (MTTR); positive where availability < 1
};

/// A period in which a carrier has less bandwidth or more latency.
struct Degradation {
    Ticks from{0};  // relative to the drill's start; may be negative
    Law lasts;
    double bandwidth = std::numeric_limits<double>::infinity();  // bit/s, above 0; at most the carrier's
    Ticks latency{0};                                            // at least the carrier's
};

struct Carrier : Fallible {
    std::string id;
    Ticks latency{0};                                            // one way
    double bandwidth = std::numeric_limits<double>::infinity();  // bit/s
    std::vector<Degradation> degraded;
    Identity identity = 0;
    Place place;
};

/// A building in which officials sit.
struct Site : Fallible {
    std::string id;
    std::string name;  // the id where the file gives none
    Identity identity = 0;
    Place place;
};

struct Outage {
    Index carrier = kNone;  // the carrier that is down, or
    Index site = kNone;     // the site that is down
    Ticks from{0};          // relative to the drill's start; may be negative
    Law lasts;
    Place place;
};

/// Background traffic on a carrier, with `interaction`.
struct Traffic {
    Index carrier = kNone;
    Ticks from{0};  // relative to the drill's start; may be negative
    Law lasts;
    std::uint32_t flows = 1;
    double rate = std::numeric_limits<double>::infinity();  // bit/s, of each flow at most
    Place place;
};

/// What an attempt costs, in millionths of whatever the scenario counts in: sums are exact, in any order.
using Cost = std::int64_t;
inline constexpr Cost kUnitOfCost = 1'000'000;
inline constexpr double kHighestCost = 1e6;  // in units
inline double units_of(Cost cost) {
    return static_cast<double>(cost) / static_cast<double>(kUnitOfCost);
}

struct Channel {
    enum class Kind : unsigned char { call, message };
    std::string id;
    Kind kind = Kind::call;
    Law set_up;
    Ticks patience{0};
    Index staleness = kNone;
    bool told = true;         // the caller is told that an address is stale
    std::uint32_t lines = 0;  // 0: no limit
    bool queue = false;       // a caller who finds all lines or all seats busy waits, up to the patience
    bool preempt = false;     // a call may preempt one of lower priority
    std::vector<Index> carriers;
    double size = 0;  // bytes; 0: a message takes no travel time
    Cost cost = 0;    // of an attempt
    Identity identity = 0;
    Place place;
};

/// One row of the contact list: one way to reach one official.
struct Row {
    Index official = kNone;
    Index response = kNone;
    Index channel = kNone;
    std::string address;
    std::optional<Ticks> patience;         // empty: the channel's
    std::optional<Instant> last_verified;  // empty: as old as Scenario::unverified_age
    Identity identity = 0;                 // of the official, the channel and the ordinal among such rows
    Place place;
};

struct Official {
    std::string id;
    Index party = kNone;
    std::string organisation;
    std::string role;
    std::string name;
    std::uint32_t authority = 0;
    std::uint32_t seats = 1;             // servers: people at this desk who can each take a call
    std::vector<std::string> languages;  // the party's where the list gives none
    Index site = kNone;                  // likewise
    std::string time_zone;               // empty: the party's
    Index roster = kNone;                // none: always on duty, or in the turns of a rota
    bool takes_turns = false;            // is a member of a rota
    Index staleness = kNone;             // none: the holder never goes stale
    std::vector<Index> rows;             // in list order
    Identity identity = 0;
    Place place;
};

/// Whether the two belong to one organisation of one party.
inline bool are_colleagues(const Official& one, const Official& other) {
    return !one.organisation.empty() && one.party == other.party && one.organisation == other.organisation;
}

/// Somebody is on leave: off duty, and replaced by the deputy among the targets of steps.
struct Leave {
    Index official = kNone;
    Index deputy = kNone;
    Instant from;
    Instant until;  // later; not included
    Place place;
};

/// The probability that `party` is willing to answer calls of `towards`. It is 1 for pairs without a stance.
struct Stance {
    Index party = kNone;
    Index towards = kNone;
    double willing = 1;
    Place place;
};

inline bool is_in(const Party& party, Index group) {
    return std::binary_search(party.groups.begin(), party.groups.end(), group);
}

/// Whom a step calls: the officials that it lists, whoever has the duty of a rota, or all officials that match.
struct Selector {
    enum class Side : unsigned char { named, group, callee, caller };
    std::vector<Selector> parts;   // a list that mixes them, in order; not empty: nothing else counts
    std::vector<Index> officials;  // as listed, each once; not empty: nothing below counts
    Index rota = kNone;            // whoever has its duty; nothing below the next line counts
    std::uint32_t ahead = 0;       // of the rota: 1 who comes next, 2 who comes after that
    Side side = Side::callee;
    Index party = kNone;  // where side is `named`
    Index group = kNone;  // where side is `group`
    std::optional<std::string> organisation;
    std::optional<std::string> role;
};

/// Where a branch goes after a result of an attempt, in place of going on as ever.
struct FollowUp {
    enum class Goes : unsigned char {
        on,
        to_next_target,
        to_next_organisation,
        to_next_step,
        to_next_round,
        to_step,
        to_end
    };
    Result after = Result::no_answer;
    Goes goes = Goes::on;
    Index step = kNone;  // a later one of the protocol, where it goes to one
    Place place;
};
/// The words for these in a file; `to_step` has a table instead.
inline constexpr std::array<std::pair<std::string_view, FollowUp::Goes>, 6> kGoesTo{
    {{"go-on", FollowUp::Goes::on},
     {"next-target", FollowUp::Goes::to_next_target},
     {"next-organisation", FollowUp::Goes::to_next_organisation},
     {"next-step", FollowUp::Goes::to_next_step},
     {"next-round", FollowUp::Goes::to_next_round},
     {"end", FollowUp::Goes::to_end}}};

struct Step {
    std::string name;  // may be empty
    Selector call;
    std::vector<Index> via;  // channels; empty: the order of the official's rows
    std::optional<Ticks> patience;
    std::uint32_t tries = 1;
    Law gap;
    bool all_at_once = false;
    Ticks stagger{0};  // all at once: from the turn of a target to that of the next
    Law before;
    Law linger;
    std::optional<Ticks> within;
    bool skip_off_duty = false;
    bool waits_for_duty = false;  // until somebody has the duty of a rota that it calls; otherwise it goes on
    bool may_be_empty = false;    // that it calls nobody, in some cases or all, is meant
    Index pass_to = kNone;        // protocol
    Index then_calls = kNone;     // protocol by which whoever is reached through the step calls others
    std::vector<FollowUp> on;     // each result once
    Place place;

    /// What the step says of a result that the caller is aware of; null: nothing.
    const FollowUp* follow_up(Result after) const {
        const auto found =
            std::find_if(on.begin(), on.end(), [after](const FollowUp& follow) { return follow.after == after; });
        return found == on.end() ? nullptr : &*found;
    }
};

/// A stage before a conversation: it takes `latency`, then fails with probability `failure`.
struct Hurdle {
    Law latency;
    double failure = 0;
};

struct Goal {
    std::uint32_t authority = 0;
    bool by_call = false;
    std::uint32_t count = 1;        // how many different officials must be reached, or
    bool of_organisations = false;  // … officials of so many different organisations
    bool conference = false;        // all of them on the line at once …
    std::optional<Ticks> hold{};    // … where each holds for so long; none: until the case ends

    bool counts() const { return count > 1; }
};

struct Request {
    double answer = 0;
    Law latency;
};

/// The evidence that is sent to the callee's CERT after contact.
struct Exchange {
    double size = 0;    // bytes, above 0
    Index via = kNone;  // a channel for messages
    std::uint32_t tries = 1;
    Law gap;
};

struct Protocol {
    std::string id;
    std::string title;  // the id where the file gives none
    std::optional<Goal> goal;
    Law prepare;
    std::uint32_t rounds = 1;
    Law round_gap;
    std::optional<Hurdle> verify;
    std::optional<Hurdle> interpreter;
    Ticks hold{0};
    Law connect;
    Law conversation;  // duration of the conversation that makes contact
    std::vector<Step> steps;
    std::optional<Request> request;
    std::optional<Exchange> exchange;
    Place place;
};

/// A caller that tries to reach a callee. Wildcards and lists are expanded to one case per ordered pair, in the order
/// of the file, sorted by caller, then by callee.
struct Case {
    Index caller = kNone;
    Index callee = kNone;
    std::vector<Index> protocols;
    Ticks after{0};
    std::uint32_t priority = 0;  // a larger number is served first
    Place place;
    std::uint32_t number = 0;  // of this test of the callee by the caller: see number_tests
    std::uint32_t times = 1;   // how often its [[case]] is played in a drill, for reports
    Ticks every{0};            // … from one to the next
};

/// Numbers the tests of each callee by each caller from 0, in the order in which they begin: cases that begin at the
/// same instant are one test, under several protocols, and share their luck.
void number_tests(std::vector<Case>& cases);

/// Background calls to a desk or over a channel, with `interaction`: a Poisson process.
struct Load {
    Index official = kNone;  // the official whose seats the calls take, or
    Index channel = kNone;   // the channel whose lines they take
    double per_hour = 0;     // above 0
    Law lasts;
    Ticks from{0};  // relative to the drill's start; may be negative
    Ticks until{0};
    Ticks patience{0};  // how long such a call waits for a seat or a line
    std::uint32_t priority = 0;
    Place place;
};

/// A requirement that `hotline check` tests: a claim about a protocol, or about the difference of two protocols.
struct Expectation {
    Index protocol = kNone;  // kNone: every protocol of the case
    Index minus = kNone;     // protocol whose measure is subtracted; kNone: no difference
    Index caller = kNone;    // kNone: every case
    Index callee = kNone;
    Index quorum = kNone;  // whose time the claim is about; kNone: no quorum
    bool pooled = false;   // about the mean over the cases, not about each
    std::string that;      // as the file writes it
    Claim claim;
    double confidence = 0.95;
    /// A probability that misses the bound by less than this may pass; above 0. Empty: the default of
    /// analysis/estimates/expectation.hpp.
    std::optional<double> indifference;
    /// The share of worlds of values in which the claim must hold, above 0 and below 1. Empty: it must hold with the
    /// best values.
    std::optional<double> in_worlds;
    Place place;
};

/// A calendar (.ics) that the scenario names, as far as lint looks at it.
struct NamedCalendar {
    Place place;            // where it is named
    bool in_reach = false;  // at least one of its events is in reach of the drills
    /// A zone that the calendar defines otherwise than the tz database, which counts.
    struct OtherClocks {
        Place place;  // of an event
        std::string zone;
        Instant at;
    };
    std::vector<OtherClocks> other_clocks{};
};

inline bool is_about(const Expectation& expectation, const Case& played) {
    return (expectation.caller == kNone || expectation.caller == played.caller) &&
           (expectation.callee == kNone || expectation.callee == played.callee);
}

/// A change that the scenario proposes, for `hotline mend`.
struct Proposal {
    std::string title;
    std::vector<std::string> settings;  // such as response.phone.present=0.8, as for --set
    std::optional<double> cost;         // above 0, in any unit
    Place place;
};

/// The most drills of each case and protocol in one run.
inline constexpr std::uint64_t kMostReplications = 100'000'000;

struct Scenario {
    std::filesystem::path file;
    std::string title;
    std::string description;
    Ticks horizon{0};
    std::uint64_t replications = 10000;
    std::uint64_t seed = 1;
    Ticks unverified_age{0};
    bool interaction = false;
    /// A drill starts at an instant drawn uniformly from [start_first, start_last]. The two may be equal.
    Instant start_first;
    Instant start_last;

    std::vector<Party> parties;
    std::vector<std::string> groups;  // ids
    std::vector<Holiday> holidays;
    std::vector<Roster> rosters;
    std::vector<Response> responses;
    std::vector<Staleness> stalenesses;
    std::vector<Carrier> carriers;
    std::vector<Site> sites;
    std::vector<Outage> outages;
    std::vector<Channel> channels;
    std::vector<Official> officials;  // in list order
    std::vector<Row> rows;            // in list order
    std::vector<Leave> leaves;        // in list order
    std::vector<Rota> rotas;
    std::vector<RotaOverride> overrides;  // in list order
    std::vector<NamedCalendar> calendars;
    std::vector<Stance> stances;
    std::vector<Protocol> protocols;
    std::vector<Case> cases;
    std::vector<Load> loads;
    std::vector<Traffic> traffic;
    std::vector<Quorum> quorums;  // in the order of the file
    std::vector<Expectation> expectations;
    /// How many of its values are in doubt (models/documents/doubts.hpp). Here they have their best values.
    std::size_t doubts = 0;
    std::vector<Proposal> proposals;
};

/// Who has the numbers by which an official differs: himself, his organisation in his party, or his party. Somebody
/// without an organisation has his own.
Identity who_differs(const Scenario& scenario, const Official& official, Between::Each each);
/// Whether the attempts on some channel cost anything.
inline bool has_costs(const Scenario& scenario) {
    return std::any_of(scenario.channels.begin(), scenario.channels.end(),
                       [](const Channel& channel) { return channel.cost > 0; });
}

/// How long the caller waits for an answer on a row when the step calls it.
inline Ticks patience_of(const Scenario& scenario, const Step& step, const Row& row) {
    return step.patience.value_or(row.patience.value_or(scenario.channels[row.channel].patience));
}

/// Whether the carrier has a limited bandwidth, either normally or while it is degraded.
inline bool is_limited(const Carrier& carrier) {
    return std::isfinite(carrier.bandwidth) ||
           std::any_of(carrier.degraded.begin(), carrier.degraded.end(),
                       [](const Degradation& worse) { return std::isfinite(worse.bandwidth); });
}

/// Whether messages with a size, or evidence, travel over the carrier.
inline bool carries_messages(const Scenario& scenario, Index carrier) {
    const auto over_it = [&](const Channel& channel) {
        return std::find(channel.carriers.begin(), channel.carriers.end(), carrier) != channel.carriers.end();
    };
    return std::any_of(scenario.channels.begin(), scenario.channels.end(),
                       [&](const Channel& channel) { return channel.size > 0 && over_it(channel); }) ||
           std::any_of(scenario.protocols.begin(), scenario.protocols.end(), [&](const Protocol& protocol) {
               return protocol.exchange && over_it(scenario.channels[protocol.exchange->via]);
           });
}

}  // namespace hotline
