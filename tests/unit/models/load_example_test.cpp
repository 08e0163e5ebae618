// What the loader makes of every part of the format.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/example_scenario.hpp"
#include "tests/support/memory_files.hpp"

namespace hotline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

Law expected(Law::Kind kind, double a, double b) {
    Law law;
    law.kind = kind;
    law.a = a;
    law.b = b;
    return law;
}

Instant utc(int year, unsigned month, unsigned day) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

class LoadExample : public testing::Test {
protected:
    void SetUp() override {
        const Loaded loaded = load_from_memory(kExampleFiles);
        ASSERT_TRUE(loaded.scenario) << loaded.text;
        scenario = *loaded.scenario;
    }
    Scenario scenario;
};

TEST_F(LoadExample, top) {
    EXPECT_EQ(scenario.file, "scenario.toml");
    EXPECT_EQ(scenario.title, "UK–China cyber hotline, October 2012");
    EXPECT_EQ(scenario.description, "What the existing lists give, and what a dedicated line would.");
    EXPECT_EQ(scenario.horizon, Ticks{24h});
    EXPECT_EQ(scenario.replications, 5000U);
    EXPECT_EQ(scenario.seed, 20121004U);
    EXPECT_EQ(scenario.unverified_age, Ticks{std::chrono::days{3 * 365}});
    EXPECT_FALSE(scenario.interaction);
    EXPECT_EQ(scenario.start_first, utc(2012, 10, 1));
    EXPECT_EQ(scenario.start_last, utc(2013, 10, 1));
}

TEST_F(LoadExample, parties_and_stances) {
    ASSERT_EQ(scenario.parties.size(), 3U);
    const Party& china = scenario.parties[1];
    EXPECT_EQ(china.id, "cn");
    EXPECT_EQ(china.name, "China");
    EXPECT_EQ(china.capital, "Beijing");
    EXPECT_EQ(china.time_zone, "Asia/Shanghai");
    EXPECT_THAT(china.languages, ElementsAre("zh"));
    EXPECT_EQ(china.hand_over, 2U);
    EXPECT_EQ(china.identity, identity_of("cn"));
    EXPECT_EQ(china.place.line, 17U);
    EXPECT_EQ(china.place.column, 8U);
    EXPECT_EQ(scenario.parties[0].hand_over, kNone);
    EXPECT_EQ(scenario.parties[2].name, "sg");
    EXPECT_EQ(scenario.parties[2].capital, "");
    EXPECT_THAT(scenario.parties[2].languages, IsEmpty());
    ASSERT_EQ(scenario.stances.size(), 1U);
    EXPECT_EQ(scenario.stances[0].party, 1U);
    EXPECT_EQ(scenario.stances[0].towards, 0U);
    EXPECT_EQ(scenario.stances[0].willing, 0.95);
}

TEST_F(LoadExample, rosters_and_holidays) {
    ASSERT_EQ(scenario.rosters.size(), 3U);
    const auto shift = [&](std::size_t roster, std::size_t index) {
        const Shift& read = scenario.rosters[roster].shifts.at(index);
        return std::tuple(int{read.days}, read.begins, read.ends);
    };
    EXPECT_EQ(shift(0, 0), std::tuple(0b0011111, 540min, 1050min));
    EXPECT_EQ(shift(1, 0), std::tuple(0b1111111, 0min, 1440min));
    EXPECT_EQ(shift(2, 0), std::tuple(0b1110001, 1320min, 1800min));  // into the next day
    EXPECT_EQ(shift(2, 1), std::tuple(0b0000101, 480min, 1920min));   // for 24 hours
    EXPECT_EQ(scenario.rosters[2].shifts.size(), 2U);
    EXPECT_FALSE(scenario.rosters[0].works_on_holidays);
    EXPECT_TRUE(scenario.rosters[1].works_on_holidays);
    ASSERT_EQ(scenario.holidays.size(), 3U);
    EXPECT_EQ(scenario.holidays[0].party, 1U);
    EXPECT_EQ(scenario.holidays[0].date, std::chrono::sys_days{std::chrono::year{2012} / 10 / 1});
    EXPECT_EQ(scenario.holidays[0].name, "National Day");
    EXPECT_FALSE(scenario.holidays[0].worked);
    EXPECT_TRUE(scenario.holidays[1].worked);
    EXPECT_FALSE(scenario.holidays[2].worked);
}

