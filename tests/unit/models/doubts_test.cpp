// Values in doubt: how they are written, their laws, and the worlds of values that are drawn from them.

#include "models/documents/doubts.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/loading/worlds.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

/// The small scenario with more tables.
std::map<std::string, std::string> with(const std::string& tables) {
    auto files = small_scenario();
    files["scenario.toml"] += tables;
    return files;
}

std::optional<Worlds> worlds_of(const std::map<std::string, std::string>& files, std::string& errors,
                                const std::vector<std::string>& settings = {}) {
    Diagnostics diagnostics;
    const ReadFile read = [files](const std::filesystem::path& file, std::string& why) -> std::optional<std::string> {
        const auto found = files.find(file.string());
        if (found != files.end()) return found->second;
        why = "No such file";
        return {};
    };
    auto worlds = Worlds::read("scenario.toml", diagnostics, read, settings);
    errors = diagnostics.text();
    return worlds;
}

/// Lets the director respond by the response "phone".
void use_phone(std::map<std::string, std::string>& files) {
    std::string& list = files["contacts.csv"];
    list.replace(list.find(",3,desk,pstn"), 12, ",3,phone,pstn");
}

std::string errors_of(const std::string& tables) {
    return load_from_memory(with(tables)).text;
}

Doubt doubt_between(DoubtfulKind kind, double best, double from, double to) {
    Doubt doubt;
    doubt.kind = kind;
    doubt.best = best;
    doubt.from = from;
    doubt.to = to;
    return doubt;
}

constexpr const char* kAllKinds = R"([response.phone]
present  = { best = 0.9, from = 0.6, to = 0.95, name = "there" }
on_duty  = { answer = { best = 0.45, from = 0.2, to = 0.7 }, latency = { one_of = [
    { law = "exponential", mean = { best = "1min", from = "20s", to = "5min" } }, "90s"], weights = [1, 3] } }
off_duty = { answer = { one_of = [0.1, 0.2], best = 2 }, latency = { best = "10s", from = "5s", to = "40s" } }
on_leave = { answer = { best = 0.5, from = 0.4, to = 0.6, same_as = "there" } }
[staleness.phone]
per_year = { best = 0.16, from = 0.08, to = 0.32 }
)";

TEST(Doubts, count_as_their_best_values_unless_they_are_played) {
    const Loaded loaded = load_from_memory(with(kAllKinds));
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    const Response& phone = loaded.scenario->responses[1];
    EXPECT_EQ(loaded.scenario->doubts, 8U);
    EXPECT_EQ(phone.present, 0.9);
    EXPECT_EQ(phone.on_duty.answer, 0.45);
    EXPECT_EQ(phone.on_duty.latency, Law::always(std::chrono::seconds{90}));
    EXPECT_EQ(phone.off_duty.answer, 0.2);
    EXPECT_EQ(phone.off_duty.latency, Law::always(std::chrono::seconds{10}));
    EXPECT_EQ(phone.on_leave->answer, 0.5);
    EXPECT_EQ(loaded.scenario->stalenesses[0].per_year, 0.16);
    EXPECT_EQ(load_from_memory(small_scenario()).scenario->doubts, 0U);
}

TEST(Doubts, have_a_path_each_and_share_their_luck_where_they_are_the_same) {
    std::string errors;
    const auto worlds = worlds_of(with(kAllKinds), errors);
    ASSERT_TRUE(worlds) << errors;
    std::string told;
    for (const Doubt& doubt : worlds->doubts().all())
        told += doubt.path + ": " + worlds->doubts().sources()[doubt.source] + "\n";
    EXPECT_EQ(told, R"(response.phone.present: there
response.phone.on_duty.answer: response.phone.on_duty.answer
response.phone.on_duty.latency: response.phone.on_duty.latency
response.phone.on_duty.latency.one_of.1.mean: response.phone.on_duty.latency.one_of.1.mean
response.phone.off_duty.answer: response.phone.off_duty.answer
response.phone.off_duty.latency: response.phone.off_duty.latency
response.phone.on_leave.answer: there
staleness.phone.per_year: staleness.phone.per_year
)");
}

