#include "sim/runs/peers.hpp"

#include <gtest/gtest.h>

#include <barrier>
#include <stdexcept>
#include <thread>

#include "sim/escalation/simulation_error.hpp"
#include "sim/runs/missing_drills.hpp"

namespace hotline {
namespace {

constexpr unsigned kCount = 3;

/// Peers that are threads.
struct Room {
    std::barrier<> barrier{kCount};
    std::vector<std::string> words = std::vector<std::string>(kCount);
};

class Neighbour final : public Peers {
public:
    Neighbour(Room& room, unsigned own) : room_(room), own_(own) {}

    unsigned own() const override { return own_; }
    unsigned count() const override { return kCount; }
    std::vector<std::string> exchange(const std::string& word) override {
        room_.words[own_] = word;
        room_.barrier.arrive_and_wait();
        std::vector<std::string> words = room_.words;
        room_.barrier.arrive_and_wait();
        return words;
    }

private:
    Room& room_;
    unsigned own_;
};

/// The result of each peer, in words.
std::vector<std::string> all_do(const std::function<std::string(Peers&)>& act) {
    Room room;
    std::vector<std::string> came_to(kCount);
    std::vector<std::jthread> threads;
    for (unsigned own = 0; own < kCount; ++own) {
        threads.emplace_back([&, own] {
            Neighbour peer(room, own);
            try {
                came_to[own] = act(peer);
            } catch (const std::exception& error) {
                came_to[own] = error.what();
            }
        });
    }
    threads.clear();
    return came_to;
}

Outcome outcome_of_drill(std::uint64_t replication) {
    Outcome outcome;
    outcome.contact = Ticks(static_cast<std::int64_t>(replication));
    outcome.made_by = static_cast<Index>(replication % 5);
    outcome.attempts[3] = static_cast<std::uint16_t>(replication % 1000);
    return outcome;
}

using Act = std::function<bool(Peers&, DrillRange)>;

/// Plays drills [5, to) on all peers, and says what went wrong. Each drill has an outcome of its own.
std::string play(Peers& peers, std::uint64_t to, const Act& act) {
    std::vector<Outcomes> all(1);
    all[0].resize(to - 5);
    std::string missing;
    try {
        const bool played = play_with_peers(
            peers, 7, all, {5, to}, 5, [](std::uint64_t) {},
            [&](DrillRange part, const OnDone& on_done) {
                for (std::uint64_t drill = part.from; drill < part.to; ++drill)
                    all[0].set(drill - 5, outcome_of_drill(drill));
                on_done(part.to - part.from);
                return act(peers, part);
            });
        if (!played) return "interrupted";
    } catch (const MissingDrills& error) {
        missing = error.what();
    }
    for (std::uint64_t drill = 5; drill < to; ++drill) {
        if (all[0].at(drill - 5) != outcome_of_drill(drill)) return "a drill is not in its place";
    }
    return missing.empty() ? "fine" : missing;
}

std::vector<std::string> all_play(std::uint64_t to, const Act& act) {
    return all_do([&](Peers& peers) { return play(peers, to, act); });
}

std::vector<std::string> each(const std::string& word) {
    return std::vector<std::string>(kCount, word);
}

TEST(Peers, each_have_all_drills_in_their_places) {
    const Act nothing = [](Peers&, DrillRange) { return true; };
    for (const std::uint64_t to : {6U, 7U, 9U, 1000U, 500'000U}) EXPECT_EQ(all_play(to, nothing), each("fine"));
}

TEST(Peers, fail_alike_with_the_first_drill_that_fails) {
    EXPECT_EQ(all_play(1000,
                       [](Peers& peers, DrillRange part) -> bool {
                           if (peers.own() == 0) return true;
                           throw SimulationError(SimulationError::Cause::scenario, "too much", 7, part.from, 0);
                       }),
              each("too much (seed 7, replication 336, 0.000 s after the drill's start)"));
}

TEST(Peers, are_interrupted_together) {
    EXPECT_EQ(all_play(1000, [](Peers& peers, DrillRange) { return peers.own() != 2; }), each("interrupted"));
}

TEST(Peers, know_what_each_of_them_misses) {
    EXPECT_EQ(all_play(1000,
                       [](Peers& peers, DrillRange part) -> bool {
                           if (peers.own() == 1) return true;
                           throw MissingDrills(7, {{part.from, "signal 9 (Killed)"}, {part.from + 1, "exit code 3"}});
                       }),
              each("4 drills are missing, because their worker processes died (seed 7): "
                   "replication 5 with signal 9 (Killed); replication 6 with exit code 3; "
                   "replication 668 with signal 9 (Killed); replication 669 with exit code 3"));
}

TEST(Peers, are_not_left_waiting_by_one_that_ends) {
    const auto came_to = all_do([](Peers& peers) {
        std::string word;
        if (peers.own() != 1) {
            try {
                play(peers, 1000, [](Peers&, DrillRange) { return true; });
            } catch (const std::runtime_error& error) {
                word = error.what();
            }
        }
        return word + "|" + take_leave(peers, peers.own() == 1 ? 2 : 70, "no such file\n").value_or("as all");
    });
    EXPECT_EQ(came_to[0], "rank 1 ended with exit code 2 and this output:\nno such file\n|as all");
    EXPECT_EQ(came_to[1], "|as all");
    EXPECT_EQ(came_to[2], came_to[0]);
}

TEST(Peers, learn_at_the_end_which_rank_ends_differently) {
    const auto leave = [](int of_last) {
        return all_do([=](Peers& peers) {
            return take_leave(peers, peers.own() == 2 ? of_last : 0, peers.own() == 2 ? "no such file\n" : "")
                .value_or("as all");
        });
    };
    EXPECT_EQ(leave(0), each("as all"));
    EXPECT_EQ(leave(2)[0], "rank 2 ended with exit code 2 and this output:\nno such file\n");
}

}  // namespace
}  // namespace hotline
