#include "sim/runs/failure.hpp"

#include <exception>
#include <new>
#include <stdexcept>
#include <utility>

#include "sim/escalation/simulation_error.hpp"

namespace hotline {

Failure Failure::current(std::uint64_t replication) {
    Failure failure;
    failure.replication_ = replication;
    try {
        throw;
    } catch (const SimulationError& error) {
        failure.kind_ = error.of_scenario() ? Kind::scenario : Kind::program;
        failure.what_ = error.what();
    } catch (const std::bad_alloc&) {
        failure.kind_ = Kind::memory;
    } catch (const std::exception& error) {
        failure.what_ = error.what();
    }
    return failure;
}

void Failure::raise() const {
    switch (kind_) {
        case Kind::scenario:
            throw SimulationError(SimulationError::Cause::scenario, what_);
        case Kind::program:
            throw SimulationError(SimulationError::Cause::program, what_);
        case Kind::memory:
            throw std::bad_alloc();
        case Kind::other:
            break;
    }
    throw std::runtime_error(what_);
}

void Failure::put_into(std::string& bytes) const {
    put(bytes, kind_);
    put(bytes, replication_);
    put_text(bytes, what_);
}

Failure Failure::taken_from(Bytes& bytes) {
    Failure failure;
    failure.kind_ = bytes.take<Kind>();
    failure.replication_ = bytes.take<std::uint64_t>();
    failure.what_ = bytes.take_text();
    return failure;
}

void Failure::keep_first(std::optional<Failure>& kept, Failure other) {
    if (!kept || other.replication_ < kept->replication_) kept = std::move(other);
}

}  // namespace hotline
