#include "tests/property/contended_scenario.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/oracle/sketch.hpp"
#include "tests/property/random_choice.hpp"
#include "tests/property/random_scenario.hpp"

namespace hotline {
namespace {

class ContendedScenario : RandomChoice {
public:
    explicit ContendedScenario(std::uint64_t number)
        : RandomChoice(number ^ 0x636f6e74656e6465), scenario_(random_scenario(number)) {}

    Scenario make() {
        scenario_.interaction = true;
        grid_ = one_of<std::vector<std::int64_t>>({{0, 5, 5, 10}, {0, 1, 2, 2}, {0, 1, 5, 10, 20}});
        if (chance(0.7)) scenario_.horizon = secs(one_of({20, 60, 120, 300}));
        if (chance(0.5)) make_people_slow();
        if (chance(0.4)) make_people_willing();
        if (chance(0.15)) make_people_call_back();
        if (chance(0.3)) make_mail_heavy();
        if (chance(0.3)) make_all_call_at_once();
        make_short();
        if (chance(0.2)) scenario_.channels[0].preempt = true;
        make_conversations();
        make_cases();
        make_loads();
        make_traffic();
        if (chance(0.02)) make_call_backs_pile_up();
        number_tests(scenario_.cases);
        return std::move(scenario_);
    }

private:
    /// Makes calls last, so that others find the official taken.
    void make_people_slow() {
        for (Response& response : scenario_.responses) {
            for (Duty* duty : {&response.on_duty, &response.off_duty}) duty->latency = lasts(seconds());
        }
        for (Channel& channel : scenario_.channels) channel.patience = secs(seconds() + 5);
        for (Protocol& protocol : scenario_.protocols) {
            if (chance(0.5)) protocol.verify = Hurdle{lasts(seconds()), one_of({0.0, 0.0, 0.5, 1.0})};
            for (Step& step : protocol.steps) step.patience.reset();
        }
        for (Row& row : scenario_.rows) row.patience.reset();
    }

    void make_people_willing() {
        scenario_.stances.clear();
        for (Response& response : scenario_.responses) {
            response.present = 1;
            response.screened = 0;
            response.on_duty.answer = response.off_duty.answer = 1;
        }
    }

    /// Makes officials call back, and gives them the authority.
    void make_people_call_back() {
        for (Response& response : scenario_.responses) {
            response.on_duty.answer = response.off_duty.answer = chance(0.3) ? 1 : 0;
            response.call_back.probability = 1;
            response.call_back.delay = lasts(seconds());
        }
        for (Protocol& protocol : scenario_.protocols) {
            protocol.goal->authority = 0;
            protocol.conversation = lasts(20);
            for (Step& step : protocol.steps) {
                if (chance(0.7)) step.call = naming({0});
            }
        }
        Official& busiest = scenario_.officials[0];
        busiest.site = kNone;
        for (const Index row : busiest.rows) {
            scenario_.rows[row].channel = 0;
            if (chance(0.7)) break;
        }
    }

    /// Everybody misses an official, who calls all of them back and takes more seats than there are. Then somebody
    /// more urgent than any of them calls.
    void make_call_backs_pile_up() {
        scenario_.horizon = secs(300);
        scenario_.stances.clear();
        Response& misses = scenario_.responses[0];
        misses.present = 1;
        misses.screened = misses.on_duty.answer = misses.off_duty.answer = 0;
        misses.call_back.probability = 1;
        misses.call_back.delay = lasts(seconds());
        Official& busiest = scenario_.officials[0];
        busiest.authority = 2;
        busiest.seats = 1;
        busiest.site = kNone;
        for (const Index row : busiest.rows) {
            scenario_.rows[row].channel = 0;
            scenario_.rows[row].response = 0;
        }
        Channel& phone = scenario_.channels[0];
        phone.carriers.clear();
        phone.staleness = busiest.staleness = kNone;
        phone.lines = 0;
        phone.queue = phone.preempt = true;
        phone.patience = secs(seconds() + 1);
        for (Protocol& protocol : scenario_.protocols) {
            protocol.prepare = lasts(seconds());
            protocol.verify.reset();
            protocol.interpreter.reset();
            protocol.conversation = lasts(200);
            Step step;
            step.call = naming({0});
            step.tries = one_of({1U, 2U});
            protocol.steps = {step};
        }
        for (Case& played : scenario_.cases) {
            played.callee = busiest.party;
            if (played.caller == played.callee) played.caller = played.callee == 0 ? 1 : 0;
        }
        // Sometimes one of them is as urgent, and dropping the others is not enough.
        if (chance(0.4)) scenario_.cases.front().priority = 3;
        scenario_.cases.back().priority = 3;
        scenario_.cases.back().after = secs(60);
    }

    void make_mail_heavy() {
        if (scenario_.carriers.empty()) return;
        for (Channel& channel : scenario_.channels) {
            if (channel.kind == Channel::Kind::call) continue;
            channel.size = one_of({500.0, 1000.0, 1000.0, 4000.0});
            channel.set_up = lasts(seconds());
            channel.carriers = {static_cast<Index>(below(scenario_.carriers.size()))};
        }
    }

