// Messages that share carriers with each other, with traffic and with outages: worked out by hand.

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/show_record.hpp"
#include "tests/oracle/sketch.hpp"

namespace hotline {
namespace {

constexpr Ticks kHalf{512};

/// Several cases in one drill, each of which writes once to one official. A mail takes 1 s to be sent and has 8 Mbit;
/// the carrier has 8 Mbit/s. A mail alone arrives 2 s after the start of its case. The reply comes at once.
class NetworkOfMails : public testing::Test {
protected:
    NetworkOfMails() {
        Scenario& scenario = sketch.scenario;
        scenario.interaction = true;
        scenario.cases.clear();
        net = sketch.carrier("net");
        scenario.carriers[net].bandwidth = 8e6;
        scenario.channels[sketch.mail].size = 1e6;
        scenario.channels[sketch.mail].carriers = {net};
        desk = sketch.someone(1, sketch.mail, sketch.responds(0));
        sketch.step({desk});
    }

    Case& add_case(Ticks after) {
        Case played;
        played.caller = sketch.party("caller-" + std::to_string(sketch.scenario.cases.size()));
        played.callee = sketch.callee;
        played.protocols = {0};
        played.after = after;
        return sketch.scenario.cases.emplace_back(played);
    }
    static Degradation degradation(std::int64_t from, std::int64_t seconds, double bandwidth) {
        Degradation worse;
        worse.from = secs(from);
        worse.lasts = lasts(seconds);
        worse.bandwidth = bandwidth;
        return worse;
    }
    Traffic& add_traffic(Ticks from, std::int64_t seconds, std::uint32_t flows) {
        Traffic traffic;
        traffic.carrier = net;
        traffic.from = from;
        traffic.lasts = lasts(seconds);
        traffic.flows = flows;
        return sketch.scenario.traffic.emplace_back(traffic);
    }

    void play() {
        player = std::make_unique<DrillPlayer>(sketch.scenario, 1, make_shared_world);
        player->begin(0);
    }
    std::string told(Index index) {
        player->play(index, 0);
        std::string text = shown(record_of(player->drill(), player->ending()), sketch.scenario);
        for (std::size_t at = text.find(" path "); at != text.npos; at = text.find(" path ")) text.erase(at, 22);
        return text;
    }
    Ticks contact(Index index) {
        player->play(index, 0);
        return outcome_of(player->drill(), player->ending()).contact;
    }

    /// The usage of a carrier, once the drill has been played.
    Usage usage(Index carrier) {
        const std::vector<Resource> resources = resources_of(sketch.scenario);
        std::vector<Usage> all(resources.size());
        player->read_usage(all);
        const auto found =
            std::find(resources.begin(), resources.end(), Resource{Resource::Kind::carrier, carrier, 1});
        return all[static_cast<std::size_t>(found - resources.begin())];
    }

