#include <fmt/format.h>

#include <string>

#include "analysis/write/effect_text.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/frontier.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

std::string rivals_of(const Frontier& frontier) {
    const auto& rivals = frontier.rivals;
    if (rivals.empty()) return "No other bundle that was played comes near.";
    const std::string first = fmt::format("{} (cost {})", frontier.bundles.title(rivals.front()),
                                          cost_text(frontier.bundles.cost(rivals.front())));
    return rivals.size() == 1
               ? fmt::format("One other bundle may be better: {}.", first)
               : fmt::format("{} other bundles may be better; the cheapest: {}.", rivals.size(), first);
}

class FrontierWriter : TextWriter {
public:
    FrontierWriter(std::ostream& out, const Frontier& frontier) : TextWriter(out), frontier_(frontier) {}

    void write() {
        const std::string drills = counted(frontier_.replications, "drill");
        line("{}", played_text(
                       frontier_.scenario, frontier_.seed,
                       fmt::format("{} of each bundle to choose the best, and as many others to estimate", drills)));
        line("\n{}", wrapped(today_text(frontier_.today, by_), 0));
        line("\n{}", wrapped(best_bundle(frontier_), 0));
        if (!frontier_.bought.empty())
            line("\nBundles better than every cheaper one, in the drills for the choice\n");
        for (std::size_t place = 0; place < frontier_.bought.size(); ++place) row(place);
        notes();
    }

private:
    void row(std::size_t place) {
        const Bought& bought = frontier_.bought[place];
        line(
            "{}",
            wrapped(fmt::format("  cost {}: {}", cost_text(bought.cost), frontier_.bundles.title(bought.bundle)), 4));
        line("{}", wrapped("    " + effect_row(bought.effect, by_), 6));
        if (bought.extra) {
            line("{}", wrapped(fmt::format("    than for {}: {}", cost_text(frontier_.bought[place - 1].cost),
                                           effect_sentence(*bought.extra, by_)),
                               6));
        }
    }

    void notes() {
        line("\n{}", kRestrictedMean);
        const std::string played =
            !frontier_.exhaustive
                ? fmt::format(
                      "The search played {}, not all: from none on, one change more, one less, or one in place "
                      "of another, as long as that was better",
                      counted(frontier_.played, "bundle"))
            : frontier_.played == 1
                ? "The only bundle within the budget was played"
                : fmt::format("All {} within the budget were played", counted(frontier_.played, "bundle"));
        line("{}",
             wrapped(fmt::format(
                         "{}. Changes that set the same value are never in one bundle. With 95 % confidence "
                         "the best bundle of those played is the one above or one of those that may be "
                         "better. The {} intervals of bundles hold together with 95 % confidence "
                         "(Bonferroni): {} % each. They come from drills that had no part in the choice. Those of "
                         "means and shares are by betting (Waudby-Smith and Ramdas).",
                         played, intervals(), percent(frontier_.confidence_of_each(), Rounding::down)),
                     0));
        line("{}", kAssumptions);
    }

    std::size_t intervals() const {
        const std::size_t bundles = frontier_.bought.size();
        return bundles == 0 ? 0 : kEstimatesOfEffect * (2 * bundles - 1);
    }

    const Frontier& frontier_;
    const std::string by_ = duration_text(frontier_.within);
};

}  // namespace

std::string best_bundle(const Frontier& frontier) {
    const std::string within = "the budget of " + cost_text(frontier.bundles.budget());
    if (frontier.bought.empty()) return fmt::format("No bundle within {} brings anything.", within);
    const Bought& most = frontier.bought.back();
    return fmt::format("Best within {}, at a cost of {}: {}: {}. {}", within, cost_text(most.cost),
                       frontier.bundles.title(most.bundle),
                       effect_sentence(most.effect, duration_text(frontier.within)), rivals_of(frontier));
}

void write_text(std::ostream& out, const Frontier& frontier) {
    FrontierWriter(out, frontier).write();
}

}  // namespace hotline
