#include "analysis/estimates/fault_tree.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace hotline {
namespace {

bool by_size(const Parts& a, const Parts& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool contains(const Parts& set, const Parts& subset) {
    return std::includes(set.begin(), set.end(), subset.begin(), subset.end());
}

bool meet(const Parts& a, const Parts& b) {
    for (auto one = a.begin(), other = b.begin(); one != a.end() && other != b.end();) {
        if (*one == *other) return true;
        ++(*one < *other ? one : other);
    }
    return false;
}

}  // namespace

std::vector<Parts> minimal(std::vector<Parts> sets) {
    std::sort(sets.begin(), sets.end(), by_size);
    std::vector<Parts> kept;
    for (Parts& set : sets) {
        if (std::none_of(kept.begin(), kept.end(), [&](const Parts& smaller) { return contains(set, smaller); }))
            kept.push_back(std::move(set));
    }
    return kept;
}

std::optional<std::vector<Parts>> minimal_cut_sets(const std::vector<Parts>& ways, std::size_t most) {
    std::vector<Parts> cuts{{}};
    for (const Parts& way : ways) {
        std::vector<Parts> next;
        std::vector<const Parts*> open;
        for (const Parts& cut : cuts) {
            if (meet(cut, way)) {
                next.push_back(cut);
            } else {
                open.push_back(&cut);
            }
        }
        // A larger set is minimal unless it contains one that meets the way already, or another larger one.
        const std::size_t meeting = next.size();
        std::vector<Parts> larger;
        for (const Parts* cut : open) {
            for (const std::uint32_t part : way) {
                Parts with = *cut;
                with.insert(std::upper_bound(with.begin(), with.end(), part), part);
                const auto is_known = [&](const Parts& known) { return contains(with, known); };
                if (std::none_of(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(meeting), is_known))
                    larger.push_back(std::move(with));
            }
        }
        if (next.size() + larger.size() > most) return {};
        larger = minimal(std::move(larger));
        next.insert(next.end(), larger.begin(), larger.end());
        cuts = std::move(next);
    }
    std::sort(cuts.begin(), cuts.end(), by_size);
    return cuts;
}

std::optional<FaultTree> FaultTree::of(const std::vector<Parts>& ways, std::size_t parts, std::size_t most) {
    FaultTree tree;
    tree.parts_ = parts;
    tree.nodes_.resize(2);
    const auto root = tree.node_of(minimal(ways), most);
    if (!root) return {};
    tree.root_ = *root;
    tree.known_.clear();
    return tree;
}

/// Parts are asked for in the order of their numbers.
std::optional<std::size_t> FaultTree::node_of(const std::vector<Parts>& ways, std::size_t most) {
    if (ways.empty()) return kTop;
    if (ways.front().empty()) return kSuccess;
    if (const auto known = known_.find(ways); known != known_.end()) return known->second;
    std::uint32_t part = std::numeric_limits<std::uint32_t>::max();
    for (const Parts& way : ways) part = std::min(part, way.front());
    std::vector<Parts> if_works;
    std::vector<Parts> if_fails;
    for (const Parts& way : ways) {
        if (way.front() == part) {
            if_works.emplace_back(way.begin() + 1, way.end());
        } else {
            if_works.push_back(way);
            if_fails.push_back(way);
        }
    }
    const auto works = node_of(minimal(std::move(if_works)), most);
    const auto fails = works ? node_of(if_fails, most) : std::nullopt;
    if (!fails || nodes_.size() >= most) return {};
    nodes_.push_back({part, *works, *fails});
    known_.emplace(ways, nodes_.size() - 1);
    return nodes_.size() - 1;
}

double FaultTree::probability(const std::vector<double>& fails) const {
    std::vector<double> top(nodes_.size());
    top[kTop] = 1;
    for (std::size_t node = 2; node < nodes_.size(); ++node) {
        const double of_part = fails[nodes_[node].part];
        top[node] = (1 - of_part) * top[nodes_[node].works] + of_part * top[nodes_[node].fails];
    }
    return top[root_];
}

ImportanceSum::ImportanceSum(const FaultTree& tree)
    : tree_(tree), fails_(tree.parts()), failed_(tree.parts()), works_(tree.parts()) {}

void ImportanceSum::add(const std::vector<double>& fails) {
    drills_ += 1;
    top_ += tree_.probability(fails);
    std::vector<double> with = fails;
    for (std::size_t part = 0; part < fails.size(); ++part) {
        fails_[part] += fails[part];
        with[part] = 1;
        failed_[part] += tree_.probability(with);
        with[part] = 0;
        works_[part] += tree_.probability(with);
        with[part] = fails[part];
    }
}

Importances ImportanceSum::mean() const {
    Importances all;
    all.top = top_ / drills_;
    for (std::size_t part = 0; part < fails_.size(); ++part) {
        const double failed = failed_[part] / drills_;
        const double works = works_[part] / drills_;
        all.fails.push_back(fails_[part] / drills_);
        Importance& of = all.of.emplace_back();
        of.birnbaum = failed - works;
        if (!(all.top > 0)) continue;
        of.fussell_vesely = 1 - works / all.top;
        of.risk_achievement = failed / all.top;
        of.risk_reduction = works > 0 ? all.top / works : std::numeric_limits<double>::infinity();
    }
    return all;
}

}  // namespace hotline
