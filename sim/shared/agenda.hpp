// What is due when. Every entry waits on a timer of the engine; what is due at one instant comes in an order that is
// the model's own, and not the engine's:
//   what ends, then what goes on, then what asks for something that others may hold, then callers whose hold is over
//   (those of the searches farthest in first), then the end of cases, then what is sent over carriers, then how they
//   are shared; of a kind case by case in the order of the scenario, and of one case in the order in which it was
//   entered.
// An entry comes when everything that earlier ones have set going at the instant is done, and what they enter for the
// same instant takes its place in the order.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "models/place.hpp"
#include "sim/shared/engine.hpp"

namespace hotline {

enum class Phase : std::uint8_t { ends, goes_on, asks, holds, decides, sends, shares };

class Agenda {
public:
    /// `quiet` is called whenever nothing is due any more and nobody works.
    Agenda(Engine& engine, std::function<void()> quiet) : engine_(engine), quiet_(std::move(quiet)) {}

    /// Where an entry stands among those of its instant.
    struct Rank {
        Phase phase = Phase::goes_on;
        std::uint32_t depth = 0;  // of the search, where the phase is `holds`
        Index case_index = 0;
    };
    struct Ticket {
        Ticks at{0};
        std::uint64_t number = 0;  // 0: none
    };

    /// Requires at ≥ now. `run` must not park.
    Ticket add(Ticks at, Rank rank, std::function<void()> run);
    /// Requires that the entry has not come.
    void remove(Ticket ticket);
    /// Forgets all entries, those of this instant too.
    void clear();

    /// Whoever is set going by an entry says so, and says when he is done for this instant.
    void begin_work() { ++working_; }
    void end_work();

private:
    struct Entry {
        Rank rank;
        std::uint64_t number;
        std::function<void()> run;

        bool before(const Entry& other) const;
    };
    struct Due {
        Engine::Timer* timer = nullptr;
        std::vector<Entry> entries;
    };

    void arm(Ticks at, Due& instant);
    void proceed();

    Engine& engine_;
    std::function<void()> quiet_;
    std::unordered_map<std::int64_t, Due> due_;  // by ticks
    std::uint64_t last_number_ = 0;
    std::uint32_t working_ = 0;
    bool proceeding_ = false;
};

}  // namespace hotline
