#include <gmock/gmock.h>

#include <set>
#include <sstream>

#include "analysis/drills/story.hpp"
#include "analysis/drills/tally.hpp"
#include "analysis/estimates/summary.hpp"
#include "analysis/page/assumptions.hpp"
#include "analysis/pictures/curve.hpp"
#include "analysis/pictures/markup.hpp"
#include "analysis/pictures/picture.hpp"
#include "analysis/pictures/text_plot.hpp"
#include "models/loading/load.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

std::vector<std::string> names_of(const std::vector<TimeMark>& marks) {
    std::vector<std::string> names;
    for (const TimeMark& mark : marks) names.push_back(mark.name);
    return names;
}

TEST(ReachCurve, has_every_step_of_few_drills) {
    const ReachCurve curve({Ticks(5min), kNever, Ticks(1min), Ticks(5min), Ticks(3h)}, Ticks(2h));
    std::vector<std::pair<std::int64_t, std::uint64_t>> steps;
    for (const CurvePoint& at : curve.steps({Ticks(30min)})) {
        steps.emplace_back(std::chrono::duration_cast<std::chrono::minutes>(at.at).count(), at.reached);
    }
    EXPECT_THAT(steps, ElementsAre(std::pair(0, 0), std::pair(1, 1), std::pair(5, 3), std::pair(120, 3)));
    EXPECT_EQ(curve.at(Ticks(5min)).share, 0.6);
    EXPECT_EQ(curve.at(Ticks(5min)).interval, clopper_pearson(3, 5));
}

/// The step that is drawn at a time.
const CurvePoint& drawn_at(const std::vector<CurvePoint>& steps, Ticks at) {
    const auto next = std::upper_bound(steps.begin(), steps.end(), at,
                                       [](Ticks time, const CurvePoint& step) { return time < step.at; });
    return *std::prev(next);
}

TEST(ReachCurve, draws_no_step_early_and_jumps_where_they_are) {
    // Half of the contacts come at exactly 4.9 s, as where a duty officer always takes the same time. The others come
    // at 5,000 different times.
    std::vector<Ticks> contacts(5000, ticks_of_seconds(4.9));
    for (int drill = 0; drill < 5000; ++drill) contacts.emplace_back(10000 + drill * drill);
    const Ticks horizon(24h);
    const ReachCurve curve(contacts, horizon);
    for (const auto& grid : {linear_grid(horizon, 400), log_grid(Ticks(1s), horizon, 400)}) {
        const std::vector<CurvePoint> steps = curve.steps(grid);
        EXPECT_LT(steps.size(), 420U);
        EXPECT_EQ(steps[1].at, ticks_of_seconds(4.9));
        EXPECT_EQ(steps[1].reached, 5000U);
        EXPECT_EQ(steps.back().at, horizon);
        for (Ticks at{0}; at <= horizon; at += Ticks(41s)) {
            ASSERT_LE(drawn_at(steps, at).reached, curve.reached(at));
            if (at < grid.front()) continue;
            const Ticks of_grid = *std::prev(std::upper_bound(grid.begin(), grid.end(), at));
            ASSERT_GE(drawn_at(steps, at).reached, curve.reached(of_grid));
        }
    }
}

TEST(SeriesLook, tells_as_many_curves_apart_as_a_chart_may_have_without_their_colours) {
    std::set<std::pair<std::string, SeriesMark>> looks;
    for (std::size_t series = 0; series < kMostInFull; ++series)
        looks.emplace(look_of(series).css_class, look_of(series).mark);
    EXPECT_EQ(looks.size(), kMostInFull);
}

TEST(TextWidth, counts_capitals_as_wide_as_they_are) {
    EXPECT_NEAR(text_width("MWQ", 10), 8.63 + 9.89 + 7.88, 1e-9);
    EXPECT_NEAR(text_width("ill", 10), 3 * 2.78, 1e-9);
    EXPECT_GT(text_width("Щит", 10), text_width("Wit", 10));
    for (const char* name : {"MFA-DIRECTOR-GENERAL-OFFICE", "illicit", "北京市外交部值班室电话", "Ἀθῆναι"}) {
        for (const double room : {20.0, 60.0, 100.0, 400.0}) {
            EXPECT_LE(text_width(fitting(name, room)), room) << name;
        }
        EXPECT_EQ(fitting(name, 1000), name);
    }
    EXPECT_EQ(fitting("MMMM", 40), "MM…");
}

