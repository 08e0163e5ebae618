// The shipped scenarios do what they did. tests/golden/update accepts a change that is meant.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/golden/fingerprint.hpp"

namespace hotline {
namespace {

TEST(Golden, shipped_scenarios_do_what_they_did) {
    std::ifstream file(HOTLINE_SOURCE_DIR "/tests/golden/fingerprints.txt");
    std::stringstream kept;
    kept << file.rdbuf();
    ASSERT_FALSE(kept.str().empty());
    EXPECT_EQ(fingerprint_table(), kept.str());
}

}  // namespace
}  // namespace hotline