TEST_F(LoadExample, responses_and_staleness) {
    ASSERT_EQ(scenario.responses.size(), 2U);
    const Response& desk = scenario.responses[0];
    EXPECT_EQ(desk.present, 0.99);
    EXPECT_EQ(desk.spell, Ticks{20min});
    EXPECT_EQ(desk.screened, 0.05);
    EXPECT_EQ(desk.on_duty.answer, 0.97);
    EXPECT_EQ(desk.on_duty.latency, expected(Law::Kind::lognormal, std::log(12.0), 0.7));
    EXPECT_EQ(desk.off_duty.answer, 1);
    EXPECT_EQ(desk.off_duty.latency, expected(Law::Kind::uniform, 10, 40));
    EXPECT_EQ(desk.call_back.probability, 0.5);
    EXPECT_EQ(desk.call_back.delay, expected(Law::Kind::gamma, 1200, 1.2));
    const Response& mailbox = scenario.responses[1];
    EXPECT_EQ(mailbox.present, 1);
    EXPECT_EQ(mailbox.spell, Ticks{0});
    EXPECT_EQ(mailbox.call_back.probability, 0);
    EXPECT_FALSE(mailbox.voice_mail || mailbox.wrong_person);
    ASSERT_TRUE(desk.voice_mail && desk.wrong_person);
    EXPECT_EQ(desk.voice_mail->probability, 0.9);
    EXPECT_EQ(desk.voice_mail->after, expected(Law::Kind::fixed, 25, 0));
    EXPECT_EQ(desk.voice_mail->greeting, expected(Law::Kind::fixed, 15, 0));
    EXPECT_EQ(desk.voice_mail->leave, 0.75);
    EXPECT_EQ(desk.voice_mail->message, expected(Law::Kind::exponential, 20, 0));
    EXPECT_EQ(desk.voice_mail->call_back->probability, 0.6);
    EXPECT_TRUE(desk.voice_mail->call_back->from_next_shift);
    EXPECT_FALSE(desk.call_back.from_next_shift);
    EXPECT_EQ(desk.wrong_person->probability, 0.02);
    EXPECT_EQ(desk.wrong_person->latency, expected(Law::Kind::fixed, 7, 0));
    EXPECT_EQ(desk.wrong_person->lasts, expected(Law::Kind::fixed, 40, 0));
    EXPECT_EQ(desk.on_duty.declined, 0);
    EXPECT_FALSE(desk.on_duty.call_back);
    ASSERT_EQ(desk.when.size(), 2U);
    const When& nights = desk.when[0];
    EXPECT_EQ(std::tuple(int{nights.hours.days}, nights.hours.begins, nights.hours.ends),
              std::tuple(0b1111111, 1320min, 1800min));
    EXPECT_EQ(nights.on_duty->answer, 0.5);
    EXPECT_EQ(nights.on_duty->declined, 0.1);
    EXPECT_EQ(nights.off_duty->call_back->delay, expected(Law::Kind::fixed, 3600, 0));
    EXPECT_FALSE(nights.on_leave);
    const When& weekend = desk.when[1];
    EXPECT_EQ(std::tuple(int{weekend.hours.days}, weekend.hours.begins, weekend.hours.ends),
              std::tuple(0b1100000, 0min, 1440min));
    EXPECT_FALSE(weekend.on_duty || weekend.off_duty);
    EXPECT_EQ(weekend.on_leave->latency, expected(Law::Kind::fixed, 1, 0));
    EXPECT_EQ(mailbox.on_duty.latency.kind, Law::Kind::empirical);
    EXPECT_THAT(*mailbox.on_duty.latency.sample, ElementsAre(10.5, 30, 1000));
    EXPECT_FALSE(mailbox.on_duty.from_next_shift);
    EXPECT_EQ(mailbox.off_duty.latency, expected(Law::Kind::weibull, 2820, 0.7));
    EXPECT_TRUE(mailbox.off_duty.from_next_shift);
    ASSERT_EQ(scenario.stalenesses.size(), 2U);
    EXPECT_EQ(scenario.stalenesses[0].id, "named-person");
    EXPECT_EQ(scenario.stalenesses[1].per_year, 0.08);
}

