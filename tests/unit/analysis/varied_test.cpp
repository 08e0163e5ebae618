#include "analysis/write/varied.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

using testing::ElementsAre;

constexpr Ticks kSecondOfValues{1024};

class VariedText : public testing::Test {
protected:
    static constexpr std::size_t kDrills = 2000;

    /// The means of drills of which so many make contact after ten minutes.
    DrillMeans means(std::size_t reached) const {
        Outcomes outcomes(scenario, 0, 0);
        outcomes.resize(kDrills);
        for (std::size_t drill = 0; drill < reached; ++drill) {
            Outcome outcome;
            outcome.first_answer = outcome.contact = 600 * kSecondOfValues;
            outcomes.set(drill * 7919 % kDrills, outcome);  // a prime: no order of the drills
        }
        return drill_means(std::vector{outcomes}, 3600 * kSecondOfValues, scenario.horizon);
    }
    Varied varied(std::vector<Axis> axes, const std::vector<std::size_t>& reached) const {
        Varied all{scenario, 7, kDrills, 3600 * kSecondOfValues, RankBy::mean, {}, std::move(axes), {}};
        const DrillMeans today = means(1200);
        all.today = today_of(today, scenario.horizon);
        all.cells.resize(reached.size());
        const double confidence = all.confidence_of_each();
        for (std::size_t cell = 0; cell < reached.size(); ++cell) {
            const DrillMeans of = means(reached[cell]);
            all.cells[cell] = {today_of(of, scenario.horizon, confidence),
                               effect_of(today, of, scenario.horizon, confidence)};
        }
        return all;
    }
    template <class Write>
    std::string written(const Varied& all, const Write& write) const {
        std::ostringstream out;
        write(out, all);
        return out.str();
    }
    std::string text(const Varied& all) const {
        return written(all, [](std::ostream& out, const Varied& of) { write_text(out, of); });
    }

    Scenario scenario = load_from_memory(small_scenario()).scenario.value();
    Axis rounds{"protocol.lists.rounds", {"1", "2", "10"}};
    Axis gap{"protocol.lists.round_gap", {"5min", "1h"}};
};

