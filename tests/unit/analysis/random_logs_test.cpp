// Whatever a log holds, it is fitted, or it is said why not; and what is written can be read. HOTLINE_LOGS is the
// number of logs, and HOTLINE_LOGS_FROM the seed of the first one.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <random>
#include <regex>
#include <sstream>
#include <string>

#include "analysis/page/fit_page.hpp"
#include "models/documents/document.hpp"

namespace hotline {
namespace {

class RandomLog {
public:
    explicit RandomLog(std::uint64_t seed) : random_(seed) {}

    double uniform() { return (static_cast<double>(random_() >> 11) + 0.5) / 9007199254740992.0; }
    bool chance(double p) { return uniform() < p; }

    std::string text() {
        // Logs of one kind, and of every mixture.
        const double kind = uniform();
        all_given_up_ = kind < 0.05;
        alike_ = kind > 0.95;
        const bool one_event = kind > 0.05 && kind < 0.1;
        const std::size_t rows = chance(0.05) ? 1 : static_cast<std::size_t>(3 * std::pow(100, uniform()));
        contacts_ = static_cast<std::size_t>(1 + std::floor(uniform() * static_cast<double>(rows)));
        if (chance(0.5)) contacts_ = std::min<std::size_t>(contacts_, 8);
        scale_ = std::exp(14 * uniform() - 2);
        shape_ = std::exp(3 * uniform() - 1.5);
        answers_ = chance(0.3) ? 1 : uniform();
        bounds_ = chance(0.5) ? 0 : uniform();
        late_ = chance(0.7) ? 0 : uniform();
        coarse_ = chance(0.3);
        std::string log = "official,channel,at,result,after,given up,between,observed from\n";
        for (std::size_t row = 0; row < rows; ++row) {
            if (one_event) all_given_up_ = row != rows / 2;
            log += row_text(row);
        }
        return log;
    }

private:
    std::string number(double value) {
        return fmt::format("{:.6g}", coarse_ ? std::ceil(value / scale_) * scale_ : value);
    }

    std::string row_text(std::size_t row) {
        const auto contact = static_cast<std::size_t>(uniform() * static_cast<double>(contacts_));
        const std::string whom = fmt::format("c{},{},2012-{:02}-{:02}T{:02}:00Z", contact,
                                             chance(0.5) ? "pstn" : "email", 1 + row % 12, 1 + row % 28, row % 24);
        if (alike_) return whom + ",answered,7,,,\n";
        const double time = scale_ * std::pow(-std::log(uniform()), 1 / shape_);
        const double end = scale_ * uniform() * 3;
        if (chance(0.03)) return whom + ",dead,,,,\n";
        if (chance(0.02)) return whom + ",busy,,,,\n";
        if (all_given_up_ || !chance(answers_)) return fmt::format("{},no answer,,{},,\n", whom, number(end));
        if (chance(0.02)) return whom + ",answered,0,,,\n";
        if (chance(0.02)) return whom + ",answered,,,,\n";
        if (chance(bounds_)) {
            if (chance(0.3)) return fmt::format("{},answered,<{},,,\n", whom, number(time + 1e-3));
            return fmt::format("{},answered,,,between {} and {},\n", whom, number(time),
                               number(time * (1.1 + uniform())));
        }
        if (chance(late_))
            return fmt::format("{},answered,{},,,{}\n", whom, number(2 * time), fmt::format("{:.6g}", time / 2));
        return fmt::format("{},{},{},,,\n", whom, chance(0.1) ? "declined" : "answered", number(time));
    }

    std::mt19937_64 random_;
    bool all_given_up_ = false;
    bool alike_ = false;
    bool coarse_ = false;
    std::size_t contacts_ = 1;
    double scale_ = 1;
    double shape_ = 1;
    double answers_ = 1;
    double bounds_ = 0;
    double late_ = 0;
};

std::optional<std::uint64_t> number_asked_for(const char* name) {
    const char* const text = std::getenv(name);
    return text == nullptr ? std::nullopt : std::optional<std::uint64_t>(std::strtoull(text, nullptr, 10));
}

void expect_told(const LogFit& fit) {
    for (const FittedClass& fitted : fit.classes) {
        if (fitted.tests.contacts.empty()) continue;
        EXPECT_NE(fitted.belief.has_value(), !fitted.why_not.empty());
        for (const LawFit& law : fitted.laws.fits) {
            if (!law.found()) continue;
            EXPECT_TRUE(std::isfinite(law.log_likelihood) && law.at.allFinite() && law.covariance.allFinite());
        }
        for (const Known* known : {&fitted.answer, &fitted.place}) {
            if (known == &fitted.place && !fitted.belief) continue;
            EXPECT_TRUE(known->interval.low <= known->from && known->from <= known->best &&
                        known->best <= known->to && known->to <= known->interval.high)
                << known->interval.low << " " << known->from << " " << known->best << " " << known->to << " "
                << known->interval.high;
        }
    }
}

TEST(RandomLogs, are_fitted_or_it_is_said_why_not) {
    const auto asked = number_asked_for("HOTLINE_LOGS");
    const std::uint64_t first = number_asked_for("HOTLINE_LOGS_FROM").value_or(0), end = first + asked.value_or(25);
    const std::regex not_a_number(R"((^|[^\w.#-])-?(nan|inf)([^\w-]|$))");
    std::size_t laws = 0;
    for (std::uint64_t seed = first; seed < end && !testing::Test::HasFailure(); ++seed) {
        const std::string text = RandomLog(seed).text();
        SCOPED_TRACE(fmt::format("seed {}\n{}", seed, text));
        Diagnostics diagnostics;
        PingLog log;
        load_ping_log("log.csv", {}, diagnostics, log, [&](const auto&, std::string&) { return text; });
        ASSERT_FALSE(diagnostics.has_errors()) << diagnostics.text();
        const ClassedLog classed = classify(log, nullptr, diagnostics);
        const LogFit fit = fit_log({"log.csv"}, classed);
        expect_told(fit);
        for (const FittedClass& fitted : fit.classes) laws += fitted.belief ? 1 : 0;
        const LogFitReport report{log, classed, fit};
        std::ostringstream words, json, written, page;
        write_text(words, report);
        write_json(json, report);
        write_laws(written, report);
        write_page(page, {report, {"laws.toml"}, {"fit", "log.csv"}});
        for (const std::ostringstream* one : {&words, &json, &written, &page}) {
            std::smatch found;
            const std::string said = one->str();
            EXPECT_FALSE(std::regex_search(said, found, not_a_number))
                << said.substr(static_cast<std::size_t>(std::max<std::ptrdiff_t>(found.position() - 200, 0)), 400);
        }
        Diagnostics of_laws;
        const ReadFile read = [&](const auto&, std::string&) { return std::optional(written.str()); };
        Files files(of_laws, read);
        EXPECT_TRUE(read_document("laws.toml", files, of_laws)) << of_laws.text();
        EXPECT_FALSE(of_laws.has_errors()) << of_laws.text() << written.str();
    }
    if (!asked) {
        EXPECT_GT(laws, end);
    }
}

}  // namespace
}  // namespace hotline
