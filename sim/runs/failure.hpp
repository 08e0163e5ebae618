// An exception from a drill, in a form that can be sent between threads, processes and machines.
//
// Among several failures, the one of the lowest replication counts. Drills are assigned in order, and all assigned
// drills are played to their end, so that a run fails in the same way for any number of jobs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/runs/bytes.hpp"

namespace hotline {

class Failure {
public:
    /// From the exception that is being handled.
    static Failure current(std::uint64_t replication);

    /// Throws it again with its original type: SimulationError, std::bad_alloc or std::runtime_error.
    [[noreturn]] void raise() const;

    void put_into(std::string& bytes) const;
    static Failure taken_from(Bytes& bytes);

    /// Keeps the failure of the lower replication.
    static void keep_first(std::optional<Failure>& kept, Failure other);

private:
    enum class Kind : unsigned char { scenario, program, memory, other };

    Kind kind_ = Kind::other;
    std::uint64_t replication_ = 0;
    std::string what_;
};

}  // namespace hotline
