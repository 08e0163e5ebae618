// Messages over links: the models of latency, bandwidth and length of route, and what happens to both sides of a
// message when it fails or one side gives up.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <simgrid/Exception.hpp>

#include "tests/unit/simgrid/stage.hpp"

namespace hotline {
namespace {

using testing::HasSubstr;

const Options kAsWritten{"--cfg=network/model:CM02", "--cfg=network/crosstraffic:0"};
const Options kAsWrittenInSilence{"--cfg=network/model:CM02", "--cfg=network/crosstraffic:0",
                                  "--log=root.app:file:/dev/null"};
const Options kWithoutWindow{"--cfg=network/model:CM02", "--cfg=network/crosstraffic:0", "--cfg=network/TCP-gamma:0"};
constexpr double kKilobyte = 1e3;
constexpr double kMegabyte = 1e6;

/// Two callers, near and far, whose routes to the callee share a line. The host "alone" has no route.
struct Country {
    s4u::Host* near;
    s4u::Host* far;
    s4u::Host* callee;
    s4u::Host* alone;
    s4u::Link* near_line;

    Country(Stage& stage, double bytes_per_second, double near_latency, double far_latency) {
        s4u::NetZone& zone = stage.zone();
        near = zone.create_host("near", 1e9);
        far = zone.create_host("far", 1e9);
        callee = zone.create_host("callee", 1e9);
        alone = zone.create_host("alone", 1e9);
        const auto* shared = zone.create_link("shared", bytes_per_second)->set_latency(0)->seal();
        near_line = zone.create_link("near line", 1000 * bytes_per_second)->set_latency(near_latency)->seal();
        const auto* far_line =
            zone.create_link("far line", 1000 * bytes_per_second)->set_latency(far_latency)->seal();
        zone.add_route(near->get_netpoint(), callee->get_netpoint(), nullptr, nullptr,
                       {s4u::LinkInRoute(shared), s4u::LinkInRoute(near_line)});
        zone.add_route(far->get_netpoint(), callee->get_netpoint(), nullptr, nullptr,
                       {s4u::LinkInRoute(shared), s4u::LinkInRoute(far_line)});
    }
};

int content = 0;

void send(const std::string& name, double bytes) {
    s4u::Mailbox::by_name(name)->put(&content, static_cast<std::uint64_t>(bytes));
}
void receive(const std::string& name) {
    s4u::Mailbox::by_name(name)->get<int>();
}
s4u::CommPtr begin_to_receive(const std::string& name) {
    static int* received = nullptr;
    return s4u::Mailbox::by_name(name)->get_async<int>(&received);
}

/// The arrival of a single message, in seconds.
double arrival(double bytes, double bytes_per_second, double latency, const Options& options) {
    return std::stod(told(
        [=](Stage& stage) {
            const Country country(stage, bytes_per_second, latency, latency);
            stage.actor_on(country.near, [bytes] { send("message", bytes); });
            stage.actor_on(country.callee, [&] {
                receive("message");
                stage.say(std::to_string(stage.now()));
            });
            stage.run();
        },
        options));
}

TEST(Network, the_default_model_multiplies_latencies_by_13_and_cm02_takes_them_as_written) {
    EXPECT_NEAR(arrival(1, 1e9, 0.01, {}), 0.1301, 1e-6);
    EXPECT_NEAR(arrival(1, 1e9, 0.01, kAsWritten), 0.01, 1e-6);
}

TEST(Network, the_window_of_tcp_slows_long_routes_down_unless_it_is_lifted) {
    EXPECT_NEAR(arrival(125 * kMegabyte, 125 * kMegabyte, 0.6, kAsWritten), 36.4, 0.1);
    EXPECT_NEAR(arrival(125 * kMegabyte, 125 * kMegabyte, 0.6, kWithoutWindow), 1.6, 1e-6);
}

// Twenty times the latency, a twentieth of the line: halves would let both arrive after about 2 s.
TEST(Network, flows_share_a_line_by_the_length_of_their_routes_even_without_the_window) {
    const std::string said = told(
        [](Stage& stage) {
            const Country country(stage, kMegabyte, 0.01, 0.2);
            stage.actor_on(country.near, [] { send("near", kMegabyte); });
            stage.actor_on(country.far, [] { send("far", kMegabyte); });
            for (const char* name : {"near", "far"}) {
                stage.actor_on(country.callee, [&stage, name] {
                    receive(name);
                    stage.say_at(name);
                });
            }
            stage.run();
        },
        kWithoutWindow);
    EXPECT_EQ(said, "near@1.0505 far@2.01 ");
}

TEST(Network, a_line_that_is_cut_fails_both_sides_at_once) {
    const std::string said = told(
        [](Stage& stage) {
            const Country country(stage, kMegabyte, 0.01, 0.2);
            stage.actor_on(country.near, [&] {
                try {
                    send("message", 10 * kMegabyte);
                } catch (const simgrid::NetworkFailureException&) {
                    stage.say_at("sender");
                }
            });
            stage.actor_on(country.callee, [&] {
                try {
                    receive("message");
                } catch (const simgrid::NetworkFailureException&) {
                    stage.say_at("receiver");
                }
            });
            stage.at(2, [&] { country.near_line->turn_off(); });
            stage.run();
        },
        kAsWritten);
    EXPECT_EQ(said, "sender@2 receiver@2 ");
}

TEST(Network, a_missing_route_ends_the_process) {
    const Performance performance = perform([](Stage& stage) {
        const Country country(stage, kMegabyte, 0.01, 0.2);
        stage.actor_on(country.alone, [&] { send("message", kKilobyte); });
        stage.actor_on(country.callee, [&] { receive("message"); });
        stage.run();
    });
    EXPECT_EQ(performance.said, "Aborted");
    EXPECT_THAT(performance.complaints, HasSubstr("there is no connecting path between these two hosts"));
}

/// One actor sends for ten seconds; the other waits for one second and then once more.
std::string after_a_wait_of_one_second(const std::function<void(Stage&, const s4u::CommPtr&)>& wait) {
    return told(
        [&wait](Stage& stage) {
            const Country country(stage, kMegabyte, 0.01, 0.2);
            stage.actor_on(country.near, [&] {
                try {
                    send("message", 10 * kMegabyte);
                    stage.say_at("sent");
                } catch (const simgrid::TimeoutException&) {
                    stage.say_at("sender fails");
                }
            });
            stage.actor_on(country.callee, [&] {
                const s4u::CommPtr message = begin_to_receive("message");
                wait(stage, message);
                try {
                    message->wait();
                    stage.say_at("received");
                } catch (const simgrid::TimeoutException&) {
                    stage.say_at("receiver fails");
                }
            });
            stage.run();
        },
        kAsWritten);
}

TEST(Network, wait_for_that_times_out_ends_the_message_for_both_sides) {
    const std::string said = after_a_wait_of_one_second([](Stage& stage, const s4u::CommPtr& message) {
        try {
            message->wait_for(1);
        } catch (const simgrid::TimeoutException&) {
            stage.say_at("timed out");
        }
    });
    EXPECT_EQ(said, "sender fails@1 timed out@1 receiver fails@1 ");
}

TEST(Network, wait_any_for_that_times_out_lets_the_message_go_on) {
    const std::string said = after_a_wait_of_one_second([](Stage& stage, const s4u::CommPtr& message) {
        stage.say_at(std::to_string(s4u::Comm::wait_any_for({message}, 1)));
    });
    EXPECT_EQ(said, "-1@1 sent@10.01 received@10.01 ");
}

TEST(Network, a_receiver_that_cancels_before_anything_is_sent_leaves_the_sender_waiting_for_ever) {
    const std::string said = told(
        [](Stage& stage) {
            const Country country(stage, kMegabyte, 0.01, 0.2);
            stage.actor_on(country.callee, [&] {
                begin_to_receive("message")->cancel();
                stage.say("cancelled");
            });
            stage.actor_on(country.near, [&] {
                this_actor::sleep_for(2);
                send("message", kKilobyte);
                stage.say("sent");
            });
            stage.run();
        },
        kAsWrittenInSilence);
    EXPECT_EQ(said, "cancelled deadlock@2 ");
}

}  // namespace
}  // namespace hotline
