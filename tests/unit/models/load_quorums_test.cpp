// How [[quorum]] is read, what the loader says about wrong quorums and claims about them, and what lint says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/scenario/line_up.hpp"
#include "tests/support/three_parties.hpp"

namespace hotline {
namespace {

using testing::ElementsAre;

/// The small scenario, which also calls everybody on its list, with text after its end.
std::map<std::string, std::string> with_quorum(const std::string& quorum) {
    auto files = with_parties(std::string(kRule) +
                              "[[case]]\ncaller = \"uk\"\ncallee = { group = \"nato\" }\n"
                              "protocol = \"lists\"\n" +
                              quorum);
    std::string& text = files["scenario.toml"];
    const std::string called = "call = \"cert\"\n";
    text.replace(text.find(called), called.size(), "call = { }\n");
    return files;
}

Quorum quorum_of(const std::string& keys) {
    const Scenario scenario = loaded(with_quorum("[[quorum]]\nid = \"q\"\n" + keys));
    return scenario.quorums.empty() ? Quorum{} : scenario.quorums.front();
}

TEST(LoadQuorums, take_the_cases_of_their_callers_and_callees) {
    EXPECT_THAT(quorum_of("at_least = 1\n").cases, ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(quorum_of("at_least = 1\ncallee = { group = \"eu\" }\n").cases, ElementsAre(1, 2));
    EXPECT_THAT(quorum_of("at_least = 1\ncallee = [\"us\", \"cn\"]\ncaller = \"uk\"\n").cases, ElementsAre(0, 3));
    EXPECT_THAT(quorum_of("at_least = 1\ncallee = \"*\"\n").cases, ElementsAre(0, 1, 2, 3));
    EXPECT_EQ(quorum_of("at_least = 1\n").title, "q");
    EXPECT_EQ(quorum_of("at_least = 1\ntitle = \"Four\"\n").title, "Four");
}

TEST(LoadQuorums, need_a_number_or_a_share_of_their_cases) {
    const auto needed = [](const std::string& at_least) {
        return quorum_of("at_least = " + at_least + "\n").needed();
    };
    EXPECT_EQ(needed("1"), 1U);
    EXPECT_EQ(needed("4"), 4U);
    EXPECT_EQ(needed("1.0"), 4U);
    EXPECT_EQ(needed("\"100%\""), 4U);
    EXPECT_EQ(needed("0.75"), 3U);
    EXPECT_EQ(needed("0.76"), 4U);
    EXPECT_EQ(needed("\"50%\""), 2U);
    EXPECT_EQ(needed("\"50.1%\""), 3U);
    EXPECT_EQ(needed("0.001"), 1U);
}

// A share with few decimals means that exact fraction, although no double equals it.
TEST(Enough, of_a_share_is_the_smallest_number_that_has_it) {
    for (std::size_t all = 1; all <= 400; ++all) {
        for (std::size_t percent = 1; percent <= 100; ++percent) {
            const Enough enough{0, static_cast<double>(percent) / 100};
            EXPECT_EQ(enough.of(all), (percent * all + 99) / 100) << percent << " % of " << all;
        }
    }
}

struct WrongQuorum {
    const char* keys;
    const char* text;
};

TEST(LoadQuorums, that_are_wrong_are_told_so) {
    const WrongQuorum wrong[] = {
        {"at_least = 5",
         R"(scenario.toml:55:12: error: "at_least" must be at most the number of the quorum's cases, 4, but is 5: it could never be met
   55 | at_least = 5
      |            ^
)"},
        {"at_least = 0", R"(scenario.toml:55:12: error: "at_least" must be 1 case or more, but is 0
   55 | at_least = 0
      |            ^
)"},
        {"at_least = 1.5",
         R"(scenario.toml:55:12: error: "at_least" must be a share above 0 and at most 1, or 100 %, but is not
   55 | at_least = 1.5
      |            ^
hint: write a number of cases, such as 3, or a share, such as 0.8 or "80%"
)"},
        {"at_least = \"0%\"",
         R"(scenario.toml:55:12: error: "at_least" must be a share above 0 and at most 1, or 100 %, but is not
   55 | at_least = "0%"
      |            ^
hint: write a number of cases, such as 3, or a share, such as 0.8 or "80%"
)"},
        {"at_least = \"most\"",
         R"(scenario.toml:55:12: error: "at_least" must be a number of cases or a share of them, but is neither
   55 | at_least = "most"
      |            ^
hint: write a number of cases, such as 3, or a share, such as 0.8 or "80%"
)"},
        {"at_least = \"-5%\"",
         R"(scenario.toml:55:12: error: "at_least" must be a number of cases or a share of them, but is neither
   55 | at_least = "-5%"
      |            ^
hint: write a number of cases, such as 3, or a share, such as 0.8 or "80%"
)"},
        {"caller = \"cn\"\nat_least = 1",
         R"(scenario.toml:53:1: error: a quorum must have cases, but no case has its caller and callee
   53 | [[quorum]]
      | ^
)"},
        {"at_least = 1\n[[quorum]]\nid = \"q\"\nat_least = 1",
         R"(scenario.toml:57:6: error: the id of a quorum must be its own, but another quorum is called "q", too
   57 | id = "q"
      |      ^
)"},
        {"at_least = 1\n[[quorum]]\nid = \"\"\nat_least = 1",
         R"(scenario.toml:57:6: error: the id of a quorum must not be empty
   57 | id = ""
      |      ^
)"},
        {"at_least = 1\n[[quorum]]\nid = 'a \"b\"'\nat_least = 1",
         R"(scenario.toml:57:6: error: the id of a quorum must have no quotes, but has some
   57 | id = 'a "b"'
      |      ^
)"},
        {"title = \"Some\"", R"(scenario.toml:53:1: error: a [[quorum]] has no "at_least", which it needs
   53 | [[quorum]]
      | ^
)"},
        {"at_least = 1\n[[case]]\ncaller = \"cn\"\ncallee = \"uk\"\nprotocol = [\"lists\", \"two\"]\n[protocol.two]\n"
         "goal = {}\n[[protocol.two.step]]\ncall = \"cert\"",
         R"(scenario.toml:53:1: error: every case of a quorum must name the same number of protocols, but some name more than others
   53 | [[quorum]]
      | ^
hint: the first protocols of all its cases are looked at together, then the second ones
)"},
    };
    for (const WrongQuorum& one : wrong) {
        EXPECT_EQ(load_from_memory(with_quorum("[[quorum]]\nid = \"q\"\n" + std::string(one.keys) + "\n")).text,
                  one.text);
    }
}

std::string text_of_claim(const std::string& keys) {
    return load_from_memory(with_quorum("[[quorum]]\nid = \"q\"\nat_least = 2\n[[expect]]\n" + keys + "\n")).text;
}

TEST(LoadQuorums, claims_about_them_name_one_and_leave_out_its_cases) {
    EXPECT_EQ(text_of_claim("that = 'P(quorum \"r\" <= 1h) >= 0.5'"),
              R"(scenario.toml:57:18: error: unknown quorum "r"
   57 | that = 'P(quorum "r" <= 1h) >= 0.5'
      |                  ^
hint: did you mean "q"?
)");
    EXPECT_EQ(text_of_claim("that = 'P(quorum q <= 1h) >= 0.5'"),
              R"(scenario.toml:57:18: error: the id of a quorum must stand here, in quotes
   57 | that = 'P(quorum q <= 1h) >= 0.5'
      |                  ^
hint: write it like P(quorum "delegations" <= 4h) >= 0.9
)");
    EXPECT_EQ(
        text_of_claim("callee = \"fr\"\npooled = true\nthat = 'P(quorum \"q\" <= 1h) >= 0.5'"),
        R"(scenario.toml:57:10: error: "callee" must be left out: the claim is about a quorum, which has its own cases
   57 | callee = "fr"
      |          ^
scenario.toml:58:10: error: "pooled" must be left out: the claim is about a quorum, which has its own cases
   58 | pooled = true
      |          ^
)");
    EXPECT_EQ(
        text_of_claim("pooled = true\nthat = \"P(share(contact, 1h) >= 0.5) >= 0.5\""),
        R"(scenario.toml:57:10: error: "pooled" must be left out: a claim about a share of cases is about all of them together already
   57 | pooled = true
      |          ^
)");
    EXPECT_EQ(text_of_claim("that = \"P(share(contact, 1h) >= 1.1) >= 0.5\""),
              R"(scenario.toml:57:33: error: a share of cases must be a number above 0 and at most 1, but is "1.1"
   57 | that = "P(share(contact, 1h) >= 1.1) >= 0.5"
      |                                 ^
)");
    EXPECT_EQ(
        text_of_claim("that = \"P(share(response, 1h) >= 0.5) >= 0.5\""),
        R"(scenario.toml:57:8: error: a claim about "response" needs protocols with a [request], but one has none
   57 | that = "P(share(response, 1h) >= 0.5) >= 0.5"
      |        ^
)");
    EXPECT_EQ(
        text_of_claim("caller = \"cn\"\nthat = \"P(share(contact, 1h) >= 0.5) >= 0.5\""),
        R"(scenario.toml:56:1: error: the expectation must be about a case, but no case has its caller, callee and protocol
   56 | [[expect]]
      | ^
)");
}

TEST(LoadQuorums, claims_about_them_are_about_protocols_that_all_of_their_cases_play) {
    const std::string more =
        "[protocol.two]\ngoal = {}\n[[protocol.two.step]]\ncall = \"cert\"\n[[case]]\n"
        "caller = \"cn\"\ncallee = \"uk\"\nprotocol = \"two\"\n";
    EXPECT_EQ(
        text_of_claim("protocol = \"lists\"\nthat = 'P(quorum \"q\" <= 1h) >= 0.5'\n" + more),
        R"(scenario.toml:57:12: error: the claim is about several cases together, so all of them must play this protocol, but one does not
   57 | protocol = "lists"
      |            ^
)");
    const auto scenario =
        loaded(with_quorum("[[quorum]]\nid = \"q\"\nat_least = 2\n[[expect]]\nthat = 'P(quorum \"q\" <= 1h) of lists "
                           "- of two >= 0.5'\n" +
                           more));
    const auto ups = line_ups(scenario, scenario.quorums[0].cases);
    ASSERT_EQ(ups.size(), 1U);
    EXPECT_THAT(ups[0].protocols, ElementsAre(0, 2));
    EXPECT_EQ(scenario.expectations[0].quorum, 0U);
}

TEST(LintQuorums, that_can_never_be_met_are_found) {
    auto files = with_quorum(
        "[[quorum]]\nid = \"q\"\ntitle = \"All\"\nat_least = \"100%\"\n[[quorum]]\nid = \"one\"\n"
        "at_least = 1\n");
    const std::string text = load_from_memory(files).text;
    const std::string expected =
        R"(scenario.toml:53:1: warning: quorum "q" needs contact in 4 of its 4 cases, but under protocol "lists" contact is possible in no more than 1: it is never met [unreachable-quorum]
   53 | [[quorum]]
      | ^
hint: lower "at_least", or see which steps of these cases are unreachable
)";
    EXPECT_NE(text.find(expected), std::string::npos) << text;
    EXPECT_EQ(text.find("quorum \"one\""), std::string::npos) << text;
}

}  // namespace
}  // namespace hotline
