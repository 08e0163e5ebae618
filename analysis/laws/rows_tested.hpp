// What a log holds of each row of a list: its tests in one state of duty, and what the last of them proved.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/laws/log_fit.hpp"

namespace hotline {

/// What the log holds of a row in one state of duty.
struct RowTested {
    const FittedClass* fitted = nullptr;  // its class; none: the log holds nothing of it
    TestsOfContact tests;                 // of all its entries in the log

    std::size_t count() const;
    std::size_t answered() const;
    /// Without a law of its class, as nobody answered: by its own tests and a uniform prior. None without a class.
    std::optional<ContactsFit::Belief> belief(double within) const;
};
/// By row. A row that was never tested has the class of its response.
std::vector<RowTested> rows_tested(const Scenario& scenario, const ClassedLog& classed, const LogFit& fit,
                                   FoundOn state);

/// What the last test of a row says.
struct ProofOfRow {
    std::optional<Instant> last;  // when it was last found right, or verified
    bool dead = false;
};
std::vector<ProofOfRow> proofs_of_rows(const Scenario& scenario, const ClassedLog& classed);

/// The probability that a row is still right that was last found right then, by the staleness of its channel and of
/// its official.
double still_right(const Scenario& scenario, Index row, const std::optional<Instant>& proven, Instant on);

}  // namespace hotline
