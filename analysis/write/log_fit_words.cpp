// What is said of a fit in the same words as text and on a page.

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "analysis/write/figures.hpp"
#include "analysis/write/log_fit.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

std::string day_text(Instant at) {
    return fmt::format(
        "{:%F}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(at))));
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

}  // namespace

std::string family_text(Law::Kind family) {
    std::string name(name_of(family));
    if (family == Law::Kind::loglogistic) name = "log-logistic";
    if (family == Law::Kind::weibull) name = "Weibull";
    return name;
}

std::string source_text(const LogFitReport& report, std::size_t tests) {
    return fmt::format("fitted from {}{}", counted(tests, "test"), span_text(report));
}

std::string span_text(const LogFitReport& report) {
    if (!report.classed.first) return {};
    return fmt::format(", {} to {}", day_text(*report.classed.first), day_text(*report.classed.last));
}

std::string log_heading(const LogFitReport& report, std::size_t longest) {
    return fmt::format(
        "{}: {} of {}{}", printable(shortened(fmt::format("{}", fmt::join(report.fit.logs, ", ")), longest)),
        counted(report.log.tests.size(), "test"),
        report.log.entries.size() == 1 ? "1 entry" : count_text(report.log.entries.size()) + " entries",
        span_text(report));
}

std::vector<std::string> log_sentences(const LogFitReport& report) {
    const ClassedLog& classed = report.classed;
    std::vector<std::string> sentences{printable(fmt::format("Columns: {}.", fmt::join(report.log.columns, "; ")))};
    if (!report.log.ignored.empty())
        sentences.push_back(printable(fmt::format("Not used: {}.", fmt::join(report.log.ignored, ", "))));
    if (std::string unit = unit_text(report.log.unit); !unit.empty()) sentences.push_back(std::move(unit));
    const auto told = [&](std::size_t count, const char* what) {
        if (count > 0) sentences.push_back(fmt::format("{}: {}", what, count_text(count)));
    };
    told(report.log.local_times, "Times without a zone, read by --zone");
    told(report.log.zeros, "Answers after 0, which came within the first unit");
    told(report.log.untimed, "Answers at an unknown time");
    told(classed.of_nobody, "Tests of entries that the scenario does not have, left out");
    told(classed.undated, "Tests without an hour, of officials with shifts, left out");
    told(classed.next_shift, "Tests off duty where times count from the next shift, left out");
    return sentences;
}

std::string share_known(const Known& known) {
    return probability_text(known.best, known.interval);
}

std::string number_known(const Known& known) {
    return fmt::format("{} {}", number_text(known.best), number_range(known.interval));
}

std::string law_text(const FittedClass& fitted) {
    const Law::Kind family = fitted.belief->model().family;
    std::string law = fmt::format("{}, {} {} ({}–{})", family_text(family), name_of_place(family),
                                  duration_text(fitted.place.best, Rounding::nearest),
                                  duration_text(fitted.place.interval.low, Rounding::down),
                                  duration_text(fitted.place.interval.high, Rounding::up));
    if (has_spread(family))
        law += fmt::format(", {} {}", family == Law::Kind::lognormal ? "sigma" : "shape", number_known(fitted.shape));
    return law;
}

std::vector<std::string> open_questions(const FittedClass& fitted) {
    std::vector<std::string> sentences;
    if (fitted.tests.contacts.empty()) return sentences;
    if (!fitted.belief) {
        sentences.push_back(fmt::format("No law of the time to an answer: {}.", fitted.why_not));
        return sentences;
    }
    if (fitted.laws.times.late > 0) {
        sentences.emplace_back("Tests were observed late, so contacts count as alike.");
    } else if (!fitted.answers_differ && !fitted.times_differ) {
        sentences.emplace_back("Contacts were tested too seldom to tell how much they differ.");
    }
    if (!fitted.fit.why_not.empty()) sentences.push_back(fmt::format("No test of the fit: {}.", fitted.fit.why_not));
    std::vector<std::string> others;
    for (const std::size_t index : fitted.laws.as_good) {
        const std::string name = family_text(fitted.laws.fits[index].model.family);
        if (name != family_text(fitted.laws.fits[*fitted.laws.best].model.family) &&
            std::find(others.begin(), others.end(), name) == others.end())
            others.push_back(name);
    }
    if (!others.empty())
        sentences.push_back(fmt::format("By AIC it cannot be told from: {}.", fmt::join(others, ", ")));
    if (fitted.laws.never == FittedLaws::Never::not_told)
        sentences.push_back(
            fmt::format("The share that never answers cannot be told from a slow law: the log ends at {}.",
                        duration_text(fitted.laws.times.last, Rounding::nearest)));
    if (fitted.thinned) sentences.emplace_back("The numbers come from a part of the tests, as there are very many.");
    return sentences;
}

}  // namespace hotline
