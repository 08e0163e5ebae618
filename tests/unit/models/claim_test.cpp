// What expectations may claim, and the errors where they claim something else.

#include "models/scenario/claim.hpp"

#include <gtest/gtest.h>

#include "tests/support/changed_scenario.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;

Claim claim(std::string_view text) {
    ClaimError error;
    const auto parsed = parse_claim(text, {}, error);
    EXPECT_TRUE(parsed) << text << ": " << error.message;
    return parsed.value_or(Claim{});
}

TEST(Claims, are_read) {
    const Claim reach = claim("P(contact <= 30min) >= 0.95");
    EXPECT_EQ(reach.measure.kind, Measure::Kind::reach);
    EXPECT_EQ(reach.measure.milestone, Milestone::contact);
    EXPECT_EQ(reach.measure.within, Ticks(30min));
    EXPECT_TRUE(reach.at_least);
    EXPECT_EQ(reach.bound, 0.95);
    EXPECT_TRUE(reach.of.empty());

    const Claim quantile = claim("p99.5(first_answer)<=1h30min");
    EXPECT_EQ(quantile.measure.kind, Measure::Kind::quantile);
    EXPECT_EQ(quantile.measure.milestone, Milestone::first_answer);
    EXPECT_DOUBLE_EQ(quantile.measure.share, 0.995);
    EXPECT_FALSE(quantile.at_least);
    EXPECT_EQ(quantile.bound_time, Ticks(90min));
    EXPECT_EQ(claim("median(response) >= 1h").measure.share, 0.5);

    const Claim attempts = claim("mean( attempts ) <= 6");
    EXPECT_EQ(attempts.measure.kind, Measure::Kind::mean_attempts);
    EXPECT_EQ(attempts.bound, 6);

    const Claim cost = claim("mean(cost) <= 2.5");
    EXPECT_EQ(cost.measure.kind, Measure::Kind::mean_cost);
    EXPECT_EQ(cost.bound, 2.5);

    const Claim mean = claim("rmst(contact, 24h) of hotline - of lists <= -3h");
    EXPECT_EQ(mean.measure.kind, Measure::Kind::restricted_mean);
    EXPECT_EQ(mean.measure.within, Ticks(24h));
    EXPECT_EQ(mean.of, "hotline");
    EXPECT_EQ(mean.minus, "lists");
    EXPECT_EQ(mean.bound, -3 * 3600);
    EXPECT_EQ(claim("P(contact <= 1h) of point-of-contact <= 0.5").of, "point-of-contact");
    // Bounds at the end of the range, on the side on which the claim can fail.
    EXPECT_EQ(claim("P(contact <= 1h) of a - of b <= -1").bound, -1);
    EXPECT_EQ(claim("mean(attempts) <= 0").bound, 0);
    EXPECT_EQ(claim("rmst(contact, 1h) of a - of b >= 1h").bound, 3600);
}

struct WrongClaim {
    std::string claim;
    std::uint32_t column;  // of the caret; the opening quote is at 8
    std::string message;
    std::string hint;
};

const std::string kExample =
    "write it like P(contact <= 30min) >= 0.95, p90(contact) <= 2h, mean(attempts) <= 6 or rmst(contact, 24h) <= 3h";

