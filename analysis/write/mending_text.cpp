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

/// What cannot be told from the best change.
std::string alike(const Mending& mending, std::size_t best) {
    const double end = loss_of(mending.effects[best], mending.by).interval.high;
    std::vector<std::size_t> others;
    for (const std::size_t change : mending.measures) {
        if (change != best && loss_of(mending.effects[change], mending.by).interval.low <= end)
            others.push_back(change);
    }
    if (others.empty()) return "Nothing else on the list comes near.";
    const std::string& next = mending.changes[others.front()].title;
    return others.size() == 1
               ? fmt::format("One other change cannot be told from it: {}.", next)
               : fmt::format("{} other changes cannot be told from it; the next: {}.", others.size(), next);
}

class MendingWriter : TextWriter {
public:
    MendingWriter(std::ostream& out, const Mending& mending) : TextWriter(out), mending_(mending) {}

    void write() {
        const bool by_mean = mending_.by == RankBy::mean;
        line("{}", played_text(mending_.scenario, mending_.seed,
                               counted(mending_.replications, "drill") + " of each change"));
        line("\n{}", wrapped(today_text(mending_.today, by_), 0));
        line("\n{}", wrapped(first_to_mend(mending_), 0));
        const std::string best = by_mean ? "the shortest mean time first" : "most contacts by " + by_ + " first";
        const std::string worst = by_mean ? "the longest mean time first" : "fewest contacts by " + by_ + " first";
        list("What an office can do, " + best, mending_.measures, From::best);
        list("If a part never failed, or failed half as often", mending_.better, From::best);
        list("If a part were not there, " + worst, mending_.gone, From::worst);
        notes();
    }

private:
    void list(const std::string& heading, const std::vector<std::size_t>& changes, From from) {
        if (changes.empty()) return;
        line("\n{}\n", heading);
        const auto is_sure = [&](std::size_t change) { return is_certain(mending_, change, from); };
        const std::vector<std::size_t> shown = mending_.in_full ? changes : shown_of(mending_, changes, from);
        for (const std::size_t change : shown) row(change, is_sure(change));
        const auto count = [&](const std::vector<std::size_t>& some) {
            return static_cast<std::size_t>(std::count_if(some.begin(), some.end(), is_sure));
        };
        const char* verdict = from == From::best ? "certain to help" : "certain to harm";
        const std::size_t left = changes.size() - shown.size();
        const std::size_t sure_left = count(changes) - count(shown);
        if (sure_left > 0) line("  and {} more that {} {}", sure_left, sure_left == 1 ? "is" : "are", verdict);
        if (left > sure_left) {
            line("  and {} that {} not {}: --all", left - sure_left, left - sure_left == 1 ? "is" : "are", verdict);
        }
    }

    void row(std::size_t change, bool certain) {
        const Change& of = mending_.changes[change];
        line("  {:>3}  {}{}", certain ? fmt::format("{}", mending_.ranks[change]) : "", of.title,
             of.cost ? fmt::format(" (cost {})", cost_text(*of.cost)) : "");
        line("{}", wrapped("       " + effect_row(mending_.effects[change], by_), 9));
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

std::string first_to_mend(const Mending& mending) {
    const auto& list = mending.measures;
    if (list.empty() || !is_certain(mending, list.front(), From::best))
        return "No change on the list is certain to help.";
    const std::size_t best = list.front();
    return fmt::format("First: {}: {}. {}", mending.changes[best].title,
                       effect_sentence(mending.effects[best], duration_text(mending.within)), alike(mending, best));
}

void write_text(std::ostream& out, const Mending& mending) {
    MendingWriter(out, mending).write();
}

}  // namespace hotline
