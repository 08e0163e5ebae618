// Threads that play the drills of a range, chunk by chunk and in order.
//
// Each thread makes a worker of its own. A failure of a worker ends all of them once their chunks are done, and is
// thrown again: that of the lowest replication.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "sim/runs/drill_range.hpp"
#include "sim/runs/failure.hpp"

namespace hotline {

struct DrillThreads {
    DrillRange drills;
    std::uint64_t chunk = 1;  // drills that a thread plays at a time
    unsigned jobs = 1;
    const std::atomic<bool>* interrupted = nullptr;  // none: to the end
};

/// `make_worker` returns a worker with `play(replication)`, and `finish()` for when it has played its last drill;
/// only one worker finishes at a time. Whether all drills were played.
template <class MakeWorker>
bool play_on_threads(const DrillThreads& threads, const OnDone& on_done, const MakeWorker& make_worker) {
    const DrillRange drills = threads.drills;
    std::atomic<std::uint64_t> next{drills.from};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::uint64_t done = 0;
    std::optional<Failure> failure;
    const auto interrupted = [&] {
        return threads.interrupted && threads.interrupted->load(std::memory_order_relaxed);
    };
    const auto work = [&] {
        std::uint64_t replication = drills.from;
        try {
            auto worker = make_worker();
            while (!interrupted() && !stop.load(std::memory_order_relaxed)) {
                const std::uint64_t first = next.fetch_add(threads.chunk);
                if (first >= drills.to) break;
                const std::uint64_t last = std::min(first + threads.chunk, drills.to);
                for (replication = first; replication < last && !interrupted(); ++replication)
                    worker.play(replication);
                const std::lock_guard lock(mutex);
                done += last - first;
                on_done(done);
            }
            const std::lock_guard lock(mutex);
            worker.finish();
        } catch (const std::exception&) {
            const std::lock_guard lock(mutex);
            Failure::keep_first(failure, Failure::current(replication));
            stop = true;
        }
    };
    {
        const std::uint64_t chunks = (drills.count() + threads.chunk - 1) / threads.chunk;
        const std::uint64_t jobs = std::min<std::uint64_t>(threads.jobs, chunks);
        std::vector<std::jthread> helpers;
        for (std::uint64_t job = 1; job < jobs; ++job) helpers.emplace_back(work);
        work();
    }
    if (failure) failure->raise();
    return !interrupted();
}

}  // namespace hotline
