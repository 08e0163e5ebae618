// Bundles of changes that have a cost: which of them a budget allows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

/// The numbers of changes, ascending.
using Bundle = std::vector<std::size_t>;

/// A change that can be bought.
struct Offer {
    std::string title;
    double cost = 0;
    std::vector<std::size_t> instead_of;  // offers that set the same values: no bundle holds both
};

/// The bundles within a budget. A bundle is not empty.
class Bundles {
public:
    Bundles(std::vector<Offer> offers, double budget) : offers_(std::move(offers)), budget_(budget) {}

    const std::vector<Offer>& offers() const { return offers_; }
    double budget() const { return budget_; }
    double cost(const Bundle& bundle) const;
    /// Whether it is within the budget and has no two changes instead of each other.
    bool allows(const Bundle& bundle) const;

    /// All of them; empty if there are more than `most`.
    std::optional<std::vector<Bundle>> all(std::size_t most) const;
    /// Those with one change more, one less, or one in place of another. Of an empty bundle: those of one change.
    std::vector<Bundle> neighbours(const Bundle& bundle) const;
    /// "Ring longer + Staff the desk".
    std::string title(const Bundle& bundle) const;

private:
    std::vector<Offer> offers_;
    double budget_;
};

}  // namespace hotline