TEST(TimeMarks, are_round_and_few) {
    EXPECT_THAT(names_of(linear_marks(Ticks(24h), 8)),
                ElementsAre("0", "4 h", "8 h", "12 h", "16 h", "20 h", "24 h"));
    EXPECT_THAT(names_of(log_marks(Ticks(30s), Ticks(24h), 5)), ElementsAre("30 s", "10 min", "2 h", "24 h"));
}

TEST(Markup, writes_any_words_as_text) {
    pugi::xml_document document;
    Element(document.root()).add("p").set("title", "\"<b>&").text("</p><script>").name("a & b");
    EXPECT_EQ(markup_text(document),
              "<p title=\"&quot;&lt;b>&amp;\">&lt;/p&gt;&lt;script&gt;<bdi>a &amp; b</bdi></p>\n");
}

TEST(Assumptions, have_the_comments_of_all_files_that_they_stand_in) {
    const std::map<std::string, std::string> texts{
        {"a/scenario.toml", R"(horizon = "1h"
extends = "../b/defaults.toml"
contacts = ["contacts.csv"]
start = { at = 2012-10-04T02:30:00Z }
[party.uk]
time_zone = "Europe/London"
[party.cn]
time_zone = "Asia/Shanghai"
# It rings longer.
[channel.pstn]
patience = "2min"  # tested
[protocol.lists]
goal = { authority = 1 }
[[protocol.lists.step]]
call = "cert"
[[case]]
caller = "uk"
callee = "cn"
protocol = "lists"
)"},
        {"a/contacts.csv", "official,party,authority,response,channel,roster\ncert,cn,1,desk,pstn,office\n"},
        {"b/defaults.toml", R"([roster.office]  # assumption
shifts = [{ days = "Mon-Fri", hours = "09:00-17:00" }]
# Answer: desk.answer.
[response.desk]
on_duty = { answer = 0.9, latency = "10s" }

# Set-up: assumption.
[channel.pstn]
kind = "call"
set_up = "8s"
)"},
        {"b/published.csv",
         "key,quantity,value,unit,source,standing\ndesk.answer,calls answered,0.9,share,Us,read\n"}};
    const ReadFile read = [&](const std::filesystem::path& file, std::string&) -> std::optional<std::string> {
        const auto found = texts.find(file.generic_string());
        if (found == texts.end()) return {};
        return found->second;
    };
    Diagnostics files;
    const auto scenario = load_scenario("a/scenario.toml", files, read);
    ASSERT_TRUE(scenario) << files.text();
    const PublishedFigures published(files, read);
    std::vector<Assumption> all = assumptions_of(*scenario, files, published);
    std::erase_if(all, [](const Assumption& made) { return !made.is_law_or_rate() || made.kind == "step"; });
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].name, "lists");
    EXPECT_TRUE(all[0].is_silent());
    EXPECT_EQ(all[1].values, "Mon-Fri 09:00-17:00; not on public holidays");
    EXPECT_THAT(all[1].said, ElementsAre("assumption"));
    ASSERT_EQ(all[2].figures.size(), 1U);
    EXPECT_EQ(all[2].figures.front().figure, "90 %");
    EXPECT_FALSE(all[2].is_silent());
    EXPECT_THAT(all[3].where, ElementsAre("a/scenario.toml:10", "b/defaults.toml:8"));
    EXPECT_THAT(all[3].said, ElementsAre("It rings longer. patience: tested", "Set-up: assumption."));
    EXPECT_FALSE(all[3].is_silent());
}

TEST(Spending, does_not_overflow_over_as_many_drills_and_as_long_horizons_as_there_may_be) {
    constexpr int kDoublings = 27;  // more drills than a run may have
    const Ticks century = std::chrono::days{36600};
    Spending sum;
    sum.add(Spent::pauses, false, century);
    sum.add(Spent::nothing_left, true, century);
    for (int doubled = 0; doubled < kDoublings; ++doubled) sum += Spending(sum);
    const double expected = std::ldexp(2.0 * static_cast<double>(century.count()), kDoublings);
    EXPECT_EQ(static_cast<double>(sum.total().count()), expected);
}

TEST(Spending, adds_up_over_drills) {
    Spending one;
    one.add(Spent::preparing, false, Ticks(3));
    one.add(Spent::preparing, true, Ticks(4));
    Spending sum = one;
    sum += one;
    EXPECT_TRUE(sum.total() == Ticks(14));
    EXPECT_TRUE(sum.further[static_cast<std::size_t>(Spent::preparing)] == Ticks(8));
}

