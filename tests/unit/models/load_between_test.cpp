// What the loader reads of how clusters differ, and what it says about mistakes.

#include <gtest/gtest.h>

#include "models/scenario/scenario.hpp"
#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

constexpr const char* kOneAnswer = "on_duty = { answer = 0.9, latency = \"10s\" }";

std::string with_response(const std::string& between) {
    return std::string(kOneAnswer) + "\nbetween = " + between;
}

const ChangedScenario kWrong[] = {
    {"nothing",
     {{"scenario.toml", kOneAnswer, with_response("{}")}},
     R"(scenario.toml:16:11: error: a "between" has no "each", which it needs
   16 | between = {}
      |           ^
scenario.toml:16:11: error: a "between" must have "answer" or "latency", but has neither
   16 | between = {}
      |           ^
hint: add answer = { law = "logit-normal", sigma = 0.8 }, for instance
)"},
    {"of_whom",
     {{"scenario.toml", kOneAnswer,
       with_response(R"({ each = "person", latency = { law = "lognormal", sigma = 1 } })")}},
     R"(scenario.toml:16:20: error: "each" must be "official", "organisation" or "party", but is "person"
   16 | between = { each = "person", latency = { law = "lognormal", sigma = 1 } }
      |                    ^
)"},
    {"a_number",
     {{"scenario.toml", kOneAnswer, with_response(R"({ each = "party", answer = 0.8, latency = "1min" })")}},
     R"(scenario.toml:16:38: error: the "answer" of a "between" must be a table, but is a decimal number
   16 | between = { each = "party", answer = 0.8, latency = "1min" }
      |                                      ^
scenario.toml:16:53: error: the "latency" of a "between" must be a table, but is a text
   16 | between = { each = "party", answer = 0.8, latency = "1min" }
      |                                                     ^
)"},
    {"unknown_laws",
     {{"scenario.toml", kOneAnswer,
       with_response(
           R"({ each = "party", answer = { law = "logit-norm", sigma = 1 }, latency = { law = "gamma", shape = 1 } })")}},
     R"(scenario.toml:16:46: error: the law of "answer" must be "logit-normal" or "beta", but is "logit-norm"
   16 | between = { each = "party", answer = { law = "logit-norm", sigma = 1 }, latency = { law = "gamma", s…
      |                                              ^
hint: did you mean "logit-normal"?
scenario.toml:16:91: error: the law of "latency" must be "lognormal", but is "gamma"
   16 | …swer = { law = "logit-norm", sigma = 1 }, latency = { law = "gamma", shape = 1 } }
      |                                                              ^
scenario.toml:16:100: error: unknown key "shape" in the "latency" of a "between"
   16 | …law = "logit-norm", sigma = 1 }, latency = { law = "gamma", shape = 1 } }
      |                                                              ^
hint: expected one of law, sigma
)"},
    {"out_of_range",
     {{"scenario.toml", kOneAnswer,
       with_response(
           R"({ each = "party", answer = { law = "beta", precision = 0 }, latency = { law = "lognormal", sigma = 11 }, correlation = 2 })")}},
     R"(scenario.toml:16:66: error: "precision" takes a number from 0.001 to 1000000, not 0
   16 | …en = { each = "party", answer = { law = "beta", precision = 0 }, latency = { law = "lognormal", sigm…
      |                                                              ^
scenario.toml:16:110: error: "sigma" takes a number from 0 to 10, not 11
   16 | …a", precision = 0 }, latency = { law = "lognormal", sigma = 11 }, correlation = 2 }
      |                                                              ^
scenario.toml:16:130: error: "correlation" takes a number from 0 to 1, not 2
   16 | … latency = { law = "lognormal", sigma = 11 }, correlation = 2 }
      |                                                              ^
)"},
    {"other_keys",
     {{"scenario.toml", kOneAnswer,
       with_response(
           R"({ each = "party", answer = { law = "beta", sigma = 1 }, latency = { law = "lognormal", median = "1s" }, unit = 1 })")}},
     R"(scenario.toml:16:38: error: the "answer" of a "between" has no "precision", which it needs
   16 | between = { each = "party", answer = { law = "beta", sigma = 1 }, latency = { law = "lognormal", med…
      |                                      ^
scenario.toml:16:54: error: unknown key "sigma" in the "answer" of a "between"
   16 | between = { each = "party", answer = { law = "beta", sigma = 1 }, latency = { law = "lognormal", med…
      |                                                      ^
hint: expected one of law, precision
scenario.toml:16:77: error: the "latency" of a "between" has no "sigma", which it needs
   16 | … = "party", answer = { law = "beta", sigma = 1 }, latency = { law = "lognormal", median = "1s" }, un…
      |                                                              ^
scenario.toml:16:98: error: unknown key "median" in the "latency" of a "between"
   16 | …{ law = "beta", sigma = 1 }, latency = { law = "lognormal", median = "1s" }, unit = 1 }
      |                                                              ^
hint: expected one of law, sigma
scenario.toml:16:115: error: unknown key "unit" in a "between"
   16 | …igma = 1 }, latency = { law = "lognormal", median = "1s" }, unit = 1 }
      |                                                              ^
hint: expected one of answer, correlation, each, latency
)"},
};

class LoadBetween : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadBetween, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, LoadBetween, testing::ValuesIn(kWrong), changed_name);