TEST(Doubts, give_a_scenario_for_each_world_of_quantiles) {
    std::string errors;
    const auto worlds = worlds_of(with(kAllKinds), errors);
    ASSERT_TRUE(worlds) << errors;
    std::vector<double> quantiles(worlds->doubts().sources().size(), 0.05);
    const Scenario low = worlds->world(quantiles);
    EXPECT_NEAR(low.responses[1].present, 0.6, 1e-12);
    EXPECT_NEAR(low.responses[1].on_duty.answer, 0.2, 1e-12);
    EXPECT_EQ(low.responses[1].on_duty.latency.kind, Law::Kind::exponential);
    EXPECT_NEAR(low.responses[1].on_duty.latency.a, 20, 1e-3);
    EXPECT_EQ(low.responses[1].off_duty.answer, 0.1);
    EXPECT_EQ(low.responses[1].off_duty.latency, Law::always(std::chrono::seconds{5}));
    EXPECT_NEAR(low.responses[1].on_leave->answer, 0.4, 1e-12);
    EXPECT_NEAR(low.stalenesses[0].per_year, 0.08, 1e-12);
    quantiles.assign(quantiles.size(), 0.95);
    const Scenario high = worlds->world(quantiles);
    EXPECT_NEAR(high.responses[1].present, 0.95, 1e-12);
    EXPECT_EQ(high.responses[1].on_duty.latency, Law::always(std::chrono::seconds{90}));
    EXPECT_EQ(high.responses[1].off_duty.answer, 0.2);
    EXPECT_NEAR(high.responses[1].on_leave->answer, 0.6, 1e-12);
    EXPECT_EQ(high.rows.size(), 2U);
}

TEST(Doubts, have_laws_that_meet_their_three_points) {
    for (const auto& [kind, best, from, to] : {std::tuple(DoubtfulKind::probability, 0.45, 0.2, 0.7),
                                               {DoubtfulKind::probability, 0.9, 0.2, 0.91},
                                               {DoubtfulKind::probability, 1e-6, 1e-9, 0.5},
                                               {DoubtfulKind::duration, 60.0, 20.0, 600.0},
                                               {DoubtfulKind::number, 0.16, 0.08, 0.32},
                                               {DoubtfulKind::law, 1.0, 0.999, 1e6}}) {
        const Doubt doubt = doubt_between(kind, best, from, to);
        EXPECT_NEAR(value_at(doubt, 0.05), from, 1e-9 * from);
        EXPECT_NEAR(value_at(doubt, 0.5), best, 1e-12 * best);
        EXPECT_NEAR(value_at(doubt, 0.95), to, 1e-9 * to);
        double before = 0;
        for (double u = 0x1p-53; u < 1; u += 0.001) {
            const double value = value_at(doubt, u);
            EXPECT_GT(value, before);
            before = value;
        }
        if (kind == DoubtfulKind::probability) {
            EXPECT_LE(value_at(doubt, 1 - 0x1p-53), 1);
        }
    }
}

TEST(Doubts, are_logit_normal_or_lognormal_where_their_points_are_symmetric) {
    // The lognormal law of this median and this 95 % point has the quantile exp(ln 60 + z ln 3 / 1.645).
    const Doubt lognormal = doubt_between(DoubtfulKind::duration, 60, 20, 180);
    EXPECT_NEAR(value_at(lognormal, 0.841344746068543), 60 * std::exp(std::log(3) / 1.6448536269514722), 1e-9);
    EXPECT_NEAR(value_at(lognormal, 0.158655253931457), 60 * std::exp(-std::log(3) / 1.6448536269514722), 1e-9);
    const Doubt logit = doubt_between(DoubtfulKind::probability, 0.5, 0.2, 0.8);
    EXPECT_NEAR(value_at(logit, 0.841344746068543), 1 / (1 + std::exp(-std::log(4) / 1.6448536269514722)), 1e-12);
}

