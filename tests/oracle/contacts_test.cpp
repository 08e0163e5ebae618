// Contacts that differ against R: the random effects of lme4, and a beta-binomial likelihood.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "analysis/laws/contacts.hpp"

namespace hotline {
namespace {

std::vector<TestsOfContact> read_contacts(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::map<int, TestsOfContact> contacts;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        char* rest = nullptr;
        const auto id = static_cast<int>(std::strtol(line.c_str(), &rest, 10));
        const double low = std::strtod(rest + 1, &rest);
        const double high = std::strtod(rest + 1, &rest);
        contacts[id].push_back({low, high, 0, 1});
    }
    std::vector<TestsOfContact> all;
    for (auto& [id, tests] : contacts) all.push_back(merged(std::move(tests)));
    return all;
}

TEST(ContactFits, are_what_lme4_and_a_beta_binomial_likelihood_say) {
    std::string folder = std::filesystem::temp_directory_path() / "hotline-contacts-XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string command =
        "Rscript --vanilla " HOTLINE_SOURCE_DIR "/tests/oracle/contacts.R " + folder + " 2> /dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << "Rscript is needed, with the package lme4";
    std::ifstream in(std::filesystem::path(folder) / "said");
    std::size_t logs = 0;
    for (std::string line; std::getline(in, line); ++logs) {
        SCOPED_TRACE(line);
        std::istringstream words(line);
        std::string name;
        double log_likelihood = 0;
        words >> name >> log_likelihood;
        const std::vector<TestsOfContact> contacts = read_contacts(std::filesystem::path(folder) / (name + ".csv"));
        std::vector<ObservedTime> all;
        for (const TestsOfContact& tests : contacts) all.insert(all.end(), tests.begin(), tests.end());
        const LawFit start = fit_law(Times(all), {Law::Kind::lognormal, true});
        const ContactsFit fit(contacts, {Law::Kind::lognormal, true, true, false}, start);
        ASSERT_TRUE(fit.found()) << fit.why_not();
        EXPECT_NEAR(fit.log_likelihood(), log_likelihood, 1e-8 * std::abs(log_likelihood));
        for (Eigen::Index index = 0; index < fit.at().size(); ++index) {
            double said = 0;
            words >> said;
            EXPECT_NEAR(fit.at()[index], said, 2e-3 * std::sqrt(fit.covariance()(index, index))) << index;
        }
    }
    EXPECT_EQ(logs, 4U);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace hotline
