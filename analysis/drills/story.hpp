// One drill as a picture tells it: who called whom, through what and when, in lanes, and what happened in words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

struct StoryAttempt {
    std::size_t from = 0;  // lanes
    std::size_t to = 0;
    Index row = kNone;
    Ticks begins{0};
    Ticks ends{0};
    Ticks answered = kNever;     // also by a late reply, after the end
    Ticks called_back = kNever;  // by whom the attempt had missed
    Result result = Result::cut_off;
    bool made_contact = false;  // by its answer, or by the call back
};

struct StoryEvent {
    Ticks at{0};
    std::string clock;  // of whom it is about
    std::string who;    // may be empty
    std::string what;
};

struct Story {
    std::string kind;  // "a typical drill"
    Index case_index = kNone;
    Index protocol = kNone;
    std::uint64_t replication = 0;
    std::string begins;  // the instant, in words
    Ticks contact = kNever;
    Ticks ends{0};             // what is told: the contact, or the horizon
    std::vector<Index> lanes;  // officials in the order in which they were first called; `kNone`: the caller
    std::vector<StoryAttempt> attempts;
    std::vector<StoryEvent> events;
};

/// Until when a chart of it shows anything: of a failed drill the hours in which nothing is left to try are left out.
Ticks shown_until(const Story& story);

}  // namespace hotline
