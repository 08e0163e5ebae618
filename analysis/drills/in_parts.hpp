// A list that several threads work through, each one part of it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <future>
#include <vector>

namespace hotline {

/// Calls `work(from, to)` for at most `jobs` ranges that make up 0 to `count`, each on a thread of its own. Throws
/// what the first of them throws. `work` must leave the same results however the list is divided.
template <class Work>
void in_parts(std::size_t count, unsigned jobs, const Work& work) {
    const std::size_t parts = std::clamp<std::size_t>(count, 1, std::max(jobs, 1U));
    std::vector<std::future<void>> others;
    for (std::size_t part = 1; part < parts; ++part) {
        others.push_back(
            std::async(std::launch::async, std::cref(work), part * count / parts, (part + 1) * count / parts));
    }
    work(std::size_t{0}, count / parts);
    for (std::future<void>& other : others) other.get();
}

}  // namespace hotline
