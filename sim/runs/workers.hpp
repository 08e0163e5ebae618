// Worker processes, for a world that can exist only once in a process: the world of the engine.
//
// Workers are forked when they are first needed, and live as long as this object, so that each makes one engine for
// all its drills. A worker gets a few drills at a time over a socket and sends back their outcomes. It notes the
// replication that it is playing in shared memory. If it dies, this replication is missing (`missing_drills.hpp`),
// and another worker replaces it. Workers ignore SIGINT and SIGTERM: the parent handles them and ends its workers. If
// the parent dies, the kernel ends them.
//
// Requires that the parent never makes a world that cannot be forked, and that no thread of it holds a lock.
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
    /// The plan must outlive this object.
    Workers(std::shared_ptr<const Prepared> prepared, const RunPlan& plan);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// As `Runner::play`. Also throws std::runtime_error if workers cannot be started or keep dying.
    bool play(std::vector<Outcomes>& outcomes, DrillRange drills, std::uint64_t first, const OnDone& on_done);

private:
    struct Worker {
        pid_t pid = 0;  // 0: not started
        int socket = -1;
        DrillRange task;  // empty: idle
    };
    /// The state of one call of `play`.
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
    /// Waits for messages of workers, but only for a moment, and receives them.
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
    Note* notes_;  // one per worker, in shared memory
    unsigned deaths_ = 0;
};

}  // namespace hotline
