#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/write/effect_text.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/mending.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kShownChanges = 10;  // of each list

using Verdict = bool (*)(const Effect&, RankBy);

class MendingWriter : TextWriter {
public:
    MendingWriter(std::ostream& out, const Mending& mending) : TextWriter(out), mending_(mending) {}

    void write() {
        const bool by_mean = mending_.by == RankBy::mean;
        line("{}", played_text(mending_.scenario, mending_.seed,
                               counted(mending_.replications, "drill") + " of each change"));
        line("\n{}", wrapped(today_text(mending_.today, by_), 0));
        first();
        const std::string best = by_mean ? "the shortest mean time first" : "most contacts by " + by_ + " first";
        const std::string worst = by_mean ? "the longest mean time first" : "fewest contacts by " + by_ + " first";
        list("What an office can do, " + best, mending_.measures, helps, "certain to help");
        list("If a part never failed, or failed half as often", mending_.better, helps, "certain to help");
        list("If a part were not there, " + worst, mending_.gone, harms, "certain to harm");
        notes();
    }

private:
    const Effect& effect(std::size_t change) const { return mending_.effects[change]; }
    bool is(Verdict certain, std::size_t change) const { return certain(effect(change), mending_.by); }

    /// What to mend first, in a sentence.
    void first() {
        const auto& list = mending_.measures;
        if (list.empty() || !is(helps, list.front())) {
            line("\nNo change on the list is certain to help.");
            return;
        }
        const std::size_t best = list.front();
        line("\n{}", wrapped(fmt::format("First: {}: {}. {}", mending_.changes[best].title,
                                         effect_sentence(effect(best), by_), alike(best)),
                             0));
    }

    /// What cannot be told from the best change.
    std::string alike(std::size_t best) const {
        const double end = loss_of(effect(best), mending_.by).interval.high;
        std::vector<std::size_t> others;
        for (const std::size_t change : mending_.measures) {
            if (change != best && loss_of(effect(change), mending_.by).interval.low <= end) others.push_back(change);
        }
        if (others.empty()) return "Nothing else on the list comes near.";
        const std::string& next = mending_.changes[others.front()].title;
        return others.size() == 1
                   ? fmt::format("One other change cannot be told from it: {}.", next)
                   : fmt::format("{} other changes cannot be told from it; the next: {}.", others.size(), next);
    }

    void list(const std::string& heading, const std::vector<std::size_t>& changes, Verdict certain,
              const char* verdict) {
        if (changes.empty()) return;
        line("\n{}\n", heading);
        // Those whose effect is beyond chance come first, as a rule.
        const auto sure = static_cast<std::size_t>(
            std::count_if(changes.begin(), changes.end(), [&](std::size_t change) { return is(certain, change); }));
        std::size_t shown = 0;
        std::size_t sure_shown = 0;
        for (const std::size_t change : changes) {
            if (!mending_.in_full && (shown == kShownChanges || sure_shown == sure)) break;
            row(change, is(certain, change));
            ++shown;
            sure_shown += is(certain, change) ? 1 : 0;
        }
        const std::size_t left = changes.size() - shown;
        const std::size_t sure_left = sure - sure_shown;
        if (sure_left > 0) line("  and {} more that {} {}", sure_left, sure_left == 1 ? "is" : "are", verdict);
        if (left > sure_left) {
            line("  and {} that {} not {}: --all", left - sure_left, left - sure_left == 1 ? "is" : "are", verdict);
        }
    }

    void row(std::size_t change, bool certain) {
        const Change& of = mending_.changes[change];
        line("  {:>3}  {}{}", certain ? fmt::format("{}", mending_.ranks[change]) : "", of.title,
             of.cost ? fmt::format(" (cost {})", cost_text(*of.cost)) : "");
        line("{}", wrapped("       " + effect_row(effect(change), by_), 9));
    }

    void notes() {
        line("\n{}", kRestrictedMean);
        line("{}",
             wrapped(fmt::format("The {} intervals of changes hold together with 95 % confidence (Bonferroni): {} % "
                                 "each. Those of means and shares are by betting, valid however rare and large "
                                 "differences are (Waudby-Smith and Ramdas). A rank is one more than the number of "
                                 "changes of its list that are certainly further ahead; changes that cannot be told "
                                 "apart share it. \"cures\": of the cases that miss the deadline today, the share "
                                 "that meets it.",
                                 kEstimatesOfEffect * mending_.changes.size(),
                                 percent(mending_.confidence_of_each(), Rounding::down)),
                     0));
        line("{}", kAssumptions);
    }

    const Mending& mending_;
    const std::string by_ = duration_text(mending_.within);
};

}  // namespace

void write_text(std::ostream& out, const Mending& mending) {
    MendingWriter(out, mending).write();
}

}  // namespace hotline
