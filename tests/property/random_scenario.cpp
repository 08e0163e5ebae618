// Long because each table of the format has its own luck.
#include "tests/property/random_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "tests/oracle/sketch.hpp"
#include "tests/property/random_choice.hpp"

namespace hotline {
namespace {

class RandomScenario : RandomChoice {
public:
    explicit RandomScenario(std::uint64_t number) : RandomChoice(number) {}

    Scenario make() {
        // In a third of the scenarios everything happens at the same few instants.
        if (chance(0.33)) grid_ = {0, 0, 1, 1, 2};
        continuous_ = one_of({0.0, 0.0, 0.2, 0.6});
        make_time();
        make_parties();
        make_channels();
        make_sites();
        make_responses();
        make_rosters();
        make_officials();
        make_stances();
        make_protocols();
        make_cases();
        number_tests(sketch_.scenario.cases);
        make_days();
        make_leaves();
        make_rotas();
        if (chance(0.3)) make_other_takers();
        if (chance(0.3)) make_call_backs();
        if (chance(0.3)) make_hours();
        if (chance(0.3)) make_clusters_differ();
        if (chance(0.3)) make_follow_ups();
        if (chance(0.4)) make_staggers();
        if (chance(0.3)) make_patience_of_rows();
        if (chance(0.3)) make_costs();
        if (chance(0.2)) make_counts();
        if (chance(0.7)) make_conferences();
        return std::move(sketch_.scenario);
    }

private:
    Ticks duration() { return secs(seconds()); }
    double probability() { return one_of({0.0, 0.5, 0.8, 1.0, 1.0, 1.0}); }
    double rare() { return one_of({0.0, 0.0, 0.0, 0.3, 1.0}); }

    Law law() {
        if (!chance(continuous_)) return lasts(seconds());
        Law law;
        const double size = 1 + static_cast<double>(below(20));
        switch (below(7)) {
            case 0:
                law.kind = Law::Kind::uniform;
                law.b = size;
                break;
            case 1:
                law.kind = Law::Kind::exponential;
                law.a = size;
                break;
            case 2:
                law.kind = Law::Kind::lognormal;
                law.a = std::log(size);
                law.b = 1;
                break;
            case 3:
                law.kind = Law::Kind::weibull;
                law.a = size;
                law.b = 0.7;
                break;
            case 4:
                law.kind = Law::Kind::gamma;
                law.a = size;
                law.b = 2;
                break;
            case 5:
                law.kind = Law::Kind::loglogistic;
                law.a = size;
                law.b = 2;
                break;
            default:
                law.kind = Law::Kind::empirical;
                law.sample = std::make_shared<const std::vector<double>>(std::vector<double>{0, 0, 2, size + 2});
        }
        if (chance(0.3)) law.at_least = 2;
        if (chance(0.3)) law.at_most = 5;
        return law;
    }

    void make_time() {
        Scenario& scenario = sketch_.scenario;
        scenario.horizon = secs(one_of({5, 12, 30, 60, 120, 300}));
        // Shifts change at 02:30, whole minutes later, and at night.
        scenario.start_first -= secs(one_of({0, 1, 5, 10, 70}));
        scenario.start_last = scenario.start_first + secs(chance(0.3) ? 20 : 0);
    }

    void make_parties() {
        for (std::uint64_t more = below(3); more > 0; --more) {
            sketch_.party("party-" + std::to_string(more));
        }
        sketch_.scenario.groups = {"group-1", "group-2"};
        for (Party& party : sketch_.scenario.parties) {
            if (chance(0.7)) party.groups = chance(0.5) ? std::vector<Index>{0, 1} : std::vector<Index>{1};
            party.languages = chance(0.6) ? std::vector<std::string>{"en"} : std::vector<std::string>{"zh", "fr"};
            if (chance(0.2)) party.time_zone = one_of<const char*>({"Asia/Shanghai", "America/New_York"});
        }
    }