TEST(TextPlot, draws_curves_by_the_logarithm_of_time) {
    std::vector<Ticks> sooner;
    std::vector<Ticks> later;
    for (int drill = 0; drill < 100; ++drill) {
        sooner.push_back(Ticks(1min) + drill * Ticks(6s));
        later.push_back(drill < 50 ? Ticks(1h) : kNever);
    }
    CurveChart chart{
        "", Ticks(4h), {}, {{"sooner", ReachCurve(sooner, Ticks(4h))}, {"later", ReachCurve(later, Ticks(4h))}}};
    std::ostringstream out;
    plot_reach(out, chart, 60);
    EXPECT_EQ(out.str(), R"text(  contact by the time since the emergency
   100 % ┤                     ****************************
         │                    *
         │
    75 % ┤                   *
         │                  *
         │                 *
    50 % ┤               **                   ooooooooooooo
         │              *
         │            **
    25 % ┤          **
         │       ***
         │*******
     0 % ┤oooooooooooooooooooooooooooooooooooo
          1 min       5 min    15 min        1 h        4 h
       * sooner
       o later
)text");
}

/// The row of the plot that has the sign in the horizon's column.
std::size_t last_row_of(std::size_t reached, std::size_t drills) {
    std::vector<Ticks> times(drills, kNever);
    std::fill_n(times.begin(), reached, Ticks(1min));
    const CurveChart chart{"", Ticks(4h), {}, {{"one", ReachCurve(times, Ticks(4h))}}};
    std::ostringstream out;
    plot_reach(out, chart, 60);
    std::istringstream lines(out.str());
    std::string line;
    std::getline(lines, line);
    for (std::size_t row = 0; std::getline(lines, line); ++row) {
        if (line.ends_with('*')) return row;
    }
    return 99;
}

TEST(TextPlot, uses_its_lines_of_all_and_of_none_for_nothing_else) {
    EXPECT_EQ(last_row_of(100, 100), 0U);
    EXPECT_EQ(last_row_of(0, 100), 12U);
    for (const std::size_t reached : {97U, 99U}) EXPECT_EQ(last_row_of(reached, 100), 1U);
    for (const std::size_t reached : {1U, 3U}) EXPECT_EQ(last_row_of(reached, 100), 11U);
    EXPECT_EQ(last_row_of(75, 100), 3U);
    EXPECT_EQ(last_row_of(99'999, 100'000), 1U);
}

TEST(TextPlot, draws_a_lane_for_each_official) {
    Scenario scenario;
    scenario.officials.resize(2);
    scenario.officials[0].id = "desk";
    scenario.officials[1].id = "director";
    Story story;
    story.contact = story.ends = Ticks(40min);
    story.lanes = {kNone, 0, 1};
    story.attempts = {{0, 1, 0, Ticks(5min), Ticks(8min), kNever, kNever, Result::no_answer, false},
                      {0, 1, 0, Ticks(12min), Ticks(20min), Ticks(13min), kNever, Result::handed_over, false},
                      {1, 2, 1, Ticks(21min), Ticks(22min), kNever, kNever, Result::stale, false},
                      {1, 2, 1, Ticks(30min), Ticks(40min), Ticks(31min), kNever, Result::contact, true}};
    std::ostringstream out;
    plot_lanes(out, scenario, story, 70);
    EXPECT_EQ(out.str(), R"text(                      desk │     ---    >>>>>>>>
                  director │                     x        ##########
                            0      10 min    20 min    30 min  40 min
                            # contact, > handed over, < called back, - no contact, x dead number or channel
)text");
}

TEST(TextPlot, puts_the_contact_where_the_official_called_back_and_not_where_the_call_was_missed) {
    Scenario scenario;
    scenario.officials.resize(2);
    scenario.officials[0].id = "desk";
    scenario.officials[1].id = "director";
    Story story;
    story.contact = story.ends = Ticks(40min);
    story.lanes = {kNone, 0, 1};
    story.attempts = {{0, 1, 0, Ticks(5min), Ticks(8min), kNever, Ticks(20min), Result::no_answer, false},
                      {0, 2, 1, Ticks(10min), Ticks(14min), kNever, Ticks(40min), Result::no_answer, true}};
    std::ostringstream out;
    plot_lanes(out, scenario, story, 70);
    EXPECT_EQ(out.str(), R"text(                      desk │     ---            <
                  director │          ----                          #
                            0      10 min    20 min    30 min  40 min
                            # contact, > handed over, < called back, - no contact, x dead number or channel
)text");
}

}  // namespace
}  // namespace hotline
