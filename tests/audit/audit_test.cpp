// Every interval, test and verdict that the program prints, held against its claim: tests/audit/README.md.

#include "tests/audit/audit.hpp"

#include <gtest/gtest.h>

namespace hotline::audit {
namespace {

void hold(const Table& table) {
    table.print();
    table.expect_as_claimed();
}

TEST(Audit, of_survive) {
    hold(of_survive(experiments()));
}

}  // namespace
}  // namespace hotline::audit