    void make_channels() {
        Scenario& scenario = sketch_.scenario;
        for (std::uint64_t more = below(3); more > 0; --more) {
            Carrier& carrier = scenario.carriers[sketch_.carrier("carrier-" + std::to_string(more))];
            carrier.availability = one_of({1.0, 1.0, 1.0, 0.5, 0.8, 0.0});
            carrier.mean_outage = secs(one_of({1, 5, 20}));
            carrier.latency = duration();
            if (chance(0.7)) carrier.bandwidth = one_of({2000.0, 8000.0, 1e9});
            for (std::uint64_t worse = below(3); worse > 0; --worse) {
                Degradation& degradation = carrier.degraded.emplace_back();
                degradation.from = secs(static_cast<std::int64_t>(below(30)) - 5);
                degradation.lasts = law();
                degradation.bandwidth = std::min(carrier.bandwidth, one_of({500.0, 3000.0, 1e12}));
                degradation.latency = carrier.latency + duration();
            }
        }
        for (std::uint64_t more = scenario.carriers.empty() ? 0 : below(4); more > 0; --more) {
            const auto from = static_cast<std::int64_t>(below(30)) - 10;
            sketch_.outage(index_in(scenario.carriers), from, 0);
            scenario.outages.back().lasts = law();
        }
        if (chance(0.5)) sketch_.call_channel("red-phone", 0, 10);
        if (chance(0.5)) sketch_.message_channel("letter", 1, 20);
        for (const double per_year : {0.5, 1e9}) sketch_.staleness(per_year);
        for (Channel& channel : scenario.channels) {
            channel.set_up = law();
            channel.patience = secs(one_of({0, 1, 5, 10, 10}));
            if (chance(0.15)) channel.staleness = index_in(scenario.stalenesses);
            channel.told = chance(channel.kind == Channel::Kind::call ? 0.7 : 0.4);
            if (!scenario.carriers.empty() && chance(0.35)) channel.carriers = some_of(scenario.carriers.size(), 2);
            if (channel.kind == Channel::Kind::message && chance(0.6)) channel.size = 1000;
        }
    }

    void make_sites() {
        Scenario& scenario = sketch_.scenario;
        for (std::uint64_t more = chance(0.3) ? between(1, 3) : 0; more > 0; --more) {
            Site& site = scenario.sites.emplace_back();
            site.id = site.name = "site-" + std::to_string(more);
            site.identity = identity_of(site.id);
            site.availability = one_of({1.0, 1.0, 0.5, 0.9, 0.9, 0.0});
            site.mean_outage = secs(one_of({1, 5, 20}));
        }
        if (scenario.sites.empty()) return;
        for (std::uint64_t more = below(4); more > 0; --more) {
            Outage& outage = scenario.outages.emplace_back();
            outage.site = index_in(scenario.sites);
            outage.from = secs(static_cast<std::int64_t>(below(30)) - 5);
            outage.lasts = law();
        }
        for (Party& party : scenario.parties) {
            if (chance(0.5)) party.site = index_in(scenario.sites);
        }
    }

    Duty duty() {
        Duty duty;
        duty.answer = probability();
        duty.latency = law();
        duty.from_next_shift = chance(0.2);
        return duty;
    }

    void make_responses() {
        for (std::uint64_t more = between(2, 4); more > 0; --more) {
            Response& response = sketch_.scenario.responses[sketch_.responds(0)];
            response.present = chance(0.8) ? 1 : 0.5;
            if (chance(0.5)) response.present_for = secs(one_of({1, 20, 90}));
            if (chance(0.3)) response.spell = secs(one_of({1, 7, 30}));
            response.screened = rare();
            response.on_duty = duty();
            response.off_duty = duty();
            response.call_back.probability = probability();
            response.call_back.delay = law();
        }
    }

