#include "analysis/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "analysis/json.hpp"
#include "analysis/version.hpp"

namespace hotline {
namespace {

constexpr int kFormat = 1;
constexpr int kFormatOfPooled = 2;

Identity fingerprint_of(const Scenario& scenario, const Outcomes& outcomes) {
    Identity print = identity_of("drills");
    const auto add = [&](std::uint64_t value) { print = combine(print, value); };
    for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
        const Outcome outcome = outcomes.at(drill);
        for (const Ticks time : {outcome.first_answer, outcome.contact, outcome.response})
            add(static_cast<std::uint64_t>(time.count()));
        // By name: a list may have been put in another order.
        add(outcome.made_by == kNone ? 0 : scenario.rows[outcome.made_by].identity);
        for (std::size_t result = 0; result < kResults; ++result) {
            // Results that do not occur leave no trace, so that new ones may be added.
            if (outcome.attempts[result] > 0) add(combine(result, outcome.attempts[result]));
        }
        if (scenario.protocols[outcomes.protocol].exchange) add(static_cast<std::uint64_t>(outcome.shared.count()));
        if (outcome.waited > Ticks{0}) add(static_cast<std::uint64_t>(outcome.waited.count()));
    }
    return print;
}

std::string text_of(Identity print) {
    return fmt::format("{:016x}", print);
}

std::uint32_t all_attempts(const Outcomes& outcomes, std::size_t drill) {
    std::uint32_t all = 0;
    for (const std::uint16_t count : outcomes.attempts[drill]) all += count;
    return all;
}

/// Sums of cases are those of a set: their order does not matter, nor whose drills are added first.
class Pool {
public:
    Pool(const Scenario& scenario, Index protocol, std::size_t drills) : scenario_(scenario) {
        pooled_.protocol = scenario.protocols[protocol].id;
        for (PooledDrills::Sums* sums : {&pooled_.first_answer, &pooled_.contact, &pooled_.response}) {
            sums->reached.resize(drills);
            sums->ticks.resize(drills);
        }
        if (scenario.protocols[protocol].exchange) {
            pooled_.shared.reached.resize(drills);
            pooled_.shared.ticks.resize(drills);
        }
        pooled_.attempts.resize(drills);
    }

    void add(const Outcomes& outcomes) {
        const Case& played = scenario_.cases[outcomes.case_index];
        const Party& caller = scenario_.parties[played.caller];
        const Party& callee = scenario_.parties[played.callee];
        const Identity print =
            combine(combine(combine(fingerprint_of(scenario_, outcomes), caller.identity), callee.identity),
                    static_cast<std::uint64_t>(played.after.count()));
        callers_[caller.id] += print;
        callees_[callee.id] += print;
        ++pooled_.cases;
        for (std::size_t drill = 0; drill < outcomes.size(); ++drill) {
            const Outcome outcome = outcomes.at(drill);
            add(pooled_.first_answer, drill, outcome.first_answer);
            add(pooled_.contact, drill, outcome.contact);
            add(pooled_.response, drill, outcome.response);
            if (!pooled_.shared.reached.empty()) add(pooled_.shared, drill, outcome.shared);
            pooled_.attempts[drill] += all_attempts(outcomes, drill);
        }
    }

    PooledDrills finished() && {
        for (const auto& [party, print] : callers_) pooled_.callers[party] = text_of(print);
        for (const auto& [party, print] : callees_) pooled_.callees[party] = text_of(print);
        return std::move(pooled_);
    }

private:
    void add(PooledDrills::Sums& sums, std::size_t drill, Ticks time) const {
        sums.reached[drill] += time == kNever ? 0 : 1;
        sums.ticks[drill] += (time == kNever ? scenario_.horizon : time).count();
    }

