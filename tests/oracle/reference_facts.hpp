// Facts of one drill of one case that do not depend on its history or on the order of queries: the stateless parts of
// the rules. The reference model queries them repeatedly; only calendars are precomputed.
//
// Shares only the parsed scenario, the calendar, the laws and the keyed uniforms with the product.
#pragma once

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "sim/draws/luck.hpp"
#include "tests/oracle/reference_rotas.hpp"

namespace hotline {

/// A place in a step: an official's, or that of a rota.
struct ReferencePlace {
    Index official = kNone;
    Index rota = kNone;
    std::uint32_t ahead = 0;  // of the rota: 1 the next, 2 the one after

    bool operator==(const ReferencePlace&) const = default;
};

/// Times count from the case's own start.
class ReferenceFacts {
public:
    ReferenceFacts(const Scenario& scenario, const Case& played, Luck luck);

    bool stale(const Row& row) const;
    /// At the instant at which a call rings or a message arrives.
    bool present(const Row& row, Ticks at) const;
    /// The path of a case's own search (rule 13.2).
    Identity path_of(const Case& played) const;
    bool willing(Index party_called, Index party_that_calls) const;
    bool share_a_language(Index party, const Official& official) const;

    /// The days of the holiday list that concern an official: all of them, or those of a date by the official's
    /// clocks.
    std::vector<Holiday> days_of(const Official& official) const;
    std::vector<Holiday> days_of(const Official& official, Ticks at) const;
    /// The leave that an official is on; if several, the first of the list.
    const Leave* leave(const Official& official, Ticks at) const;
    /// Who takes a place in a step at an instant. Empty if the place is passed over. `taken`: when each place is
    /// taken, where that is known.
    std::optional<Index> taker(const std::vector<ReferencePlace>& places, std::size_t place, Ticks at,
                               const std::vector<std::optional<Ticks>>& taken) const;
    /// When the places of a step are taken: all at once, from its beginning on; in turn, at this instant.
    std::vector<std::optional<Ticks>> taken(const Step& step, const std::vector<ReferencePlace>& places, Ticks began,
                                            Ticks at, Ticks to) const;
    /// The official of a place at an instant, leave ignored. Empty if nobody has the duty of the rota.
    std::optional<Index> whose(const ReferencePlace& place, Ticks at) const;
    /// The first instant of [from, to] at which somebody has the duty.
    std::optional<Ticks> duty_from(const ReferencePlace& place, Ticks from, Ticks to) const;
    /// Whether somebody has the duty of a rota.
    bool has_duty(Index official, Ticks at) const;
    bool is_member(Index official) const { return rotas_.is_member(official); }
    /// Whether an override, or a lower layer while an upper one does not count, says who has the duty.
    bool overridden(Index rota, Ticks at) const { return rotas_.override_of(rota, instant(at)) != nullptr; }
    bool falls_through(Index rota, Ticks at) const;
    bool by_calendar(Index rota, Ticks at) const;
    bool on_duty(const Official& official, Ticks at) const;
    const Duty& duty(const Row& row, Ticks at) const;
    /// Those of a response's hours that hold at an instant and change something for that state, the last one last.
    std::vector<const Duty*> by_hours(const Row& row, std::optional<Duty> When::*state, Ticks at) const;
    /// Empty if the official has no roster or no further shift.
    std::optional<Ticks> next_shift(const Official& official, Ticks at) const;
    /// Rule 16: whether these officials count once.
    bool count_as_one(const Goal& goal, Index one, Index other) const;
    /// `alike`: if those who respond so did not differ.
    bool would_answer(const Row& row, Ticks at, Identity path, std::uint64_t attempt, bool alike = false) const;
    bool would_call_back(const Row& row, double probability, Identity path, std::uint64_t attempt,
                         bool alike = false) const;
    /// A latency, or the delay of a call-back.
    Ticks latency(const Row& row, const Law& law, Purpose purpose, Identity path, std::uint64_t attempt) const;

    /// The first instant of [from, to] at which a carrier of the channel is down.
    std::optional<Ticks> first_down(const Channel& channel, Ticks from, Ticks to) const;
    /// The first instant of [from, to] at which the site is down; and when it is up again, if ever.
    std::optional<Ticks> site_down(Index site, Ticks from, Ticks to) const;
    std::optional<Ticks> site_up(Index site, Ticks from) const;
    /// The bandwidth of the carrier at an instant; and the total latency of the channel's carriers.
    double bandwidth(Index carrier, Ticks at) const;
    Ticks latencies(const Channel& channel, Ticks at) const { return bandwidth_and_latency(channel, at).second; }
    /// The beginnings and ends of the carrier's degradations.
    std::set<Ticks> changes(Index carrier) const;
    /// The arrival of a message of that size sent at an instant.
    Ticks arrival(const Channel& channel, double bytes, Ticks sent) const;
    /// Whether a carrier of the channel is degraded at an instant.
    bool degraded(const Channel& channel, Ticks at) const;

private:
    struct Spell {
        Ticks begins;
        Ticks ends;
    };
    using Spells = std::vector<Spell>;

    Instant instant(Ticks at) const { return drill_start_ + after_ + at; }
    /// The number of the cluster of a row, for its answers or its latencies.
    double number_of(const Row& row, Purpose purpose) const;
    /// Whether a uniform number is below the `answer` of the cluster of a row.
    bool is_below_answer(const Row& row, double answer, double uniform, bool alike) const;
    bool has_duty_of(Index rota, Index official, Ticks at) const;
    Ticks age(const Row& row) const;
    bool valid(Index staleness, Ticks age, Purpose purpose, Identity subject) const;
    const std::string& clocks_of(const Official& official) const;
    Index end_of_chain(Index official, Ticks at) const;
    const std::optional<DutyHours>& duty_hours(const Official& official) const;
    /// The down times of a carrier or site, by the purposes of their draws.
    Spells down_spells(const Fallible& what, Identity identity,
                       const std::vector<std::pair<std::size_t, Outage>>& outages, Purpose first, Purpose spell,
                       Purpose lasts, Ticks until) const;
    Spells down_spells_of_carrier(Index carrier, Ticks until) const;
    Spells down_spells_of_site(Index site, Ticks until) const;
    Spell spell_of(const Carrier& carrier, std::size_t degradation) const;
    std::pair<double, Ticks> bandwidth_and_latency(const Channel& channel, Ticks at) const;

    const Scenario& scenario_;
    Luck luck_;
    Ticks after_;
    Instant drill_start_;
    ReferenceRotas rotas_;
    std::vector<std::optional<DutyHours>> duty_hours_;  // by official; none: always on duty
};

}  // namespace hotline
