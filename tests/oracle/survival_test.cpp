// Survival analysis against R: the package survival (Therneau), and the package km.ci (Strobl) for Hall and Wellner's
// band. The data are data sets that ship with R, and made-up logs with ties, much censoring and many groups.
//
// Some conventions differ. The project's own are these, and the comparison is chosen accordingly:
// - R has no interval where survival is 1 or 0, so none is compared there. Where survival is 0, the standard error is
//   not compared either.
// - Where a flat step hits the share of a quantile exactly, R takes the middle of the step, and the project its
//   beginning. The shares here hit no step. Where R has no interval, neither end of a quantile's interval is
//   compared.
// - The project's intervals of quantiles come from beta products, R's from log-log intervals. So the comparison
// inverts
//   the project's log-log intervals.
// - After a last, censored entry R's restricted mean goes on at the last survival. The project's ends there.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <sstream>

#include "analysis/estimates/log_rank.hpp"
#include "analysis/estimates/survival.hpp"

namespace hotline {
namespace {

constexpr double kTolerance = 1e-8;

/// One result of R: what it is, of which group, and its numbers. They are NaN where R has none.
struct Said {
    std::string what;
    std::string group;
    std::vector<double> numbers;
};

class Folder {
public:
    Folder() {
        std::string name = std::filesystem::temp_directory_path() / "hotline-survival-XXXXXX";
        if (::mkdtemp(name.data())) path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// As in survival.R, for the durations that are written here.
constexpr double kMean = 4096;
constexpr double kTick = 1. / 1024;

/// A log of exponential durations with exponential censoring. Each group takes longer than the one before. Times are
/// rounded up to multiples of a step of whole ticks. A tenth of the mean makes many ties, a tick hardly any.
void write_log(const std::filesystem::path& file, std::size_t entries, std::size_t groups, double censoring_rate,
               double step, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto exponential = [&](double rate) {
        const double uniform = (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
        return std::ceil(-std::log(uniform) / rate * kMean / step) * step;
    };
    std::ofstream out(file);
    out.precision(20);
    out << "duration,event,group\n";
    for (std::size_t entry = 0; entry < entries; ++entry) {
        const std::size_t group = entry % groups;
        const double contact = exponential(1 / (1 + 0.2 * static_cast<double>(group)));
        const double end = censoring_rate > 0 ? exponential(censoring_rate) : std::numeric_limits<double>::infinity();
        out << std::min(contact, end) << ',' << (contact <= end) << ",g" << group << '\n';
    }
}

std::vector<Said> read_said(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<Said> all;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        Said said;
        words >> said.what >> said.group;
        for (std::string number; words >> number;) {
            said.numbers.push_back(number == "NA" ? std::nan("") : std::strtod(number.c_str(), nullptr));
        }
        all.push_back(std::move(said));
    }
    return all;
}

/// Relative, but absolute below a thousandth.
void near(double value, double said, const std::string& what) {
    EXPECT_NEAR(value, said, kTolerance * std::max(std::abs(said), 1e-3)) << what;
}

void near_or_none(const std::optional<double>& value, double said, const std::string& what) {
    if (!std::isnan(said)) near(value.value_or(std::nan("")), said, what);
}

void compare_step(const CurveStep& step, const std::vector<double>& r) {
    near(step.seconds, r[0], "time");
    EXPECT_EQ(static_cast<double>(step.at_risk), r[1]);
    EXPECT_EQ(static_cast<double>(step.reached), r[2]);
    EXPECT_EQ(static_cast<double>(step.censored), r[3]);
    near(step.survival, r[4], "survival");
    if (step.survival == 0) return;
    near(step.standard_error(), r[4] * r[5], "standard error");
    near(1 - step.plain.high, r[6], "plain, low");
    near(1 - step.plain.low, r[7], "plain, high");
    near(step.hall_wellner.high, std::min(1.0, 1 - r[4] + r[10]), "Hall and Wellner, high");
    near(step.hall_wellner.low, std::max(0.0, 1 - r[4] - r[10]), "Hall and Wellner, low");
    if (step.survival == 1) return;
    near(1 - step.log_log.high, r[8], "log-log, low");
    near(1 - step.log_log.low, r[9], "log-log, high");
}

void compare_mean(const SurvivalCurve& curve, const std::vector<double>& r) {
    const RestrictedMean mean = curve.restricted_mean(r[0]);
    EXPECT_EQ(mean.within, r[2] > 0 ? std::min(r[0], r[1]) : r[0]);
    const double beyond = (r[0] - mean.within) * r[2];
    near(mean.value + beyond, r[3], "mean");
    if (beyond == 0) near(mean.standard_error, r[4], "standard error of the mean");
}

TimeEstimate log_log_time_of(const SurvivalCurve& curve, double share) {
    TimeEstimate time = curve.time_of(share);
    time.low = time.high = {};
    for (const CurveStep& step : curve.steps()) {
        if (step.survival == 1 || step.survival == 0) continue;
        if (!time.low && step.log_log.high >= share) time.low = step.seconds;
        if (!time.high && step.log_log.low >= share) time.high = step.seconds;
    }
    return time;
}

void compare_quantile(const SurvivalCurve& curve, const std::vector<double>& r) {
    const TimeEstimate time = log_log_time_of(curve, r[0]);
    EXPECT_EQ(time.value.has_value(), !std::isnan(r[1]));
    near_or_none(time.value, r[1], "quantile");
    near_or_none(time.low, r[2], "quantile, low");
    near_or_none(time.high, r[3], "quantile, high");
}

void compare_test(const std::optional<LogRank>& test, const std::vector<double>& r) {
    ASSERT_TRUE(test);
    near(test->chi_squared, r[0], "chi-squared");
    EXPECT_EQ(static_cast<double>(test->degrees_of_freedom), r[1]);
    EXPECT_NEAR(test->p_value, r[2], kTolerance * r[2]);
}

void compare(const TestLog& log, const std::vector<Said>& all) {
    std::map<std::string, SurvivalCurve> curves;
    std::map<std::string, std::size_t> steps;
    for (const TestLog::Group& group : log.groups) curves.emplace(group.name, group.observations);
    for (const Said& said : all) {
        SCOPED_TRACE(said.what + " " + said.group);
        if (said.what == "test") {
            compare_test(log_rank(log.groups), said.numbers);
            continue;
        }
        const SurvivalCurve& curve = curves.at(said.group);
        if (said.what == "step") {
            std::size_t& step = steps[said.group];
            if (step == 0 && said.numbers[0] > 0) ++step;  // R does not list the step at 0
            compare_step(curve.steps().at(step++), said.numbers);
        } else if (said.what == "mean") {
            compare_mean(curve, said.numbers);
        } else {
            compare_quantile(curve, said.numbers);
        }
    }
    for (const auto& [group, curve] : curves) EXPECT_EQ(steps[group], curve.steps().size()) << group;
}

TEST(Survival, is_what_R_says) {
    const Folder folder;
    write_log(folder.path() / "ties.csv", 300, 2, 0.4, 512, 1);
    write_log(folder.path() / "heavy_censoring.csv", 200, 3, 4, kTick, 2);
    write_log(folder.path() / "heavy_censoring_with_ties.csv", 500, 2, 3, 512, 3);
    write_log(folder.path() / "nothing_censored.csv", 150, 1, 0, kTick, 4);
    write_log(folder.path() / "many_groups.csv", 2000, 25, 0.5, 64, 5);
    write_log(folder.path() / "many_entries.csv", 20000, 2, 0.5, kTick, 6);
    const std::string command =
        "Rscript --vanilla " HOTLINE_SOURCE_DIR "/tests/oracle/survival.R " + folder.path().string();
    ASSERT_EQ(std::system(command.c_str()), 0) << "Rscript is needed, with the packages survival and km.ci";
    for (const char* name : {"lung", "aml", "veteran", "ovarian", "ties", "heavy_censoring",
                             "heavy_censoring_with_ties", "nothing_censored", "many_groups", "many_entries"}) {
        SCOPED_TRACE(name);
        Diagnostics diagnostics;
        const auto log = load_test_log(folder.path() / (std::string(name) + ".csv"), {}, diagnostics);
        ASSERT_TRUE(log) << diagnostics.text();
        const std::vector<Said> said = read_said(folder.path() / (std::string(name) + ".said"));
        ASSERT_FALSE(said.empty());
        compare(*log, said);
    }
}

}  // namespace
}  // namespace hotline