    void make_rosters() {
        Scenario& scenario = sketch_.scenario;
        for (const int first : {150, 151, 152}) sketch_.office_hours(first, first + static_cast<int>(between(1, 3)));
        sketch_.office_hours(0, 150);
        Roster& nights = scenario.rosters[sketch_.office_hours(0, 0)];
        nights.shifts = {{0b1111111, std::chrono::hours{22}, std::chrono::hours{26} + std::chrono::minutes{30}},
                         {0b0001000, std::chrono::hours{2} + std::chrono::minutes{30}, std::chrono::hours{3}}};
        nights.works_on_holidays = true;
        scenario.rosters[sketch_.office_hours(0, 0)].shifts.clear();  // always on duty
        if (!chance(0.3)) return;
        Holiday holiday;
        holiday.party = index_in(scenario.parties);
        holiday.date = std::chrono::floor<std::chrono::days>(scenario.start_first);
        holiday.worked = chance(0.3);
        scenario.holidays.push_back(holiday);
    }

    /// Short days, and days of one organisation or site.
    void make_days() {
        Scenario& scenario = sketch_.scenario;
        for (std::uint64_t more = chance(0.2) ? between(1, 3) : 0; more > 0; --more) {
            Holiday& day = scenario.holidays.emplace_back();
            day.party = chance(0.7) ? sketch_.callee : index_in(scenario.parties);
            day.date = std::chrono::floor<std::chrono::days>(scenario.start_first);
            day.worked = chance(0.3);
            if (chance(0.6)) {
                const std::chrono::minutes begins{one_of({0, 150, 151})};
                day.hours = Hours{begins, begins + std::chrono::minutes{between(1, 3)}};
            }
            if (chance(0.3)) day.organisation = "cert";
            if (!scenario.sites.empty() && chance(0.3)) day.site = index_in(scenario.sites);
        }
    }

    /// Leaves that begin and end while drills run, and deputies of deputies.
    void make_leaves() {
        Scenario& scenario = sketch_.scenario;
        for (std::uint64_t more = chance(0.25) ? between(1, 4) : 0; more > 0; --more) {
            Leave& leave = scenario.leaves.emplace_back();
            leave.official = index_in(scenario.officials);
            const Index deputy = index_in(scenario.officials);
            if (deputy != leave.official && chance(0.8)) leave.deputy = deputy;
            leave.from = scenario.start_first - secs(20) + secs(static_cast<std::int64_t>(below(60)));
            leave.until = leave.from + secs(one_of({1, 10, 40, 200}));
        }
        if (!scenario.leaves.empty() && scenario.leaves[0].deputy != kNone && chance(0.4)) {
            Leave back = scenario.leaves[0];  // the two stand in for each other
            std::swap(back.official, back.deputy);
            scenario.leaves.push_back(back);
        }
        for (Response& response : scenario.responses) {
            if (!scenario.leaves.empty() && chance(0.3)) response.on_leave = duty();
        }
        for (Official& official : scenario.officials) {
            if (chance(0.05)) official.time_zone = one_of<const char*>({"Asia/Shanghai", "Europe/London"});
        }
    }

    RotaLayer rota_layer(const std::string& zone) {
        const Scenario& scenario = sketch_.scenario;
        RotaLayer layer;
        layer.members = some_of(scenario.officials.size(), 4);
        if (chance(0.1)) layer.members.push_back(layer.members[0]);
        layer.turn.unit = one_of({TurnLength::Unit::hours, TurnLength::Unit::hours, TurnLength::Unit::days,
                                  TurnLength::Unit::weeks, TurnLength::Unit::months});
        layer.turn.count = static_cast<std::uint32_t>(between(1, 2));
        // A hand-off comes while drills run: the first, or one of the next.
        const Instant hand_off = scenario.start_first + secs(static_cast<std::int64_t>(below(40)));
        layer.first = std::chrono::floor<std::chrono::seconds>(local_time(zone, hand_off));
        const auto turns = static_cast<std::int64_t>(one_of({0, 0, 1, 2, 5}));
        if (layer.turn.unit != TurnLength::Unit::months) {
            layer.first -= turns * (local_hand_off(layer, 1) - layer.first);
        } else if (turns > 0) {
            layer.first -= std::chrono::days{30};  // September
            layer.turn.count = 1;
        }
        if (chance(0.4)) layer.hours = index_in(scenario.rosters);
        if (chance(0.3)) layer.calendar = turns_of_calendar(layer.members);
        return layer;
    }

