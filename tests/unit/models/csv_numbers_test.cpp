// How a list of durations is read: one number on each line, with or without a header.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "models/documents/csv_table.hpp"

namespace hotline {
namespace {

class Numbers : public testing::Test {
protected:
    std::vector<double> read(const std::string& text) {
        Diagnostics diagnostics;
        const auto numbers = read_csv_numbers({diagnostics.add_file("n.csv", text), text}, diagnostics);
        said = diagnostics.text();
        return numbers;
    }
    std::string said;
};

TEST_F(Numbers, stand_one_on_a_line_with_or_without_a_header) {
    EXPECT_EQ(read("10\n20.5\r\n 1e3 \n\"0\""), (std::vector<double>{10, 20.5, 1000, 0}));
    EXPECT_EQ(said, "");
    EXPECT_EQ(read("\xef\xbb\xbflatency (s)\n0.1\n"), (std::vector<double>{0.1}));
    EXPECT_EQ(said, "");
    EXPECT_EQ(read(""), std::vector<double>{});
    EXPECT_EQ(read("seconds\n"), std::vector<double>{});
    EXPECT_EQ(said, "");
}

TEST_F(Numbers, are_not_left_out_on_empty_lines) {
    EXPECT_EQ(read("seconds\n1\n\n2\n \n"), (std::vector<double>{1, 2}));
    EXPECT_EQ(said, R"(n.csv:3:1: error: the line must hold a duration, but is empty
n.csv:5:1: error: the line must hold a duration, but is empty
    5 |  
      | ^
)");
}

TEST_F(Numbers, are_finite_and_not_negative) {
    EXPECT_EQ(read("seconds\n1\nnan\ninf\n-1\n0x10\n1e999\n2 s\n1,5\n2\n"), (std::vector<double>{1, 2}));
    EXPECT_EQ(said, R"(n.csv:3:1: error: a duration must be a number of seconds, 0 or more, but is "nan"
    3 | nan
      | ^
n.csv:4:1: error: a duration must be a number of seconds, 0 or more, but is "inf"
    4 | inf
      | ^
n.csv:5:1: error: a duration must be a number of seconds, 0 or more, but is "-1"
    5 | -1
      | ^
n.csv:6:1: error: a duration must be a number of seconds, 0 or more, but is "0x10"
    6 | 0x10
      | ^
n.csv:7:1: error: a duration must be a number of seconds, 0 or more, but is "1e999"
    7 | 1e999
      | ^
n.csv:8:1: error: a duration must be a number of seconds, 0 or more, but is "2 s"
    8 | 2 s
      | ^
n.csv:9: error: the row must have one field for each column, but has more
    9 | 1,5
hint: put a field that holds a comma in double quotes
)");
}

TEST_F(Numbers, an_infinite_number_is_not_a_header) {
    for (const std::string first : {"inf", "-inf", "nan", "INFINITY", "1e999"}) {
        read(first + "\n10\n");
        EXPECT_EQ(said, "n.csv:1:1: error: a duration must be a number of seconds, 0 or more, but is \"" + first +
                            "\"\n    1 | " + first + "\n      | ^\n");
    }
}

TEST_F(Numbers, a_malformed_number_is_not_a_header) {
    read("12s\n10\n");
    EXPECT_EQ(said,
              R"(n.csv:1:1: error: a duration must be a number of seconds, 0 or more, but is "12s"
    1 | 12s
      | ^
)");
}

}  // namespace
}  // namespace hotline