TEST_F(LoadExample, carriers_and_channels) {
    ASSERT_EQ(scenario.carriers.size(), 2U);
    EXPECT_EQ(scenario.carriers[0].availability, 0.999);
    EXPECT_EQ(scenario.carriers[0].mean_outage, Ticks{4h});
    EXPECT_EQ(scenario.carriers[0].latency, Ticks{128});
    EXPECT_EQ(scenario.carriers[0].bandwidth, 1e8);
    EXPECT_EQ(scenario.carriers[1].availability, 1);
    EXPECT_EQ(scenario.carriers[1].bandwidth, std::numeric_limits<double>::infinity());
    ASSERT_EQ(scenario.outages.size(), 1U);
    EXPECT_EQ(scenario.outages[0].carrier, 0U);
    EXPECT_EQ(scenario.outages[0].from, Ticks{-10min});
    EXPECT_EQ(scenario.outages[0].lasts, Law::always(6h));

    ASSERT_EQ(scenario.channels.size(), 3U);
    const Channel& pstn = scenario.channels[0];
    EXPECT_EQ(pstn.kind, Channel::Kind::call);
    EXPECT_EQ(pstn.set_up, expected(Law::Kind::lognormal, std::log(7.0), std::log(11.0 / 7.0) / 1.6448536269514722));
    EXPECT_NEAR(pstn.set_up.seconds(0.95), 11, 1e-9);
    EXPECT_EQ(pstn.patience, Ticks{60s});
    EXPECT_EQ(pstn.staleness, 1U);
    EXPECT_TRUE(pstn.told);
    EXPECT_EQ(pstn.lines, 2U);
    EXPECT_THAT(pstn.carriers, IsEmpty());
    const Channel& email = scenario.channels[1];
    EXPECT_EQ(email.kind, Channel::Kind::message);
    EXPECT_EQ(email.set_up, Law::always(5s));
    EXPECT_EQ(email.patience, Ticks{10min});
    EXPECT_EQ(email.staleness, kNone);
    EXPECT_TRUE(email.told);
    EXPECT_EQ(email.lines, 0U);
    EXPECT_THAT(email.carriers, ElementsAre(0, 1));
    EXPECT_EQ(email.size, 2e6);
    EXPECT_FALSE(scenario.channels[2].told);
    EXPECT_EQ(scenario.channels[2].patience, Ticks{15min});
    EXPECT_EQ(scenario.channels[2].set_up, Law::always(0s));
}