TEST(Doubts, take_alternatives_by_their_weights) {
    Doubt doubt;
    doubt.weights = {0.5, 0.25, 0.25};
    EXPECT_EQ(alternative_at(doubt, 1e-9), 0U);
    EXPECT_EQ(alternative_at(doubt, 0.4999), 0U);
    EXPECT_EQ(alternative_at(doubt, 0.5), 1U);
    EXPECT_EQ(alternative_at(doubt, 0.75), 2U);
    EXPECT_EQ(alternative_at(doubt, 0.999999), 2U);
}

TEST(Doubts, say_how_to_set_their_values) {
    Doubt doubt = doubt_between(DoubtfulKind::duration, 60, 20, 180);
    doubt.path = "response.phone.on_duty.latency";
    EXPECT_EQ(setting_text(doubt, 0.5), "response.phone.on_duty.latency=60.000s");
    EXPECT_EQ(value_text(doubt, 0.5), "1 min");
    Doubt share = doubt_between(DoubtfulKind::probability, 0.25, 0.2, 0.3);
    share.path = "response.phone.present";
    EXPECT_EQ(setting_text(share, 0.5), "response.phone.present=0.25");
    EXPECT_EQ(value_text(share, 0.05), "0.2");
}

TEST(Doubts, that_no_law_fits_say_which_does) {
    EXPECT_EQ(errors_of(R"([response.a]
on_duty = { answer = { best = 0.45, from = 0, to = 0.7 } }
[response.b]
on_duty = { answer = { best = 0.45, from = 0.2, to = 1 } }
[response.c]
on_duty = { answer = { best = 0.45, from = 0.7, to = 0.2 } }
[response.d]
on_duty = { answer = { best = 0.8, from = 0.2, to = 0.7 } }
[response.e]
on_duty = { answer = 1, latency = { best = "1min", from = "2min", to = "4min" } }
[response.f]
on_duty = { answer = 1, latency = { law = "gamma", mean = { best = "0s", from = "1s", to = "4s" }, shape = { best = 2, from = 2, to = 2 } } }
)"),
              R"(scenario.toml:30:44: error: "from" of a doubt must be above 0 and below 1, but is 0
   30 | on_duty = { answer = { best = 0.45, from = 0, to = 0.7 } }
      |                                            ^
hint: with the other two values as they are, the nearest is from = 0.223
scenario.toml:32:54: error: "to" of a doubt must be above 0 and below 1, but is 1
   32 | on_duty = { answer = { best = 0.45, from = 0.2, to = 1 } }
      |                                                      ^
hint: with the other two values as they are, the nearest is to = 0.728
scenario.toml:34:54: error: "to" must be above "from" (0.7), but is 0.2
   34 | on_duty = { answer = { best = 0.45, from = 0.7, to = 0.2 } }
      |                                                      ^
hint: exchange the two
scenario.toml:36:31: error: "best" must lie between "from" (0.2) and "to" (0.7), but is 0.8
   36 | on_duty = { answer = { best = 0.8, from = 0.2, to = 0.7 } }
      |                               ^
hint: the law between these two that is nearest to a symmetric one has best = 0.433
scenario.toml:38:44: error: "best" must lie between "from" ("120s") and "to" ("240s"), but is "60s"
   38 | on_duty = { answer = 1, latency = { best = "1min", from = "2min", to = "4min" } }
      |                                            ^
hint: the law between these two that is nearest to a symmetric one has best = "170s"
scenario.toml:40:68: error: "best" of a doubt must be above 0, but is "0s"
   40 | … = { answer = 1, latency = { law = "gamma", mean = { best = "0s", from = "1s", to = "4s" }, shape = …
      |                                                              ^
scenario.toml:40:135: error: "to" must be above "from" (2), but is 2
   40 | …rom = "1s", to = "4s" }, shape = { best = 2, from = 2, to = 2 } } }
      |                                                              ^
hint: write the value alone if it is not in doubt
)");
}

