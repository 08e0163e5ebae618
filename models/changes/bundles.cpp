#include "models/changes/bundles.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace hotline {
namespace {

/// So that ten changes that cost 0.1 each are within a budget of 1.
constexpr double kRoundingOfCosts = 1e-9;

Bundle with(Bundle bundle, std::size_t offer) {
    bundle.insert(std::upper_bound(bundle.begin(), bundle.end(), offer), offer);
    return bundle;
}

Bundle without(Bundle bundle, std::size_t offer) {
    bundle.erase(std::remove(bundle.begin(), bundle.end(), offer), bundle.end());
    return bundle;
}

bool holds(const Bundle& bundle, std::size_t offer) {
    return std::binary_search(bundle.begin(), bundle.end(), offer);
}

}  // namespace

double Bundles::cost(const Bundle& bundle) const {
    double sum = 0;
    for (const std::size_t offer : bundle) sum += offers_[offer].cost;
    return sum;
}

bool Bundles::allows(const Bundle& bundle) const {
    if (bundle.empty() || cost(bundle) > budget_ * (1 + kRoundingOfCosts)) return false;
    return std::none_of(bundle.begin(), bundle.end(), [&](std::size_t offer) {
        const auto& others = offers_[offer].instead_of;
        return std::any_of(others.begin(), others.end(), [&](std::size_t other) { return holds(bundle, other); });
    });
}

std::optional<std::vector<Bundle>> Bundles::all(std::size_t most) const {
    std::vector<Bundle> found;
    // Each bundle extends one that is allowed, by a later change: costs are above 0.
    std::vector<Bundle> open{{}};
    while (!open.empty()) {
        const Bundle bundle = std::move(open.back());
        open.pop_back();
        for (std::size_t offer = bundle.empty() ? 0 : bundle.back() + 1; offer < offers_.size(); ++offer) {
            Bundle larger = bundle;
            larger.push_back(offer);
            if (!allows(larger)) continue;
            if (found.size() == most) return {};
            found.push_back(larger);
            open.push_back(std::move(larger));
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<Bundle> Bundles::neighbours(const Bundle& bundle) const {
    std::vector<Bundle> found;
    const auto add = [&](Bundle near) {
        if (allows(near)) found.push_back(std::move(near));
    };
    for (const std::size_t left_out : bundle) add(without(bundle, left_out));
    for (std::size_t offer = 0; offer < offers_.size(); ++offer) {
        if (holds(bundle, offer)) continue;
        add(with(bundle, offer));
        for (const std::size_t left_out : bundle) add(with(without(bundle, left_out), offer));
    }
    return found;
}

std::string Bundles::title(const Bundle& bundle) const {
    std::string title;
    for (const std::size_t offer : bundle) title += (title.empty() ? "" : " + ") + offers_[offer].title;
    return title;
}

}  // namespace hotline
