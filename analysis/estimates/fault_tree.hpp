// A fault tree in the form of the ways that lead to success: each way is a set of parts that suffice together. The
// top event, that no way is left, is a monotone function of the parts that fail.
//
// Its minimal cut sets are the minimal sets that meet every way (Berge, "Hypergraphs", 1989, ch. 2: the minimal
// transversals). Its probability comes from a binary decision diagram (Rauzy, 1993, Reliability Engineering and
// System Safety 40:203), so it is exact for parts that fail independently, not the sum over cut sets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace hotline {

/// The numbers of parts, ascending.
using Parts = std::vector<std::uint32_t>;

/// Without repetitions, and without sets that contain another one; by size, then by their parts.
std::vector<Parts> minimal(std::vector<Parts> sets);

/// The minimal sets that meet every way; empty if there are more than `most` on the way to them.
std::optional<std::vector<Parts>> minimal_cut_sets(const std::vector<Parts>& ways, std::size_t most);

/// What a part means for the top event. P is the probability of the top event, P₁ that if the part has failed, P₀
/// that if it has not.
struct Importance {
    double birnbaum = 0;          // P₁ − P₀
    double fussell_vesely = 0;    // 1 − P₀ / P: the share of P that is due to the part
    double risk_achievement = 0;  // P₁ / P
    double risk_reduction = 0;    // P / P₀; infinite if nothing else can fail
};

class FaultTree {
public:
    /// Of `parts` parts. Requires ways that are minimal. Empty if the diagram has more than `most` nodes.
    static std::optional<FaultTree> of(const std::vector<Parts>& ways, std::size_t parts, std::size_t most);

    std::size_t parts() const { return parts_; }
    /// The probability of the top event, where each part fails with that probability, independently.
    double probability(const std::vector<double>& fails) const;

private:
    struct Node {
        std::uint32_t part;
        std::size_t works;  // the node that follows if the part works
        std::size_t fails;
    };
    static constexpr std::size_t kSuccess = 0;
    static constexpr std::size_t kTop = 1;

    std::optional<std::size_t> node_of(const std::vector<Parts>& ways, std::size_t most);

    std::size_t parts_ = 0;
    std::size_t root_ = kSuccess;
    std::vector<Node> nodes_;  // the two ends first, then each after those that follow it
    std::map<std::vector<Parts>, std::size_t> known_;
};

/// The probability of the top event and the importance of each part, of probabilities that differ from drill to
/// drill, such as by the age of entries: they are means over the drills.
struct Importances {
    double top = 0;
    std::vector<double> fails;  // by part
    std::vector<Importance> of;
};
class ImportanceSum {
public:
    explicit ImportanceSum(const FaultTree& tree);
    void add(const std::vector<double>& fails);
    /// Requires at least one drill.
    Importances mean() const;

private:
    const FaultTree& tree_;
    double drills_ = 0;
    double top_ = 0;
    std::vector<double> fails_;
    std::vector<double> failed_;  // P₁ by part
    std::vector<double> works_;   // P₀
};

}  // namespace hotline
