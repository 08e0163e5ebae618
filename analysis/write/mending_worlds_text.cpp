#include <fmt/format.h>

#include <string>

#include "analysis/write/effect_text.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/mending_worlds.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

class MendingWorldsWriter : TextWriter {
public:
    MendingWorldsWriter(std::ostream& out, const MendingWorlds& mending) : TextWriter(out), mending_(mending) {}

    void write() {
        line("{}", played_text(mending_.scenario, mending_.seed,
                               counted(mending_.replications, "drill") + " of each change in each world"));
        line("{}", wrapped(fmt::format("{} in doubt; {} worlds, each with other values",
                                       counted(mending_.doubts.size(), "value"), count_text(mending_.worlds())),
                           2));
        line("\n{}\n", by_mean() ? "How often each change is the best, by the mean time to contact"
                                 : "How often each change is the best, by contacts by " + by_);
        for (const ChangeInWorlds& change : mending_.changes) row(change);
        if (mending_.none > 0)
            line("\n{}",
                 wrapped(fmt::format("In {} of {} worlds none of them helps.", mending_.none, mending_.worlds()), 0));
        notes();
    }

private:
    bool by_mean() const { return mending_.by == RankBy::mean; }
    double share(const ChangeInWorlds& change) const {
        return static_cast<double>(change.best) / static_cast<double>(mending_.worlds());
    }

    void row(const ChangeInWorlds& change) {
        line("  {}", wrapped(fmt::format("{}{}", change.title,
                                         change.cost ? fmt::format(" (cost {})", cost_text(*change.cost)) : ""),
                             4));
        line("{}", wrapped("       " + in_words(change), 9));
    }

    /// "best in 91.5 % of worlds (86.6–95.1): robust".
    std::string in_words(const ChangeInWorlds& change) const {
        std::string words = change.best == 0
                                ? fmt::format("best in no world (0–{} %)", percent(change.share.high, Rounding::up))
                                : fmt::format("best in {} of worlds", probability_text(share(change), change.share));
        if (change.is_robust(mending_.worlds())) words += ": robust";
        if (change.only_if) {
            const OnlyIf& limit = *change.only_if;
            words +=
                fmt::format(": {} if {} is {} {}: there in {} %, elsewhere in {} %", limit.only() ? "only" : "rather",
                            mending_.doubts[limit.doubt].path, limit.above ? "above" : "at most", limit.limit,
                            percent(limit.inside), percent(limit.outside));
        }
        return words + "; " + difference(change);
    }

    std::string difference(const ChangeInWorlds& change) const {
        const auto text = [&](double loss, Rounding rounding) {
            return by_mean() ? signed_seconds_text(loss, rounding) : points_text(-loss, rounding);
        };
        const bool mean = by_mean();
        const double low = mean ? change.of_worlds.low : change.of_worlds.high;
        const double high = mean ? change.of_worlds.high : change.of_worlds.low;
        return fmt::format("{} {} ({} to {})", mean ? "mean*" : "by " + by_, text(change.median, Rounding::nearest),
                           text(low, mean ? Rounding::down : Rounding::nearest),
                           text(high, mean ? Rounding::up : Rounding::nearest));
    }

    void notes() {
        line("\n{}", kRestrictedMean);
        line("{}",
             wrapped(fmt::format(
                         "A change is robust if it is the best in at least {} % of the worlds. \"Only if\": in at "
                         "most {} % of the other worlds. Behind the semicolon stand the median and 95 % of the "
                         "worlds. The intervals of shares hold together with 95 % confidence (Clopper and "
                         "Pearson, Bonferroni): they are about more worlds, not about more drills. Changes that "
                         "differ less than chance with so many drills may take each other's place.",
                         percent(kRobust), percent(kSeldom)),
                     0));
        line("{}", kAssumptions);
    }

    const MendingWorlds& mending_;
    const std::string by_ = duration_text(mending_.within);
};

}  // namespace

void write_text(std::ostream& out, const MendingWorlds& mending) {
    MendingWorldsWriter(out, mending).write();
}

}  // namespace hotline
