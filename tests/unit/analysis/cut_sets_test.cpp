#include "analysis/estimates/cut_sets.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "analysis/write/cut_sets.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

/// The small scenario: the CERT hands over to the director.
CutSets small_cut_sets(const Scenario& scenario) {
    CutSets sets{
        scenario, 7, 1000, scenario.horizon, ways_to_contact(scenario, 0, scenario.horizon, 100).value(), {}, {}, 0,
        {},       0, false};
    sets.ways.sets = minimal(sets.ways.sets);
    const FaultTree tree = FaultTree::of(sets.ways.sets, sets.ways.pieces.size(), 100).value();
    ImportanceSum sum(tree);
    sum.add({0, 0, 0.1, 0.2});
    sets.importances = sum.mean();
    sets.sets = {{{3}, 0.2, 200, {0.17, 0.23}, {3, 8, 9}}, {{2}, 0.1, 0, {0, 0.01}, {}}, {{0}, 0, 0, {0, 0.01}, {}}};
    sets.missed = 281;
    sets.missed_interval = {0.253, 0.31};
    sets.unexplained = 1;
    return sets;
}

std::string text_of_sets(const CutSets& sets) {
    std::ostringstream out;
    write_text(out, sets);
    return out.str();
}

TEST(CutSets, are_read_by_people) {
    const auto loaded = load_from_memory(small_scenario());
    CutSets sets = small_cut_sets(*loaded.scenario);
    EXPECT_EQ(text_of_sets(sets), R"(Small
Drills of each case and protocol: 1000; seed 7; horizon 24 h
uk → China, lists

No contact by 24 h: 28.1 % (25.3–31.0) of drills.

There is 1 way to contact. 3 minimal cut sets, in each of which all ways are cut
if all parts fail; the most probable first.

     20.0 %  entry director (pstn)
             seen in 20.0 % (17.0–23.0) of drills, such as 3, 8, 9
     10.0 %  entry cert (pstn)
             seen in no drill (0–1.0 %)
      0.0 %  person cert
             seen in no drill (0–1.0 %)

Parts, by their share of all that fails

  fails %  Birnbaum  Fussell-Vesely  achievement  reduction  part
     20.0    0.9000          0.6429         3.57       2.80  entry director (pstn)
     10.0    0.8000          0.2857         3.57       1.40  entry cert (pstn)
      0.0    0.7200          0.0000         3.57       1.00  person cert
      0.0    0.7200          0.0000         3.57       1.00  person director

If parts fail independently, each as often as said here, all ways are cut with a
probability of 28.0 %.
The protocol is static: that is the probability of no contact by 24 h.
Of the 281 drills without contact, 1 shows no cut set: time ran out, or an
answer led nowhere.
The intervals of all cut sets hold together with 95 % confidence (Bonferroni).
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
    sets.ways.not_static = {"a step has a limit of its time", "time may run out before all have been called"};
    const std::string told = text_of_sets(sets);
    EXPECT_NE(told.find("The protocol is not static, so that this is the probability for first calls at\n"
                        "the beginning of the drill. Why:\n"
                        "  - a step has a limit of its time\n"
                        "  - time may run out before all have been called\n"),
              std::string::npos)
        << told;
    sets.ways.sets.clear();
    EXPECT_NE(text_of_sets(sets).find("\nThere is no way to contact by 24 h, even if nothing fails.\n"),
              std::string::npos);
}

/// JSON without the spaces and line breaks between its members.
std::string without_spaces(std::string json) {
    std::string packed;
    bool quoted = false;
    for (const char letter : json) {
        quoted ^= letter == '"';
        if (quoted || (letter != ' ' && letter != '\n')) packed += letter;
    }
    return packed;
}

TEST(CutSets, are_data) {
    const auto loaded = load_from_memory(small_scenario());
    const CutSets sets = small_cut_sets(*loaded.scenario);
    std::ostringstream csv;
    write_csv(csv, sets);
    EXPECT_EQ(csv.str(),
              "probability,seen,share,low,high,drills,parts\n"
              "0.2,200,0.2,0.17,0.23,3 8 9,entry director (pstn)\n"
              "0.1,0,0,0,0.01,,entry cert (pstn)\n"
              "0,0,0,0,0.01,,person cert\n");
    std::ostringstream json;
    write_json(json, sets);
    for (const char* part : {"\"missed\":", "\"without_a_cut_set\":1", "\"static\":true", "\"ways\":1",
                             "\"part\":\"entry director (pstn)\"", "\"kind\":\"entry\"", "\"fussell_vesely\":0.64285",
                             "\"risk_reduction_worth\":2.8", "\"seen\":200", "\"parts\":[\"entry cert (pstn)\"]"})
        EXPECT_NE(without_spaces(json.str()).find(part), std::string::npos) << part << "\n" << json.str();
}

std::vector<std::string> why_not_static(const std::vector<std::pair<std::string, std::string>>& after) {
    auto files = small_scenario();
    for (const auto& [mark, text] : after) {
        std::string& scenario = files["scenario.toml"];
        scenario.insert(scenario.find(mark) + mark.size(), text);
    }
    const auto loaded = load_from_memory(files);
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    return ways_to_contact(*loaded.scenario, 0, loaded.scenario->horizon, 100).value().not_static;
}

TEST(Ways, say_why_a_protocol_is_not_static) {
    using Reasons = std::vector<std::string>;
    EXPECT_EQ(why_not_static({}), Reasons{});
    EXPECT_EQ(why_not_static({{"call = \"cert\"\n", "tries = 2\n"}}),
              Reasons{"cert (pstn) may be called more than once, and may answer then"});
    EXPECT_EQ(
        why_not_static({{"goal = { authority = 3 }\n", "prepare = { law = \"exponential\", mean = \"1h\" }\n"}}),
        Reasons{"time may run out before all have been called"});
    EXPECT_EQ(why_not_static({{"call = \"cert\"\n", "within = \"30min\"\non = { no_answer = \"end\" }\n"}}),
              (Reasons{"a step has a limit of its time", "a result of a call decides where a search goes"}));
    EXPECT_EQ(why_not_static({{"latency = \"10s\" }\n", "screened = 0.1\n"}}),
              (Reasons{"cert may be screened", "director may be screened"}));
    EXPECT_EQ(
        why_not_static({{"[channel.pstn]\n", "carriers = [\"net\"]\n"},
                        {"title = \"Small\"\n", ""},
                        {"[response.desk]\n", ""},
                        {"protocol = \"lists\"\n", "[carrier.net]\navailability = 0.9\nmean_outage = \"1h\"\n"}}),
        Reasons{"carrier net may go down or come back between two calls"});
}

TEST(Ways, that_take_too_long_are_none) {
    auto files = small_scenario();
    std::string& text = files["scenario.toml"];
    text.insert(text.find("goal = {"), "prepare = \"10min\"\n");
    const auto loaded = load_from_memory(files);
    using std::chrono::minutes;
    EXPECT_TRUE(ways_to_contact(*loaded.scenario, 0, minutes{10}, 100).value().sets.empty());
    EXPECT_EQ(ways_to_contact(*loaded.scenario, 0, minutes{11}, 100).value().sets.size(), 1U);
}

}  // namespace
}  // namespace hotline
