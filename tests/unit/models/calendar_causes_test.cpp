#include "models/changes/calendar_causes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "models/scenario/timetable.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

using testing::ElementsAre;

std::map<std::string, std::string> files_with_all_causes() {
    auto files = small_scenario();
    std::string& text = files["scenario.toml"];
    text.insert(text.find("contacts ="), "leave = [\"leave.csv\"]\nholidays = [\"holidays.csv\"]\n");
    text += R"([roster.office]
shifts = [{ days = "Mon-Fri", hours = "09:00-17:00" }]
)";
    text.insert(text.find("kind = \"call\""), "staleness = \"numbers\"\n");
    text += "[staleness.numbers]\nper_year = 0.2\n";
    files["contacts.csv"] = R"(official,party,role,authority,response,channel,address,last_verified,roster
cert,cn,duty officer,1,desk,pstn,1,2012-01-01,office
director,cn,director,3,desk,pstn,2,,office
)";
    files["leave.csv"] = "official,from,until\ncert,2012-10-04,2012-10-05\n";
    files["holidays.csv"] = "party,date\ncn,2012-10-04\n";
    return files;
}

Scenario scenario_with_all_causes() {
    auto loaded = load_from_memory(files_with_all_causes());
    EXPECT_TRUE(loaded.scenario) << loaded.text;
    return std::move(*loaded.scenario);
}

/// Whether somebody is on duty at noon in Shanghai, on the 4th of October, a Thursday on leave and a holiday.
bool on_duty(const Scenario& scenario, Index official) {
    return Timetable(scenario).on_duty(official, scenario.start_first + std::chrono::minutes{90});
}

TEST(CalendarCauses, are_those_that_the_scenario_has) {
    EXPECT_THAT(
        calendar_causes_of(scenario_with_all_causes()),
        ElementsAre(CalendarCause::holidays, CalendarCause::leave, CalendarCause::ages, CalendarCause::duty_hours));
    EXPECT_THAT(calendar_causes_of(*load_from_memory(small_scenario()).scenario), ElementsAre());
}

TEST(CalendarCauses, that_are_taken_away_are_alike_at_all_times) {
    const Scenario today = scenario_with_all_causes();
    const Index cert = today.rows[0].official;
    const Index director = today.rows[1].official;
    EXPECT_FALSE(on_duty(today, director));

    Scenario changed = today;
    take_away(CalendarCause::holidays, changed);
    EXPECT_FALSE(on_duty(changed, cert));
    EXPECT_TRUE(on_duty(changed, director));
    take_away(CalendarCause::leave, changed);
    EXPECT_TRUE(on_duty(changed, cert));

    changed = today;
    take_away(CalendarCause::duty_hours, changed);
    EXPECT_FALSE(on_duty(changed, cert));  // on leave
    EXPECT_TRUE(on_duty(changed, director));

    changed = today;
    take_away(CalendarCause::ages, changed);
    EXPECT_GE(changed.rows[0].last_verified, today.start_last);
    EXPECT_EQ(changed.rows[1].last_verified, std::nullopt);  // its age does not depend on the time

    for (const CalendarCause cause : calendar_causes_of(today)) {
        Scenario without = today;
        take_away(cause, without);
        EXPECT_EQ(calendar_causes_of(without).size(), cause == CalendarCause::ages ? 4U : 3U) << name_of(cause);
    }
}

}  // namespace
}  // namespace hotline
