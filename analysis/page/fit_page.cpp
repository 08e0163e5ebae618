#include "analysis/page/fit_page.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "analysis/assets/assets.hpp"
#include "analysis/laws/worst_entries.hpp"
#include "analysis/page/page_parts.hpp"
#include "analysis/pictures/fit_picture.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostClasses = 20;  // that are drawn
constexpr std::size_t kWorstShown = 12;
constexpr std::size_t kMarksOfTable = 9;
constexpr std::size_t kLongestEntry = 60;

std::string name_of(const FittedClass& fitted) {
    return printable(fitted.tests.name());
}

std::string of_tests(double answered, double asked) {
    return fmt::format("{} of {} answered", count_text(static_cast<std::uint64_t>(std::llround(answered))),
                       counted(static_cast<std::uint64_t>(std::llround(asked)), "test"));
}

/// Those with the most tests, in their own order.
std::vector<const FittedClass*> shown_classes(const LogFit& fit) {
    std::vector<const FittedClass*> all;
    for (const FittedClass& one : fit.classes) {
        if (!one.tests.contacts.empty()) all.push_back(&one);
    }
    if (all.size() <= kMostClasses) return all;
    std::vector<const FittedClass*> largest = all;
    std::stable_sort(largest.begin(), largest.end(), [](const FittedClass* one, const FittedClass* other) {
        return one->tests.tests() > other->tests.tests();
    });
    const std::set<const FittedClass*> kept(largest.begin(), largest.begin() + kMostClasses);
    std::erase_if(all, [&](const FittedClass* one) { return !kept.contains(one); });
    return all;
}

/// The end of the axis. Of an answer at an unknown time, nothing but a bound of thousands of years is known.
double end_of_axis(const FittedClass& fitted) {
    constexpr double kLongest = 100 * 365.0 * 86400;
    double end = 0;
    for (const TestsOfContact& tests : fitted.tests.contacts) {
        for (const ObservedTime& test : tests) {
            for (const double bound : {test.low, test.high}) {
                if (bound < kLongest) end = std::max(end, bound);
            }
        }
    }
    return end > 0 ? end : std::min(fitted.laws.times.last, kLongest);
}

class FitPageWriter {
public:
    explicit FitPageWriter(const FitPage& page) : page_(page), report_(page.report) {}

    void write(std::ostream& out) {
        pugi::xml_document title;
        const std::string name = "What the tests say: " + log_heading(report_, kLongestEntry);
        Element(title.root()).add("title", name);
        pugi::xml_document content;
        const Element body(content.root());
        body.add("a", "skip", "Skip to the answers").set("href", "#answers");
        const Element header = body.add("header");
        header.add("p", "kind", "What the tests say");
        header.add("h1").name(title_text());
        header.add("p", "facts", log_heading(report_, kLongestEntry) + ". Brackets hold 95 % intervals.");
        const Element nav = body.add("nav");
        const Element main = body.add("main").set("id", "answers").set("tabindex", "-1");
        const Spot spot{main, "", 2, data_};
        add_estimates(spot);
        add_data_and_laws(spot);
        add_worst(spot);
        add_all_laws(spot);
        add_staleness(spot);
        add_log(spot);
        add_files(spot);
        add_provenance(spot, page_.command);
        add_contents(nav, content.child("main"));
        fill_page(out, kStillTemplate, {{"{{title}}", markup_text(title)}, {"{{content}}", markup_text(content)}});
    }

private:
    std::string title_text() const {
        const Scenario* scenario = report_.scenario;
        if (scenario != nullptr && !scenario->title.empty()) return "Laws for " + scenario->title;
        return "Laws from a log of tests";
    }

