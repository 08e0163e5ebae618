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

}  // namespace
}  // namespace hotline
