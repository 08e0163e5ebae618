// Roles and organisations in the selectors of steps that are spelt nearly like those of the lists.

#include <gtest/gtest.h>

#include "models/base/alike.hpp"
#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

TEST(NearlySame, are_texts_that_differ_in_capitals_accents_or_a_letter) {
    EXPECT_TRUE(nearly_same("director", "Director"));
    EXPECT_TRUE(nearly_same("directe\xcc\x81ur", "Directeur"));
    EXPECT_TRUE(nearly_same("STRASSE",
                            "Stra\xc3\x9f"
                            "e"));
    EXPECT_TRUE(nearly_same("director", "direktor"));
    EXPECT_TRUE(nearly_same("director", "directr"));
    EXPECT_TRUE(nearly_same("director", "ddirector"));
    EXPECT_TRUE(nearly_same("director", "directors"));
    EXPECT_TRUE(nearly_same("director", "driector"));
    EXPECT_TRUE(nearly_same("duty-officer", "duty officer"));
    EXPECT_TRUE(nearly_same("aab", "AAB"));
    EXPECT_FALSE(nearly_same("director", "dirktr"));
    EXPECT_FALSE(nearly_same("director", "deputy"));
    EXPECT_FALSE(nearly_same("desk 1", "desk 2"));
    EXPECT_FALSE(nearly_same("desk", "desk 1"));
    EXPECT_FALSE(nearly_same("mfa", "mda"));  // too short: another word
    EXPECT_TRUE(nearly_same("", ""));
    EXPECT_FALSE(nearly_same("", "a"));
}

TEST(NearlySame, is_a_letter_whatever_its_bytes) {
    EXPECT_TRUE(differ_in_one_letter("\xe5\xa4\x96\xe4\xba\xa4", "\xe5\xa4\x96\xe4\xba\xa4\xe9\x83\xa8"));
    EXPECT_TRUE(differ_in_one_letter("ab", "ba"));
    EXPECT_FALSE(differ_in_one_letter("ab", "ab"));
    EXPECT_FALSE(differ_in_one_letter("abc", "cba"));
    EXPECT_FALSE(differ_in_one_letter("abcd", "badc"));
}

const ChangedScenario kSelectors[] = {
    {"a_role_in_capitals",
     {{"scenario.toml", "role = \"director\"", "role = \"Director\""}},
     R"(scenario.toml:24:17: error: no official has the role "Director", so the step calls nobody
   24 | call = { role = "Director" }
      |                 ^
hint: did you mean "director"? If nobody is meant, write may_be_empty = true
)"},
    {"an_organisation_with_an_accent_too_many",
     {{"contacts.csv", "role,", "organisation,"},
      {"scenario.toml", "role = \"director\"",
       "organisation = \"dir\xc3\xa9"
       "ctor\""}},
     R"(scenario.toml:24:25: error: no official has the organisation "diréctor", so the step calls nobody
   24 | call = { organisation = "diréctor" }
      |                         ^
hint: did you mean "director"? If nobody is meant, write may_be_empty = true
)"},
    {"two_mistakes_in_a_list_of_selectors",
     {{"scenario.toml", "{ role = \"director\" }",
       "[{ role = \"direktor\" }, { role = \"cook\" }, { party = \"uk\", role = \"duty oficer\" }]"}},
     R"(scenario.toml:24:18: error: no official has the role "direktor", so the step calls nobody
   24 | call = [{ role = "direktor" }, { role = "cook" }, { party = "uk", role = "duty oficer" }]
      |                  ^
hint: did you mean "director"? If nobody is meant, write may_be_empty = true
scenario.toml:24:74: error: no official has the role "duty oficer", so the step calls nobody
   24 | …e = "direktor" }, { role = "cook" }, { party = "uk", role = "duty oficer" }]
      |                                                              ^
