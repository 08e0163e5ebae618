#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/write/effect_text.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/text_writer.hpp"
#include "analysis/write/varied.hpp"
#include "models/base/duration.hpp"

namespace hotline {
namespace {

constexpr std::size_t kNamedValues = 3;

class VariedWriter : TextWriter {
public:
    VariedWriter(std::ostream& out, const Varied& varied) : TextWriter(out), varied_(varied) {}

    void write() {
        line("{}", played_text(varied_.scenario, varied_.seed, drills_text()));
        table();
        notes();
    }

    /// What was played, without the case.
    void head() {
        if (!varied_.scenario.title.empty()) line("{}", varied_.scenario.title);
        line("{}", drills_played_text(varied_.scenario, varied_.seed, drills_text()));
    }
    void heading() {
        line("\n{}, {}", case_text(varied_.scenario, 0),
             protocol_text(varied_.scenario, varied_.scenario.cases.front().protocols.front()));
    }
    void table() {
        line("\n{}", wrapped(today_text(varied_.today, by_), 0));
        best();
        if (varied_.axes.size() == 1) {
            list();
        } else {
            grid("Contact by " + by_ + ", %",
                 [](const VariedCell& cell) { return whole_percent(cell.level.reached.value); });
            grid("Mean time*", [](const VariedCell& cell) { return seconds_text(cell.level.time.value); });
        }
    }
    void notes() {
        line("\n{}", kRestrictedMean);
        line("{}",
             wrapped(fmt::format("The {} intervals of all values hold together with 95 % confidence (Bonferroni): "
                                 "{} % each; those of means and shares are by betting (Waudby-Smith and "
                                 "Ramdas).{}",
                                 varied_.intervals(), percent(varied_.confidence_of_each(), Rounding::down),
                                 varied_.axes.size() == 2 ? " --format json has those of each cell." : ""),
                     0));
        line("{}", kAssumptions);
    }

private:
    void best() {
        const std::vector<std::size_t> best = varied_.best();
        const Effect& most = varied_.cells[best.front()].effect;
        const std::string than_today = most.differ == 0 ? "as today" : effect_sentence(most, by_);
        line("\n{}",
             wrapped(fmt::format("Best: {}: {}. {}", varied_.title(best.front()), than_today, alike(best)), 0));
    }

    std::string alike(const std::vector<std::size_t>& best) const {
        const std::size_t others = best.size() - 1;
        if (others == 0) return "No other value comes near.";
        std::string names;
        for (std::size_t place = 1; place < best.size() && place <= kNamedValues; ++place)
            names += (place > 1 ? "; " : "") + varied_.title(best[place]);
        if (others > kNamedValues) names += fmt::format("; and {} more", others - kNamedValues);
        return fmt::format("{} cannot be told from it: {}.", counted(others, "other value"), names);
    }

    void list() {
        line("\n{}\n", varied_.axes[0].path);
        for (std::size_t cell = 0; cell < varied_.cells.size(); ++cell) {
            const VariedCell& of = varied_.cells[cell];
            line("  {}", varied_.axes[0].values[cell]);
            line("{}", wrapped(fmt::format("    by {} {}; mean* {} {}; {}", by_,
                                           probability_text(of.level.reached.value, of.level.reached.interval),
                                           seconds_text(of.level.time.value), seconds_range(of.level.time.interval),
                                           p90_text(of.level.p90)),
                               6));
            line("{}", wrapped("    against today: " + against_today(of.effect), 6));
        }
    }

    std::string against_today(const Effect& effect) const {
        return effect.differ == 0 ? "no drill differs" : effect_sentence(effect, by_);
    }

    template <class Text>
    void grid(const std::string& heading, const Text& text) {
        const Axis& down = varied_.axes[0];
        const Axis& across = varied_.axes[1];
        std::size_t first = 0;
        for (const std::string& value : down.values) first = std::max(first, value.size());
        std::vector<std::size_t> widths;
        for (std::size_t column = 0; column < across.values.size(); ++column) {
            std::size_t width = across.values[column].size();
            for (std::size_t row = 0; row < down.values.size(); ++row)
                width = std::max(width, text(varied_.cells[row * across.values.size() + column]).size());
            widths.push_back(width);
        }
        line("\n{}: {} down, {} across\n", heading, down.path, across.path);
        std::string head(first + 2, ' ');
        for (std::size_t column = 0; column < widths.size(); ++column)
            head += fmt::format("  {:>{}}", across.values[column], widths[column]);
        line("{}", head);
        for (std::size_t row = 0; row < down.values.size(); ++row) {
            std::string cells = fmt::format("  {:<{}}", down.values[row], first);
            for (std::size_t column = 0; column < widths.size(); ++column)
                cells += fmt::format("  {:>{}}", text(varied_.cells[row * widths.size() + column]), widths[column]);
            line("{}", cells);
        }
    }

    std::string drills_text() const { return counted(varied_.replications, "drill") + " of each value"; }

    const Varied& varied_;
    const std::string by_ = duration_text(varied_.within);
};

}  // namespace

void write_text(std::ostream& out, const Varied& varied) {
    VariedWriter(out, varied).write();
}

void write_text(std::ostream& out, const VariedRun& run) {
    VariedWriter(out, run.tables.front()).head();
    for (const Varied& varied : run.tables) {
        VariedWriter writer(out, varied);
        writer.heading();
        writer.table();
    }
    VariedWriter(out, run.tables.front()).notes();
}

}  // namespace hotline
