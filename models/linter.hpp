// The parts of linting; for lint*.cpp alone.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "models/diagnostics.hpp"
#include "models/scenario.hpp"
#include "models/selection.hpp"

namespace hotline {

/// A protocol as a case comes to play it: its own, or one that a hand-over or a relay leads to.
struct Played {
    Index root = kNone;  // the case's protocol, whose goal counts
    Index protocol = kNone;
    Index caller = kNone;  // of the case
    Index callee = kNone;
    std::vector<std::vector<Index>> called;  // officials by step
};

class Linter {
public:
    Linter(const Scenario& scenario, Diagnostics& diagnostics);
    void lint();

private:
    // lint.cpp
    void find_played();
    void warn(const char* code, Place place, std::string message, std::string hint = {}) {
        diagnostics_.warning(code, place, std::move(message), std::move(hint));
    }
    const Goal& goal(const Played& played) const { return *scenario_.protocols[played.root].goal; }
    const Channel& channel_of(Index row) const { return scenario_.channels[scenario_.rows[row].channel]; }
    const Response& response_of(Index row) const { return scenario_.responses[scenario_.rows[row].response]; }
    std::string names(const Played& played) const;
    bool can_make_contact(const Played& played, Index official) const;

    // lint_steps.cpp
    void check_steps();
    std::string why_unreachable(const Played& played, const Step& step, const std::vector<Index>& called) const;
    void check_time(const Played& played, const Step& step, const std::vector<Index>& called);
    void check_length();
    void check_cycles();
    double length(const Played& played) const;

    // lint_lists.cpp
    void check_use();
    void check_entries();
    void check_carriers();
    void check_duty();

    const Scenario& scenario_;
    Diagnostics& diagnostics_;
    Directory directory_;
    std::vector<Played> played_;
};

}  // namespace hotline
