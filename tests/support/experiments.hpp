// Experiments with a known truth, played on all cores.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace hotline {

/// Plays that many experiments at every point, and merges their results. Every hundred experiments have random
/// numbers of their own, so the result does not depend on the number of threads. `play(point, random, result)` is one
/// experiment.
template <class Result, class Point, class Play>
Result play_experiments(const std::vector<Point>& points, std::uint64_t experiments, const Play& play) {
    constexpr std::uint64_t kTogether = 100;
    const std::uint64_t pieces = (experiments + kTogether - 1) / kTogether;
    std::atomic<std::uint64_t> next{0};
    std::mutex mutex;
    Result all;
    const auto work = [&] {
        Result mine;
        for (std::uint64_t piece = next++; piece < points.size() * pieces; piece = next++) {
            std::seed_seq seed{std::uint64_t{20121004}, piece / pieces, piece % pieces};
            std::mt19937_64 random(seed);
            const std::uint64_t done = piece % pieces * kTogether;
            for (std::uint64_t left = std::min(kTogether, experiments - done); left > 0; --left)
                play(points[piece / pieces], random, mine);
        }
        const std::lock_guard lock(mutex);
        all.merge(mine);
    };
    std::vector<std::thread> threads;
    for (unsigned thread = 1; thread < std::thread::hardware_concurrency(); ++thread) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
    return all;
}

}  // namespace hotline