TEST(Doubts, that_are_written_wrong_say_how_to_write_them) {
    EXPECT_EQ(errors_of(R"([response.a]
present = { best = 0.45, form = 0.2, to = 0.7 }
screened = { best = "half", from = 0.2, to = 0.7 }
on_duty = { answer = { one_of = [0.5] }, latency = { one_of = [{ mean = "1s" }, 5] } }
off_duty = { answer = { one_of = [0.5, 2], weights = [1] }, latency = { one_of = ["1s", "2s"], weights = [1, 0] } }
on_leave = { answer = { one_of = [0.5, 0.7], best = 0, weight = [1, 1] } }
[staleness.s]
per_year = { best = 1, from = 0.5, to = 2, name = "s", same_as = "t" }
[staleness.t]
per_year = { best = 1, from = 0.5, to = 2, name = 5 }
[staleness.u]
per_year = { best = 1, from = 0.5, to = 2, same_as = "phones" }
[staleness.v]
per_year = { best = 1, from = 0.5, to = 2, name = "phone" }
[staleness.w]
per_year = { best = 1, from = 0.5, to = 2, name = "phone" }
[carrier.c]
bandwidth = { best = "1Mbps", from = "1Mbps", to = "2Mbps" }
)"),
              R"(scenario.toml:30:11: error: a doubt has no "from", which it needs
   30 | present = { best = 0.45, form = 0.2, to = 0.7 }
      |           ^
hint: a doubt has a "best" value, and lies between "from" and "to" with 90 %
scenario.toml:30:26: error: unknown key "form" in a doubt
   30 | present = { best = 0.45, form = 0.2, to = 0.7 }
      |                          ^
hint: did you mean "from"?
scenario.toml:31:21: error: "best" takes a number
   31 | screened = { best = "half", from = 0.2, to = 0.7 }
      |                     ^
scenario.toml:32:33: error: "one_of" must hold two alternatives or more, but holds 1
   32 | on_duty = { answer = { one_of = [0.5] }, latency = { one_of = [{ mean = "1s" }, 5] } }
      |                                 ^
hint: write the value alone if it is not in doubt
scenario.toml:32:64: error: an alternative of "response.a.on_duty.latency" must be a law: a duration in quotes, or a table with a "law"
   32 | …duty = { answer = { one_of = [0.5] }, latency = { one_of = [{ mean = "1s" }, 5] } }
      |                                                              ^
scenario.toml:32:81: error: an alternative of "response.a.on_duty.latency" must be a law: a duration in quotes, or a table with a "law"
   32 | … { one_of = [0.5] }, latency = { one_of = [{ mean = "1s" }, 5] } }
      |                                                              ^
scenario.toml:33:40: error: an alternative of "response.a.off_duty.answer" must be a probability from 0 to 1
   33 | off_duty = { answer = { one_of = [0.5, 2], weights = [1] }, latency = { one_of = ["1s", "2s"], weigh…
      |                                        ^
scenario.toml:33:54: error: "weights" takes an array of 2 numbers, one for each alternative
   33 | off_duty = { answer = { one_of = [0.5, 2], weights = [1] }, latency = { one_of = ["1s", "2s"], weigh…
      |                                                      ^
scenario.toml:33:110: error: a weight must be a number above 0 and at most 1000000
   33 | …s = [1] }, latency = { one_of = ["1s", "2s"], weights = [1, 0] } }
      |                                                              ^
scenario.toml:34:53: error: "best" of alternatives takes the number of one of them, from 1 to 2
   34 | on_leave = { answer = { one_of = [0.5, 0.7], best = 0, weight = [1, 1] } }
      |                                                     ^
scenario.toml:34:56: error: unknown key "weight" in a doubt
   34 | on_leave = { answer = { one_of = [0.5, 0.7], best = 0, weight = [1, 1] } }
      |                                                        ^
hint: did you mean "weights"?
scenario.toml:36:66: error: a doubt must have a "name" or be the "same_as" another, but has both
   36 | …ear = { best = 1, from = 0.5, to = 2, name = "s", same_as = "t" }
      |                                                              ^
hint: let the others be the same as "t", too
scenario.toml:38:51: error: "name" takes a text in quotes
   38 | per_year = { best = 1, from = 0.5, to = 2, name = 5 }
      |                                                   ^
scenario.toml:40:54: error: no doubt has the name "phones"
   40 | per_year = { best = 1, from = 0.5, to = 2, same_as = "phones" }
      |                                                      ^
hint: did you mean "phone"?
scenario.toml:44:51: error: two doubts must not have the name "phone"
   44 | per_year = { best = 1, from = 0.5, to = 2, name = "phone" }
      |                                                   ^
scenario.toml:46:13: error: "carrier.c.bandwidth" must be in doubt as "one_of" alternatives
   46 | bandwidth = { best = "1Mbps", from = "1Mbps", to = "2Mbps" }
      |             ^
hint: such as { one_of = ["1Mbps", "10Mbps"] }
)");
}

TEST(Doubts, may_be_asked_for_a_share_of_their_worlds) {
    EXPECT_EQ(errors_of(R"([[expect]]
that      = "mean(attempts) <= 3"
in_worlds = 1
[[expect]]
that      = "mean(attempts) <= 3"
in_worlds = 0
)"),
              R"(scenario.toml:31:13: error: "in_worlds" must be below 1, but is 1
   31 | in_worlds = 1
      |             ^
hint: no number of worlds could show that a claim holds in all of them; write such as 0.99
scenario.toml:34:13: error: "in_worlds" takes a number above 0 and at most 1, not 0
   34 | in_worlds = 0
      |             ^
)");
    const Loaded loaded = load_from_memory(with("[[expect]]\nthat = \"mean(attempts) <= 3\"\nin_worlds = 0.9\n"));
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_EQ(loaded.scenario->expectations[0].in_worlds, 0.9);
}

TEST(Doubts, are_not_called_like_the_path_of_another) {
    EXPECT_EQ(
        errors_of(R"([staleness.s]
per_year = { best = 1, from = 0.5, to = 2, name = "staleness.t.per_year" }
[staleness.t]
per_year = { best = 1, from = 0.5, to = 2, name = "staleness.t.per_year" }
)"),
        R"(scenario.toml:30:51: error: "staleness.t.per_year" must not be a name, for it is the path of another doubt
   30 | per_year = { best = 1, from = 0.5, to = 2, name = "staleness.t.per_year" }
      |                                                   ^
scenario.toml:32:51: error: two doubts must not have the name "staleness.t.per_year"
   32 | per_year = { best = 1, from = 0.5, to = 2, name = "staleness.t.per_year" }
      |                                                   ^
)");
}

TEST(Doubts, may_be_about_how_much_those_who_respond_differ) {
    const auto text = with(R"([response.phone]
on_duty = { answer = 0.5 }
[response.phone.between]
each        = "official"
answer      = { law = "beta", precision = { best = 4, from = 2, to = 10 } }
latency     = { law = "lognormal", sigma = { one_of = [0.5, 1] } }
correlation = { best = 0.6, from = 0.2, to = 0.9 }
)");
    const Loaded loaded = load_from_memory(text);
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_EQ(loaded.scenario->doubts, 3U);
    std::string errors;
    const Scenario high = worlds_of(text, errors)->world({0.95, 0.95, 0.95});
    const Between& between = *high.responses[1].between;
    EXPECT_NEAR(between.answer_precision, 10, 1e-9);
    EXPECT_EQ(between.latency_sigma, 1);
    EXPECT_NEAR(between.correlation, 0.9, 1e-9);
}

TEST(Doubts, may_not_stand_where_somebody_decides) {
    EXPECT_EQ(errors_of(R"([protocol.p]
goal = { authority = { best = 3, from = 2, to = 4 } }
rounds = { one_of = [1, 2] }
[[protocol.p.step]]
call = { role = { one_of = ["director", "desk"] } }
patience = { best = "1min", from = "30s", to = "2min" }
)"),
              R"(scenario.toml:30:22: error: "protocol.p.goal.authority" must not be in doubt
   30 | goal = { authority = { best = 3, from = 2, to = 4 } }
      |                      ^
hint: in doubt may be a probability, a law and each of its numbers, a rate, and a duration that nobody decides (scenarios/format.md); --set tries other values
scenario.toml:31:10: error: "protocol.p.rounds" must not be in doubt
   31 | rounds = { one_of = [1, 2] }
      |          ^
hint: in doubt may be a probability, a law and each of its numbers, a rate, and a duration that nobody decides (scenarios/format.md); --set tries other values
scenario.toml:33:17: error: "protocol.p.step.1.call.role" must not be in doubt
   33 | call = { role = { one_of = ["director", "desk"] } }
      |                 ^
hint: in doubt may be a probability, a law and each of its numbers, a rate, and a duration that nobody decides (scenarios/format.md); --set tries other values
scenario.toml:34:12: error: "protocol.p.step.1.patience" must not be in doubt
   34 | patience = { best = "1min", from = "30s", to = "2min" }
      |            ^
hint: in doubt may be a probability, a law and each of its numbers, a rate, and a duration that nobody decides (scenarios/format.md); --set tries other values
)");
}

TEST(Doubts, replace_each_other_as_a_whole_and_are_replaced) {
    auto files = with(kAllKinds);
    use_phone(files);
    files["base.toml"] = files["scenario.toml"];
    files["scenario.toml"] = R"(extends = "base.toml"
[response.phone]
on_duty  = { answer = { one_of = [0.1, 0.2] }, latency = { law = "gamma", mean = "1min", shape = 2 } }
off_duty = { answer = 0.3 }
)";
    std::string errors;
    const auto worlds =
        worlds_of(files, errors,
                  {"staleness.phone.per_year=0.5", "response.desk.present={ best = 0.5, from = 0.2, to = 0.6 }"});
    ASSERT_TRUE(worlds) << errors;
    std::string told;
    for (const Doubt& doubt : worlds->doubts().all()) told += doubt.path + "\n";
    EXPECT_EQ(told,
              "response.desk.present\nresponse.phone.present\nresponse.phone.on_duty.answer\nresponse.phone.off_duty."
              "latency\n"
              "response.phone.on_leave.answer\n");
    Diagnostics diagnostics;
    const auto best = worlds->best(diagnostics);
    ASSERT_TRUE(best) << diagnostics.text();
    EXPECT_EQ(best->stalenesses[0].per_year, 0.5);
    EXPECT_EQ(best->responses[1].on_duty.answer, 0.1);
}

