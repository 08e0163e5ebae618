// Laws fitted to censored times against R: survreg of the package survival (Therneau), fitdistcens of fitdistrplus
// (Delignette-Muller, Dutang), and a likelihood that is climbed by optim, on the data sets that come with them and on
// made-up ones with every kind of censoring.
//
// fitdistcens and optim stop short of the maximum. So their likelihood may be a little smaller, and their estimates
// are as near as their own tolerance. survreg converges: it must agree to 1e-8 and 1e-6.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/laws/law_fit.hpp"

namespace hotline {
namespace {

namespace fs = std::filesystem;

struct TemporaryFolder {
    fs::path path;
    TemporaryFolder() {
        std::string name = fs::temp_directory_path() / "hotline-laws-XXXXXX";
        if (::mkdtemp(name.data())) path = name;
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

std::vector<ObservedTime> read_times(const fs::path& file) {
    std::ifstream in(file);
    std::vector<ObservedTime> times;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        ObservedTime time;
        char* rest = nullptr;
        time.low = std::strtod(line.c_str(), &rest);
        time.high = std::strtod(rest + 1, &rest);
        time.entry = std::strtod(rest + 1, &rest);
        times.push_back(time);
    }
    return times;
}

Law::Kind family_named(const std::string& name) {
    for (const Law::Kind family : kFamilies) {
        if (name_of(family) == name) return family;
    }
    ADD_FAILURE() << name;
    return Law::Kind::exponential;
}

struct Agreement {
    double below;      // by how much R's log-likelihood may be smaller
    double above;      // … or larger
    double estimates;  // in standard errors
    double errors;     // relative
};
const std::map<std::string, Agreement> kAgreements{{"survreg", {1e-8, 1e-8, 1e-6, 1e-5}},
                                                   {"fitdistcens", {1e-2, 1e-8, 0.05, 0}},
                                                   {"optim", {1e-5, 1e-8, 2e-3, 1e-2}}};

TEST(LawFits, are_what_R_says) {
    const TemporaryFolder folder;
    const std::string command =
        "Rscript --vanilla " HOTLINE_SOURCE_DIR "/tests/oracle/laws.R " + folder.path.string() + " 2> /dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << "Rscript is needed, with the packages survival and fitdistrplus";
    std::map<std::string, Times> logs;
    std::map<std::string, int> said_by;
    std::ifstream in(folder.path / "said");
    for (std::string line; std::getline(in, line);) {
        SCOPED_TRACE(line);
        std::istringstream words(line);
        std::string log, family, by;
        bool never = false;
        double log_likelihood = 0;
        words >> log >> family >> never >> by >> log_likelihood;
        std::vector<double> numbers;
        for (double number = 0; words >> number;) numbers.push_back(number);
        const Times& times = logs.try_emplace(log, read_times(folder.path / (log + ".csv"))).first->second;
        const LawFit fit = fit_law(times, {family_named(family), never});
        ASSERT_TRUE(fit.found()) << fit.why_not;
        const Agreement& agreement = kAgreements.at(by);
        const double scale = std::abs(log_likelihood);
        EXPECT_GE(fit.log_likelihood, log_likelihood - agreement.above * scale);
        EXPECT_LE(fit.log_likelihood, log_likelihood + agreement.below * scale);
        const auto size = static_cast<std::size_t>(fit.at.size());
        ASSERT_GE(numbers.size(), size);
        for (std::size_t index = 0; index < size; ++index) {
            const auto parameter = static_cast<Eigen::Index>(index);
            const double error = fit.standard_error(parameter);
            EXPECT_NEAR(fit.at[parameter], numbers[index], agreement.estimates * error) << "parameter " << index;
            if (numbers.size() > size) {
                EXPECT_NEAR(error, numbers[size + index], agreement.errors * error) << "error " << index;
            }
        }
        ++said_by[by];
    }
    EXPECT_EQ(said_by["survreg"], 47);
    EXPECT_EQ(said_by["fitdistcens"], 12);
    EXPECT_GE(said_by["optim"], 27);
}

}  // namespace
}  // namespace hotline
