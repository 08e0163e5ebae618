// The page: one self-contained HTML file, with the answers first and the assumptions last. It shows results that are
// computed elsewhere; the same input gives the same bytes.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/drills/story.hpp"
#include "analysis/drills/tally.hpp"
#include "analysis/estimates/by_cell.hpp"
#include "analysis/estimates/comparison.hpp"
#include "analysis/estimates/cures_by_hour.hpp"
#include "analysis/estimates/frontier.hpp"
#include "analysis/estimates/mending.hpp"
#include "analysis/estimates/summary.hpp"
#include "analysis/estimates/worlds_summary.hpp"
#include "analysis/page/assumptions.hpp"
#include "analysis/write/check.hpp"

namespace hotline {

/// One scenario and its results.
struct PageScenario {
    const Scenario* scenario = nullptr;
    std::string label;
    const std::vector<Outcomes>& outcomes;
    RunSummary summary;
    std::vector<Tally> tallies;  // by case and protocol, like the outcomes; empty if there are too many
    std::vector<Story> stories;
    std::optional<CellsRun> by_hour;  // by the callee's clocks; empty if all drills start at one instant
    std::vector<Assumption> assumptions;
    std::string warnings;               // about its files
    std::optional<WorldsRun> doubts{};  // played in many worlds
    std::string variant{};              // what it differs in from others of the same file
};

/// What `hotline mend` found of the only scenario, whose cases have one protocol each.
struct PageMending {
    Mending mending;
    std::vector<std::size_t> by_hour_of;  // the changes of which there are cures by the hour
    std::vector<CuresByHour> by_hour;
    std::optional<Frontier> frontier;
};

struct Page {
    std::vector<PageScenario> scenarios;
    std::vector<Ticks> deadlines;  // in order; the last is the shortest horizon
    std::vector<Comparison> comparisons;
    std::vector<CheckedScenario> checked;
    std::optional<PageMending> mending;
    std::vector<std::string> command;  // that reproduces the page
};

void write_page(std::ostream& out, const Page& page);

/// A picture of the page as a separate file, and the file's name without ".svg".
struct PagePicture {
    std::string name;
    std::string svg;
};
std::vector<PagePicture> pictures_of(const Page& page);

}  // namespace hotline