    void add_estimates(const Spot& spot) const {
        const Element section = spot.section("estimates", "The estimates");
        Table table(section, "By class: how somebody responds, and in which state of duty",
                    {"class", "tests", "answers", "time to an answer", "contacts differ", "p of the fit"});
        for (const FittedClass& fitted : report_.fit.classes) {
            table.row(name_of(fitted))
                .cell(fmt::format("{} of {}", count_text(fitted.tests.tests()),
                                  counted(fitted.tests.contacts.size(), "contact")));
            if (fitted.tests.contacts.empty()) {
                table.cell("").cell("").cell("").cell("");
                continue;
            }
            table.cell(share_known(fitted.answer));
            table.cell(fitted.belief ? law_text(fitted) : "no law", false);
            std::string differ;
            if (fitted.answers_differ) differ = "answers: precision " + number_known(fitted.precision);
            if (fitted.times_differ)
                differ += (differ.empty() ? "times: sigma " : "; times: sigma ") + number_known(fitted.sigma);
            table.cell(differ.empty() ? "not told" : differ, false);
            table.cell(fitted.belief && fitted.fit.why_not.empty() ? p_text(fitted.fit.p_value) : "");
        }
        section.add("p",
                    "“Answers” is the mean over contacts. The larger the precision, the less contacts differ in how "
                    "often they answer; the larger sigma, the more in how fast. A small p speaks against the law. "
                    "Intervals have 95 % confidence, and are approximate.");
        spot.heading(section, 1, "What the log cannot tell");
        const Element list = section.add("ul");
        bool any = false;
        for (const FittedClass& fitted : report_.fit.classes) {
            for (const std::string& sentence : open_questions(fitted)) {
                const Element item = list.add("li");
                item.name(name_of(fitted));
                item.text(": " + sentence);
                any = true;
            }
        }
        if (!any) list.add("li", "All that was looked for could be told.");
    }

    void add_data_and_laws(const Spot& spot) const {
        const Element section = spot.section("curves", "Data and laws");
        section.add(
            "p",
            "Steps are what the log shows by itself: Kaplan and Meier’s estimate, or Turnbull’s where only "
            "bounds of a time are known. The smooth curve is the fitted law for a contact drawn from all. Both "
            "have bands of 95 % at each time. The band of the data allows for tests of one contact to "
            "resemble each other.");
        const std::vector<const FittedClass*> shown = shown_classes(report_.fit);
        if (shown.size() < report_.fit.classes.size())
            section.add("p", fmt::format("Of {} classes, the {} with the most tests are drawn.",
                                         report_.fit.classes.size(), shown.size()));
        for (const FittedClass* fitted : shown) add_class(section, *fitted);
    }

    static void add_class(const Element& section, const FittedClass& fitted) {
        const TimesSummary& times = fitted.laws.times;
        if (!(times.all > 0)) return;
        const ObservedCurve seen(fitted.tests.contacts);
        FitChart chart;
        chart.title = name_of(fitted);
        chart.seen = seen.steps();
        choose_axis(chart, times.first_answer, end_of_axis(fitted));
        chart.seen_name = fmt::format("the tests: {}", of_tests(times.answered(), times.all));
        if (fitted.belief) {
            chart.law_name = family_text(fitted.belief->model().family);
            if (fitted.laws.never == FittedLaws::Never::told) chart.law_name += ", some never answer";
            for (const double seconds : times_of_law(chart)) {
                const AnswerBy by = fitted.belief->answers_by(seconds);
                chart.law.push_back({seconds, by.probability, seconds > 0 ? by.interval : Interval{0, 0}});
            }
        }
        const Element figure = add_figure(section, name_of(fitted));
        draw(figure, Width::wide, chart);
        draw(figure, Width::narrow, chart);
        std::vector<std::string> heads{"by", "the tests"};
        if (fitted.belief) heads.push_back("the law");
        Table table(add_details(figure, "The figures"), "Answered", heads);
        const std::vector<TimeMark> marks =
            chart.scale == TimeScale::linear
                ? linear_marks(ticks_of_seconds(chart.most), kMarksOfTable)
                : log_marks(ticks_of_seconds(chart.least), ticks_of_seconds(chart.most), kMarksOfTable);
        for (const TimeMark& mark : marks) {
            const double seconds = seconds_of(mark.at);
            if (!(seconds > 0)) continue;
            const CurveAt& at = seen.at(seconds);
            table.row(mark.name).cell(probability_text(at.share, at.interval));
            if (!fitted.belief) continue;
            const AnswerBy by = fitted.belief->answers_by(seconds);
            table.cell(probability_text(by.probability, by.interval));
        }
    }

    void add_worst(const Spot& spot) const {
        const std::vector<WorstEntry> worst = worst_entries(report_.classed, report_.fit, kWorstShown);
        if (worst.empty()) return;
        const Element section = spot.section(
            "worst", worst.size() < kWorstShown ? "All entries, the worst first" : "The twelve worst entries");
        section.add(
            "p",
            "Ranked by what is believed of an answer before its class’s tests were given up: the entry’s own "
            "tests, drawn towards those of others of its class. Few tests are drawn far. Entries that the last "
            "test found dead come first.");
        const Element entries = section.add("div").set("class", "entries");
        for (const WorstEntry& one : worst) add_entry(entries, one);
    }

