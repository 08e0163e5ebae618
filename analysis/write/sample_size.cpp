#include "analysis/write/sample_size.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>

#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/text_writer.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

class SampleSizeWriter : TextWriter {
public:
    SampleSizeWriter(std::ostream& out, const SampleSizes& sizes) : TextWriter(out), sizes_(sizes) {}

    void write() {
        line("{}",
             wrapped(fmt::format("To show with {} % confidence that at least {} % of tests succeed, make so many "
                                 "tests, of which so many may fail:",
                                 percent(sizes_.confidence), percent(sizes_.at_least)),
                     0));
        std::string truths;
        for (const double truth : sizes_.truths) truths += fmt::format(" {:>9}", percent(truth) + " %");
        line("\n{:>8} {:>11}  passes if the truth is", "may fail", "tests");
        line("{:>8} {:>11} {}", "", "", truths);
        for (const SampleSizes::Row& row : sizes_.rows) {
            std::string passes;
            for (const double chance : row.passes)
                passes += fmt::format(" {:>9}", row.tests ? percent(chance) + " %" : std::string("-"));
            line("{:>8} {:>11} {}", row.failures, row.tests ? count_text(*row.tests) : std::string("too many"),
                 passes);
        }
        line("\n{}",
             wrapped("Exact, by the binomial law. The tests must be independent: several calls to one office on one "
                     "day are hardly more than one.",
                     0));
    }

private:
    const SampleSizes& sizes_;
};

}  // namespace

void write_text(std::ostream& out, const SampleSizes& sizes) {
    SampleSizeWriter(out, sizes).write();
}

void write_json(std::ostream& out, const SampleSizes& sizes) {
    Json rows = Json::array();
    for (const SampleSizes::Row& row : sizes.rows) {
        Json passes = Json::array();
        for (std::size_t index = 0; index < row.passes.size(); ++index)
            passes.push_back(
                {{"truth", sizes.truths[index]}, {"passes", row.tests ? Json(row.passes[index]) : Json(nullptr)}});
        Json made{{"failures", row.failures}};
        add(made, "tests", row.tests ? Json(*row.tests) : Json(nullptr), row.tests ? "" : "too many");
        made["passes"] = std::move(passes);
        rows.push_back(std::move(made));
    }
    const Json json{{"hotline", version()},
                    {"at_least", sizes.at_least},
                    {"confidence", sizes.confidence},
                    {"sizes", std::move(rows)}};
    out << json.dump(2) << '\n';
}

void write_csv(std::ostream& out, const SampleSizes& sizes) {
    out << "failures,tests";
    for (const double truth : sizes.truths) fmt::print(out, ",passes_if_{}", truth);
    out << '\n';
    for (const SampleSizes::Row& row : sizes.rows) {
        fmt::print(out, "{},{}", row.failures, row.tests ? std::to_string(*row.tests) : std::string());
        for (const double chance : row.passes) row.tests ? fmt::print(out, ",{}", chance) : fmt::print(out, ",");
        out << '\n';
    }
}

}  // namespace hotline
