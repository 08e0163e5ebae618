// What the loader says about wrong laws.

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

const ChangedScenario kWrongLaws[] = {
    {"a_law_of_a_number",
     {{"scenario.toml", R"(latency = "10s")", "latency = 10"}},
     R"(scenario.toml:15:37: error: "latency" takes a law: a duration such as "15min", or a table such as { law = "exponential", mean = "15min" }
   15 | on_duty = { answer = 0.9, latency = 10 }
      |                                     ^
)"},
    {"a_law_without_a_name",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { mean = "10s" })"}},
     R"(scenario.toml:15:37: error: the law of "latency" has no "law", which it needs
   15 | on_duty = { answer = 0.9, latency = { mean = "10s" } }
      |                                     ^
)"},
    {"a_law_whose_name_is_a_number",
     {{"scenario.toml", R"(latency = "10s")", "latency = { law = 1 }"}},
     R"(scenario.toml:15:45: error: "law" takes a text in quotes, not a whole number
   15 | on_duty = { answer = 0.9, latency = { law = 1 } }
      |                                             ^
)"},
    {"fixed_without_a_value",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "fixed" })"}},
     R"(scenario.toml:15:37: error: the law of "latency" has no "value", which it needs
   15 | on_duty = { answer = 0.9, latency = { law = "fixed" } }
      |                                     ^
)"},
    {"uniform_without_ends",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "uniform", max = 3 })"}},
     R"(scenario.toml:15:37: error: the law of "latency" has no "min", which it needs
   15 | on_duty = { answer = 0.9, latency = { law = "uniform", max = 3 } }
      |                                     ^
scenario.toml:15:62: error: "max" takes a duration in quotes, such as "15min", not a whole number
   15 | …n_duty = { answer = 0.9, latency = { law = "uniform", max = 3 } }
      |                                                              ^
)"},
    {"exponential_of_nothing",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "exponential", mean = "0s" })"}},
     R"(scenario.toml:15:67: error: "mean" must be above 0, but is 0 s
   15 | …y = { answer = 0.9, latency = { law = "exponential", mean = "0s" } }
      |                                                              ^
)"},
    {"lognormal_without_a_spread",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "lognormal", median = "10s" })"}},
     R"(scenario.toml:15:37: error: a lognormal law must have either "sigma" or "p95", but has neither
   15 | on_duty = { answer = 0.9, latency = { law = "lognormal", median = "10s" } }
      |                                     ^
)"},
    {"lognormal_with_a_negative_sigma",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "lognormal", median = "10s", sigma = -0.5 })"}},
     R"(scenario.toml:15:82: error: "sigma" takes a number from 0, not -0.5
   15 | …0.9, latency = { law = "lognormal", median = "10s", sigma = -0.5 } }
      |                                                              ^
)"},
    {"lognormal_whose_p95_is_the_median",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "lognormal", median = "10s", p95 = "10s" })"}},
     R"(scenario.toml:15:80: error: "p95" must be above the median (10 s), but is 10 s
   15 | …= 0.9, latency = { law = "lognormal", median = "10s", p95 = "10s" } }
      |                                                              ^
)"},
    {"weibull_of_shape_0",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "weibull", scale = "10s", shape = 0 })"}},
     R"(scenario.toml:15:79: error: "shape" takes a number from 0.001 to 1000000, not 0
   15 | … = 0.9, latency = { law = "weibull", scale = "10s", shape = 0 } }
      |                                                              ^
)"},
    {"gamma_without_a_shape",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "gamma", mean = "10s" })"}},
     R"(scenario.toml:15:37: error: the law of "latency" has no "shape", which it needs
   15 | on_duty = { answer = 0.9, latency = { law = "gamma", mean = "10s" } }
      |                                     ^
)"},
    {"loglogistic_of_a_mean",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "loglogistic", mean = "10s", shape = inf })"}},
     R"(scenario.toml:15:37: error: the law of "latency" has no "median", which it needs
   15 | on_duty = { answer = 0.9, latency = { law = "loglogistic", mean = "10s", shape = inf } }
      |                                     ^
scenario.toml:15:60: error: unknown key "mean" in the law of "latency"
   15 | on_duty = { answer = 0.9, latency = { law = "loglogistic", mean = "10s", shape = inf } }
      |                                                            ^
