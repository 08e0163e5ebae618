#include <fmt/format.h>

#include <string>

#include "analysis/write/figures.hpp"
#include "analysis/write/text_writer.hpp"
#include "analysis/write/worlds.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kContenderName = 9;

class WorldsComparisonWriter : TextWriter {
public:
    WorldsComparisonWriter(std::ostream& out, const WorldsComparison& comparison)
        : TextWriter(out), all_(comparison) {}

    void write() {
        if (!all_.scenario.title.empty()) line("{}", all_.scenario.title);
        line("Drills of each world, case and contender: {}{}; seed {}; horizon {}", all_.replications,
             all_.luck.is_all() ? ", on the same luck" : "", all_.seed, duration_text(all_.plan.horizon()));
        line("{}", worlds_line(all_.worlds, all_.doubts.size()));
        if (!all_.luck.is_all()) {
            line("Only {} of {} list entries are in all files; only these share the same luck.", all_.luck.common,
                 all_.luck.entries);
        }
        for (std::size_t index = 0; index < all_.cases.size(); ++index) {
            line("\n{}", case_text(all_.scenario, static_cast<Index>(index)));
            for (const WorldsPair& pair : all_.cases[index]) compared(pair);
        }
        notes();
    }

private:
    static std::string name_of(const WorldsDifference& difference) {
        return difference.within ? "by " + duration_text(*difference.within) : "mean*";
    }

    static std::string value_text(const WorldsDifference& difference, double value,
                                  Rounding rounding = Rounding::nearest) {
        return difference.within ? points_text(value, rounding) : signed_seconds_text(value, rounding);
    }

    static std::string share_text(const ShareOfWorlds& share) {
        return share.unknown() ? "too close to call" : probability_text(share.share, share.interval);
    }

    void compared(const WorldsPair& pair) {
        const std::string& first = all_.names[pair.first];
        const std::string& second = all_.names[pair.second];
        const auto row = [&](const std::string& name, const std::string& mean, const std::string& least,
                             const std::string& most, const std::string& lowest, const std::string& highest) {
            line("  {:<{}} {:>12} {:>12} {:>12} {:>13} {:>13}", name, kContenderName, mean, least, most, lowest,
                 highest);
        };
        line("\n  {} minus {}", second, first);
        row("", "mean of", "simulation:", "95 % of it", "doubts:", "95 % of");
        row("", "worlds", "at least", "at most", "worlds from", "to");
        for (const WorldsDifference& difference : pair.differences) {
            const TwoLevelEstimate& over = difference.over_worlds;
            row(name_of(difference), value_text(difference, over.mean),
                value_text(difference, over.simulation.low, Rounding::down),
                value_text(difference, over.simulation.high, Rounding::up),
                value_text(difference, over.band.low, Rounding::down),
                value_text(difference, over.band.high, Rounding::up));
        }
        line("\n  better in   {:>31} {:>31}", cut(first, 31), cut(second, 31));
        for (const WorldsDifference& difference : pair.differences) {
            line("  {:<{}} {:>33} {:>31}", name_of(difference), kContenderName, share_text(difference.first_better),
                 share_text(difference.second_better));
        }
        const WorldsDifference& widest = widest_share(pair);
        for (const std::string& told : measure_first_lines("the difference by " + duration_text(*widest.within),
                                                           widest.over_worlds.band, widest.sensitivity, all_.sources))
            line("  {}", told);
    }

    void notes() {
        line("\n* Restricted mean: a drill without contact counts as the horizon.\n");
        line(
            "{}",
            wrapped("Differences are in percentage points and in time. The simulation: with a finite number of "
                    "drills the mean of the worlds is uncertain; more drills help. The doubts: the difference varies "
                    "from world to world; if the doubts are right, the interval of 95 % of worlds holds the true "
                    "difference with 95 %; only better knowledge helps. The analysis of variance takes the noise of "
                    "the drills out of it.",
                    0));
        line("{}",
             wrapped("Better in: the share of worlds in which a contender is better, with its interval of 95 %. Its "
                     "lower end counts the worlds whose drills show that it is better. Its upper end counts all but "
                     "those whose drills show that it is not. More drills and more worlds narrow it.",
                     0));
    }

    const WorldsComparison& all_;
};

}  // namespace

void write_text(std::ostream& out, const WorldsComparison& comparison) {
    WorldsComparisonWriter(out, comparison).write();
}

}  // namespace hotline