/// The sources of all doubts of a scenario, by path.
std::string sources_of(const std::map<std::string, std::string>& files,
                       const std::vector<std::string>& settings = {}) {
    std::string told;
    const auto worlds = worlds_of(files, told, settings);
    if (!worlds) return told;
    for (const Doubt& doubt : worlds->doubts().all())
        told += doubt.path + ": " + worlds->doubts().sources()[doubt.source] + "\n";
    return told;
}

TEST(Doubts, stay_the_same_as_each_other_when_the_one_with_the_name_is_replaced) {
    auto files = with(R"([response.phone]
present  = { best = 0.9, from = 0.6, to = 0.95, name = "there" }
on_duty  = { answer = { best = 0.5, from = 0.4, to = 0.6, same_as = "there" } }
on_leave = { answer = { best = 0.5, from = 0.4, to = 0.6, same_as = "there" } }
)");
    use_phone(files);
    const std::string both = "response.phone.on_duty.answer: there\nresponse.phone.on_leave.answer: there\n";
    EXPECT_EQ(sources_of(files, {"response.phone.present=0.8"}), both);
    EXPECT_EQ(sources_of(files, {"response.phone.present={ best = 0.8, from = 0.7, to = 0.9 }"}),
              "response.phone.present: response.phone.present\n" + both);
    files["base.toml"] = files["scenario.toml"];
    files["scenario.toml"] = "extends = \"base.toml\"\n[response.phone]\npresent = 0.8\n";
    EXPECT_EQ(sources_of(files), both);
    // Through two files, and by a table that is replaced as a whole.
    files["middle.toml"] = files["scenario.toml"];
    files["scenario.toml"] =
        "extends = \"middle.toml\"\n[response.phone]\non_leave = { answer = 0.1 }\n"
        "off_duty = { answer = { best = 0.2, from = 0.1, to = 0.3, same_as = \"there\" } }\n";
    EXPECT_EQ(sources_of(files), "response.phone.on_duty.answer: there\nresponse.phone.off_duty.answer: there\n");
    // A new one may take the name.
    files["scenario.toml"] +=
        "[channel.pstn]\nset_up = { best = \"5s\", from = \"4s\", to = \"6s\", name = \"there\" }\n";
    EXPECT_EQ(sources_of(files),
              "response.phone.on_duty.answer: there\nresponse.phone.off_duty.answer: there\n"
              "channel.pstn.set_up: there\n");
    EXPECT_EQ(sources_of(files,
                         {"response.phone.spell={ best = \"5s\", from = \"4s\", to = \"6s\", same_as = \"thera\" }"}),
              R"(--set:1:71: error: no doubt has the name "thera"
    1 | …hone.spell={ best = "5s", from = "4s", to = "6s", same_as = "thera" }
      |                                                              ^
hint: did you mean "there"?
)");
}