    const Scenario& scenario_;
    PooledDrills pooled_;
    std::map<std::string, Identity> callers_;
    std::map<std::string, Identity> callees_;
};

std::vector<PooledDrills> pooled_drills(const Scenario& scenario, const std::vector<Outcomes>& outcomes) {
    std::map<Index, Pool> pools;
    for (const Outcomes& of_case : outcomes) {
        pools.try_emplace(of_case.protocol, scenario, of_case.protocol, of_case.size()).first->second.add(of_case);
    }
    std::vector<PooledDrills> pooled;
    pooled.reserve(pools.size());
    for (auto& [protocol, pool] : pools) pooled.push_back(std::move(pool).finished());
    return pooled;
}

Json json_of(const std::vector<Ticks>& times) {
    Json counts = Json::array();
    for (const Ticks time : times) counts.push_back(time.count());
    return counts;
}

std::vector<Ticks> times_in(const Json& json) {
    std::vector<Ticks> times;
    for (const Json& count : json) {
        const auto ticks = count.get<std::int64_t>();
        if (ticks < kNever.count() || ticks > kForever.count()) throw std::runtime_error("a time is out of range");
        times.emplace_back(ticks);
    }
    return times;
}

std::string text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void write_pooled(std::ostream& out, const std::vector<PooledDrills>& all) {
    out << ",\n\"pooled\": [";
    const char* separator = "\n";
    for (const PooledDrills& pooled : all) {
        out << separator
            << fmt::format("{{\"protocol\": {}, \"cases\": {},\n\"callers\": {},\n\"callees\": {}",
                           text(pooled.protocol), pooled.cases, text(pooled.callers), text(pooled.callees));
        const auto write = [&](const char* name, const PooledDrills::Sums& sums) {
            out << fmt::format(",\n\"{0}\": {1},\n\"{0}_ticks\": {2}", name, text(sums.reached), text(sums.ticks));
        };
        write("first_answer", pooled.first_answer);
        write("contact", pooled.contact);
        write("response", pooled.response);
        if (!pooled.shared.reached.empty()) write("shared", pooled.shared);
        out << ",\n\"attempts\": " << text(pooled.attempts) << '}';
        separator = ",\n";
    }
    out << "\n]";
}

PooledDrills pooled_in(const Json& json, std::uint64_t drills) {
    PooledDrills pooled;
    json.at("protocol").get_to(pooled.protocol);
    json.at("cases").get_to(pooled.cases);
    json.at("callers").get_to(pooled.callers);
    json.at("callees").get_to(pooled.callees);
    json.at("attempts").get_to(pooled.attempts);
    bool whole = pooled.attempts.size() == drills;
    const auto read = [&](const std::string& name, PooledDrills::Sums& sums) {
        json.at(name).get_to(sums.reached);
        json.at(name + "_ticks").get_to(sums.ticks);
        whole = whole && sums.reached.size() == drills && sums.ticks.size() == drills;
    };
    read("first_answer", pooled.first_answer);
    read("contact", pooled.contact);
    read("response", pooled.response);
    if (json.contains("shared")) read("shared", pooled.shared);
    if (!whole) throw std::runtime_error("a protocol has not as many drills as the baseline says");
    if (pooled.cases == 0) throw std::runtime_error("a protocol has no cases");
    return pooled;
}

}  // namespace

Baseline baseline_of(const Scenario& scenario, std::uint64_t seed, const std::string& luck,
                     const std::vector<Outcomes>& outcomes) {
    Baseline baseline{luck, seed, outcomes.empty() ? 0 : outcomes.front().size(), scenario.horizon, {}, {}};
    if (outcomes.size() > kMostStored) {
        baseline.pooled = pooled_drills(scenario, outcomes);
        return baseline;
    }
    for (const Outcomes& of_case : outcomes) {
        const Case& played = scenario.cases[of_case.case_index];
        const Protocol& protocol = scenario.protocols[of_case.protocol];
        StoredDrills& stored = baseline.cases.emplace_back();
        stored.caller = scenario.parties[played.caller].id;
        stored.callee = scenario.parties[played.callee].id;
        stored.after = played.after;
        stored.protocol = protocol.id;
        stored.fingerprint = text_of(fingerprint_of(scenario, of_case));
        stored.first_answer = of_case.first_answer;
        stored.contact = of_case.contact;
        if (protocol.request) stored.response = of_case.response;
        if (protocol.exchange) stored.shared = of_case.shared;
        for (std::size_t drill = 0; drill < of_case.size(); ++drill) {
            stored.attempts.push_back(all_attempts(of_case, drill));
        }
    }
    return baseline;
}

