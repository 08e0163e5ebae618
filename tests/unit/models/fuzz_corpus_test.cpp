// Every input that the fuzzers have kept goes through the loaders once more.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fuzz/targets.hpp"

namespace hotline {
namespace {

void run_corpus(const std::string& name, void (*target)(const std::string&)) {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(HOTLINE_SOURCE_DIR "/tests/fuzz/corpus/" + name)) {
        SCOPED_TRACE(entry.path().string());
        std::ifstream file(entry.path(), std::ios::binary);
        std::stringstream bytes;
        bytes << file.rdbuf();
        target(bytes.str());
        ++files;
    }
    EXPECT_GT(files, 0U);
}

TEST(FuzzCorpus, scenario) {
    run_corpus("scenario", fuzz::load_as_scenario);
}
TEST(FuzzCorpus, contacts) {
    run_corpus("contacts", fuzz::load_as_contacts);
}
TEST(FuzzCorpus, sheet) {
    run_corpus("sheet", fuzz::load_as_sheet);
}
TEST(FuzzCorpus, parties) {
    run_corpus("parties", fuzz::load_as_parties);
}
TEST(FuzzCorpus, holidays) {
    run_corpus("holidays", fuzz::load_as_holidays);
}
TEST(FuzzCorpus, leave) {
    run_corpus("leave", fuzz::load_as_leave);
}
TEST(FuzzCorpus, overrides) {
    run_corpus("overrides", fuzz::load_as_overrides);
}
TEST(FuzzCorpus, calendar) {
    run_corpus("calendar", fuzz::load_as_calendar);
}
TEST(FuzzCorpus, durations) {
    run_corpus("durations", fuzz::load_as_durations);
}
TEST(FuzzCorpus, log) {
    run_corpus("log", fuzz::load_as_log);
}
TEST(FuzzCorpus, published) {
    run_corpus("published", fuzz::load_as_published);
}
TEST(FuzzCorpus, records) {
    run_corpus("records", fuzz::split_as_records);
}
TEST(FuzzCorpus, quantities) {
    run_corpus("quantities", fuzz::parse_as_quantity);
}

}  // namespace
}  // namespace hotline