TEST(Doubts, of_what_nobody_uses_count_only_in_the_scenarios_own_file) {
    auto files = with(kAllKinds);
    EXPECT_EQ(load_from_memory(files).scenario->doubts, 8U);
    files["base.toml"] = files["scenario.toml"];
    files["scenario.toml"] = R"(extends = "base.toml"
[response.phone]
off_duty = { answer = { one_of = [0.1, 0.2] } }
[channel.pstn]
set_up = { best = "5s", from = "4s", to = "6s" }
)";
    const std::string own =
        "response.phone.off_duty.answer: response.phone.off_duty.answer\n"
        "channel.pstn.set_up: channel.pstn.set_up\n";
    EXPECT_EQ(sources_of(files), own);
    EXPECT_EQ(load_from_memory(files).scenario->doubts, 2U);
    std::string errors;
    const auto worlds = worlds_of(files, errors);
    EXPECT_EQ(worlds->world({0.95, 0.9}).responses[1].present, 0.9) << "the best value of what is not played";
    use_phone(files);
    EXPECT_EQ(load_from_memory(files).scenario->doubts, 8U) << "none of the staleness, which no channel has";
    std::string& base = files["base.toml"];
    base.replace(base.find("kind = \"call\""), 13, "kind = \"call\"\nstaleness = \"phone\"");
    EXPECT_EQ(load_from_memory(files).scenario->doubts, 9U);
}