TEST_F(LoadExample, officials_and_their_rows) {
    ASSERT_EQ(scenario.officials.size(), 4U);
    const Official& cert = scenario.officials[0];
    EXPECT_EQ(cert.id, "cn-cert-duty");
    EXPECT_EQ(cert.party, 1U);
    EXPECT_EQ(cert.organisation, "CNCERT");
    EXPECT_EQ(cert.role, "duty officer");
    EXPECT_EQ(cert.name, "");
    EXPECT_EQ(cert.authority, 1U);
    EXPECT_THAT(cert.languages, ElementsAre("zh", "en"));
    EXPECT_EQ(cert.roster, 1U);
    EXPECT_EQ(cert.staleness, kNone);
    EXPECT_THAT(cert.rows, ElementsAre(0, 1));
    EXPECT_EQ(cert.identity, identity_of("cn-cert-duty"));
    const Official& duty = scenario.officials[1];
    EXPECT_EQ(duty.organisation, "Ministry, Foreign");
    EXPECT_EQ(duty.name, "\"Li\"");
    EXPECT_THAT(duty.languages, ElementsAre("zh"));
    EXPECT_EQ(duty.roster, 0U);
    EXPECT_EQ(duty.staleness, 0U);
    EXPECT_EQ(scenario.officials[2].roster, kNone);
    EXPECT_THAT(scenario.officials[2].rows, ElementsAre(3, 4));
    EXPECT_EQ(scenario.officials[3].authority, 0U);
    EXPECT_THAT(scenario.officials[3].languages, IsEmpty());

    ASSERT_EQ(scenario.rows.size(), 6U);
    EXPECT_EQ(scenario.rows[0].response, 0U);
    EXPECT_EQ(scenario.rows[0].channel, 0U);
    EXPECT_EQ(scenario.rows[0].address, "+86 10 0101");
    EXPECT_EQ(scenario.rows[0].last_verified, utc(2012, 3, 1));
    EXPECT_EQ(scenario.rows[1].official, 0U);
    EXPECT_EQ(scenario.rows[1].response, 1U);
    EXPECT_EQ(scenario.rows[1].channel, 1U);
    EXPECT_EQ(scenario.rows[1].last_verified, std::nullopt);
    EXPECT_EQ(scenario.rows[5].official, 3U);
    EXPECT_EQ(scenario.rows[5].place.line, 2U);
}

TEST_F(LoadExample, a_row_is_keyed_by_its_official_its_channel_and_its_place_among_those) {
    const Identity official = identity_of("cn-mfa-deputy");
    EXPECT_EQ(scenario.rows[3].identity, combine(combine(official, identity_of("pstn")), 0));
    EXPECT_EQ(scenario.rows[4].identity, combine(combine(official, identity_of("pstn")), 1));
    EXPECT_EQ(scenario.rows[1].identity, combine(combine(identity_of("cn-cert-duty"), identity_of("email")), 0));
}

TEST_F(LoadExample, protocols) {
    ASSERT_EQ(scenario.protocols.size(), 4U);
    const Protocol& lists = scenario.protocols[0];
    EXPECT_EQ(lists.title, "The existing lists");
    ASSERT_TRUE(lists.goal);
    EXPECT_EQ(lists.goal->authority, 3U);
    EXPECT_TRUE(lists.goal->by_call);
    EXPECT_EQ(lists.prepare, Law::always(5min));
    EXPECT_EQ(lists.rounds, 2U);
    Law gap = expected(Law::Kind::exponential, 1800, 0);
    gap.at_least = 60;
    gap.at_most = 7200;
    EXPECT_EQ(lists.round_gap, gap);
    EXPECT_EQ(lists.verify->latency, Law::always(90s));
    EXPECT_EQ(lists.verify->failure, 0.01);
    EXPECT_EQ(lists.interpreter->latency, expected(Law::Kind::loglogistic, 240, 2.5));
    EXPECT_EQ(lists.interpreter->failure, 0.05);
    EXPECT_EQ(lists.hold, Ticks{10min});
    EXPECT_EQ(lists.connect, Law::always(1min));
    EXPECT_EQ(lists.request->answer, 0.8);
    EXPECT_EQ(lists.request->latency, Law::always(3h));
    const Protocol& hotline = scenario.protocols[1];
    EXPECT_EQ(hotline.title, "hotline");
    EXPECT_EQ(hotline.goal->authority, 0U);
    EXPECT_FALSE(hotline.goal->by_call);
    EXPECT_EQ(hotline.rounds, 1U);
    EXPECT_FALSE(hotline.verify);
    EXPECT_FALSE(hotline.interpreter);
    EXPECT_FALSE(hotline.request);
    EXPECT_FALSE(scenario.protocols[2].goal);
}