hint: did you mean "duty officer"? If nobody is meant, write may_be_empty = true
)"},
    {"a_mistake_beside_others_who_are_called",
     {{"scenario.toml", "{ role = \"director\" }", "[\"director\", { role = \"direktor\" }]"}},
     ""},
    {"a_listed_role_of_another_party",
     {{"scenario.toml", "role = \"director\"", "party = \"uk\", role = \"director\""}},
     R"(scenario.toml:23:1: warning: nobody on the lists matches this step's "call": the step is skipped (uk → cn, within protocol "lists") [empty-selector]
   23 | [[protocol.inside.step]]
      | ^
hint: correct the party, organisation or role, or add such officials to the lists
contacts.csv:3: warning: no protocol that is played calls official "director" [unused-official]
    3 | director,cn,director,3,desk,pstn,2,2012-01-01
hint: add a step that calls this official, or remove the rows from the list
)"},
    {"a_role_that_is_like_no_other",
     {{"scenario.toml", "[protocol.inside]\n",
       "[protocol.inside]\n[[protocol.inside.step]]\ncall = { role = \"cook\" }\n"}},
     R"(scenario.toml:23:1: warning: nobody on the lists matches this step's "call": the step is skipped (uk → cn, within protocol "lists") [empty-selector]
   23 | [[protocol.inside.step]]
      | ^
hint: correct the party, organisation or role, or add such officials to the lists
)"},
    {"steps_that_may_be_empty",
     {{"scenario.toml", "[protocol.inside]\n",
       "[protocol.inside]\n"
       "[[protocol.inside.step]]\ncall = { role = \"cook\" }\nmay_be_empty = true\n"
       "[[protocol.inside.step]]\ncall = { role = \"Director\" }\nmay_be_empty = true\n"}},
     ""},
    {"may_be_empty_that_is_no_flag",
     {{"scenario.toml", "role = \"director\" }", "role = \"director\" }\nmay_be_empty = 1"}},
     R"(scenario.toml:25:16: error: "may_be_empty" takes true or false, not a whole number
   25 | may_be_empty = 1
      |                ^
)"},
};

class Selectors : public testing::TestWithParam<ChangedScenario> {};

TEST_P(Selectors, are_spelt_as_on_the_lists) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(All, Selectors, testing::ValuesIn(kSelectors), changed_name);

const std::string kEmail = "[channel.email]\nkind = \"message\"\npatience = \"30min\"\n[channel.pstn]";
const std::string kTwoRows = "director,cn,director,3,desk,email,3,2012-01-01\ndirector,cn,director,3,desk,pstn,2,";

const ChangedScenario kOrders[] = {
    {"who_writes_before_it_calls",
     {{"scenario.toml", "[channel.pstn]", kEmail}, {"contacts.csv", "director,cn,director,3,desk,pstn,2,", kTwoRows}},
     R"(scenario.toml:26:1: warning: the step writes to "director" on email and waits up to 30 min for a reply before it calls on pstn: without "via" the order of the list counts (uk → cn, within protocol "lists") [message-before-call]
   26 | [[protocol.inside.step]]
      | ^
hint: name the channels in the order that is meant, such as via = ["pstn", "email"]
)"},
    {"who_waits_for_no_reply",
     {{"scenario.toml", "[channel.pstn]", kEmail},
      {"scenario.toml", "role = \"director\" }", "role = \"director\" }\npatience = \"0s\""},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,", kTwoRows},
      {"scenario.toml", "latency = \"10s\"", "latency = \"0s\""}},
     R"(scenario.toml:26:1: warning: the step writes to "director" on email before it calls on pstn: without "via" the order of the list counts (uk → cn, within protocol "lists") [message-before-call]
   26 | [[protocol.inside.step]]
      | ^
hint: name the channels in the order that is meant, such as via = ["pstn", "email"]
)"},
    {"who_names_the_channels",
     {{"scenario.toml", "[channel.pstn]", kEmail},
      {"scenario.toml", "role = \"director\" }", "role = \"director\" }\nvia = [\"email\", \"pstn\"]"},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,", kTwoRows}},
     ""},
    {"who_calls_before_it_writes",
     {{"scenario.toml", "[channel.pstn]", kEmail},
      {"contacts.csv", "director,cn,director,3,desk,pstn,2,2012-01-01",
       "director,cn,director,3,desk,pstn,2,2012-01-01\ndirector,cn,director,3,desk,email,3,2012-01-01"}},
     ""},
};

class Orders : public testing::TestWithParam<ChangedScenario> {};

TEST_P(Orders, of_channels_are_meant) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(All, Orders, testing::ValuesIn(kOrders), changed_name);

}  // namespace
}  // namespace hotline