TEST(Doubts, do_not_clash_with_parties_that_are_called_like_their_keys) {
    const Loaded loaded =
        load_from_memory(with("[party.best]\ntime_zone = \"Europe/Paris\"\n[party.to]\ntime_zone = "
                              "\"Europe/Paris\"\n[stance.cn]\ntowards = { best = 0.9, to = 0.5 }\n"));
    ASSERT_TRUE(loaded.scenario) << loaded.text;
    EXPECT_EQ(loaded.scenario->doubts, 0U);
}

TEST(Doubts, whose_world_is_refused_tell_its_values) {
    std::string errors;
    const auto worlds = worlds_of(with(R"([response.phone]
on_duty = { answer = 1, latency = { law = "lognormal", median = { best = "1min", from = "30s", to = "4min" }, p95 = "3min" } }
)"),
                                  errors);
    ASSERT_TRUE(worlds) << errors;
    EXPECT_EQ(worlds->world({0.5}).responses[1].on_duty.latency.a, std::log(60));
    try {
        (void)worlds->world({0.95});
        FAIL() << "it was not refused";
    } catch (const WrongWorld& wrong) {
        EXPECT_EQ(std::string(wrong.what()), R"(a world of values is no scenario:
scenario.toml:30:117: error: "p95" must be above the median (4 min), but is 3 min
   30 | …edian = { best = "1min", from = "30s", to = "4min" }, p95 = "3min" } }
      |                                                              ^
with the values
  response.phone.on_duty.latency.median = 4 min
hint: choose doubts that fit together for all of their values, or let them be the "same_as" each other)");
    }
}

}  // namespace
}  // namespace hotline