TEST_F(LoadExample, steps) {
    const auto& steps = scenario.protocols[0].steps;
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_THAT(steps[0].call.officials, ElementsAre(0));
    EXPECT_THAT(steps[0].via, ElementsAre(1, 0));
    EXPECT_EQ(steps[0].patience, Ticks{45s});
    EXPECT_EQ(steps[0].tries, 3U);
    EXPECT_EQ(steps[0].gap, expected(Law::Kind::fixed, 120, 0));
    EXPECT_FALSE(steps[0].all_at_once);
    EXPECT_FALSE(steps[0].within);
    EXPECT_FALSE(steps[0].skip_off_duty);
    EXPECT_EQ(steps[0].pass_to, kNone);
    EXPECT_THAT(steps[1].call.officials, ElementsAre(2, 1));
    EXPECT_THAT(steps[1].via, IsEmpty());
    EXPECT_FALSE(steps[1].patience);
    EXPECT_EQ(steps[1].tries, 1U);
    EXPECT_TRUE(steps[1].all_at_once);
    EXPECT_EQ(steps[1].before, Law::always(1min));
    EXPECT_EQ(steps[1].linger, Law::always(10min));
    EXPECT_EQ(steps[1].within, Ticks{1h});
    EXPECT_TRUE(steps[1].skip_off_duty);
    EXPECT_THAT(steps[2].call.officials, IsEmpty());
    EXPECT_EQ(steps[2].call.side, Selector::Side::named);
    EXPECT_EQ(steps[2].call.party, 2U);
    EXPECT_EQ(steps[2].call.organisation, "SingCERT");
    EXPECT_EQ(steps[2].call.role, std::nullopt);
    EXPECT_EQ(steps[2].pass_to, 3U);
    EXPECT_EQ(scenario.protocols[1].steps[0].call.side, Selector::Side::callee);
    EXPECT_EQ(scenario.protocols[2].steps[0].call.side, Selector::Side::callee);
    EXPECT_EQ(scenario.protocols[2].steps[0].call.role, "director");
    EXPECT_EQ(scenario.protocols[3].steps[0].call.side, Selector::Side::caller);
}

TEST_F(LoadExample, cases_and_expectations) {
    std::vector<std::tuple<Index, Index, std::vector<Index>, Ticks>> cases;
    for (const Case& played : scenario.cases) {
        cases.emplace_back(played.caller, played.callee, played.protocols, played.after);
    }
    EXPECT_THAT(cases, ElementsAre(std::tuple(0, 1, std::vector<Index>{0, 1}, Ticks{30min}),
                                   std::tuple(0, 1, std::vector<Index>{1}, Ticks{0}),
                                   std::tuple(0, 2, std::vector<Index>{1}, Ticks{0}),
                                   std::tuple(1, 2, std::vector<Index>{1}, Ticks{0}),
                                   std::tuple(2, 1, std::vector<Index>{1}, Ticks{0})));
    ASSERT_EQ(scenario.expectations.size(), 2U);
    EXPECT_EQ(scenario.expectations[0].protocol, 1U);
    EXPECT_EQ(scenario.expectations[0].caller, 0U);
    EXPECT_EQ(scenario.expectations[0].callee, 1U);
    EXPECT_EQ(scenario.expectations[0].that, "P(contact <= 30min) >= 0.95");
    EXPECT_EQ(scenario.expectations[0].confidence, 0.99);
    EXPECT_EQ(scenario.expectations[1].protocol, kNone);
    EXPECT_EQ(scenario.expectations[1].caller, kNone);
    EXPECT_EQ(scenario.expectations[1].callee, kNone);
    EXPECT_EQ(scenario.expectations[1].confidence, 0.95);
}

}  // namespace
}  // namespace hotline