    /// Turns while drills run, some of them side by side, or with nobody's time between them.
    std::vector<CalendarTurn> turns_of_calendar(const std::vector<Index>& members) {
        std::vector<CalendarTurn> turns;
        Instant at = sketch_.scenario.start_first - secs(30);
        for (std::uint64_t more = between(1, 8); more > 0; --more) {
            CalendarTurn& turn = turns.emplace_back();
            turn.official = members[index_in(members)];
            turn.from = at + secs(static_cast<std::int64_t>(below(20)));
            turn.until = turn.from + secs(one_of({5, 20, 60, 3600}));
            at = turn.from + secs(one_of({0, 0, 10, 40}));
        }
        std::stable_sort(turns.begin(), turns.end(),
                         [](const CalendarTurn& one, const CalendarTurn& other) { return one.from < other.from; });
        return turns;
    }

    void make_rotas() {
        Scenario& scenario = sketch_.scenario;
        if (!chance(0.3)) return;
        for (std::uint64_t more = between(1, 2); more > 0; --more) {
            Rota& rota = scenario.rotas.emplace_back();
            rota.id = "rota-" + std::to_string(more);
            rota.party = chance(0.7) ? sketch_.callee : index_in(scenario.parties);
            rota.time_zone = scenario.parties[rota.party].time_zone;
            if (chance(0.2)) rota.time_zone = one_of<const char*>({"Asia/Kathmandu", "America/New_York"});
            for (std::uint64_t layers = between(1, 2); layers > 0; --layers) {
                rota.layers.push_back(rota_layer(rota.time_zone));
                for (const Index member : rota.layers.back().members) scenario.officials[member].takes_turns = true;
            }
        }
        for (std::uint64_t more = below(4); more > 0; --more) {
            RotaOverride& over = scenario.overrides.emplace_back();
            over.rota = index_in(scenario.rotas);
            over.official = index_in(scenario.officials);
            over.from = scenario.start_first - secs(20) + secs(static_cast<std::int64_t>(below(60)));
            over.until = over.from + secs(one_of({1, 10, 40, 200}));
        }
        for (Protocol& protocol : scenario.protocols) {
            for (Step& step : protocol.steps) {
                if (chance(0.7)) call_rotas(step);
            }
        }
    }

    /// Besides those whom the step calls, or in their place.
    void call_rotas(Step& step) {
        std::vector<Selector> parts;
        for (std::uint64_t more = between(1, 3); more > 0; --more) {
            const Selector turn =
                on_turn(index_in(sketch_.scenario.rotas), static_cast<std::uint32_t>(one_of({0, 0, 0, 1, 2})));
            const bool known = std::any_of(parts.begin(), parts.end(), [&](const Selector& part) {
                return part.rota == turn.rota && part.ahead == turn.ahead;
            });
            if (!known) parts.push_back(turn);
        }
        step.waits_for_duty = chance(0.4);
        if (parts.size() == 1 && chance(0.3)) {
            step.call = parts[0];
            return;
        }
        parts.insert(chance(0.7) ? parts.end() : parts.begin(), step.call);
        step.call = Selector{};
        step.call.parts = std::move(parts);
    }

    /// More than one must be reached, of people most of whom can be; in some scenarios in no time.
    void make_counts() {
        const bool at_once = chance(0.3);
        for (Official& official : sketch_.scenario.officials) {
            if (chance(0.5)) official.authority = 2;
        }
        for (Channel& channel : sketch_.scenario.channels) {
            if (at_once) channel.set_up = lasts(0);
        }
        for (Response& response : sketch_.scenario.responses) {
            if (chance(0.3)) continue;
            response.present = 1;
            response.screened = 0;
            for (Duty* duty : {&response.on_duty, &response.off_duty}) {
                duty->answer = 1;
                if (at_once) duty->latency = lasts(0);
            }
        }
        for (Protocol& protocol : sketch_.scenario.protocols) {
            if (!chance(0.8)) continue;
            Goal& goal = *protocol.goal;
            goal.count = static_cast<std::uint32_t>(one_of({2, 2, 2, 3, 3, 4}));
            goal.of_organisations = chance(0.5);
            if (chance(0.6)) goal.authority = 0;
        }
        if (chance(0.2)) return;
        for (Protocol& protocol : sketch_.scenario.protocols) {
            for (Step& step : protocol.steps) {
                if (chance(0.7)) step.then_calls = static_cast<Index>(below(sketch_.scenario.protocols.size()));
            }
        }
    }

