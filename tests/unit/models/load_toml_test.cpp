// What the loader says about files that are not TOML, or that toml++ cannot take.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kWrongToml[] = {
    {"a_key_twice",
     {{"scenario.toml", R"(title = "Small")", R"(title = "Small"
title = "Large")"}},
     R"(scenario.toml:2:9: error: this is not TOML: cannot redefine existing string 'title' (in a key-value pair)
    2 | title = "Large"
      |         ^
)"},
    {"what_is_not_utf_8",
     {{"scenario.toml", "Small", "Sm\xff"}},
     R"(scenario.toml:1:12: error: the file must be UTF-8, but this is not
    1 | title = "Sm?"
      |            ^
)"},
    {"a_nul_byte_in_toml",
     {{"scenario.toml", "Small",
       std::string("Sm\0"
                   "all",
                   6)}},
     R"(scenario.toml:1:12: error: this is not TOML: unescaped control characters other than TAB (U+0009) are explicitly prohibited (in a string)
)"},
    {"arrays_that_are_very_deep",
     {{"scenario.toml", R"("Small")",
       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}},
     R"(scenario.toml:1:265: error: this is not TOML: exceeded maximum nested value depth of 256 (TOML_MAX_NESTED_VALUES) (in a value)
    1 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
      |                                                              ^
)"},
    {"not_toml",
     {{"scenario.toml", R"(title = "Small")", R"(title = "Small)"}},
     R"(scenario.toml:1:15: error: this is not TOML: unescaped control characters other than TAB (U+0009) are explicitly prohibited (in a string)
    1 | title = "Small
      |               ^
)"},
    {"a_table_without_a_name",
     {{"scenario.toml", "[start]", "[=start]"}},
     R"(scenario.toml:4:2: error: this is not TOML
    4 | [=start]
      |  ^
)"},
    {"a_letter_outside_of_quotes",
     {{"scenario.toml", "title", "títle"}},
     R"(scenario.toml:1:2: error: this character must be inside quotes
    1 | títle = "Small"
      |  ^
)"},
    {"a_quote_in_a_word",
     {{"scenario.toml", "title", R"(ti"t"le)"}},
     R"(scenario.toml:1:3: error: this character must be inside quotes
    1 | ti"t"le = "Small"
      |   ^
)"},
    {"a_letter_behind_a_backslash",
     {{"scenario.toml", R"("Small")", R"("""a\é""")"}},
     R"(scenario.toml:1:14: error: this is not TOML: unknown escape sequence '\é' (in a string)
    1 | title = """a\é"""
      |              ^
)"},
    {"a_title_that_would_clear_the_screen",
     {{"scenario.toml", R"("Small")", R"("\u001b[2J")"}},
     R"(scenario.toml:1:9: error: the text must not hold the control character U+001B
    1 | title = "\u001b[2J"
      |         ^
hint: only a description may have line breaks and tabs
)"},
    {"a_title_of_two_lines",
     {{"scenario.toml", R"("Small")", "\"\"\"Small\nand long\"\"\""}},
     R"(scenario.toml:1:9: error: the text must not hold the control character U+000A
    1 | title = """Small
      |         ^
hint: only a description may have line breaks and tabs
)"},
    {"a_description_of_two_lines",
     {{"scenario.toml", R"(title = "Small")", "description = \"\"\"Small\r\n\tand long\"\"\""}},
     ""},
    {"a_description_that_clears_the_screen",
     {{"scenario.toml", R"(title = "Small")", R"(description = "Small\n\u009b2J")"}},
     R"(scenario.toml:1:15: error: the text must not hold the control character U+009B
    1 | description = "Small\n\u009b2J"
      |               ^
hint: only a description may have line breaks and tabs
)"},
    {"a_name_and_an_id_with_control_characters",
     {{"scenario.toml", R"(name = "China")", R"(name = "Chi\bna")"},
      {"scenario.toml", "[response.desk]", "[response.\"d\\tesk\"]\non_duty = { answer = 0 }\n[response.desk]"}},
     R"(scenario.toml:10:8: error: the text must not hold the control character U+0008
   10 | name = "Chi\bna"
      |        ^
hint: only a description may have line breaks and tabs
scenario.toml:14:11: error: the key must not hold the control character U+0009
   14 | [response."d\tesk"]
      |           ^
)"},
    {"fields_with_control_characters",
     {{"contacts.csv", "duty officer", "duty \x1b[1mofficer"},
      {"holidays.csv", "date\n", "date,name\n"},
      {"holidays.csv", "2011-10-03", "2011-10-03,a\x7f"},
      {"scenario.toml", "horizon", "holidays = [\"holidays.csv\"]\nhorizon"}},
     R"(contacts.csv:2:9: error: column "role": the field must not hold the control character U+001B
    2 | cert,cn,duty ?[1mofficer,1,desk,pstn,1,2012-01-01
      |         ^
hint: delete it
holidays.csv:2:15: error: column "name": the field must not hold the control character U+007F
    2 | cn,2011-10-03,a?
      |               ^
hint: delete it
)"},
    {"a_key_of_many_parts",
     {{"scenario.toml", "title", "a.b.c.d.e.f.g.h.i"}},
     R"(scenario.toml:1:16: error: a key must have at most 8 parts, but has more
    1 | a.b.c.d.e.f.g.h.i = "Small"
      |                ^
)"},
};

class LoadToml : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadToml, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, LoadToml, testing::ValuesIn(kWrongToml), changed_name);

}  // namespace
}  // namespace hotline
