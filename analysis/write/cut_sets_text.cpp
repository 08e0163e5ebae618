#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "analysis/write/cut_sets.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kShownSets = 10;
constexpr std::size_t kShownReasons = 5;

class CutSetsWriter : TextWriter {
public:
    CutSetsWriter(std::ostream& out, const CutSets& sets) : TextWriter(out), sets_(sets) {}

    void write() {
        about(sets_.scenario, sets_.replications, sets_.seed);
        line("{}, {}", case_text(sets_.scenario, 0),
             protocol_text(sets_.scenario, sets_.scenario.cases.front().protocols.front()));
        line("\n{}", wrapped(fmt::format("No contact by {}: {} of drills.", by_,
                                         probability_text(share(sets_.missed), sets_.missed_interval)),
                             0));
        if (sets_.ways.sets.empty()) {
            line("\nThere is no way to contact by {}, even if nothing fails.", by_);
            return;
        }
        line("\n{}",
             wrapped(fmt::format("There {} to contact. {} in each of which all ways are cut if all parts "
                                 "fail; the most probable first.",
                                 sets_.ways.sets.size() == 1 ? std::string("is 1 way")
                                                             : fmt::format("are {} ways", sets_.ways.sets.size()),
                                 sets_.sets.size() == 1 ? std::string("1 minimal cut set,")
                                                        : fmt::format("{} minimal cut sets,", sets_.sets.size())),
                     0));
        sets();
        parts();
        notes();
    }

private:
    double share(std::uint64_t drills) const {
        return static_cast<double>(drills) / static_cast<double>(sets_.replications);
    }
    std::string name(std::uint32_t part) const {
        const FalliblePiece& piece = sets_.ways.pieces[part];
        return fmt::format("{} {}", name_of(piece.kind), piece.name);
    }

    void sets() {
        line("");
        const std::size_t shown = sets_.in_full ? sets_.sets.size() : std::min(sets_.sets.size(), kShownSets);
        for (std::size_t place = 0; place < shown; ++place) {
            const CutSet& set = sets_.sets[place];
            std::vector<std::string> names;
            names.reserve(set.parts.size());
            for (const std::uint32_t part : set.parts) names.push_back(name(part));
            line("{}", wrapped(fmt::format("  {:>7} %  {}", percent(set.probability), fmt::join(names, " + ")), 13));
            line("{}", wrapped(fmt::format("             {}", seen(set)), 13));
        }
        if (shown < sets_.sets.size()) line("  and {} more: --all", sets_.sets.size() - shown);
    }
    std::string seen(const CutSet& set) const {
        if (set.seen == 0) return fmt::format("seen in no drill (0–{} %)", percent(set.interval.high, Rounding::up));
        return fmt::format("seen in {} of drills, such as {}", probability_text(share(set.seen), set.interval),
                           fmt::join(set.drills, ", "));
    }

    void parts() {
        const Importances& all = sets_.importances;
        std::vector<std::uint32_t> order(all.of.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return all.of[a].fussell_vesely > all.of[b].fussell_vesely;
        });
        line("\nParts, by their share of all that fails\n");
        line("  {:>7}  {:>8}  {:>14}  {:>11}  {:>9}  part", "fails %", "Birnbaum", "Fussell-Vesely", "achievement",
             "reduction");
        const std::size_t shown = sets_.in_full ? order.size() : std::min(order.size(), kShownSets);
        for (std::size_t place = 0; place < shown; ++place) {
            const std::uint32_t part = order[place];
            const Importance& of = all.of[part];
            line("  {:>7}  {:>8.4f}  {:>14.4f}  {:>11}  {:>9}  {}", percent(all.fails[part]), of.birnbaum,
                 of.fussell_vesely, number_text(of.risk_achievement), number_text(of.risk_reduction), name(part));
        }
        if (shown < order.size()) line("  and {} more: --all", order.size() - shown);
    }

    void notes() {
        line("\n{}",
             wrapped(fmt::format("If parts fail independently, each as often as said here, all ways are cut with a "
                                 "probability of {} %.",
                                 percent(sets_.importances.top)),
                     0));
        if (sets_.is_static()) {
            line(
                "{}",
                wrapped(fmt::format("The protocol is static: that is the probability of no contact by {}.", by_), 0));
        } else {
            line("{}", wrapped("The protocol is not static, so that this is the probability for first calls at the "
                               "beginning of the drill. Why:",
                               0));
            const auto& why = sets_.ways.not_static;
            const std::size_t shown = sets_.in_full ? why.size() : std::min(why.size(), kShownReasons);
            for (std::size_t place = 0; place < shown; ++place) line("{}", wrapped("  - " + why[place], 4));
            if (shown < why.size()) line("  and {} more reasons: --all", why.size() - shown);
        }
        if (sets_.missed > 0)
            line("{}",
                 wrapped(fmt::format("Of the {} without contact, {} no cut set: time ran out, or an answer led "
                                     "nowhere.",
                                     counted(sets_.missed, "drill"),
                                     sets_.unexplained == 1 ? std::string("1 shows")
                                                            : fmt::format("{} show", count_text(sets_.unexplained))),
                         0));
        line("{}", wrapped("The intervals of all cut sets hold together with 95 % confidence (Bonferroni).", 0));
        line("{}", kAssumptions);
    }

    const CutSets& sets_;
    const std::string by_ = duration_text(sets_.within);
};

}  // namespace

void write_text(std::ostream& out, const CutSets& sets) {
    CutSetsWriter(out, sets).write();
}

}  // namespace hotline
