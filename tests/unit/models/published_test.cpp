#include "models/loading/published.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <sstream>

namespace hotline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path kDefaults = std::filesystem::path(HOTLINE_SOURCE_DIR) / "models/defaults";

std::vector<std::string> keys_of(const std::vector<PublishedFigure>& figures) {
    std::vector<std::string> keys;
    for (const PublishedFigure& figure : figures) keys.push_back(figure.key);
    return keys;
}

/// The figures of a list beside a scenario. `files` receives the findings.
PublishedFigures figures_of(const std::string& list, Diagnostics& files) {
    files.add_file("a/scenario.toml", "");
    files.add_file("a/contacts.csv", "");
    return PublishedFigures(files,
                            [&](const std::filesystem::path& file, std::string&) -> std::optional<std::string> {
                                if (file == "a/published.csv") return list;
                                return {};
                            });
}

TEST(PublishedFigures, are_found_by_the_keys_that_a_text_names) {
    Diagnostics files;
    const PublishedFigures figures = figures_of(R"(key,quantity,value,unit,low,high,n,source,standing
desk.soon,"calls answered, within 10 s",0.71,share,0.7,0.72,402,A report,read
desk.median,median,2 / 3,min,,,,A letter,unverified
desk.sigma,sigma,1.4,,,,,desk.median and desk.soon,derived
)",
                                                files);
    EXPECT_THAT(files.text(), IsEmpty());
    EXPECT_THAT(figures.named_in("desk.soonest, desk and .soon"), IsEmpty());
    EXPECT_THAT(keys_of(figures.named_in("As (desk.soon) says: desk.median, desk.soon.")),
                ElementsAre("desk.soon", "desk.median"));
    const auto named = figures.named_in("desk.sigma.");
    EXPECT_THAT(keys_of(named), ElementsAre("desk.sigma", "desk.median", "desk.soon"));
    EXPECT_EQ(named[0].figure, "1.4");
    EXPECT_EQ(named[1].figure, "2 / 3 min");
    EXPECT_EQ(named[1].standing, "quoted from memory: an assumption");
    EXPECT_EQ(named[2].quantity, "calls answered, within 10 s");
    EXPECT_EQ(named[2].figure, "71 % (70 %–72 %), of 402");
    EXPECT_EQ(named[2].source, "A report");
}

TEST(PublishedFigures, tell_what_is_wrong_with_their_list) {
    Diagnostics files;
    const PublishedFigures figures = figures_of("key,quantity\na.b,c\n", files);
    EXPECT_THAT(figures.named_in("a.b"), IsEmpty());
    EXPECT_THAT(files.text(), HasSubstr("a/published.csv:1: error: "));
}

TEST(PublishedFigures, of_the_defaults_are_all_there) {
    std::ifstream stream(kDefaults / "defaults.toml");
    std::stringstream text;
    text << stream.rdbuf();
    Diagnostics files;
    files.add_file((kDefaults / "defaults.toml").string(), text.str());
    const PublishedFigures figures(files);
    EXPECT_THAT(files.text(), IsEmpty());
    std::string defaults;  // its comments
    for (std::string line; std::getline(text, line);) {
        if (line.starts_with('#')) defaults += line + '\n';
    }
    const std::regex key(
        "(duty_page|agency_2005|sms|email|directory|turnover|attentive|unknown_number|"
        "emergency_desk|call)\\.[a-z0-9_]+");
    std::size_t found = 0;
    for (std::sregex_iterator at(defaults.begin(), defaults.end(), key), end; at != end; ++at, ++found)
        EXPECT_FALSE(figures.named_in(at->str()).empty()) << at->str();
    EXPECT_GE(found, 19U);
}

}  // namespace
}  // namespace hotline
