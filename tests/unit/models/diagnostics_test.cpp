// How findings are displayed.

#include "models/documents/diagnostics.hpp"

#include <gtest/gtest.h>

namespace hotline {
namespace {

/// The diagnostic of a place in the first line of a file.
std::string shown(const std::string& line, std::uint32_t column) {
    Diagnostics diagnostics;
    diagnostics.error({diagnostics.add_file("f", line + "\n"), 1, column}, "no");
    return diagnostics.text();
}

std::string error(const std::string& column, const std::string& line, std::size_t before_caret) {
    return "f:1:" + column + ": error: no\n    1 | " + line + "\n      | " + std::string(before_caret, ' ') + "^\n";
}

TEST(Diagnostics, the_caret_stands_under_the_place_after_tabs_and_letters_of_several_bytes) {
    EXPECT_EQ(shown("a = 1", 5), error("5", "a = 1", 4));
    EXPECT_EQ(shown("\ta = 1", 6), error("6", " a = 1", 5));
    EXPECT_EQ(shown("é = 1", 5), error("5", "é = 1", 4));
    EXPECT_EQ(shown("n = \"中国\", x", 11), error("11", "n = \"中国\", x", 12));  // two columns each in a terminal
    EXPECT_EQ(shown("e\xcc\x81 = 1", 6), error("6", "e\xcc\x81 = 1", 4));         // an accent joins its letter
    EXPECT_EQ(shown("\xef\xbb\xbf"
                    "a = 1",
                    5),
              error("5", "a = 1", 4));  // the byte order mark does not count
}

TEST(Diagnostics, a_place_behind_the_end_of_its_line_has_a_caret_too) {
    EXPECT_EQ(shown("a =", 4), error("4", "a =", 3));
    EXPECT_EQ(shown("a =", 7), error("7", "a =", 6));
}

TEST(Diagnostics, nothing_that_could_disguise_a_line_reaches_the_terminal) {
    EXPECT_EQ(shown("a\x1b[31m\x7f\xc2\x9b\xe2\x80\xae\xff\r", 3), error("3", "a?[31m????", 2));
    Diagnostics diagnostics;
    diagnostics.error({}, "un\x1b[31mknown \xff", "did\nyou");
    EXPECT_EQ(diagnostics.text(), "error: un?[31mknown ?\nhint: did?you\n");
}

TEST(Diagnostics, long_lines_are_cut_around_the_caret) {
    const std::string line(500, 'x');
    EXPECT_EQ(shown(line, 61), error("61", std::string(100, 'x') + "…", 60));
    EXPECT_EQ(shown(line, 62), error("62", "…" + std::string(100, 'x') + "…", 61));
    EXPECT_EQ(shown(line, 500), error("500", "…" + std::string(61, 'x'), 61));
}

TEST(Diagnostics, long_messages_are_cut_in_their_middle) {
    Diagnostics diagnostics;
    diagnostics.error({}, "unknown key \"" + std::string(1'000'000, 'x') + "\" in a step");
    EXPECT_EQ(diagnostics.text(),
              "error: unknown key \"" + std::string(187, 'x') + "…" + std::string(189, 'x') + "\" in a step\n");
}

TEST(Diagnostics, numbers_of_many_lines_keep_the_caret_in_place) {
    Diagnostics diagnostics;
    diagnostics.error({diagnostics.add_file("f", std::string(1'234'566, '\n') + "abc"), 1'234'567, 3}, "no");
    EXPECT_EQ(diagnostics.text(), "f:1234567:3: error: no\n1234567 | abc\n        |   ^\n");
}

TEST(Diagnostics, findings_come_in_the_order_of_files_lines_and_columns) {
    Diagnostics diagnostics;
    const Index first = diagnostics.add_file("first", "a b\nc");
    const Index second = diagnostics.add_file("second", "d");
    diagnostics.error({}, "nowhere");
    diagnostics.error_in_column({second, 1, 0}, "role", "sixth");
    diagnostics.error({first, 2, 1}, "fifth");
    diagnostics.warning("some-code", {first, 1, 3}, "third", "do this");
    diagnostics.error({first, 1, 3}, "fourth");
    diagnostics.error({first, 1, 1}, "second");
    diagnostics.error({first, 0, 0}, "first");
    EXPECT_EQ(diagnostics.text(), R"(first: error: first
first:1:1: error: second
    1 | a b
      | ^
first:1:3: warning: third [some-code]
    1 | a b
      |   ^
hint: do this
first:1:3: error: fourth
    1 | a b
      |   ^
first:2:1: error: fifth
    2 | c
      | ^
second:1: error: column "role": sixth
    1 | d
error: nowhere
)");
}

TEST(Diagnostics, only_errors_count_as_errors) {
    Diagnostics diagnostics;
    diagnostics.warning("code", {}, "doubtful");
    EXPECT_FALSE(diagnostics.has_errors());
    diagnostics.error({}, "wrong");
    EXPECT_TRUE(diagnostics.has_errors());
}

TEST(Diagnostics, in_colour_the_severity_and_the_caret_are_painted) {
    Diagnostics diagnostics;
    diagnostics.error({diagnostics.add_file("f", "a"), 1, 1}, "no");
    EXPECT_EQ(diagnostics.text(true), "f:1:1: \033[1;31merror: \033[0mno\n    1 | a\n      | \033[1;32m^\033[0m\n");
}

TEST(Diagnostics, after_a_hundred_in_a_file_the_rest_is_counted) {
    Diagnostics diagnostics;
    const Index file = diagnostics.add_file("f", "");
    for (std::uint32_t line = 1; line <= 100; ++line) diagnostics.error({file, line, 1}, "no");
    std::string text;
    for (int line = 1; line <= 100; ++line) text += "f:" + std::to_string(line) + ":1: error: no\n";
    EXPECT_EQ(diagnostics.text(), text);
    for (std::uint32_t line = 101; line <= 300'000; ++line) diagnostics.error({file, line, 1}, "no");
    EXPECT_EQ(diagnostics.text(), text + "f: and 299900 more\n");
}

TEST(Diagnostics, what_is_wrong_with_many_rows_in_the_same_way_is_told_once) {
    Diagnostics diagnostics;
    const Index file = diagnostics.add_file("f", "");
    for (std::uint32_t line = 2; line <= 6; ++line) diagnostics.error_in_column({file, line, 0}, "a", "no");
    for (std::uint32_t line = 2; line <= 7; ++line) diagnostics.error_in_column({file, line, 0}, "b", "no", "yes");
    for (int same = 0; same < 6; ++same) diagnostics.error({file, 1, 0}, "what");
    std::string text;
    for (int same = 0; same < 6; ++same) text += "f:1: error: what\n";
    text += "f:2: error: column \"a\": no\n";
    text += "f:2: error: column \"b\": no (in 6 rows, of which this is the first)\nhint: yes\n";
    for (int line = 3; line <= 6; ++line) text += "f:" + std::to_string(line) + ": error: column \"a\": no\n";
    EXPECT_EQ(diagnostics.text(), text);
}

TEST(DidYouMean, names_the_nearest_word_of_which_at_most_a_third_is_wrong) {
    const std::vector<std::string> words{"tries", "title", "patience", "a"};
    EXPECT_EQ(did_you_mean("tris", words), "did you mean \"tries\"?");
    EXPECT_EQ(did_you_mean("trise", words),
              "did you mean \"tries\"?");  // two letters that changed places are one mistake
    EXPECT_EQ(did_you_mean("titel", words), "did you mean \"title\"?");
    EXPECT_EQ(did_you_mean("patienc", words), "did you mean \"patience\"?");
    EXPECT_EQ(did_you_mean("pa", words), "did you mean \"a\"?");
    EXPECT_EQ(did_you_mean("something", words), "");
    EXPECT_EQ(did_you_mean("", words), "");
    EXPECT_EQ(did_you_mean("tris", {}), "");
    EXPECT_EQ(did_you_mean(std::string(65, 'a'), {std::string(64, 'a')}), "");  // no such word is a slip
}

}  // namespace
}  // namespace hotline
