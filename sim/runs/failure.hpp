// What was thrown while a drill was played, in a form that crosses the borders of threads, processes and machines.
//
// Of several, the one of the least replication counts: drills are handed out in order, and whatever was handed out is
// played to its end, so that every number of jobs fails alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/runs/bytes.hpp"

namespace hotline {

class Failure {
public:
    /// Of the exception that is being handled.
    static Failure current(std::uint64_t replication);

    /// Throws it again, as what it was: SimulationError, std::bad_alloc, or std::runtime_error.
    [[noreturn]] void raise() const;

    void put_into(std::string& bytes) const;
    static Failure taken_from(Bytes& bytes);

    /// Keeps the one of the lesser replication.
    static void keep_first(std::optional<Failure>& kept, Failure other);

private:
    enum class Kind : unsigned char { scenario, program, memory, other };

    Kind kind_ = Kind::other;
    std::uint64_t replication_ = 0;
    std::string what_;
};

}  // namespace hotline
