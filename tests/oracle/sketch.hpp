// A scenario built in code, with identities and cross references set as the loader would.
//
// It starts with a caller and a callee that share a language, a telephone channel, mail, and one case with one
// protocol whose goal is authority 1. All times are whole seconds.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// A number of seconds.
constexpr Ticks secs(std::int64_t seconds) {
    return Ticks{seconds * 1024};
}
inline Law lasts(std::int64_t seconds) {
    return Law::always(secs(seconds));
}

/// A call of these officials, by name.
inline Selector naming(std::vector<Index> officials) {
    Selector call;
    call.officials = std::move(officials);
    return call;
}
/// A call of whoever has the duty of a rota.
inline Selector on_turn(Index rota, std::uint32_t ahead = 0) {
    Selector call;
    call.rota = rota;
    call.ahead = ahead;
    return call;
}

/// An official with one row.
struct Person {
    Index who = kNone;
    Index row = kNone;
};

class Sketch {
public:
    Sketch();

    Index party(const std::string& id, std::vector<std::string> languages = {"en"});
    Index call_channel(const std::string& id, std::int64_t set_up, std::int64_t patience);
    Index message_channel(const std::string& id, std::int64_t set_up, std::int64_t patience);
    Index carrier(const std::string& id);
    void outage(Index carrier, std::int64_t from, std::int64_t lasts_seconds);
    /// Makes every address of the channel as stale as possible.
    void let_addresses_rot(Index channel);
    Index staleness(double per_year);
    /// Mondays to Fridays in local time.
    Index office_hours(int first_minute, int last_minute);

    /// Turns of hours, the first of which begins so many seconds after the start.
    Index rota(std::initializer_list<Person> members, std::int64_t first);
    void overrides(Index rota, Person who, std::int64_t from, std::int64_t until);

    /// Always answers after that time, on and off duty.
    Index responds(std::int64_t latency);
    Index never_responds();
    /// Too slow for any patience of these sketches, but calls back.
    Index calls_back(std::int64_t delay);

    Index official(Index of_party, std::uint32_t authority);
    Index row(Index official, Index channel, Index response);
    Person someone(std::uint32_t authority, Index channel, Index response);
    Person someone_of(Index of_party, std::uint32_t authority, Index channel, Index response);

    Index protocol(const std::string& id);
    Protocol& own() { return scenario.protocols[0]; }
    /// Adds a step. The reference holds until the next step of that protocol.
    Step& step(Index protocol, std::initializer_list<Person> call);
    Step& step(std::initializer_list<Person> call) { return step(0, call); }

    Scenario scenario;
    Index caller = kNone;
    Index callee = kNone;
    Index phone = kNone;  // set-up 2 s, patience 10 s
    Index mail = kNone;   // set-up 1 s, patience 20 s, no size
};

}  // namespace hotline