Between between_of(const std::string& text) {
    auto files = small_scenario();
    std::string& toml = files["scenario.toml"];
    toml.replace(toml.find(kOneAnswer), std::string(kOneAnswer).size(), with_response(text));
    const auto loaded = load_from_memory(files);
    EXPECT_EQ(loaded.text.find("error"), std::string::npos) << loaded.text;
    return loaded.scenario.value().responses[0].between.value();
}

TEST(Between, is_loaded) {
    const Between of_parties = between_of(
        R"({ each = "party", answer = { law = "beta", precision = 4 }, latency = { law = "lognormal", sigma = 0.5 } })");
    EXPECT_EQ(of_parties.each, Between::Each::party);
    EXPECT_EQ(of_parties.answers, Between::Answers::beta);
    EXPECT_EQ(of_parties.answer_precision, 4);
    EXPECT_EQ(of_parties.latency_sigma, 0.5);
    EXPECT_EQ(of_parties.correlation, 1);
    const Between of_organisations =
        between_of(R"({ each = "organisation", answer = { law = "logit-normal", sigma = 0.8 }, correlation = 0.3 })");
    EXPECT_EQ(of_organisations.each, Between::Each::organisation);
    EXPECT_EQ(of_organisations.answers, Between::Answers::logit_normal);
    EXPECT_EQ(of_organisations.answer_sigma, 0.8);
    EXPECT_FALSE(of_organisations.moves_latencies());
    EXPECT_EQ(of_organisations.correlation, 0.3);
}

// A file that is laid over another one replaces the law of answers, and leaves the rest.
TEST(Between, is_laid_over_key_by_key_and_its_laws_as_a_whole) {
    auto files = small_scenario();
    files["base.toml"] = std::string("[response.desk]\nbetween = ") +
                         R"({ each = "party", answer = { law = "logit-normal", sigma = 0.8 }, correlation = 0.5 })";
    std::string& toml = files["scenario.toml"];
    toml.replace(toml.find(kOneAnswer), std::string(kOneAnswer).size(),
                 with_response(R"({ answer = { law = "beta", precision = 4 } })"));
    if (toml.find("extends") == std::string::npos) toml = "extends = \"base.toml\"\n" + toml;
    const auto loaded = load_from_memory(files);
    EXPECT_EQ(loaded.text.find("error"), std::string::npos) << loaded.text;
    const Between between = loaded.scenario.value().responses[0].between.value();
    EXPECT_EQ(between.each, Between::Each::party);
    EXPECT_EQ(between.answers, Between::Answers::beta);
    EXPECT_EQ(between.correlation, 0.5);
}

}  // namespace
}  // namespace hotline
