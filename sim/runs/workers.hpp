// Workers that are processes, for worlds of which a process can have only one: the engine's.
//
// They are forked when they are first needed and live as long as this does, so that each makes one engine for all its
// drills. A worker is given a few drills at a time over a socket and sends back what came of them; in memory that all
// share it notes which replication it is playing. One that dies loses that replication (`missing_drills.hpp`) and is
// replaced. Signals that end the program are for the parent, which ends its workers; where the parent dies, the
// system does.
//
// Requires that the parent never makes a world that cannot be forked, and has no thread that holds a lock. A worker
// heeds neither SIGINT nor SIGTERM.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/drills/outcome.hpp"
#include "sim/runs/drill_range.hpp"
#include "sim/runs/failure.hpp"
#include "sim/runs/runner.hpp"

namespace hotline {

class ReplicationPlayer;

class Workers {
public:
    /// All must outlive it.
    Workers(std::shared_ptr<const Prepared> prepared, const RunPlan& plan);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// As Runner's. Throws also std::runtime_error where workers cannot be had or keep dying.
    bool play(std::vector<Outcomes>& outcomes, DrillRange drills, std::uint64_t first, const OnDone& on_done);

private:
    struct Worker {
        pid_t pid = 0;  // 0: there is none
        int socket = -1;
        DrillRange task;  // empty: it waits for one
    };
    /// What `play` was called for, while it is done.
    struct Task {
        std::vector<Outcomes>& outcomes;
        std::uint64_t first;
        std::uint64_t chunk;
        std::deque<DrillRange> left;
        std::uint64_t done = 0;
        std::optional<Failure> failure;
        std::vector<MissingDrill> missing;
    };
    /// The replication that a worker is playing, in a cache line of its own.
    struct alignas(64) Note {
        std::atomic<std::uint64_t> playing;
    };

    bool interrupted() const { return plan_.interrupted && plan_.interrupted->load(std::memory_order_relaxed); }
    void hand_out(Task& task);
    /// Waits until a worker has something to say, or for a moment. Those that have are listened to.
    void listen(Task& task);
    void receive(Worker& worker, Task& task);
    void start(Worker& worker);
    [[noreturn]] void serve(int socket, Note& note) const;
    std::string answer(const std::string& order, std::optional<ReplicationPlayer>& player, Note& note) const;
    void bury(Worker& worker, Task& task);
    void end_all();
    Note& note_of(const Worker& worker) { return notes_[&worker - workers_.data()]; }

    std::shared_ptr<const Prepared> prepared_;
    const RunPlan& plan_;
    std::vector<Worker> workers_;
    Note* notes_;  // one of each worker, shared with it
    unsigned deaths_ = 0;
};

}  // namespace hotline
