#include "tests/oracle/reference_facts.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "models/base/normal_quantile.hpp"

namespace hotline {
namespace {

/// Rosters are laid out for longer than any case starts after its drill.
constexpr Ticks kLookAhead = std::chrono::days{60};

Instant start_of_drill(const Scenario& scenario, const Luck& luck) {
    const auto span = static_cast<double>((scenario.start_last - scenario.start_first).count());
    const double ticks = std::floor(luck.uniform(Purpose::start, 0, 0, 0) * span + 0.5);
    return scenario.start_first + Ticks{static_cast<std::int64_t>(ticks)};
}

}  // namespace

ReferenceFacts::ReferenceFacts(const Scenario& scenario, const Case& played, Luck luck)
    : scenario_(scenario),
      luck_(luck),
      after_(played.after),
      drill_start_(start_of_drill(scenario, luck)),
      rotas_(scenario, drill_start_ + after_, drill_start_ + after_ + scenario.horizon + kLookAhead) {
    const Instant start = drill_start_ + after_;
    for (const Official& official : scenario.officials) {
        duty_hours_.emplace_back();
        if (official.roster == kNone || scenario.rosters[official.roster].shifts.empty()) continue;
        duty_hours_.back().emplace(scenario.rosters[official.roster], clocks_of(official), official.party,
                                   days_of(official), start, start + scenario.horizon + kLookAhead);
    }
}

const std::string& ReferenceFacts::clocks_of(const Official& official) const {
    return official.time_zone.empty() ? scenario_.parties[official.party].time_zone : official.time_zone;
}

std::vector<Holiday> ReferenceFacts::days_of(const Official& official) const {
    std::vector<Holiday> days;
    for (const Holiday& day : scenario_.holidays) {
        if (day.party != official.party) continue;
        if (!day.organisation.empty() && day.organisation != official.organisation) continue;
        if (day.site != kNone && day.site != official.site) continue;
        days.push_back(day);
    }
    return days;
}

std::vector<Holiday> ReferenceFacts::days_of(const Official& official, Ticks at) const {
    std::vector<Holiday> days = days_of(official);
    if (days.empty()) return days;
    const auto local = local_time(clocks_of(official), drill_start_ + after_ + at);
    const auto date = std::chrono::floor<std::chrono::days>(local);
    days.erase(std::remove_if(days.begin(), days.end(), [&](const Holiday& day) { return day.date != date; }),
               days.end());
    return days;
}

Ticks ReferenceFacts::age(const Row& row) const {
    if (!row.last_verified) return scenario_.unverified_age;
    return std::max(Ticks{0}, drill_start_ - *row.last_verified);
}

bool ReferenceFacts::valid(Index staleness, Ticks age, Purpose purpose, Identity subject) const {
    if (staleness == kNone) return true;
    const double years = seconds_of(age) / (365.0 * 86400.0);
    return luck_.happens(std::exp(-scenario_.stalenesses[staleness].per_year * years), purpose, subject, 0, 0);
}

bool ReferenceFacts::stale(const Row& row) const {
    const Official& official = scenario_.officials[row.official];
    const Row* latest = nullptr;  // the row verified last, if any was
    for (const Index other : official.rows) {
        const Row& candidate = scenario_.rows[other];
        if (!candidate.last_verified) continue;
        if (!latest || *candidate.last_verified > *latest->last_verified) latest = &candidate;
    }
    const Ticks holder_age = latest ? age(*latest) : scenario_.unverified_age;
    const bool holder = valid(official.staleness, holder_age, Purpose::holder_valid, official.identity);
    const bool address =
        valid(scenario_.channels[row.channel].staleness, age(row), Purpose::address_valid, row.identity);
    return !holder || !address;
}

bool ReferenceFacts::present(const Row& row, Ticks at) const {
    const Official& official = scenario_.officials[row.official];
    const Response& response = scenario_.responses[row.response];
    std::uint64_t period = 0;
    if (response.present_for > Ticks{0}) {
        while (Ticks(static_cast<std::int64_t>(period + 1) * response.present_for.count()) <= after_ + at) ++period;
    }
    const std::uint64_t scope = period == 0 ? 0 : static_cast<std::uint64_t>(response.present_for.count());
    return luck_.happens(response.present, Purpose::present, official.identity, scope, period);
}

Identity ReferenceFacts::path_of(const Case& played) const {
    std::set<Ticks> earlier;  // tests of this callee by this caller
    for (const Case& other : scenario_.cases) {
        if (other.caller == played.caller && other.callee == played.callee && other.after < played.after)
            earlier.insert(other.after);
    }
    const Identity first =
        combine(scenario_.parties[played.caller].identity, scenario_.parties[played.callee].identity);
    return earlier.empty() ? first : combine(first, earlier.size());
}

bool ReferenceFacts::willing(Index party_called, Index party_that_calls) const {
    if (party_called == party_that_calls) return true;
    for (const Stance& stance : scenario_.stances) {
        if (stance.party != party_called || stance.towards != party_that_calls) continue;
        const Identity pair =
            combine(scenario_.parties[party_called].identity, scenario_.parties[party_that_calls].identity);
        return luck_.happens(stance.willing, Purpose::willing, pair, 0, 0);
    }
    return true;
}

bool ReferenceFacts::share_a_language(Index party, const Official& official) const {
    const auto& spoken = scenario_.parties[party].languages;
    return std::any_of(official.languages.begin(), official.languages.end(), [&](const std::string& language) {
        return std::find(spoken.begin(), spoken.end(), language) != spoken.end();
    });
}

const std::optional<DutyHours>& ReferenceFacts::duty_hours(const Official& official) const {
    return duty_hours_[static_cast<std::size_t>(&official - scenario_.officials.data())];
}

const Leave* ReferenceFacts::leave(const Official& official, Ticks at) const {
    const Instant when = drill_start_ + after_ + at;
    for (const Leave& leave : scenario_.leaves) {
        if (&scenario_.officials[leave.official] == &official && leave.from <= when && when < leave.until)
            return &leave;
    }
    return nullptr;
}

Index ReferenceFacts::end_of_chain(Index official, Ticks at) const {
    std::set<Index> chain;
    Index who = official;
    for (;;) {
        if (!chain.insert(who).second) return official;
        const Leave* gone = leave(scenario_.officials[who], at);
        if (!gone || gone->deputy == kNone) return who;
        who = gone->deputy;
    }
}

std::optional<Index> ReferenceFacts::whose(const ReferencePlace& place, Ticks at) const {
    if (place.rota == kNone) return place.official;
    return rotas_.whose(place.rota, place.ahead, instant(at));
}

std::vector<std::optional<Ticks>> ReferenceFacts::taken(const Step& step, const std::vector<ReferencePlace>& places,
                                                        Ticks began, Ticks at, Ticks to) const {
    std::vector<std::optional<Ticks>> taken;
    Ticks turn = began;
    for (const ReferencePlace& place : places) {
        if (!step.all_at_once) {
            taken.emplace_back(at);
        } else if (turn > at) {
            taken.emplace_back();  // not yet
        } else if (place.rota != kNone && step.waits_for_duty) {
            taken.push_back(duty_from(place, turn, to));
        } else {
            taken.emplace_back(turn);
        }
        turn += step.stagger;
    }
    return taken;
}

std::optional<Index> ReferenceFacts::taker(const std::vector<ReferencePlace>& places, std::size_t place, Ticks at,
                                           const std::vector<std::optional<Ticks>>& taken) const {
    const auto listed = whose(places[place], at);
    if (!listed) return std::nullopt;
    const Index end = end_of_chain(*listed, at);
    if (end == places[place].official) return end;
    for (std::size_t other = 0; other < places.size(); ++other) {
        if (places[other].official == end) return std::nullopt;
        if (!taken[other] || *taken[other] > at || (*taken[other] == at && other >= place)) continue;
        const auto earlier = whose(places[other], *taken[other]);
        if (earlier && end_of_chain(*earlier, *taken[other]) == end) return std::nullopt;
    }
    return end;
}

std::optional<Ticks> ReferenceFacts::duty_from(const ReferencePlace& place, Ticks from, Ticks to) const {
    if (whose(place, from)) return from;
    for (const Instant change : rotas_.changes(place.rota, instant(from), instant(to))) {
        if (rotas_.whose(place.rota, place.ahead, change)) return change - instant(Ticks{0});
    }
    return std::nullopt;
}

bool ReferenceFacts::has_duty_of(Index rota, Index official, Ticks at) const {
    const auto listed = rotas_.whose(rota, 0, instant(at));
    return listed && end_of_chain(*listed, at) == official;
}

bool ReferenceFacts::has_duty(Index official, Ticks at) const {
    for (Index rota = 0; rota < scenario_.rotas.size(); ++rota) {
        if (has_duty_of(rota, official, at)) return true;
    }
    return false;
}

bool ReferenceFacts::falls_through(Index rota, Ticks at) const {
    const auto layer = rotas_.layer(rota, instant(at));
    return layer && *layer + 1 < scenario_.rotas[rota].layers.size();
}

bool ReferenceFacts::by_calendar(Index rota, Ticks at) const {
    const auto layer = rotas_.layer(rota, instant(at));
    return layer && scenario_.rotas[rota].layers[*layer].calendar;
}

bool ReferenceFacts::on_duty(const Official& official, Ticks at) const {
    const auto index = static_cast<Index>(&official - scenario_.officials.data());
    if (leave(official, at)) return false;
    if (has_duty(index, at)) return true;
    if (official.roster == kNone) return !is_member(index);
    const auto& hours = duty_hours(official);
    return !hours || hours->on_duty(instant(at));
}

const Duty& ReferenceFacts::duty(const Row& row, Ticks at) const {
    const Response& response = scenario_.responses[row.response];
    const Official& official = scenario_.officials[row.official];
    if (on_duty(official, at)) {
        const auto hours = by_hours(row, &When::on_duty, at);
        return hours.empty() ? response.on_duty : *hours.back();
    }
    if (leave(official, at)) {
        const auto hours = by_hours(row, &When::on_leave, at);
        if (!hours.empty()) return *hours.back();
        if (response.on_leave) return *response.on_leave;
    }
    const auto hours = by_hours(row, &When::off_duty, at);
    return hours.empty() ? response.off_duty : *hours.back();
}

std::vector<const Duty*> ReferenceFacts::by_hours(const Row& row, std::optional<Duty> When::*state, Ticks at) const {
    using std::chrono::days;
    const std::string& zone = clocks_of(scenario_.officials[row.official]);
    const Instant when = drill_start_ + after_ + at;
    const auto today = std::chrono::floor<days>(local_time(zone, when));
    std::vector<const Duty*> holding;
    for (const When& hours : scenario_.responses[row.response].when) {
        if (!(hours.*state)) continue;
        // Those that began today or on one of the two days before, which end today at the latest; tomorrow, too, as
        // clocks may be set forward over midnight.
        for (int ago = 2; ago >= -1; --ago) {
            const std::chrono::sys_days day = today - days{ago};
            if ((hours.hours.days >> (std::chrono::weekday(day).iso_encoding() - 1) & 1) == 0) continue;
            const std::chrono::sys_seconds midnight = day;
            if (instant_of(zone, midnight + hours.hours.begins) > when) continue;
            if (instant_of(zone, midnight + hours.hours.ends) <= when) continue;
            holding.push_back(&*(hours.*state));
            break;
        }
    }
    return holding;
}

std::optional<Ticks> ReferenceFacts::next_shift(const Official& official, Ticks at) const {
    const Instant start = drill_start_ + after_;
    const auto& hours = duty_hours(official);
    std::optional<Ticks> next;
    // The next shift begins while the official is there; or he comes back in the middle of a shift.
    for (Ticks after = at; hours;) {
        const Instant begins = hours->next_shift(start + after);
        if (begins == Instant::max()) break;
        after = begins - start;
        if (!leave(official, after)) {
            next = after;
            break;
        }
    }
    for (const Leave& gone : scenario_.leaves) {
        if (&scenario_.officials[gone.official] != &official) continue;
        const Ticks back = gone.until - start;
        if (back > at && on_duty(official, back) && (!next || back < *next)) next = back;
    }
    // Or when the duty of a rota comes to him.
    const auto index = static_cast<Index>(&official - scenario_.officials.data());
    const bool has_no_shifts = official.roster == kNone ? !is_member(index) : !hours;
    if (has_no_shifts) return next;
    for (Index rota = 0; rota < scenario_.rotas.size(); ++rota) {
        std::set<Instant> changes = rotas_.changes(rota, instant(at), instant(scenario_.horizon));
        for (const Leave& gone : scenario_.leaves) changes.insert({gone.from, gone.until});
        for (const Instant change : changes) {
            const Ticks comes = change - start;
            if (comes <= at || (next && comes >= *next) || leave(official, comes)) continue;
            if (has_duty_of(rota, index, comes) && !has_duty_of(rota, index, comes - Ticks{1})) next = comes;
        }
    }
    return next;
}

double ReferenceFacts::number_of(const Row& row, Purpose purpose) const {
    const Response& response = scenario_.responses[row.response];
    const Official& official = scenario_.officials[row.official];
    const Party& party = scenario_.parties[official.party];
    Identity whose = official.identity;
    if (response.between->each == Between::Each::party) whose = party.identity;
    if (response.between->each == Between::Each::organisation && !official.organisation.empty())
        whose = combine(party.identity, identity_of(official.organisation));
    const auto kind = static_cast<std::uint64_t>(response.between->each);
    const double common = normal_quantile(luck_.uniform(purpose, whose, kind, 0));
    const double own = normal_quantile(luck_.uniform(purpose, whose, kind, identity_of(response.id)));
    const double share = response.between->correlation;
    return std::sqrt(share) * common + std::sqrt(1 - share) * own;
}

bool ReferenceFacts::is_below_answer(const Row& row, double answer, double uniform, bool alike) const {
    const auto& between = scenario_.responses[row.response].between;
    if (alike || answer <= 0 || answer >= 1 || !between || between->answers == Between::Answers::alike)
        return uniform < answer;
    const double number = number_of(row, Purpose::between_answers);
    if (between->answers == Between::Answers::beta) {
        // A number is below a quantile if its probability is below that of the quantile.
        const double a = answer * between->answer_precision;
        const double b = (1 - answer) * between->answer_precision;
        return boost::math::ibeta(a, b, uniform) < 0.5 * std::erfc(-number / std::sqrt(2.0));
    }
    const double log_odds = std::log(answer / (1 - answer)) + between->answer_sigma * number;
    return uniform < 1 / (1 + std::exp(-log_odds));
}

Ticks ReferenceFacts::latency(const Row& row, const Law& law, Purpose purpose, Identity path,
                              std::uint64_t attempt) const {
    const auto& between = scenario_.responses[row.response].between;
    if (!between || between->latency_sigma <= 0) return luck_.draw(law, purpose, row.identity, path, attempt);
    Law free = law;
    free.at_least = 0;
    free.at_most = std::numeric_limits<double>::infinity();
    const double drawn = free.seconds(luck_.uniform(purpose, row.identity, path, attempt)) *
                         std::exp(between->latency_sigma * number_of(row, Purpose::between_latencies));
    return ticks_of_seconds(std::min(std::max(drawn, law.at_least), law.at_most));
}

bool ReferenceFacts::would_call_back(const Row& row, double probability, Identity path, std::uint64_t attempt,
                                     bool alike) const {
    return is_below_answer(row, probability, luck_.uniform(Purpose::call_back, row.identity, path, attempt), alike);
}

bool ReferenceFacts::count_as_one(const Goal& goal, Index one, Index other) const {
    if (one == other) return true;
    const Official& a = scenario_.officials[one];
    const Official& b = scenario_.officials[other];
    return goal.of_organisations && a.party == b.party && !a.organisation.empty() && a.organisation == b.organisation;
}

bool ReferenceFacts::would_answer(const Row& row, Ticks at, Identity path, std::uint64_t attempt, bool alike) const {
    const double answer = duty(row, at).answer;
    const Ticks spell = scenario_.responses[row.response].spell;
    if (spell == Ticks{0})
        return is_below_answer(row, answer, luck_.uniform(Purpose::answer, row.identity, path, attempt), alike);
    const Identity official = scenario_.officials[row.official].identity;
    const auto length = static_cast<std::uint64_t>(spell.count());
    const double offset =
        std::floor(luck_.uniform(Purpose::spell_offset, official, length, 0) * static_cast<double>(spell.count()));
    const Ticks from_drill_start = after_ + at + Ticks{static_cast<std::int64_t>(offset)};
    const auto number = static_cast<std::uint64_t>(from_drill_start / spell);
    return is_below_answer(row, answer, luck_.uniform_of_series(Purpose::spell_answers, official, length, number),
                           alike);
}

}  // namespace hotline
