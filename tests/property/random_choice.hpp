// Random choices that are the same with every compiler and library, for scenarios that are made from a number.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <utility>
#include <vector>

#include "models/base/place.hpp"

namespace hotline {

/// Standard distributions differ from library to library. Callers must not have two draws among the arguments of a
/// call: their order differs from compiler to compiler.
class RandomChoice {
protected:
    explicit RandomChoice(std::uint64_t seed) : engine_(seed) {}

    std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
    std::uint64_t between(std::uint64_t low, std::uint64_t high) { return low + below(high - low + 1); }
    bool chance(double probability) { return static_cast<double>(engine_() >> 11) * 0x1p-53 < probability; }
    template <typename Thing>
    Thing one_of(std::initializer_list<Thing> things) {
        return things.begin()[below(things.size())];
    }
    template <typename Thing>
    Index index_in(const std::vector<Thing>& things) {
        return static_cast<Index>(below(things.size()));
    }
    /// Some of 0 … count − 1, at least one, in any order.
    std::vector<Index> some_of(std::size_t count, std::size_t at_most) {
        std::vector<Index> all(count);
        for (Index i = 0; i < count; ++i) all[i] = i;
        for (std::size_t i = count - 1; i > 0; --i) std::swap(all[i], all[below(i + 1)]);
        all.resize(between(1, std::min(count, at_most)));
        return all;
    }
    /// One of the grid, on which everything happens that takes whole seconds.
    std::int64_t seconds() { return grid_[below(grid_.size())]; }

    std::vector<std::int64_t> grid_{0, 0, 0, 1, 1, 2, 2, 3, 5, 5, 10, 20};

private:
    std::mt19937_64 engine_;
};

}  // namespace hotline