    Sketch sketch;
    Index net = kNone;
    Person desk;
    std::unique_ptr<DrillPlayer> player;
};

TEST_F(NetworkOfMails, one_alone_arrives_as_it_does_in_isolation) {
    add_case(Ticks{0});
    play();
    EXPECT_EQ(contact(0), secs(2));
}

TEST_F(NetworkOfMails, two_at_once_have_halves) {
    add_case(Ticks{0});
    add_case(Ticks{0});
    play();
    EXPECT_EQ(contact(0), secs(3));
    EXPECT_EQ(contact(1), secs(3));
}

// When the second mail comes, 4 Mbit of the first are through. The first arrives a second later. By then the second
// has 4 Mbit to go, and all of the carrier.
TEST_F(NetworkOfMails, who_comes_later_shares_from_then_on) {
    add_case(Ticks{0});
    add_case(kHalf);
    play();
    EXPECT_EQ(contact(0), secs(2) + kHalf);
    EXPECT_EQ(contact(1), secs(2) + kHalf);
}

// Both cases have the same share of the carrier, whatever latency one of them has on another carrier.
TEST_F(NetworkOfMails, latencies_do_not_weight_shares) {
    const Index far = sketch.carrier("far");
    sketch.scenario.carriers[far].latency = secs(100);
    const Index letter = sketch.message_channel("letter", 1, 20);
    sketch.scenario.channels[letter].size = 1e6;
    sketch.scenario.channels[letter].carriers = {far, net};
    const Person abroad = sketch.someone(1, letter, sketch.responds(0));
    const Index abroad_first = sketch.protocol("abroad");
    sketch.scenario.protocols[abroad_first].goal = Goal{1, false};
    sketch.step(abroad_first, {abroad});
    add_case(Ticks{0}).protocols = {abroad_first};
    add_case(secs(100));
    player = std::make_unique<DrillPlayer>(sketch.scenario, 1, make_shared_world);
    player->begin(0);
    player->play(0, abroad_first);
    EXPECT_EQ(outcome_of(player->drill(), player->ending()).contact, secs(103));
    EXPECT_EQ(contact(1), secs(3));
}

TEST_F(NetworkOfMails, traffic_takes_its_shares) {
    add_case(Ticks{0});
    add_traffic(secs(-60), 3600, 3);  // a quarter is left
    play();
    EXPECT_EQ(contact(0), secs(5));
}

TEST_F(NetworkOfMails, traffic_takes_no_more_than_its_rate) {
    add_case(Ticks{0});
    add_traffic(Ticks{0}, 3600, 3).rate = 2e6;  // 2 Mbit/s are left for the mail, its fair share
    add_traffic(Ticks{0}, 3600, 100).rate = 10;
    play();
    // The hundred small flows get their whole rate. Four others share the rest.
    EXPECT_EQ(contact(0), secs(1) + ticks_of_seconds(8e6 / ((8e6 - 1000) / 4)));
}

TEST_F(NetworkOfMails, traffic_comes_and_goes_while_a_message_is_under_way) {
    add_case(Ticks{0});
    add_traffic(secs(1) + kHalf, 1, 3);  // 4 Mbit, then 2 in a second, then the last 2
    play();
    EXPECT_EQ(contact(0), secs(2) + kHalf + Ticks{256});
}

// The letter fails at the instant of the outage, and is tried again after the gap. Meanwhile the mail has the carrier
// that both channels use for itself.
TEST_F(NetworkOfMails, a_transfer_caught_by_an_outage_fails_and_is_tried_again) {
    const Index last_mile = sketch.carrier("last-mile");
    const Index letter = sketch.message_channel("letter", 1, 20);
    sketch.scenario.channels[letter].size = 1e6;
    sketch.scenario.channels[letter].carriers = {net, last_mile};
    sketch.outage(last_mile, 2, 5);
    const Person abroad = sketch.someone(1, letter, sketch.responds(0));
    const Index abroad_first = sketch.protocol("abroad");
    sketch.scenario.protocols[abroad_first].goal = Goal{1, false};
    Step& step = sketch.step(abroad_first, {abroad});
    step.tries = 3;
    step.gap = lasts(3);
    add_case(Ticks{0}).protocols = {abroad_first};
    add_case(Ticks{0});
    player = std::make_unique<DrillPlayer>(sketch.scenario, 1, make_shared_world);
    player->begin(0);
    player->play(0, abroad_first);
    std::string text = shown(record_of(player->drill(), player->ending()), sketch.scenario);
    for (std::size_t at = text.find(" path "); at != text.npos; at = text.find(" path ")) text.erase(at, 22);
    EXPECT_EQ(text, R"(first answer 11.000, contact 11.000 with official-1 by letter (row 1), response never
0.000–2.000 official-1 by letter (row 1) #1: channel down
5.000–6.000 official-1 by letter (row 1) #2: channel down
9.000–11.000 official-1 by letter (row 1) #3: contact
)");
    EXPECT_EQ(contact(1), secs(2) + kHalf);
}

TEST_F(NetworkOfMails, a_degraded_carrier_is_slower_for_all) {
    add_case(Ticks{0});
    add_case(Ticks{0});
    sketch.scenario.carriers[net].degraded = {degradation(2, 2, 2e6)};
    play();  // each has 4 Mbit by 2 s, 2 more by 4 s, and the last 2 in half a second
    EXPECT_EQ(contact(0), secs(4) + kHalf);
}

// By itself the message would take until 5 s. From 3 s on nothing limits it, and 3 s is the horizon.
TEST_F(NetworkOfMails, the_end_of_a_degradation_is_in_time_for_what_ends_then) {
    sketch.scenario.carriers[net].bandwidth = std::numeric_limits<double>::infinity();
    sketch.scenario.carriers[net].degraded = {degradation(0, 3, 2e6)};
    sketch.scenario.horizon = secs(3);
    add_case(Ticks{0});
    play();
    EXPECT_EQ(contact(0), secs(3));
    EXPECT_EQ(usage(net), (Usage{1, 0, 0, Ticks{0}, secs(2), secs(3)}));
}

// Contact comes at 1 s, and the evidence is sent at 2 s.
TEST_F(NetworkOfMails, the_end_of_a_degradation_is_in_time_for_evidence_too) {
    sketch.scenario.carriers[net].bandwidth = std::numeric_limits<double>::infinity();
    sketch.scenario.carriers[net].degraded = {degradation(2, 2, 1e6)};
    sketch.scenario.horizon = secs(4);
    sketch.own().exchange = Exchange{2e6, sketch.mail, 1, {}};
    add_case(Ticks{0});
    play();
    player->play(0, 0);
    EXPECT_EQ(outcome_of(player->drill(), player->ending()).contact, secs(1));
    EXPECT_EQ(outcome_of(player->drill(), player->ending()).shared, secs(4));
}

// At 3 s one degradation ends and the other begins. By then 2 of 8 Mbit are through. The other 6 must not arrive at
// once.
TEST_F(NetworkOfMails, degradations_that_end_and_begin_at_one_instant_leave_no_gap) {
    const Index last_mile = sketch.carrier("last-mile");
    sketch.scenario.channels[sketch.mail].carriers = {net, last_mile};
    sketch.scenario.carriers[net].bandwidth = std::numeric_limits<double>::infinity();
    sketch.scenario.carriers[net].degraded = {degradation(0, 3, 1e6)};
    sketch.scenario.carriers[last_mile].degraded = {degradation(3, 90, 2e6)};
    add_case(Ticks{0});
    play();
    EXPECT_EQ(contact(0), secs(6));
}

// `within` is over before the mail arrives. Its reply counts all the same.
TEST_F(NetworkOfMails, a_message_whose_step_is_over_travels_on) {
    sketch.own().steps[0].within = secs(2);
    add_case(Ticks{0});
    add_case(Ticks{0});
    play();
    EXPECT_EQ(told(0), R"(first answer 3.000, contact 3.000 with official-0 by mail (row 0), response never
0.000–3.000 official-0 by mail (row 0) #1: contact
)");
}

// The telephone finds somebody at the instant at which the mail would go out. So the other mail has the carrier to
// itself.
TEST_F(NetworkOfMails, a_search_that_stops_sends_nothing_any_more) {
    const Person on_the_phone = sketch.someone(1, sketch.phone, sketch.responds(0));
    sketch.scenario.channels[sketch.phone].set_up = lasts(1);
    const Index both = sketch.protocol("both");
    sketch.scenario.protocols[both].goal = Goal{1, false};
    sketch.step(both, {desk, on_the_phone}).all_at_once = true;
    add_case(Ticks{0}).protocols = {both};
    add_case(Ticks{0});
    player = std::make_unique<DrillPlayer>(sketch.scenario, 1, make_shared_world);
    player->begin(0);
    EXPECT_EQ(contact(1), secs(2));
}

// Contact comes at 3 s, when both mails have arrived. Then each case sends 16 Mbit, which go out a second later and
// take 4 s with half of the carrier.
TEST_F(NetworkOfMails, evidence_is_sent_after_contact_and_shares_carriers_too) {
    sketch.own().exchange = Exchange{2e6, sketch.mail, 1, {}};
    add_case(Ticks{0});
    add_case(Ticks{0});
    play();
    EXPECT_EQ(told(0),
              R"(first answer 3.000, contact 3.000 with official-0 by mail (row 0), response never, shared 8.000
0.000–3.000 official-0 by mail (row 0) #1: contact
)");
}

// Contact comes at 2 s. The evidence is sent at 3 s, caught by the outage at 4 s, sent again at 7 s, and arrives at 9
// s. With one try only, or without the time, it is lost.
TEST_F(NetworkOfMails, evidence_caught_by_an_outage_is_sent_again) {
    sketch.own().exchange = Exchange{2e6, sketch.mail, 2, lasts(2)};
    sketch.outage(net, 4, 1);
    add_case(Ticks{0});
    const auto shared = [&] {
        play();
        player->play(0, 0);
        return outcome_of(player->drill(), player->ending()).shared;
    };
    EXPECT_EQ(shared(), secs(9));
    sketch.scenario.horizon = secs(9);
    EXPECT_EQ(shared(), secs(9));
    sketch.scenario.horizon = secs(9) - Ticks{1};
    EXPECT_EQ(shared(), kNever);
    sketch.scenario.horizon = secs(90);
    sketch.own().exchange->tries = 1;
    EXPECT_EQ(shared(), kNever);
}

// The other case has ended, but evidence is still under way. The drill goes on until it has arrived.
TEST_F(NetworkOfMails, a_drill_goes_on_until_the_last_evidence_is_there) {
    const Index telling = sketch.protocol("telling");
    sketch.scenario.protocols[telling].goal = Goal{1, false};
    sketch.scenario.protocols[telling].exchange = Exchange{1e9, sketch.mail, 1, {}};
    sketch.step(telling, {desk});
    sketch.scenario.horizon = secs(10'000);
    add_case(Ticks{0});
    add_case(secs(10)).protocols = {telling};
    play();
    EXPECT_EQ(contact(0), secs(2));
    player->play(1, telling);
    EXPECT_EQ(outcome_of(player->drill(), player->ending()).shared, secs(3) + secs(1000));
}

// ---- How busy carriers were, as Usage has it: messages, failed, slowed, delay, time in use, length of the drill.

// Both are sent at 1 s. The drill ends when the first of them is answered, at 3 s. Each is a second late.
TEST_F(NetworkOfMails, tells_how_much_of_a_carrier_was_used) {
    add_case(Ticks{0});
    add_case(Ticks{0});
    play();
    contact(0);
    EXPECT_EQ(usage(net), (Usage{2, 0, 2, secs(2), secs(2), secs(3)}));
}

TEST_F(NetworkOfMails, tells_that_one_alone_is_not_late) {
    add_case(Ticks{0});
    play();
    contact(0);
    EXPECT_EQ(usage(net), (Usage{1, 0, 0, Ticks{0}, secs(1), secs(2)}));
}

// Traffic takes half of the carrier for 1 s. Then traffic and mail take all of it for 2 s, half each.
TEST_F(NetworkOfMails, counts_traffic_among_what_is_used) {
    add_case(Ticks{0});
    add_traffic(secs(-60), 3600, 4).rate = 1e6;
    play();
    EXPECT_EQ(contact(0), secs(3));
    EXPECT_EQ(usage(net), (Usage{1, 0, 1, secs(1), secs(2) + kHalf, secs(3)}));
}

// From 1 s on the mail has a quarter of 8 Mbit/s, from 2 s on a quarter of 4 Mbit/s. By itself it would have arrived
// at 2 s. At the horizon it is still under way.
TEST_F(NetworkOfMails, tells_the_use_of_a_degraded_carrier_and_the_delay_at_the_end) {
    add_case(Ticks{0});
    add_traffic(Ticks{0}, 3600, 3).rate = 2e6;
    sketch.scenario.carriers[net].degraded = {degradation(2, 100, 4e6)};
    sketch.scenario.horizon = secs(5);
    play();
    EXPECT_EQ(contact(0), kNever);
    // Three quarters of the carrier for 1 s, then all of it.
    EXPECT_EQ(usage(net), (Usage{1, 0, 1, secs(3), secs(4) + kHalf + Ticks{256}, secs(5)}));
}

// The traffic begins at the drill's last instant, and then takes half of the carrier.
TEST_F(NetworkOfMails, tells_that_nobody_is_slowed_for_no_time) {
    add_case(Ticks{0});
    sketch.scenario.horizon = secs(1) + kHalf;
    add_traffic(sketch.scenario.horizon, 3600, 1);
    play();
    EXPECT_EQ(contact(0), kNever);
    EXPECT_EQ(usage(net), (Usage{1, 0, 0, Ticks{0}, kHalf, secs(1) + kHalf}));
}

// The letter is sent at 1 s and fails at 2 s, when half of it is through. It fails again at 5 s, before it could be
// sent at 6 s, because the last mile is still down. At 10 s it is sent, and it arrives. The mail is half a second
// late.
TEST_F(NetworkOfMails, tells_which_carrier_messages_failed_for) {
    const Index last_mile = sketch.carrier("last-mile");
    sketch.scenario.carriers[last_mile].bandwidth = 32e6;
    const Index letter = sketch.message_channel("letter", 1, 20);
    sketch.scenario.channels[letter].size = 1e6;
    sketch.scenario.channels[letter].carriers = {net, last_mile};
    sketch.outage(last_mile, 2, 5);
    const Index abroad_first = sketch.protocol("abroad");
    Step& step = sketch.step(abroad_first, {sketch.someone(1, letter, sketch.responds(0))});
    step.tries = 3;
    step.gap = lasts(3);
    add_case(Ticks{0}).protocols = {abroad_first};
    add_case(Ticks{0});
    play();
    player->play(0, abroad_first);
    EXPECT_EQ(usage(net), (Usage{4, 0, 2, kHalf, secs(2) + kHalf, secs(11)}));
    // An eighth of the last mile for a second, and later a quarter.
    EXPECT_EQ(usage(last_mile), (Usage{3, 2, 1, Ticks{0}, Ticks{128 + 256}, secs(11)}));
}

// A quarter of the carrier is the mail's. The mail fails at 2 s, is sent again at 6 s and arrives at 10 s, three
// seconds late. All of the carrier is used, except for the three seconds in which it is down.
TEST_F(NetworkOfMails, uses_nothing_of_a_carrier_that_is_down) {
    sketch.own().steps[0].tries = 2;
    sketch.own().steps[0].gap = lasts(3);
    sketch.outage(net, 2, 2);
    sketch.outage(net, 3, 2);
    add_case(Ticks{0});
    add_traffic(Ticks{0}, 3600, 3);
    play();
    EXPECT_EQ(contact(0), secs(10));
    EXPECT_EQ(usage(net), (Usage{2, 1, 2, secs(3), secs(7), secs(10)}));
}

// Contact comes at 2 s. The carrier goes down at 2.5 s, before the evidence is sent at 3 s. The evidence is sent
// again at 6 s and arrives at 8 s.
TEST_F(NetworkOfMails, counts_evidence_that_was_never_under_way) {
    sketch.own().exchange = Exchange{2e6, sketch.mail, 2, lasts(2)};
    sketch.outage(net, 2, 1);
    sketch.scenario.outages.back().from = secs(2) + kHalf;
    add_case(Ticks{0});
    play();
    contact(0);
    EXPECT_EQ(usage(net), (Usage{3, 1, 0, Ticks{0}, secs(3), secs(8)}));
}

TEST_F(NetworkOfMails, tells_nothing_of_carriers_without_bandwidth_or_messages) {
    add_case(Ticks{0});
    const auto carriers = [&] {
        const std::vector<Resource> all = resources_of(sketch.scenario);
        return std::count_if(all.begin(), all.end(),
                             [](const Resource& any) { return any.kind == Resource::Kind::carrier; });
    };
    EXPECT_EQ(carriers(), 1);
    sketch.scenario.channels[sketch.mail].size = 0;
    EXPECT_EQ(carriers(), 0);
    sketch.own().exchange = Exchange{2e6, sketch.mail, 1, {}};
    EXPECT_EQ(carriers(), 1);
    sketch.scenario.carriers[net].bandwidth = std::numeric_limits<double>::infinity();
    EXPECT_EQ(carriers(), 0);
    Degradation worse;
    worse.bandwidth = 1e6;
    sketch.scenario.carriers[net].degraded = {worse};
    EXPECT_EQ(carriers(), 1);
    sketch.scenario.interaction = false;
    EXPECT_EQ(carriers(), 0);
}

TEST_F(NetworkOfMails, nothing_grows_from_drill_to_drill_and_each_is_like_the_first) {
    add_case(Ticks{0});
    add_case(kHalf);
    add_traffic(Ticks{0}, 10, 7);
    play();
    const std::string first = told(0);
    for (std::uint64_t replication = 1; replication < 1000; ++replication) {
        player->begin(replication);
        ASSERT_EQ(told(0), first);
    }
}

TEST(Network, is_made_only_where_something_can_share_a_carrier) {
    Sketch sketch;
    EXPECT_FALSE(Network::needed(sketch.scenario));
    sketch.scenario.interaction = true;
    EXPECT_FALSE(Network::needed(sketch.scenario));
    sketch.scenario.channels[sketch.mail].size = 1;
    EXPECT_FALSE(Network::needed(sketch.scenario));
    sketch.scenario.channels[sketch.mail].carriers = {sketch.carrier("net")};
    EXPECT_TRUE(Network::needed(sketch.scenario));
    sketch.scenario.interaction = false;
    EXPECT_FALSE(Network::needed(sketch.scenario));
}

}  // namespace
}  // namespace hotline