TEST_F(VariedText, of_one_key_is_read_by_people) {
    EXPECT_EQ(text(varied({rounds}, {1200, 1500, 1990})), R"(Small
Played: 2000 drills of each value, on the same luck; seed 7; horizon 24 h
uk → China, lists

Today contact is made by 1 h in 60.0 % (57.6–62.3) of emergencies, and after 9 h
42 min on average* (9 h 10 min–10 h 16 min); 90 % not reached.

Best: protocol.lists.rounds = 10: 9 h 25 min sooner on average* (8 h 37 min–10 h
14 min), 39.5 more of 100 emergencies within 1 h (36.1–43.0). No other value
comes near.

protocol.lists.rounds

  1
    by 1 h 60.0 % (56.5–63.3); mean* 9 h 42 min (8 h 54 min–10 h 32 min); 90 %
      not reached
    against today: no drill differs
  2
    by 1 h 75.0 % (71.8–77.9); mean* 6 h 08 min (5 h 26 min–6 h 53 min); 90 %
      not reached
    against today: 3 h 35 min sooner on average* (3 h–4 h 13 min), 15.0 more of
      100 emergencies within 1 h (12.6–17.7)
  10
    by 1 h 99.5 % (98.1–99.98); mean* 17 min (7 min 54 s–38 min); 90 % by 10 min
      (10 min–10 min)
    against today: 9 h 25 min sooner on average* (8 h 37 min–10 h 14 min), 39.5
      more of 100 emergencies within 1 h (36.1–43.0)

* Restricted mean: a case without contact counts as the horizon.
The 18 intervals of all values hold together with 95 % confidence (Bonferroni):
99.7 % each; those of means and shares are by betting (Waudby-Smith and Ramdas).
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
}

TEST_F(VariedText, of_two_keys_is_a_grid) {
    EXPECT_EQ(text(varied({rounds, gap}, {1200, 1100, 1500, 1400, 1990, 1991})), R"(Small
Played: 2000 drills of each value, on the same luck; seed 7; horizon 24 h
uk → China, lists

Today contact is made by 1 h in 60.0 % (57.6–62.3) of emergencies, and after 9 h
42 min on average* (9 h 10 min–10 h 16 min); 90 % not reached.

Best: protocol.lists.rounds = 10, protocol.lists.round_gap = 1h: 9 h 26 min
sooner on average* (8 h 35 min–10 h 18 min), 39.6 more of 100 emergencies within
1 h (36.0–43.2). 1 other value cannot be told from it: protocol.lists.rounds =
10, protocol.lists.round_gap = 5min.

Contact by 1 h, %: protocol.lists.rounds down, protocol.lists.round_gap across

      5min     1h
  1     60     55
  2     75     70
  10  99.5  99.55

Mean time*: protocol.lists.rounds down, protocol.lists.round_gap across

            5min           1h
  1   9 h 42 min  10 h 53 min
  2   6 h 08 min   7 h 19 min
  10      17 min       16 min

* Restricted mean: a case without contact counts as the horizon.
The 36 intervals of all values hold together with 95 % confidence (Bonferroni):
99.8 % each; those of means and shares are by betting (Waudby-Smith and Ramdas).
--format json has those of each cell.
Intervals measure the precision of the simulation, not the truth of its
assumptions. Whatever the scenario leaves out takes its default value
(scenarios/format.md).
)");
}

TEST_F(VariedText, names_values_that_cannot_be_told_from_the_best) {
    const Varied all = varied({rounds}, {1200, 1989, 1990});
    EXPECT_THAT(all.best(), ElementsAre(2U, 1U));
    EXPECT_EQ(all.title(1), "protocol.lists.rounds = 2");
}

TEST_F(VariedText, is_written_for_programs) {
    EXPECT_EQ(
        written(varied({rounds, gap}, {1200, 1100, 1500, 1400, 1990, 1991}),
                [](std::ostream& out, const Varied& of) { write_csv(out, of); }),
        R"(protocol.lists.rounds,protocol.lists.round_gap,mean,reach_of_all,drills_that_differ,mean_within_horizon,mean_low,mean_high,reach,reach_low,reach_high,p90,p90_low,p90_high,cured,cured_low,cured_high
1,5min,34919.99999999999,0.6,0,0,-339.30225656986295,339.30225656986295,0,-0.003927109451040023,0.003927109451040023,,,,0,0,0.009612732516066376
1,1h,39209.99999999995,0.5500000000000007,100,4290.0000000001455,3002.3040500482166,5888.5449240263115,-0.05000000000000049,-0.06863361680052615,-0.03499690159843061,,,,0,0,0.009612732516066376
2,5min,22050.000000000004,0.7500000000000011,300,-12870,-15275.922430921797,-10717.457850207502,0.15000000000000147,0.12491593310656257,0.17804114818257855,,,,0.375,0.31876896214652095,0.4309206235518827
2,1h,26340.00000000001,0.7000000000000007,200,-8580.000000000116,-10640.227562975793,-6782.933211818541,0.10000000000000275,0.07905912095056777,0.12401330578650627,,,,0.25,0.20121584111606236,0.3014704897209874
10,5min,1029.0000000000018,0.9949999999999996,790,-33890.99999999999,-37013.36545361478,-30867.636492827965,0.395000000000002,0.3597669176854692,0.4313876485596122,600,600,600,0.9875,0.9516735994974951,0.999772790044451
10,1h,986.1000000000028,0.9954999999999984,791,-33933.90000000004,-37057.1716951738,-30910.649990121274,0.39550000000000085,0.3602682196826743,0.4318980641799952,600,600,600,0.98875,0.9551174028804399,0.9998290940087939
)");
}

/// Once for each case and protocol: the same table, after what was played.
TEST_F(VariedText, of_a_run_has_a_table_for_each_case_and_protocol) {
    VariedRun run;
    run.tables.push_back(varied({rounds}, {1200, 1500, 1990}));
    run.tables.push_back(varied({rounds}, {1200, 1500, 1990}));
    std::ostringstream out;
    write_text(out, run);
    const std::string alone = text(run.tables.front());
    const std::size_t heading = alone.find("uk → China, lists\n");
    const std::size_t notes = alone.find("\n* Restricted mean");
    const std::string table = "\n" + alone.substr(heading, notes - heading);
    EXPECT_EQ(out.str(), alone.substr(0, heading) + table + table + alone.substr(notes));

    std::ostringstream lines;
    write_csv(lines, run);
    const std::string cells =
        written(run.tables.front(), [](std::ostream& to, const Varied& of) { write_csv(to, of); });
    std::string expected;
    std::istringstream all(cells);
    std::string line;
    std::getline(all, line);
    const std::string head = "caller,callee,after,protocol," + line + "\n";
    while (std::getline(all, line)) expected += "uk,cn,0,lists," + line + "\n";
    EXPECT_EQ(lines.str(), head + expected + expected);
}

TEST_F(VariedText, of_several_tables_has_intervals_that_hold_together) {
    Varied all = varied({rounds}, {1200, 1500, 1990});
    const double alone = all.confidence_of_each();
    all.together = 2;
    EXPECT_EQ(all.intervals(), 2 * kEstimatesOfCell * 3);
    EXPECT_DOUBLE_EQ(1 - all.confidence_of_each(), (1 - alone) / 2);
}

}  // namespace
}  // namespace hotline
