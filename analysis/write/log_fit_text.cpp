#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/write/figures.hpp"
#include "analysis/write/log_fit.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kLongestShown = 60;

std::string day_text(Instant at) {
    return fmt::format(
        "{:%F}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(at))));
}

/// "22 s (18 s–27 s)".
std::string duration_known(const Known& known) {
    return fmt::format("{} ({}–{})", duration_text(known.best, Rounding::nearest),
                       duration_text(known.interval.low, Rounding::down),
                       duration_text(known.interval.high, Rounding::up));
}

/// "0.52 (0.44–0.62)".
std::string number_known(const Known& known) {
    return fmt::format("{} {}", number_text(known.best), number_range(known.interval));
}

const char* name_of_place(Law::Kind family) {
    switch (family) {
        case Law::Kind::weibull:
            return "scale";
        case Law::Kind::lognormal:
        case Law::Kind::loglogistic:
            return "median";
        default:
            return "mean";
    }
}

class LogFitWriter : TextWriter {
public:
    LogFitWriter(std::ostream& out, const LogFitReport& report) : TextWriter(out), report_(report) {}

    void write() {
        heading();
        for (const FittedClass& one : report_.fit.classes) block(one);
        staleness();
        notes();
    }

private:
    void paragraph(const std::string& text) { line("{}", wrapped(text, 0)); }

    void heading() {
        const ClassedLog& classed = report_.classed;
        std::string span;
        if (classed.first) span = fmt::format(", {} to {}", day_text(*classed.first), day_text(*classed.last));
        paragraph(fmt::format(
            "{}: {} of {}{}",
            printable(shortened(fmt::format("{}", fmt::join(report_.fit.logs, ", ")), kLongestShown)),
            counted(report_.log.tests.size(), "test"),
            report_.log.entries.size() == 1 ? "1 entry" : count_text(report_.log.entries.size()) + " entries", span));
        paragraph(printable(fmt::format("Columns: {}.", fmt::join(report_.log.columns, "; "))));
        if (!report_.log.ignored.empty())
            paragraph(printable(fmt::format("Not used: {}.", fmt::join(report_.log.ignored, ", "))));
        if (const std::string unit = unit_text(report_.log.unit); !unit.empty()) paragraph(unit);
        const auto told = [&](std::size_t count, const std::string& what) {
            if (count > 0) paragraph(fmt::format("{}: {}", what, count_text(count)));
        };
        told(report_.log.local_times, "Times without a zone, read by --zone");
        told(report_.log.zeros, "Answers after 0, which came within the first unit");
        told(report_.log.untimed, "Answers at an unknown time");
        told(classed.of_nobody, "Tests of entries that the scenario does not have, left out");
        told(classed.undated, "Tests without an hour, of officials with shifts, left out");
        told(classed.next_shift, "Tests off duty where times count from the next shift, left out");
    }

    void block(const FittedClass& fitted) {
        const TestClass& tests = fitted.tests;
        line("\n{}: {} of {}", printable(shortened(tests.name(), kLongestShown)), counted(tests.tests(), "test"),
             counted(tests.contacts.size(), "contact"));
        std::vector<std::string> results;
        for (const TestResult result : kTestResults) {
            if (tests.count(result) > 0)
                results.push_back(fmt::format("{} {}", name_of(result), count_text(tests.count(result))));
        }
        line("  {}", fmt::join(results, ", "));
        if (tests.contacts.empty()) return;
        line("  {:<10} {}", "answers", share_known(fitted.answer));
        if (fitted.declined) line("  {:<10} {} of these", "declines", share_known(*fitted.declined));
        if (!fitted.belief) {
            line("  {}", wrapped(fmt::format("No law of the time to an answer: {}.", fitted.why_not), 2));
            return;
        }
        const LawFit& best = fitted.laws.fits[*fitted.laws.best];
        std::string law = fmt::format("{}, {} {}", family_text(best.model.family), name_of_place(best.model.family),
                                      duration_known(fitted.place));
        if (has_spread(best.model.family))
            law += fmt::format(", {} {}", best.model.family == Law::Kind::lognormal ? "sigma" : "shape",
                               number_known(fitted.shape));
        line("  {:<10} {}", "time", wrapped(law, 13));
        differences(fitted);
        doubts(fitted);
    }

    static std::string share_known(const Known& known) { return probability_text(known.best, known.interval); }

    void differences(const FittedClass& fitted) {
        if (fitted.answers_differ) line("  {:<10} answers: precision {}", "contacts", number_known(fitted.precision));
        if (fitted.times_differ) line("  {:<10} times: sigma {}", "contacts", number_known(fitted.sigma));
        if (!fitted.answers_differ && !fitted.times_differ)
            line("  {}", wrapped("Contacts were tested too seldom to tell how much they differ.", 2));
    }

    /// What fits, what fits as well, and what cannot be told.
    void doubts(const FittedClass& fitted) {
        if (fitted.fit.why_not.empty()) {
            line("  {:<10} chi-squared {:.2f}, degrees of freedom {}, p {}", "fit", fitted.fit.chi_squared,
                 fitted.fit.degrees_of_freedom, p_text(fitted.fit.p_value));
        } else {
            line("  {}", wrapped(fmt::format("No test of the fit: {}.", fitted.fit.why_not), 2));
        }
        std::vector<std::string> others;
        for (const std::size_t index : fitted.laws.as_good) {
            const std::string name = family_text(fitted.laws.fits[index].model.family);
            if (name != family_text(fitted.laws.fits[*fitted.laws.best].model.family) &&
                std::find(others.begin(), others.end(), name) == others.end())
                others.push_back(name);
        }
        if (!others.empty())
            line("  {}", wrapped(fmt::format("By AIC it cannot be told from: {}.", fmt::join(others, ", ")), 2));
        if (fitted.laws.never == FittedLaws::Never::not_told)
            line("  {}",
                 wrapped(
                     fmt::format("The share that never answers cannot be told from a slow law: the log ends at {}.",
                                 duration_text(fitted.laws.times.last, Rounding::nearest)),
                     2));
        if (fitted.thinned)
            line("  {}", wrapped("The numbers come from a part of the contacts, as there are very many tests.", 2));
    }

    void staleness() {
        for (const FittedStaleness& stale : report_.fit.staleness) {
            const Interval interval = stale.fit.interval();
            line("\n{}: {} dead of {} over {} entry years", printable(shortened(stale.id, kLongestShown)),
                 count_text(stale.fit.dead), counted(stale.fit.tests, "test"), number_text(stale.fit.years));
            line("  {:<10} {} {} a year", "goes stale", number_text(stale.fit.per_year), number_range(interval));
        }
    }

    void notes() {
        line("");
        paragraph(
            "Intervals have 95 % confidence, and are approximate: those of the most likely numbers under weak "
            "priors. "
            "\"answers\" is the mean over contacts. The test of the fit compares answers in spans of time with those "
            "that the "
            "law expects; a small p speaks against the law.");
    }

    const LogFitReport& report_;
};

}  // namespace

std::string family_text(Law::Kind family) {
    std::string name(name_of(family));
    if (family == Law::Kind::loglogistic) name = "log-logistic";
    if (family == Law::Kind::weibull) name = "Weibull";
    return name;
}

std::string source_text(const LogFitReport& report, std::size_t tests) {
    std::string text = fmt::format("fitted from {}", counted(tests, "test"));
    if (report.classed.first)
        text += fmt::format(", {} to {}", day_text(*report.classed.first), day_text(*report.classed.last));
    return text;
}

void write_text(std::ostream& out, const LogFitReport& report) {
    LogFitWriter(out, report).write();
}

}  // namespace hotline
