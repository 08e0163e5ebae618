#include "models/base/utf8.hpp"

#include <gtest/gtest.h>

namespace hotline {
namespace {

TEST(Utf8, letters_have_one_to_four_bytes) {
    struct {
        std::string bytes;
        char32_t code;
    } const letters[] = {
        {"a", U'a'},
        {"\x7f", 0x7f},
        {"\xc2\x80", 0x80},
        {"\xdf\xbf", 0x7ff},
        {"\xe0\xa0\x80", 0x800},
        {"\xed\x9f\xbf", 0xd7ff},
        {"\xee\x80\x80", 0xe000},
        {"\xef\xbf\xbf", 0xffff},
        {"\xf0\x90\x80\x80", 0x10000},
        {"\xf4\x8f\xbf\xbf", 0x10ffff},
    };
    for (const auto& [bytes, code] : letters) {
        const Letter letter = letter_at("x" + bytes + "x", 1);
        EXPECT_TRUE(letter.valid);
        EXPECT_EQ(letter.length, bytes.size());
        EXPECT_EQ(letter.code, code);
    }
}

TEST(Utf8, what_rfc_3629_forbids_is_a_byte_that_is_no_letter) {
    for (const std::string bytes : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3x", "\xe0\x9f\xbf",
                                    "\xe2\x82", "\xe2\x82x", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf",
                                    "\xf0\x90\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"}) {
        const Letter letter = letter_at(bytes, 0);
        EXPECT_FALSE(letter.valid) << bytes;
        EXPECT_EQ(letter.length, 1U) << bytes;
        EXPECT_FALSE(letter.printable()) << bytes;
    }
}

TEST(Utf8, control_characters_are_named) {
    for (const std::string fine : {"", "Zhōngguó, 中国", "\xe2\x80\x8f", "\xff", "~\xc2\xa0"})
        EXPECT_EQ(control_in(fine), "");
    EXPECT_EQ(control_in("a\x1b[2J\n"), "the control character U+001B");
    EXPECT_EQ(control_in("\x7f"), "the control character U+007F");
    EXPECT_EQ(control_in("é\xc2\x9b"), "the control character U+009B");
    EXPECT_EQ(control_in(std::string(1, '\0')), "the control character U+0000");
    EXPECT_EQ(control_in("a\xe2\x80\xae"), "the control character U+202E");
    EXPECT_EQ(control_in("a\xe2\x81\xa6"), "the control character U+2066");
}

TEST(Utf8, a_long_text_loses_its_middle_but_no_part_of_a_letter) {
    EXPECT_EQ(shortened("abcdef", 6), "abcdef");
    EXPECT_EQ(shortened("abcdefg", 6), "abc…efg");
    EXPECT_EQ(shortened("ééééé", 6), "é…é");  // three bytes at each end would cut letters
    EXPECT_EQ(shortened(std::string(9, '\x80'), 6), "…");
}

TEST(FromTo, keeps_the_caller_before_the_arrow_in_whatever_direction_the_names_are_written) {
    EXPECT_EQ(from_to("France", "日本"), "France → 日本");
    EXPECT_EQ(from_to("الأردن", "Norway"), "\u2068الأردن\u2069 → Norway");
    EXPECT_EQ(from_to("Norway", "ישראל"), "Norway → \u2068ישראל\u2069");
}

}  // namespace
}  // namespace hotline
