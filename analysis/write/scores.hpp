// How each entry of a list did in tests, as text, JSON and CSV.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/laws/scores.hpp"

namespace hotline {

struct ScoredList {
    const Scenario& scenario;
    std::vector<std::string> logs;
    Scores scores;
    bool compared = false;  // with the logs before the last
    std::uint64_t seed = 1;
    std::uint64_t replications = 0;
    /// How often a case makes contact in time: with the list as the scenario has it, and as the tests say.
    struct Contact {
        Index case_index = kNone;
        Index protocol = kNone;
        std::uint64_t before = 0;  // drills in contact
        std::uint64_t after = 0;
    };
    std::vector<Contact> contacts;
};

void write_text(std::ostream& out, const ScoredList& list);
void write_json(std::ostream& out, const ScoredList& list);
void write_csv(std::ostream& out, const ScoredList& list);

}  // namespace hotline
