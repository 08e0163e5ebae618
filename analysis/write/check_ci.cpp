// Formats of test runners: TAP, JUnit's XML, and GitHub's annotations and summaries.

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <pugixml.hpp>
#include <tuple>
#include <utility>

#include "analysis/write/check.hpp"
#include "analysis/write/escape.hpp"
#include "analysis/write/expectation_text.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

/// An expectation or a baseline, as a test.
struct TestCase {
    std::string name;
    Verdict verdict = Verdict::pass;
    std::string seen;  // may have several lines
    std::uint32_t line = 0;
    bool skipped = false;  // nothing was checked
    double goodness = 0;   // of what was seen, compared with other tests of the same expectation
};

/// The larger, the better for the claim.
double goodness_of(const CheckedExpectation& one) {
    const Claim& claim = one.expectation->claim;
    // A quantile's estimate is the share by its time.
    const bool more_is_better = one.worlds || claim.at_least != (claim.measure.kind == Measure::Kind::quantile);
    return more_is_better ? one.estimate : -one.estimate;
}

std::vector<TestCase> tests_of(const CheckedScenario& checked) {
    std::vector<TestCase> tests;
    for (const CheckedExpectation& one : checked.expectations) {
        tests.push_back({claim_text(*checked.scenario, one), one.verdict, seen_text(one), one.expectation->place.line,
                         false, goodness_of(one)});
    }
    if (checked.drift) {
        tests.push_back({"baseline", checked.drift->drifted() ? Verdict::fail : Verdict::pass,
                         checked.drift->same() ? "every drill is as in the baseline"
                                               : fmt::format("{}", fmt::join(drift_lines(*checked.drift), "\n")),
                         0});
    }
    if (is_unchecked(checked)) tests.push_back({"expectations", Verdict::pass, kUnchecked, 0, true});
    return tests;
}

std::string_view verdict_of(const TestCase& test) {
    return test.skipped ? "skipped" : name_of(test.verdict);
}

/// Lines of a comment of TAP.
std::string in_comment(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 3) text.insert(at + 1, "# ");
    return text;
}

/// Tests of one expectation that did not pass, or the only test of a baseline: what an annotation tells.
struct Annotation {
    const TestCase* worst = nullptr;
    std::size_t alike = 0;
};

int badness(const TestCase& test) {
    return test.skipped ? 1 : test.verdict == Verdict::fail ? 3 : test.verdict == Verdict::undecided ? 2 : 0;
}

/// The worst first: failures, then what is undecided; among the tests of one expectation by what was seen.
std::vector<TestCase> worst_first(std::vector<TestCase> tests) {
    std::stable_sort(tests.begin(), tests.end(), [](const TestCase& a, const TestCase& b) {
        return std::tuple(-badness(a), a.line, a.goodness) < std::tuple(-badness(b), b.line, b.goodness);
    });
    return tests;
}

std::vector<Annotation> annotations_of(const std::vector<TestCase>& worst_first) {
    std::vector<Annotation> annotations;
    for (const TestCase& test : worst_first) {
        if (badness(test) == 0) break;
        if (!annotations.empty() && test.line > 0 && annotations.back().worst->line == test.line &&
            annotations.back().worst->verdict == test.verdict) {
            ++annotations.back().alike;
        } else {
            annotations.push_back({&test, 0});
        }
    }
    return annotations;
}

/// GitHub drops a whole summary above a mebibyte. Other steps of the job may have written too.
constexpr std::size_t kMostSummary = 900'000;

}  // namespace

void write_tap(std::ostream& out, const std::vector<CheckedScenario>& all) {
    std::size_t count = 0;
    for (const CheckedScenario& checked : all) count += tests_of(checked).size();
    fmt::print(out, "TAP version 13\n1..{}\n", count);
    std::size_t number = 0;
    for (const CheckedScenario& checked : all) {
        for (const TestCase& test : tests_of(checked)) {
            fmt::print(out, "{} {} - {}{}\n", test.verdict == Verdict::pass ? "ok" : "not ok", ++number,
                       for_tap(fmt::format("{}: {}", printable(checked.label), test.name)),
                       test.skipped ? fmt::format(" # SKIP {}", test.seen) : "");
            if (!test.skipped) fmt::print(out, "# {}: {}\n", name_of(test.verdict), in_comment(test.seen));
        }
    }
}

