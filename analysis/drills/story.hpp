// One drill as a picture shows it: in lanes, who called whom, when and through which channel; in words, what
// happened.
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
    Ticks called_back = kNever;  // by the official whom the attempt had missed
    Result result = Result::cut_off;
    bool made_contact = false;  // by the answer or the call back
};

struct StoryEvent {
    Ticks at{0};
    std::string clock;  // the local time of the person concerned
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
    Ticks ends{0};             // the end of the story: contact, or the horizon
    std::vector<Index> lanes;  // officials in the order in which they were first called; `kNone`: the caller
    std::vector<StoryAttempt> attempts;
    std::vector<StoryEvent> events;
};

/// Where a chart of the story ends. For a failed drill, it leaves out the hours in which nothing is left to try.
Ticks shown_until(const Story& story);

}  // namespace hotline
