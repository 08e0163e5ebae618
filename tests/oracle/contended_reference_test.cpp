#include "tests/oracle/contended_reference.hpp"

#include <gtest/gtest.h>

#include "tests/oracle/contended_examples.hpp"

namespace hotline {
namespace {

TEST(ContendedReference, comes_to_what_was_worked_out_by_hand) {
    for (const ContendedExample& example : contended_examples()) {
        EXPECT_EQ(summary(contended_reference(example.scenario, 0, 20121004, 0).cases, example.scenario),
                  example.expected)
            << example.name;
    }
}

TEST(ContendedReference, calls_nobody_any_more_where_a_hold_ends_in_time) {
    const ContendedExample example = a_hold_that_ends_in_time();
    EXPECT_EQ(requests_of_desks(contended_reference(example.scenario, 0, 1, 0).usage, example.scenario),
              kRequestsWhereAHoldEndsInTime);
}

}  // namespace
}  // namespace hotline