void write_baseline(std::ostream& out, const Baseline& baseline) {
    // An array a line, so that a change shows where it is.
    out << fmt::format(
        "{{\n\"format\": {},\n\"hotline\": \"{}\",\n\"luck\": \"{}\",\n\"seed\": {},\n\"replications\": {},\n"
        "\"horizon_ticks\": {},\n\"cases\": [",
        baseline.pooled.empty() ? kFormat : kFormatOfPooled, version(), baseline.luck, baseline.seed,
        baseline.replications, baseline.horizon.count());
    const char* separator = "\n";
    for (const StoredDrills& stored : baseline.cases) {
        out << separator
            << fmt::format(
                   "{{\"caller\": {}, \"callee\": {}, \"after_ticks\": {}, \"protocol\": {},\n\"fingerprint\": "
                   "\"{}\"",
                   text(stored.caller), text(stored.callee), stored.after.count(), text(stored.protocol),
                   stored.fingerprint);
        out << ",\n\"first_answer\": " << json_of(stored.first_answer).dump();
        out << ",\n\"contact\": " << json_of(stored.contact).dump();
        out << ",\n\"response\": " << json_of(stored.response).dump();
        if (!stored.shared.empty()) out << ",\n\"shared\": " << json_of(stored.shared).dump();
        out << ",\n\"attempts\": " << Json(stored.attempts).dump() << '}';
        separator = ",\n";
    }
    out << "\n]";
    if (!baseline.pooled.empty()) write_pooled(out, baseline.pooled);
    out << "\n}\n";
}

Baseline read_baseline(const std::string& text) try {
    const Json json = Json::parse(text);
    const int format = json.at("format").get<int>();
    if (format != kFormat && format != kFormatOfPooled) throw std::runtime_error("it is of another format");
    Baseline baseline{json.at("luck").get<std::string>(),
                      json.at("seed").get<std::uint64_t>(),
                      json.at("replications").get<std::uint64_t>(),
                      Ticks{json.at("horizon_ticks").get<std::int64_t>()},
                      {},
                      {}};
    if (baseline.replications < 2) throw std::runtime_error("it has fewer than two drills");
    if (baseline.replications > kMostReplications) throw std::runtime_error("it has more drills than can be played");
    if (baseline.horizon <= Ticks{0} || baseline.horizon > kForever)
        throw std::runtime_error("a time is out of range");
    for (const Json& of_case : json.at("cases")) {
        StoredDrills& stored = baseline.cases.emplace_back();
        of_case.at("caller").get_to(stored.caller);
        of_case.at("callee").get_to(stored.callee);
        stored.after = Ticks{of_case.at("after_ticks").get<std::int64_t>()};
        of_case.at("protocol").get_to(stored.protocol);
        of_case.at("fingerprint").get_to(stored.fingerprint);
        stored.first_answer = times_in(of_case.at("first_answer"));
        stored.contact = times_in(of_case.at("contact"));
        stored.response = times_in(of_case.at("response"));
        if (of_case.contains("shared")) stored.shared = times_in(of_case.at("shared"));
        of_case.at("attempts").get_to(stored.attempts);
        const std::size_t drills = baseline.replications;
        const auto whole = [drills](const auto& column) { return column.size() == drills; };
        if (!whole(stored.first_answer) || !whole(stored.contact) || !whole(stored.attempts) ||
            (!stored.response.empty() && !whole(stored.response)) ||
            (!stored.shared.empty() && !whole(stored.shared))) {
            throw std::runtime_error("a case has not as many drills as the baseline says");
        }
    }
    if (format == kFormatOfPooled) {
        for (const Json& of_protocol : json.at("pooled"))
            baseline.pooled.push_back(pooled_in(of_protocol, baseline.replications));
    }
    return baseline;
} catch (const Json::parse_error&) {
    throw std::runtime_error("it is not JSON");
} catch (const Json::exception&) {
    throw std::runtime_error("something in it is missing, or of another kind");
}

}  // namespace hotline