    /// Those whom a count needs on the line at once; they hold for a while.
    void make_conferences() {
        for (Protocol& protocol : sketch_.scenario.protocols) {
            Goal& goal = *protocol.goal;
            if (!goal.counts() || chance(0.2)) continue;
            goal.conference = true;
            if (chance(0.85)) goal.hold = chance(0.4) ? duration() : secs(one_of({1, 2, 3, 4, 5, 6, 7, 8, 10}));
            for (Step& step : protocol.steps) step.then_calls = kNone;
        }
    }

    CallBack call_back() {
        CallBack call_back;
        call_back.probability = probability();
        call_back.delay = law();
        call_back.from_next_shift = chance(0.3);
        return call_back;
    }

    /// Machines, wrong persons, and officials who decline.
    void make_other_takers() {
        for (Response& response : sketch_.scenario.responses) {
            if (chance(0.4)) {
                VoiceMail& machine = response.voice_mail.emplace();
                machine.probability = probability();
                machine.after = law();
                machine.greeting = law();
                machine.leave = probability();
                machine.message = law();
                if (chance(0.6)) machine.call_back = call_back();
            }
            if (chance(0.3)) response.wrong_person = WrongPerson{probability(), law(), law()};
            for (Duty* duty : {&response.on_duty, &response.off_duty}) {
                if (chance(0.3)) duty->declined = rare();
            }
        }
    }

    void make_call_backs() {
        for (Response& response : sketch_.scenario.responses) {
            for (Duty* duty : {&response.on_duty, &response.off_duty}) {
                if (chance(0.5)) duty->call_back = call_back();
            }
            if (chance(0.3)) response.call_back.from_next_shift = true;
        }
    }

    /// Hours that begin and end while drills run, some over midnight, and some on a part of the week only.
    void make_hours() {
        for (Response& response : sketch_.scenario.responses) {
            for (std::uint64_t more = chance(0.5) ? between(1, 3) : 0; more > 0; --more) {
                When& when = response.when.emplace_back();
                const std::chrono::minutes begins{one_of({0, 150, 151, 1320})};
                const std::chrono::minutes lasts{one_of({1, 2, 240, 1440})};
                when.hours = {one_of<std::uint8_t>({0b1111111, 0b0001000, 0b0000100}), begins, begins + lasts};
                if (chance(0.5)) when.on_duty = duty();
                if (chance(0.5)) when.off_duty = duty();
                if (!sketch_.scenario.leaves.empty()) when.on_leave = duty();
                if (!when.on_duty && !when.off_duty && !when.on_leave) when.on_duty = duty();
            }
        }
    }

    void make_clusters_differ() {
        for (Response& response : sketch_.scenario.responses) {
            if (chance(0.2)) continue;
            Between& between = response.between.emplace();
            between.each = one_of({Between::Each::official, Between::Each::organisation, Between::Each::party});
            between.answers =
                one_of({Between::Answers::alike, Between::Answers::logit_normal, Between::Answers::beta});
            between.answer_sigma = one_of({0.5, 2.0, 10.0});
            between.answer_precision = one_of({0.001, 0.5, 4.0});
            between.latency_sigma = one_of({0.0, 0.5, 2.0});
            between.correlation = one_of({0.0, 0.5, 1.0});
        }
    }

