#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "analysis/write/figures.hpp"
#include "analysis/write/log_fit.hpp"
#include "analysis/write/text_writer.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kLongestShown = 60;

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
        paragraph(log_heading(report_, kLongestShown));
        for (const std::string& sentence : log_sentences(report_)) paragraph(sentence);
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
        if (fitted.belief) {
            line("  {:<10} {}", "time", wrapped(law_text(fitted), 13));
            if (fitted.answers_differ)
                line("  {:<10} answers: precision {}", "contacts", number_known(fitted.precision));
            if (fitted.times_differ) line("  {:<10} times: sigma {}", "contacts", number_known(fitted.sigma));
            if (fitted.fit.why_not.empty())
                line("  {:<10} chi-squared {:.2f}, degrees of freedom {}, p {}", "fit", fitted.fit.chi_squared,
                     fitted.fit.degrees_of_freedom, p_text(fitted.fit.p_value));
        }
        for (const std::string& sentence : open_questions(fitted)) line("  {}", wrapped(sentence, 2));
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

void write_text(std::ostream& out, const LogFitReport& report) {
    LogFitWriter(out, report).write();
}

}  // namespace hotline
