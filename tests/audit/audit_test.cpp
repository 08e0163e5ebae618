// Compares every interval, test and verdict that the program prints with its claim: tests/audit/README.md.

#include "tests/audit/audit.hpp"

#include <gtest/gtest.h>

namespace hotline::audit {
namespace {

void hold(Table (*audited)(std::uint64_t)) {
    const Table table = audited(experiments());
    table.print();
    table.expect_as_claimed();
}

TEST(Audit, of_run) {
    hold(of_run);
}
TEST(Audit, of_quorums) {
    hold(of_quorums);
}
TEST(Audit, of_even_starts) {
    hold(of_even_starts);
}
TEST(Audit, of_cells) {
    hold(of_cells);
}
TEST(Audit, of_resources) {
    hold(of_resources);
}
TEST(Audit, of_compare) {
    hold(of_compare);
}
TEST(Audit, of_mending) {
    hold(of_mending);
}
TEST(Audit, of_mending_in_worlds) {
    hold(of_mending_in_worlds);
}
TEST(Audit, of_cut_sets) {
    hold(of_cut_sets);
}
TEST(Audit, of_random_problems) {
    hold(of_random_problems);
}
TEST(Audit, of_check) {
    hold(of_check);
}
TEST(Audit, of_baselines) {
    hold(of_baselines);
}
TEST(Audit, of_survive) {
    hold(of_survive);
}
TEST(Audit, of_fit) {
    hold(of_fit);
}
TEST(Audit, of_plan) {
    hold(of_plan);
}
TEST(Audit, of_worlds) {
    hold(of_worlds);
}
TEST(Audit, of_worlds_compared) {
    hold(of_worlds_compared);
}
TEST(Audit, of_check_in_worlds) {
    hold(of_check_in_worlds);
}

}  // namespace
}  // namespace hotline::audit