    FollowUp follow_up(const Protocol& protocol, Index step) {
        FollowUp follow;
        follow.goes = chance(0.6) ? FollowUp::Goes::to_next_target : FollowUp::Goes::on;
        if (protocol.steps[step].all_at_once) return follow;
        follow.goes =
            one_of({FollowUp::Goes::to_next_target, FollowUp::Goes::to_next_organisation,
                    FollowUp::Goes::to_next_organisation, FollowUp::Goes::to_next_step, FollowUp::Goes::to_next_round,
                    FollowUp::Goes::to_step, FollowUp::Goes::to_step, FollowUp::Goes::to_end, FollowUp::Goes::on});
        if (follow.goes != FollowUp::Goes::to_step) return follow;
        if (step + 1 == protocol.steps.size()) {
            follow.goes = FollowUp::Goes::to_next_step;
        } else {
            follow.step = static_cast<Index>(between(step + 1, protocol.steps.size() - 1));
        }
        return follow;
    }

    /// Steps that go elsewhere after some results.
    void make_follow_ups() {
        for (Protocol& protocol : sketch_.scenario.protocols) {
            for (Index step = 0; step < protocol.steps.size(); ++step) {
                const bool after_all = chance(0.2);
                for (std::size_t number = 0; number < kResults; ++number) {
                    const auto after = static_cast<Result>(number);
                    const bool often =
                        after == Result::no_answer || after == Result::no_authority || after == Result::handed_over;
                    const bool chosen = chance(often ? 0.4 : 0.2) || after_all;
                    if (!chosen || after == Result::contact || after == Result::reached || after == Result::cut_off)
                        continue;
                    FollowUp& follow = protocol.steps[step].on.emplace_back(follow_up(protocol, step));
                    follow.after = after;
                    const bool leaves = follow.goes > FollowUp::Goes::to_next_organisation;
                    if (after_all && !leaves && !protocol.steps[step].all_at_once)
                        follow.goes = FollowUp::Goes::to_end;
                }
            }
        }
    }

    void make_staggers() {
        for (Protocol& protocol : sketch_.scenario.protocols) {
            for (Step& step : protocol.steps) {
                if (step.all_at_once && chance(0.7)) step.stagger = duration();
            }
        }
    }