const WrongClaim kWrongClaims[] = {
    {"", 9, R"(unknown measure "")", kExample},
    {"Q(contact) <= 2h", 9, R"(unknown measure "Q")", R"(did you mean "P"?)"},
    {"meen(attempts) <= 2", 9, R"(unknown measure "meen")", R"(did you mean "mean"?)"},
    {"p0(contact) <= 2h", 9, R"(unknown measure "p0")", R"(did you mean "p50"?)"},
    {"P(contct <= 30min) >= 0.5", 11, R"(unknown milestone "contct")", R"(did you mean "contact"?)"},
    {"P(x <= 30min) >= 0.5", 11, R"(unknown milestone "x")",
     "milestones are first_answer, contact, response and shared"},
    {"P(contact < 30min) >= 0.5", 19, R"("<=" must stand here)", kExample},
    {"P(contact <= 30) >= 0.5", 22, R"("30" is not a duration)", "durations are written like 90s, 15min, 4h, 2d"},
    {"P(contact <= 30min >= 0.5", 28, "\")\" must stand here", kExample},
    {"P(contact <= 30min)", 28, R"("<=" or ">=" must stand here)", kExample},
    {"P(contact <= 30min) > 0.5", 29, R"("<=" or ">=" must stand here)", kExample},
    {"P(contact <= 30min) >= 95", 32, "a probability must be from 0 to 1, but is 95", ""},
    {"P(contact <= 30min) >= 0", 32, "the claim must be able to fail, but every probability satisfies it", ""},
    {"P(contact <= 30min) >= x", 32, R"(the bound must be a number, but is "x")", ""},
    {"P(contact <= 30min) >= 0.5 or so", 36, "the claim must end here, but goes on", kExample},
    {"p90(contact) <= -2h", 25, R"("-2h" is not a duration)", "durations are written like 90s, 15min, 4h, 2d"},
    {"P(contact <= 0s) >= 0.5", 22, R"(a duration must be above 0, but is "0s")", ""},
    {"rmst(contact, 24h) >= 0s", 31, R"(a duration must be above 0, but is "0s")", ""},
    {"mean(contact) <= 2h", 14, R"("mean" must be of attempts or cost, but is of "contact")",
     "for times write rmst(contact, 24h), the restricted mean within 24 hours"},
    {"p90(contact) of lists - of other <= 2h", 35, "a claim must not be about a difference of quantiles, but is",
     "claim a difference of P(contact <= …) or of rmst(contact, …)"},
    {"P(contact <= 1h) of lists - other >= 0.1", 37, R"("of" and a protocol must stand here)",
     "write it like: of hotline - of lists"},
    {"P(contact <= 1h) of lists - of other >= 2", 49, "a difference of probabilities must be from -1 to 1, but is 2",
     ""},
    {"P(contact <= 1h) of lists - of other >= -1", 49,
     "the claim must be able to fail, but any two probabilities satisfy it", ""},
    {"P(contact <= 1h) of lists - of other <= 1", 49,
     "the claim must be able to fail, but any two probabilities satisfy it", ""},
    {"mean(attempts) >= 0", 27, "the claim must be able to fail, but every mean of attempts satisfies it", ""},
    {"mean(attempts) <= 65535", 27, "the claim must be able to fail, but every mean of attempts satisfies it", ""},
    {"mean(attempts) >= -1", 27, "a mean of attempts must be from 0 to 65535, but is -1", ""},
    {"mean(attempts) <= 65536", 27, "a mean of attempts must be from 0 to 65535, but is 65536", ""},
    {"mean(cost) >= 0", 23, "the claim must be able to fail, but every mean of costs satisfies it", ""},
    {"mean(cost) <= 1e12", 23, "a mean of costs must be from 0 to 65535000000, but is 1e12", ""},
    {"mean(cost) of lists - of other >= -1e12", 43,
     "a difference of means of costs must be from -65535000000 to 65535000000, but is -1e12", ""},
    {"mean(attempts) of lists - of other >= -65535", 47,
     "the claim must be able to fail, but any two means of attempts satisfy it", ""},
    {"mean(attempts) of lists - of other <= 65536", 47,
     "a difference of means of attempts must be from -65535 to 65535, but is 65536", ""},
    {"rmst(contact, 2h) of lists - of other <= 2h", 50,
     "the claim must be able to fail, but any two such means satisfy it", ""},
    {"rmst(contact, 2h) of lists - of other >= -2h", 50,
     "the claim must be able to fail, but any two such means satisfy it", ""},
    {"rmst(contact, 2h) of lists - of other <= 3h", 50,
     "a difference of means within 2 h must be from -2 h to 2 h, but is 3h", ""},
    {"P(contact <= 1h) of lists - of lists >= 0.1", 40,
     R"(a difference must be between two protocols, but is between "lists" and itself)", ""},
    {"rmst(contact, 24h) <= 24h", 8, "the bound of a restricted mean must be below its deadline (24 h), but is 24 h",
     ""},
    {"P(contact <= 25h) >= 0.5", 8, "the deadline must be within the horizon (24 h), but is 25 h", ""},
    {"p90(contact) <= 2d", 8, "the time must be within the horizon (24 h), but is 2 d", ""},
    {"rmst(contact, 2h) <= 2h", 8, "the bound of a restricted mean must be below its deadline (2 h), but is 2 h", ""},
    {"P(response <= 2h) >= 0.5", 8, R"(a claim about "response" needs protocols with a [request], but one has none)",
     ""},
    {"P(contact <= 1h) of list >= 0.5", 29, R"(unknown protocol "list")", R"(did you mean "lists"?)"},
    {"P(contact <= 1h) of lists - of inside >= 0.5", 40,
     R"(protocol "inside" has no "goal", so a case cannot be played with it)", ""},
};

TEST(Claims, that_are_wrong_are_errors) {
    for (const WrongClaim& wrong : kWrongClaims) {
        const std::string line = "that = \"" + wrong.claim + "\"";
        std::string expected = "scenario.toml:30:" + std::to_string(wrong.column) + ": error: " + wrong.message +
                               "\n   30 | " + line + "\n      | " + std::string(wrong.column - 1, ' ') + "^\n";
        if (!wrong.hint.empty()) expected += "hint: " + wrong.hint + "\n";
        EXPECT_EQ(text_with({{"scenario.toml", "protocol = \"lists\"\n",
                              "protocol = \"lists\"\n[[expect]]\n" + line + "\n"}}),
                  expected);
    }
}

TEST(Expectations, that_are_about_nothing_are_errors) {
    EXPECT_EQ(
        text_with({{"scenario.toml", "protocol = \"lists\"\n",
                    "protocol = \"lists\"\n[[expect]]\ncaller = \"cn\"\nthat = \"P(contact <= 1h) >= 0.5\"\n"}}),
        R"(scenario.toml:29:1: error: the expectation must be about a case, but no case has its caller, callee and protocol
   29 | [[expect]]
      | ^
)");
    EXPECT_EQ(
        text_with({{"scenario.toml", "protocol = \"lists\"\n",
                    "protocol = \"lists\"\n[[expect]]\nthat = \"P(shared <= 1h) >= 0.5\"\n"}}),
        R"(scenario.toml:30:8: error: a claim about "shared" needs protocols with an [exchange], but one has none
   30 | that = "P(shared <= 1h) >= 0.5"
      |        ^
)");
    EXPECT_EQ(
        text_with({{"scenario.toml", "protocol = \"lists\"\n",
                    "protocol = \"lists\"\n[[expect]]\nprotocol = \"lists\"\nindifference = 0.1\n"
                    "that = \"mean(attempts) of lists <= 3\"\n"}}),
        R"(scenario.toml:31:16: error: "indifference" must be left out: it is only for claims about one probability or one quantile
   31 | indifference = 0.1
      |                ^
scenario.toml:32:27: error: the expectation names its protocol twice, here and with "protocol"
   32 | that = "mean(attempts) of lists <= 3"
      |                           ^
)");
}

}  // namespace
}  // namespace hotline
