// A builder for one worked example: the sketch of a scenario, and the expected result. The chapters of the worked
// examples are listed here.
#pragma once

#include "tests/oracle/sketch.hpp"
#include "tests/oracle/worked_examples.hpp"

namespace hotline {

class Example : public Sketch {
public:
    explicit Example(std::string name) : name_(std::move(name)) {}

    /// The expected result. Times are seconds from the case's start.
    Example& first_answer(std::int64_t at);
    Example& contact(std::int64_t at, Index made_by_row);
    Example& response(std::int64_t at);
    /// In units.
    Example& cost(double of_all);
    Example& attempt(std::int64_t begins, std::int64_t ends, Index row, std::uint32_t number, Result result);
    Example& attempt_in(Identity path, std::int64_t begins, std::int64_t ends, Index row, std::uint32_t number,
                        Result result);

    /// The paths of the case's search and of the one opened by an answer to that attempt.
    Identity path() const;
    Identity path(Identity outer, Index row, std::uint32_t number = 1) const;
    Identity path(Index row, std::uint32_t number = 1) const { return path(path(), row, number); }

    WorkedExample done();

private:
    std::string name_;
    DrillRecord expected_;
};

using Examples = std::vector<WorkedExample>;
void add_flow_examples(Examples& examples);
void add_step_examples(Examples& examples);
void add_follow_up_examples(Examples& examples);
void add_within_examples(Examples& examples);
void add_leave_examples(Examples& examples);
void add_rota_examples(Examples& examples);
void add_call_examples(Examples& examples);
void add_taker_examples(Examples& examples);
void add_message_examples(Examples& examples);
void add_conversation_examples(Examples& examples);
void add_hand_over_examples(Examples& examples);
void add_ending_examples(Examples& examples);
void add_count_examples(Examples& examples);
void add_conference_examples(Examples& examples);
void add_tree_examples(Examples& examples);

}  // namespace hotline