    void make_costs() {
        for (Channel& channel : sketch_.scenario.channels) {
            if (chance(0.7)) channel.cost = one_of<Cost>({1, 250'000, 1'000'000, 3'333'333});
        }
    }

    void make_patience_of_rows() {
        for (Row& row : sketch_.scenario.rows) {
            if (chance(0.4)) row.patience = duration();
        }
    }

    void make_officials() {
        Scenario& scenario = sketch_.scenario;
        for (std::uint64_t more = between(3, 6); more > 0; --more) {
            const Index party = chance(0.7) ? sketch_.callee : index_in(scenario.parties);
            const Index who = sketch_.official(party, one_of({0U, 0U, 1U, 2U}));
            Official& official = scenario.officials[who];
            official.role = one_of<const char*>({"duty", "deputy"});
            official.organisation = one_of<const char*>({"cert", "ministry"});
            if (chance(0.2)) official.languages = {"fr", "en"};
            official.site = scenario.parties[party].site;
            if (!scenario.sites.empty() && chance(0.5)) official.site = index_in(scenario.sites);
            if (chance(0.6)) official.roster = index_in(scenario.rosters);
            if (chance(0.1)) official.staleness = index_in(scenario.stalenesses);
            for (std::uint64_t rows = between(1, 3); rows > 0; --rows) {
                const Index response = index_in(scenario.responses);
                Row& row = scenario.rows[sketch_.row(who, index_in(scenario.channels), response)];
                if (chance(0.3)) row.last_verified = scenario.start_first - std::chrono::days{365};
                if (chance(0.2)) row.last_verified = scenario.start_first + std::chrono::days{1};
                if (chance(0.2)) row.last_verified = scenario.start_first - std::chrono::days{5 * 365};
            }
        }
    }

    void make_stances() {
        Scenario& scenario = sketch_.scenario;
        for (Index party = 0; party < scenario.parties.size(); ++party) {
            for (Index towards = 0; towards < scenario.parties.size(); ++towards) {
                if (party == towards || !chance(0.15)) continue;
                Stance stance;
                stance.party = party;
                stance.towards = towards;
                stance.willing = probability();
                scenario.stances.push_back(stance);
            }
        }
    }

    Selector selector() {
        const Scenario& scenario = sketch_.scenario;
        Selector call;
        if (chance(0.75)) {
            call.officials = some_of(scenario.officials.size(), 4);
            return call;
        }
        call.side = one_of({Selector::Side::callee, Selector::Side::callee, Selector::Side::caller,
                            Selector::Side::named, Selector::Side::group});
        if (call.side == Selector::Side::group) call.group = index_in(scenario.groups);
        if (call.side == Selector::Side::named) call.party = index_in(scenario.parties);
        if (chance(0.4)) call.role = "duty";
        if (chance(0.3)) call.organisation = "cert";
        return call;
    }

    Step step() {
        const Scenario& scenario = sketch_.scenario;
        Step step;
        step.call = selector();
        if (chance(0.4)) step.via = some_of(scenario.channels.size(), 3);
        if (chance(0.3)) step.patience = duration();
        step.tries = static_cast<std::uint32_t>(one_of({1, 1, 2, 3}));
        step.gap = law();
        step.all_at_once = chance(0.5);
        step.before = law();
        step.linger = law();
        if (chance(0.35)) step.within = duration() + duration();
        step.skip_off_duty = chance(0.15);
        if (chance(0.2)) step.pass_to = another_protocol();
        return step;
    }

    /// Rarely the protocol that most cases play.
    Index another_protocol() {
        const auto protocols = static_cast<Index>(sketch_.scenario.protocols.size());
        return chance(0.1) ? 0 : static_cast<Index>(between(1, protocols - 1));
    }

    Exchange exchange() {
        const Scenario& scenario = sketch_.scenario;
        Exchange exchange;
        exchange.size = one_of({1.0, 1000.0, 5000.0});
        do {
            exchange.via = index_in(scenario.channels);
        } while (scenario.channels[exchange.via].kind == Channel::Kind::call);
        exchange.tries = static_cast<std::uint32_t>(between(1, 3));
        exchange.gap = law();
        return exchange;
    }

    void make_protocols() {
        Scenario& scenario = sketch_.scenario;
        for (std::uint64_t more = between(1, 4); more > 0; --more)
            sketch_.protocol("protocol-" + std::to_string(more));
        for (Protocol& protocol : scenario.protocols) {
            protocol.goal = Goal{one_of({0U, 1U, 1U, 1U, 2U}), chance(0.2)};
            protocol.prepare = law();
            protocol.rounds = static_cast<std::uint32_t>(one_of({1, 1, 2}));
            protocol.round_gap = law();
            if (chance(0.3)) protocol.verify = Hurdle{law(), rare()};
            if (chance(0.4)) protocol.interpreter = Hurdle{law(), rare()};
            protocol.hold = chance(0.5) ? duration() : secs(60);
            protocol.connect = law();
            if (chance(0.3)) protocol.request = Request{probability(), law()};
            if (chance(0.4)) protocol.exchange = exchange();
            for (std::uint64_t steps = between(1, 3); steps > 0; --steps) protocol.steps.push_back(step());
        }
        for (Party& party : scenario.parties) {
            if (chance(0.7)) party.hand_over = another_protocol();
        }
    }

    void make_cases() {
        Scenario& scenario = sketch_.scenario;
        if (const Index other = another_protocol(); other != 0 && chance(0.3)) {
            scenario.cases[0].protocols.push_back(other);
        }
        if (chance(0.3)) scenario.cases[0].after = secs(one_of({1, 5, 60}));
        if (chance(0.2)) {
            Case again = scenario.cases[0];
            again.after += secs(one_of({0, 30, 200}));
            if (again.after > scenario.cases[0].after) scenario.cases.push_back(again);
        }
        if (scenario.parties.size() == 2) return;
        Case other;
        other.caller = static_cast<Index>(scenario.parties.size() - 1);
        other.callee = sketch_.callee;
        other.protocols = {0};
        scenario.cases.push_back(other);
    }

    double continuous_ = 0;
    Sketch sketch_;
};

}  // namespace

Scenario random_scenario(std::uint64_t number) {
    return RandomScenario(number).make();
}

}  // namespace hotline