    void make_all_call_at_once() {
        for (Protocol& protocol : scenario_.protocols) {
            for (Step& step : protocol.steps) {
                step.all_at_once = true;
                std::erase_if(step.on,
                              [](const FollowUp& follow) { return follow.goes > FollowUp::Goes::to_next_target; });
            }
        }
    }

    void make_short() {
        const bool lines = chance(0.6);
        const bool preempt = chance(0.6);
        for (Channel& channel : scenario_.channels) {
            if (channel.kind == Channel::Kind::message) continue;
            if (lines) channel.lines = one_of({0U, 1U, 1U, 2U});
            channel.queue = chance(0.6);
            channel.preempt = preempt && chance(0.7);
        }
        for (Party& party : scenario_.parties) {
            if (chance(0.5)) party.callers = one_of({1U, 1U, 2U});
        }
        for (Official& official : scenario_.officials) official.seats = one_of({1U, 1U, 1U, 2U});
    }

    void make_conversations() {
        for (Protocol& protocol : scenario_.protocols) {
            if (chance(0.7)) protocol.conversation = lasts(seconds() + 5);
        }
    }

    void make_cases() {
        const std::vector<Case> some = scenario_.cases;
        const std::uint64_t more = 1 + below(4);
        const bool two_protocols = chance(0.1);
        for (std::uint64_t i = 0; i < more; ++i) {
            Case played = some[below(some.size())];
            if (chance(0.5)) played.caller = static_cast<Index>(below(scenario_.parties.size()));
            while (played.callee == played.caller) {
                played.callee = static_cast<Index>(below(scenario_.parties.size()));
            }
            scenario_.cases.push_back(played);
        }
        for (Case& played : scenario_.cases) {
            played.protocols.assign(1, static_cast<Index>(below(scenario_.protocols.size())));
            if (two_protocols) {
                const auto other = static_cast<Index>(below(scenario_.protocols.size() - 1));
                played.protocols.push_back(other + (other >= played.protocols[0] ? 1 : 0));
            }
            played.after = secs(chance(0.5) ? 0 : seconds());
            played.priority = one_of({0U, 0U, 1U, 2U});
        }
    }

    void make_loads() {
        for (std::uint64_t more = chance(0.3) ? 1 + below(2) : 0; more > 0; --more) {
            Load load;
            if (chance(0.5)) {
                load.official = static_cast<Index>(below(scenario_.officials.size()));
            } else {
                load.channel = static_cast<Index>(below(scenario_.channels.size()));
                Channel& channel = scenario_.channels[load.channel];
                if (channel.kind == Channel::Kind::message) continue;
                channel.lines = std::max(channel.lines, 1U);
            }
            load.per_hour = one_of({120.0, 360.0, 1200.0});
            load.lasts = lasts(seconds());
            load.from = secs(-seconds());
            load.until = load.from + scenario_.horizon;
            load.patience = secs(seconds());
            load.priority = one_of({0U, 1U, 2U});
            scenario_.loads.push_back(load);
        }
    }

    void make_traffic() {
        for (std::uint64_t more = chance(0.5) ? below(3) : 0; more > 0; --more) {
            const auto carrier = static_cast<Index>(below(scenario_.carriers.size() + 1));
            if (carrier >= scenario_.carriers.size() || !is_limited(scenario_.carriers[carrier])) continue;
            Traffic traffic;
            traffic.carrier = carrier;
            traffic.from = secs(seconds() - 5);
            traffic.lasts = lasts(seconds());
            traffic.flows = one_of({1U, 2U, 3U});
            if (chance(0.5)) traffic.rate = one_of({250.0, 700.0, 1e6});
            scenario_.traffic.push_back(traffic);
        }
    }

    Scenario scenario_;
};

}  // namespace

Scenario contended_scenario(std::uint64_t number) {
    return ContendedScenario(number).make();
}

Permuted permuted(const Scenario& scenario, std::uint64_t number) {
    std::mt19937_64 engine(number);
    Permuted other{scenario, std::vector<Index>(scenario.cases.size())};
    for (Index i = 0; i < other.before.size(); ++i) other.before[i] = i;
    for (std::size_t i = other.before.size() - 1; i > 0; --i) {
        std::swap(other.before[i], other.before[engine() % (i + 1)]);
    }
    const auto alike = [&](Index a, Index b) {
        const auto told_apart = [&](Index index) {
            const Case& played = scenario.cases[index];
            return std::tie(played.caller, played.callee, played.after);
        };
        return told_apart(a) == told_apart(b);
    };
    for (std::size_t i = 0; i < other.before.size(); ++i) {
        for (std::size_t j = i + 1; j < other.before.size(); ++j) {
            if (alike(other.before[i], other.before[j]) && other.before[i] > other.before[j]) {
                std::swap(other.before[i], other.before[j]);
            }
        }
    }
    for (std::size_t i = 0; i < other.before.size(); ++i) other.scenario.cases[i] = scenario.cases[other.before[i]];
    return other;
}

}  // namespace hotline
