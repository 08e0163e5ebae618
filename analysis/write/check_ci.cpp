// Formats of test runners: TAP, JUnit's XML, and GitHub's annotations and summaries.

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <pugixml.hpp>

#include "analysis/write/check.hpp"
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
};

std::vector<TestCase> tests_of(const CheckedScenario& checked) {
    std::vector<TestCase> tests;
    for (const CheckedExpectation& one : checked.expectations) {
        tests.push_back(
            {claim_text(*checked.scenario, one), one.verdict, seen_text(one), one.expectation->place.line});
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

std::string replaced(const std::string& text, std::string_view letters, const std::vector<std::string_view>& by) {
    std::string result;
    for (const char letter : text) {
        const std::size_t which = letters.find(letter);
        if (which == std::string_view::npos) {
            result += letter;
        } else {
            result += by[which];
        }
    }
    return result;
}

/// A description of a test. "#" would begin a directive such as TODO, which turns a failure into a success; "\\"
/// would escape the next character; and a line break would begin another test.
std::string for_tap(const std::string& text) {
    return replaced(text, "\\#\n\r", {"\\\\", "\\#", " ", " "});
}

/// XML allows no control characters, even escaped, no U+FFFE or U+FFFF, and no invalid UTF-8. Line breaks stay.
std::string for_xml(std::string_view text) {
    std::string lines;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        const bool allowed =
            letter.printable() ? letter.code != 0xfffe && letter.code != 0xffff : letter.code == '\n';
        lines += allowed ? text.substr(at, letter.length) : "?";
        at += letter.length;
    }
    return lines;
}

/// A cell of a Markdown table: characters with a meaning in Markdown or HTML become character references.
std::string for_markdown(const std::string& text) {
    std::string cell;
    for (const char letter : text) {
        if (letter == '\n') {
            cell += "<br>";
        } else if (std::string_view("\\`*_{}[]<>#!|~&").find(letter) != std::string_view::npos) {
            cell += fmt::format("&#{};", static_cast<int>(letter));
        } else {
            cell += letter;
        }
    }
    return cell;
}

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
            if (!test.skipped)
                fmt::print(out, "# {}: {}\n", name_of(test.verdict), replaced(test.seen, "\n", {"\n# "}));
        }
    }
}

void write_junit(std::ostream& out, const std::vector<CheckedScenario>& all) {
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
        suite.append_attribute("name") = for_xml(checked.label).c_str();
        suite.append_attribute("tests") = static_cast<unsigned long long>(tests.size());
        suite.append_attribute("failures") = count(Verdict::fail);
        suite.append_attribute("errors") = count(Verdict::undecided);
        if (is_unchecked(checked)) suite.append_attribute("skipped") = 1;
        for (const TestCase& test : tests) {
            pugi::xml_node node = suite.append_child("testcase");
            node.append_attribute("classname") = for_xml(checked.label).c_str();
            node.append_attribute("name") = for_xml(test.name).c_str();
            node.append_attribute("file") = for_xml(checked.file).c_str();
            if (test.line > 0) node.append_attribute("line") = test.line;
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
            problem.text() = for_xml(test.seen).c_str();
        }
    }
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
}

void write_github_annotations(std::ostream& out, const std::vector<CheckedScenario>& all) {
    const auto message = [](const std::string& text) { return replaced(text, "%\r\n", {"%25", "%0D", "%0A"}); };
    const auto property = [](const std::string& text) {
        return replaced(text, "%\r\n:,", {"%25", "%0D", "%0A", "%3A", "%2C"});
    };
    for (const CheckedScenario& checked : all) {
        for (const TestCase& test : tests_of(checked)) {
            if (test.verdict == Verdict::pass && !test.skipped) continue;
            fmt::print(out, "::{} file={},line={},title={}::{}\n",
                       test.skipped                    ? "notice"
                       : test.verdict == Verdict::fail ? "error"
                                                       : "warning",
                       property(checked.file), std::max(test.line, 1U),
                       property(fmt::format("{}: {}", printable(checked.label), test.name)),
                       message(fmt::format("{}: {}", verdict_of(test), test.seen)));
        }
    }
}

void write_github_summary(std::ostream& out, const std::vector<CheckedScenario>& all) {
    fmt::print(out, "### hotline check: {}\n\n| scenario | expectation | verdict | seen |\n|---|---|---|---|\n",
               name_of(outlook_of(all)));
    for (const CheckedScenario& checked : all) {
        for (const TestCase& test : tests_of(checked)) {
            const std::string_view verdict = verdict_of(test);
            fmt::print(out, "| {} | {} | {} | {} |\n", for_markdown(printable(checked.label)),
                       for_markdown(test.name),
                       verdict == name_of(Verdict::pass) ? std::string(verdict) : fmt::format("**{}**", verdict),
                       for_markdown(test.seen));
        }
    }
}

}  // namespace hotline
