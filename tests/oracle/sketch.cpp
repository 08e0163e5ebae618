#include "tests/oracle/sketch.hpp"

#include <algorithm>
#include <utility>

namespace hotline {
namespace {

template <typename Thing>
Index add(std::vector<Thing>& things, Thing thing) {
    things.push_back(std::move(thing));
    return static_cast<Index>(things.size() - 1);
}

}  // namespace

Sketch::Sketch() {
    using namespace std::chrono;
    scenario.title = "sketch";
    scenario.horizon = secs(1000);
    scenario.unverified_age = days{730};
    scenario.start_first = scenario.start_last = sys_days{2012y / October / 4} + hours{2} + minutes{30};
    caller = party("caller");
    callee = party("callee");
    phone = call_channel("phone", 2, 10);
    mail = message_channel("mail", 1, 20);
    protocol("own");
    Case played;
    played.caller = caller;
    played.callee = callee;
    played.protocols = {0};
    scenario.cases.push_back(played);
}

Index Sketch::party(const std::string& id, std::vector<std::string> languages) {
    Party party;
    party.id = party.name = id;
    party.time_zone = "Etc/UTC";
    party.languages = std::move(languages);
    party.identity = identity_of(id);
    return add(scenario.parties, std::move(party));
}

Index Sketch::call_channel(const std::string& id, std::int64_t set_up, std::int64_t patience) {
    Channel channel;
    channel.id = id;
    channel.set_up = lasts(set_up);
    channel.patience = secs(patience);
    channel.identity = identity_of(id);
    return add(scenario.channels, std::move(channel));
}

Index Sketch::message_channel(const std::string& id, std::int64_t set_up, std::int64_t patience) {
    const Index channel = call_channel(id, set_up, patience);
    scenario.channels[channel].kind = Channel::Kind::message;
    scenario.channels[channel].told = false;
    return channel;
}

Index Sketch::carrier(const std::string& id) {
    Carrier carrier;
    carrier.id = id;
    carrier.identity = identity_of(id);
    return add(scenario.carriers, std::move(carrier));
}

void Sketch::outage(Index carrier, std::int64_t from, std::int64_t lasts_seconds) {
    Outage outage;
    outage.carrier = carrier;
    outage.from = secs(from);
    outage.lasts = lasts(lasts_seconds);
    scenario.outages.push_back(outage);
}

void Sketch::let_addresses_rot(Index channel) {
    scenario.channels[channel].staleness = staleness(1e9);
}

Index Sketch::staleness(double per_year) {
    Staleness staleness;
    staleness.id = "staleness-" + std::to_string(scenario.stalenesses.size());
    staleness.per_year = per_year;
    return add(scenario.stalenesses, std::move(staleness));
}

Index Sketch::office_hours(int first_minute, int last_minute) {
    Roster roster;
    roster.id = "roster-" + std::to_string(scenario.rosters.size());
    roster.shifts.push_back({0b0011111, std::chrono::minutes{first_minute}, std::chrono::minutes{last_minute}});
    return add(scenario.rosters, std::move(roster));
}

Index Sketch::rota(std::initializer_list<Person> members, std::int64_t first) {
    Rota rota;
    rota.id = "rota-" + std::to_string(scenario.rotas.size());
    rota.party = callee;
    rota.time_zone = "Etc/UTC";
    RotaLayer& layer = rota.layers.emplace_back();
    for (const Person& person : members) {
        layer.members.push_back(person.who);
        scenario.officials[person.who].takes_turns = true;
    }
    layer.turn = {TurnLength::Unit::hours, 1};
    layer.first = std::chrono::floor<std::chrono::seconds>(scenario.start_first) + std::chrono::seconds{first};
    return add(scenario.rotas, std::move(rota));
}

void Sketch::overrides(Index rota, Person who, std::int64_t from, std::int64_t until) {
    RotaOverride over;
    over.rota = rota;
    over.official = who.who;
    over.from = scenario.start_first + secs(from);
    over.until = scenario.start_first + secs(until);
    scenario.overrides.push_back(over);
}

Index Sketch::responds(std::int64_t latency) {
    Response response;
    response.id = "response-" + std::to_string(scenario.responses.size());
    response.on_duty.answer = response.off_duty.answer = 1;
    response.on_duty.latency = response.off_duty.latency = lasts(latency);
    return add(scenario.responses, std::move(response));
}

Index Sketch::never_responds() {
    const Index response = responds(0);
    scenario.responses[response].on_duty.answer = scenario.responses[response].off_duty.answer = 0;
    return response;
}

Index Sketch::calls_back(std::int64_t delay) {
    const Index response = responds(100'000);
    scenario.responses[response].call_back.probability = 1;
    scenario.responses[response].call_back.delay = lasts(delay);
    return response;
}

Index Sketch::official(Index of_party, std::uint32_t authority) {
    Official official;
    official.id = "official-" + std::to_string(scenario.officials.size());
    official.party = of_party;
    official.authority = authority;
    official.languages = scenario.parties[of_party].languages;
    official.identity = identity_of(official.id);
    return add(scenario.officials, std::move(official));
}

Index Sketch::row(Index official, Index channel, Index response) {
    Official& holder = scenario.officials[official];
    const auto earlier = std::count_if(holder.rows.begin(), holder.rows.end(),
                                       [&](Index other) { return scenario.rows[other].channel == channel; });
    Row row;
    row.official = official;
    row.channel = channel;
    row.response = response;
    row.identity =
        combine(combine(holder.identity, scenario.channels[channel].identity), static_cast<std::uint64_t>(earlier));
    holder.rows.push_back(static_cast<Index>(scenario.rows.size()));
    return add(scenario.rows, std::move(row));
}

Person Sketch::someone(std::uint32_t authority, Index channel, Index response) {
    return someone_of(callee, authority, channel, response);
}

Person Sketch::someone_of(Index of_party, std::uint32_t authority, Index channel, Index response) {
    const Index who = official(of_party, authority);
    return {who, row(who, channel, response)};
}

Index Sketch::protocol(const std::string& id) {
    Protocol protocol;
    protocol.id = protocol.title = id;
    protocol.goal = Goal{.authority = 1};
    return add(scenario.protocols, std::move(protocol));
}

Step& Sketch::step(Index protocol, std::initializer_list<Person> call) {
    Step step;
    for (const Person& person : call) step.call.officials.push_back(person.who);
    scenario.protocols[protocol].steps.push_back(std::move(step));
    return scenario.protocols[protocol].steps.back();
}

}  // namespace hotline
