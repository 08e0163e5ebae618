#include "tests/oracle/reference.hpp"

#include <gtest/gtest.h>

#include "tests/oracle/show_record.hpp"
#include "tests/oracle/worked_examples.hpp"

namespace hotline {
namespace {

class WorkedExamples : public testing::TestWithParam<std::size_t> {};

TEST_P(WorkedExamples, come_out_of_the_reference_as_worked_out_by_hand) {
    const WorkedExample& example = worked_examples()[GetParam()];
    SCOPED_TRACE(example.name);
    for (std::uint64_t replication = 0; replication < 3; ++replication) {
        const DrillRecord drill = reference_drill(example.scenario, 0, 0, 20121004, replication);
        EXPECT_EQ(shown(drill, example.scenario), shown(example.expected, example.scenario));
        EXPECT_TRUE(drill == example.expected);
    }
}

INSTANTIATE_TEST_SUITE_P(All, WorkedExamples, testing::Range(std::size_t{0}, worked_examples().size()));

}  // namespace
}  // namespace hotline
