#include "tests/oracle/worked_examples.hpp"

#include <algorithm>
#include <tuple>

#include "sim/draws/luck.hpp"
#include "tests/oracle/example.hpp"

namespace hotline {

Example& Example::first_answer(std::int64_t at) {
    expected_.outcome.first_answer = secs(at);
    return *this;
}

Example& Example::contact(std::int64_t at, Index made_by_row) {
    expected_.outcome.contact = secs(at);
    expected_.outcome.made_by = made_by_row;
    return *this;
}

Example& Example::response(std::int64_t at) {
    expected_.outcome.response = secs(at);
    return *this;
}

Example& Example::cost(double of_all) {
    expected_.outcome.cost = static_cast<Cost>(of_all * static_cast<double>(kUnitOfCost));
    return *this;
}

Example& Example::attempt(std::int64_t begins, std::int64_t ends, Index row, std::uint32_t number, Result result) {
    return attempt_in(path(), begins, ends, row, number, result);
}

Example& Example::attempt_in(Identity path, std::int64_t begins, std::int64_t ends, Index row, std::uint32_t number,
                             Result result) {
    expected_.attempts.push_back({secs(begins), secs(ends), path, row, number, result});
    ++expected_.outcome.attempts[static_cast<std::size_t>(result)];
    return *this;
}

Identity Example::path() const {
    return path_of_case(scenario.parties[caller], scenario.parties[callee], 0);
}

Identity Example::path(Identity outer, Index row, std::uint32_t number) const {
    return path_of_inner(outer, scenario.rows[row].identity, number);
}

WorkedExample Example::done() {
    std::sort(expected_.attempts.begin(), expected_.attempts.end(), [](const auto& a, const auto& b) {
        return std::tie(a.begins, a.path, a.row, a.number) < std::tie(b.begins, b.path, b.row, b.number);
    });
    return {name_, scenario, expected_};
}

const std::vector<WorkedExample>& worked_examples() {
    static const Examples all = [] {
        Examples examples;
        add_flow_examples(examples);
        add_step_examples(examples);
        add_follow_up_examples(examples);
        add_within_examples(examples);
        add_leave_examples(examples);
        add_rota_examples(examples);
        add_call_examples(examples);
        add_taker_examples(examples);
        add_message_examples(examples);
        add_conversation_examples(examples);
        add_hand_over_examples(examples);
        add_ending_examples(examples);
        add_count_examples(examples);
        add_conference_examples(examples);
        add_tree_examples(examples);
        return examples;
    }();
    return all;
}

}  // namespace hotline