void write_junit(std::ostream& out, const std::vector<CheckedScenario>& all) {
    const auto seconds = [](double time) { return fmt::format("{:.3f}", time); };
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node suites = document.append_child("testsuites");
    suites.append_attribute("name") = "hotline check";
    for (const CheckedScenario& checked : all) {
        const std::vector<TestCase> tests = tests_of(checked);
        const auto count = [&](Verdict verdict) {
            return static_cast<unsigned long long>(std::count_if(
                tests.begin(), tests.end(), [&](const TestCase& test) { return test.verdict == verdict; }));
        };
        pugi::xml_node suite = suites.append_child("testsuite");
        suite.append_attribute("name") = for_xml(printable(checked.label)).c_str();
        suite.append_attribute("tests") = static_cast<unsigned long long>(tests.size());
        suite.append_attribute("failures") = count(Verdict::fail);
        suite.append_attribute("errors") = count(Verdict::undecided);
        if (is_unchecked(checked)) suite.append_attribute("skipped") = 1;
        suite.append_attribute("time") = seconds(checked.seconds).c_str();
        for (const TestCase& test : tests) {
            pugi::xml_node node = suite.append_child("testcase");
            node.append_attribute("classname") = for_xml(printable(checked.label)).c_str();
            node.append_attribute("name") = for_xml(test.name).c_str();
            node.append_attribute("time") = seconds(checked.seconds / static_cast<double>(tests.size())).c_str();
            if (test.skipped) {
                node.append_child("skipped").append_attribute("message") = test.seen.c_str();
                continue;
            }
            if (test.verdict == Verdict::pass) {
                node.append_child("system-out").text() = for_xml(test.seen).c_str();
                continue;
            }
            pugi::xml_node problem = node.append_child(test.verdict == Verdict::fail ? "failure" : "error");
            problem.append_attribute("type") = std::string(name_of(test.verdict)).c_str();
            problem.append_attribute("message") = for_xml(test.seen.substr(0, test.seen.find('\n'))).c_str();
            const std::string where = test.line > 0 ? fmt::format("{}:{}", checked.file, test.line) : checked.file;
            problem.text() = for_xml(fmt::format("{}\n{}", printable(where), test.seen)).c_str();
        }
    }
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
}

void write_github_annotations(std::ostream& out, const std::vector<CheckedScenario>& all) {
    for (const CheckedScenario& checked : all) {
        const std::vector<TestCase> tests = worst_first(tests_of(checked));
        for (const auto& [test, alike] : annotations_of(tests)) {
            const std::string more = alike > 0 ? fmt::format(" and {} more of this expectation", alike) : "";
            fmt::print(out, "::{} file={},line={},title={}::{}\n",
                       test->skipped                    ? "notice"
                       : test->verdict == Verdict::fail ? "error"
                                                        : "warning",
                       for_github_property(checked.file), std::max(test->line, 1U),
                       for_github_property(fmt::format("{}: {}{}", printable(checked.label), test->name, more)),
                       for_github_message(fmt::format("{}: {}", verdict_of(*test), test->seen)));
        }
    }
}

void write_github_summary(std::ostream& out, const std::vector<CheckedScenario>& all) {
    std::string text =
        fmt::format("### hotline check: {}\n\n| scenario | expectation | verdict | seen |\n|---|---|---|---|\n",
                    name_of(outlook_of(all)));
    std::vector<std::pair<const CheckedScenario*, TestCase>> rows;
    for (const CheckedScenario& checked : all) {
        for (TestCase& test : worst_first(tests_of(checked))) rows.emplace_back(&checked, std::move(test));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return badness(a.second) > badness(b.second); });
    std::size_t left = rows.size();
    for (const auto& [checked, test] : rows) {
        const std::string_view verdict = verdict_of(test);
        const std::string row =
            fmt::format("| {} | {} | {} | {} |\n", for_markdown(printable(checked->label)), for_markdown(test.name),
                        test.skipped || badness(test) > 0 ? fmt::format("**{}**", verdict) : std::string(verdict),
                        for_markdown(test.seen));
        if (text.size() + row.size() > kMostSummary) break;
        text += row;
        --left;
    }
    if (left > 0) text += fmt::format("\nand {} more\n", left);
    out << text;
}

}  // namespace hotline