hint: expected one of at_least, at_most, law, median, shape
scenario.toml:15:82: error: "shape" takes a number from 0.001 to 1000000, not inf
   15 | …0.9, latency = { law = "loglogistic", mean = "10s", shape = inf } }
      |                                                              ^
)"},
    {"bounds_upside_down",
     {{"scenario.toml", R"(latency = "10s")",
       R"(latency = { law = "exponential", mean = "10s", at_least = "20s", at_most = "10s" })"}},
     R"(scenario.toml:15:37: error: "at_most" must not be below "at_least" (20 s), but is 10 s
   15 | on_duty = { answer = 0.9, latency = { law = "exponential", mean = "10s", at_least = "20s", at_most =…
      |                                     ^
)"},
    {"an_unknown_parameter",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "fixed", value = "10s", at_last = "5s" })"}},
     R"(scenario.toml:15:69: error: unknown key "at_last" in the law of "latency"
   15 | …= { answer = 0.9, latency = { law = "fixed", value = "10s", at_last = "5s" } }
      |                                                              ^
hint: did you mean "at_least"?
)"},
    {"empirical_without_a_file",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "empirical", file = "duration.csv" })"}},
     R"(scenario.toml:15:65: error: cannot read duration.csv: No such file
   15 | …uty = { answer = 0.9, latency = { law = "empirical", file = "duration.csv" } }
      |                                                              ^
)"},
    {"a_law_that_is_none",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "lognormale", median = "10s", sigma = 1 })"}},
     R"(scenario.toml:15:45: error: unknown law "lognormale"
   15 | on_duty = { answer = 0.9, latency = { law = "lognormale", median = "10s", sigma = 1 } }
      |                                             ^
hint: did you mean "lognormal"?
)"},
    {"lognormal_with_too_much",
     {{"scenario.toml", R"(latency = "10s")",
       R"(latency = { law = "lognormal", median = "10s", sigma = 1, p95 = "20s" })"}},
     R"(scenario.toml:15:37: error: a lognormal law must have either "sigma" or "p95", but has both
   15 | on_duty = { answer = 0.9, latency = { law = "lognormal", median = "10s", sigma = 1, p95 = "20s" } }
      |                                     ^
)"},
    {"uniform_upside_down",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "uniform", min = "20s", max = "10s" })"}},
     R"(scenario.toml:15:75: error: "max" must not be below "min" (20 s), but is 10 s
   15 | …swer = 0.9, latency = { law = "uniform", min = "20s", max = "10s" } }
      |                                                              ^
)"},
    {"gamma_with_a_shape_whose_quantiles_are_not_found",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "gamma", mean = "10s", shape = 1e10 })"}},
     R"(scenario.toml:15:76: error: "shape" takes a number from 0.001 to 1000000, not 10000000000
   15 | …wer = 0.9, latency = { law = "gamma", mean = "10s", shape = 1e10 } }
      |                                                              ^
)"},
    {"a_mean_that_would_be_rounded_away",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "exponential", mean = "5ms" })"}},
     R"(scenario.toml:15:67: error: "mean" must be at least 10 ms, but is 0.005 s: times are rounded to 1/1024 s
   15 | …y = { answer = 0.9, latency = { law = "exponential", mean = "5ms" } }
      |                                                              ^
)"},
    {"weibull_with_hardly_any_shape",
     {{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "weibull", scale = "10s", shape = 1e-300 })"}},
     R"(scenario.toml:15:79: error: "shape" takes a number from 0.001 to 1000000, not 1e-300
   15 | … = 0.9, latency = { law = "weibull", scale = "10s", shape = 1e-300 } }
      |                                                              ^
)"},
};

TEST(LawsOfFiles, may_have_a_mean_of_ten_milliseconds) {
    EXPECT_EQ(
        text_with({{"scenario.toml", R"(latency = "10s")", R"(latency = { law = "exponential", mean = "10ms" })"}}),
        "");
}

class LoadLaws : public testing::TestWithParam<ChangedScenario> {};

TEST_P(LoadLaws, says_what_is_wrong) {
    EXPECT_EQ(text_with(GetParam().changes), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, LoadLaws, testing::ValuesIn(kWrongLaws), changed_name);

}  // namespace
}  // namespace hotline