    void add_entry(const Element& entries, const WorstEntry& one) const {
        const TimesSummary& times = one.fitted->laws.times;
        const std::string name = printable(report_.log.entries[one.entry].name());
        FitChart chart;
        chart.title = cut(name, kLongestEntry);
        chart.seen = ObservedCurve({one.tests}).steps();
        chart.seen_name = of_tests(one.answered, one.asked);
        choose_axis(chart, times.first_answer, end_of_axis(*one.fitted));
        if (one.fitted->belief) {
            chart.law_name = "what is believed of it";
            const std::vector<double> law_times = times_of_law(chart);
            const std::vector<ContactsFit::Belief> beliefs = one.fitted->belief->beliefs(one.tests, law_times);
            for (std::size_t index = 0; index < law_times.size(); ++index)
                chart.law.push_back({law_times[index], beliefs[index].mean, beliefs[index].interval});
        }
        const Element figure = entries.add("figure");
        figure.add("figcaption").name(cut(name, kLongestEntry));
        const std::string state =
            one.fitted->tests.state == FoundOn::any_duty ? "" : fmt::format(", {}", name_of_state(one));
        figure.add(
            "p", "more",
            fmt::format("{}by {} {}{}", one.dead ? "Dead by the last test; before that, " : "",
                        duration_text(times.last, Rounding::up), probability_text(one.mean, one.interval), state));
        draw(figure, Width::small, chart);
    }

    static std::string_view name_of_state(const WorstEntry& one) { return hotline::name_of(one.fitted->tests.state); }

    void add_all_laws(const Spot& spot) const {
        const Element section = spot.section("laws", "All laws that were tried");
        section.add("p",
                    "Each by maximum likelihood, for all contacts together. The law with the least AIC was taken; "
                    "those within 2 of it cannot be told from it.");
        for (const FittedClass* fitted : shown_classes(report_.fit)) {
            const Element details = section.add("details");
            details.add("summary").name(name_of(*fitted));
            Table table(details, "Laws, with and without a share that never answers",
                        {"law", "log-likelihood", "AIC", "answers", "verdict"});
            for (std::size_t index = 0; index < fitted->laws.fits.size(); ++index) {
                const LawFit& fit = fitted->laws.fits[index];
                table.row(family_text(fit.model.family) + (fit.model.some_never ? ", some never answer" : ""));
                if (!fit.found()) {
                    table.cell("").cell("").cell("").cell("no estimate: " + fit.why_not, false);
                    continue;
                }
                const auto& as_good = fitted->laws.as_good;
                table.cell(fmt::format("{:.2f}", fit.log_likelihood))
                    .cell(fmt::format("{:.2f}", fit.aic()))
                    .cell(percent(fit.answer()) + " %")
                    .cell(fitted->laws.best == index                                          ? "taken"
                          : std::find(as_good.begin(), as_good.end(), index) != as_good.end() ? "cannot be told"
                                                                                              : "",
                          false);
            }
        }
    }

    void add_staleness(const Spot& spot) const {
        if (report_.fit.staleness.empty()) return;
        const Element section = spot.section("staleness", "How fast entries go stale");
        Table table(section, "Dead numbers, by the time since each was found right",
                    {"staleness", "dead", "tests", "entry years", "goes stale, a year"});
        for (const FittedStaleness& stale : report_.fit.staleness) {
            table.row(printable(stale.id))
                .cell(count_text(stale.fit.dead))
                .cell(count_text(stale.fit.tests))
                .cell(number_text(stale.fit.years))
                .cell(fmt::format("{} {}", number_text(stale.fit.per_year), number_range(stale.fit.interval())));
        }
    }

    void add_log(const Spot& spot) const {
        const Element section = spot.section("log", "How the log was read");
        const Element list = section.add("ul");
        for (const std::string& sentence : log_sentences(report_)) list.add("li", sentence);
    }

    void add_files(const Spot& spot) const {
        const Element section = spot.section("files", "What was written");
        const Element list = section.add("ul");
        for (const std::string& file : page_.files) list.add("li").add("code", file);
        section.add(
            "p", report_.scenario != nullptr
                     ? "scenario.toml extends the scenario, with these laws and with the list brought up to date. "
                       "Each number stands with its doubt, so that hotline run --doubts plays what the log leaves "
                       "open."
                     : "A scenario takes the laws with extends = \"laws.toml\". Each number stands with its doubt, "
                       "so that hotline run --doubts plays what the log leaves open.");
    }

    const FitPage& page_;
    const LogFitReport& report_;
    mutable Json data_;  // of scripts, which this page has none of
};

}  // namespace

void write_page(std::ostream& out, const FitPage& page) {
    FitPageWriter(page).write(out);
}

}  // namespace hotline
