#include "analysis/laws/classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "models/base/utf8.hpp"
#include "models/scenario/duty.hpp"
#include "models/scenario/timetable.hpp"

namespace hotline {
namespace {

constexpr double kYearSeconds = 365 * 86400.0;

/// Finds the rows of the scenario that entries of the log mean.
class RowFinder {
public:
    explicit RowFinder(const Scenario& scenario) : scenario_(scenario) {
        for (Index official = 0; official < scenario.officials.size(); ++official)
            officials_.emplace(scenario.officials[official].id, official);
        for (Index row = 0; row < scenario.rows.size(); ++row) {
            const std::string address = plain_address(scenario.rows[row].address);
            if (!address.empty()) by_address_[address].push_back(row);
        }
    }

    Index find(const PingEntry& entry) const {
        std::vector<Index> rows;
        if (!entry.official.empty()) {
            const auto known = officials_.find(entry.official);
            if (known == officials_.end()) return kNone;
            rows = scenario_.officials[known->second].rows;
        } else if (const auto known = by_address_.find(plain_address(entry.address)); known != by_address_.end()) {
            rows = known->second;
        }
        if (!entry.channel.empty()) {
            std::erase_if(
                rows, [&](Index row) { return scenario_.channels[scenario_.rows[row].channel].id != entry.channel; });
        }
        if (!entry.official.empty() && !entry.address.empty() && rows.size() > 1) {
            std::erase_if(rows, [&](Index row) {
                return plain_address(scenario_.rows[row].address) != plain_address(entry.address);
            });
        }
        return rows.empty() ? kNone : rows.front();
    }
    bool knows(const std::string& official) const { return officials_.contains(official); }

private:
    const Scenario& scenario_;
    std::unordered_map<std::string, Index> officials_;
    std::unordered_map<std::string, std::vector<Index>> by_address_;
};

/// An id that a scenario may have.
std::string id_of(const std::string& channel) {
    if (channel.empty()) return "all";
    std::string id;
    for (const char letter : channel) id += letter == ' ' ? '-' : letter;
    return id;
}

class Classifier {
public:
    Classifier(const PingLog& log, const Scenario* scenario, Diagnostics& diagnostics)
        : log_(log), scenario_(scenario), diagnostics_(diagnostics) {}

    ClassedLog classify() {
        find_rows();
        find_span();
        if (scenario_ != nullptr && classed_.first) timetable_.emplace(*scenario_, *classed_.first, *classed_.last);
        for (const PingTest& test : log_.tests) sort_in(test);
        for (auto& [key, found] : classes_) {
            TestClass& made = found.made;
            made.contacts.reserve(made.entries.size());
            for (const Index entry : made.entries) made.contacts.push_back(merged(std::move(found.tests[entry])));
            classed_.classes.push_back(std::move(made));
        }
        note_ages();
        return std::move(classed_);
    }

private:
    struct Found {
        TestClass made;
        std::unordered_map<Index, TestsOfContact> tests;
    };

    void find_rows() {
        classed_.rows.assign(log_.entries.size(), kNone);
        if (scenario_ == nullptr) return;
        const RowFinder finder(*scenario_);
        std::vector<std::string> ids;
        for (const Official& official : scenario_->officials) ids.push_back(official.id);
        for (std::size_t index = 0; index < log_.entries.size(); ++index) {
            const PingEntry& entry = log_.entries[index];
            classed_.rows[index] = finder.find(entry);
            if (classed_.rows[index] != kNone) continue;
            const bool known = finder.knows(entry.official);
            diagnostics_.warning(
                "log-of-nobody", entry.place,
                known ? fmt::format(
                            "official \"{}\" has no row for this test on the list, so that the tests of it are left "
                            "out",
                            entry.official)
                      : fmt::format("\"{}\" is not on the list of the scenario, so that the tests of it are left out",
                                    entry.official.empty() ? entry.address : entry.official),
                known || entry.official.empty() ? std::string() : did_you_mean(entry.official, ids));
        }
    }

    void find_span() {
        for (const PingTest& test : log_.tests) {
            if (!test.dated) continue;
            classed_.first = std::min(classed_.first.value_or(test.at), test.at);
            classed_.last = std::max(classed_.last.value_or(test.at), test.at);
        }
    }

    void sort_in(const PingTest& test) {
        const Index row = classed_.rows[test.entry];
        if (scenario_ != nullptr && row == kNone) {
            ++classed_.of_nobody;
            return;
        }
        std::string response = id_of(log_.entries[test.entry].channel);
        FoundOn state = FoundOn::any_duty;
        ObservedTime time{test.low, test.high, test.from, 1};
        if (scenario_ != nullptr) {
            const Row& entry = scenario_->rows[row];
            const Response& how = scenario_->responses[entry.response];
            response = how.id;
            const bool shifts = keeps_shifts(*scenario_, scenario_->officials[entry.official]);
            state = FoundOn::on_duty;
            if (shifts && !test.timed) {
                ++classed_.undated;
                return;
            }
            if (test.timed && timetable_ && !timetable_->on_duty(entry.official, test.at)) state = FoundOn::off_duty;
            if (state == FoundOn::off_duty && how.off_duty.from_next_shift) {
                ++classed_.next_shift;
                return;
            }
        }
        Found& found = classes_[{response, state}];
        found.made.response = response;
        found.made.state = state;
        ++found.made.results[static_cast<std::size_t>(test.result)];
        if (!test.asked()) return;
        const auto [known, fresh] = found.tests.try_emplace(test.entry);
        if (fresh) found.made.entries.push_back(test.entry);
        known->second.push_back(time);
    }

    /// Walks through the tests of each entry in the order of time.
    void note_ages() {
        classed_.last_proven.resize(log_.entries.size());
        classed_.found_dead.resize(log_.entries.size());
        std::vector<std::size_t> order;
        for (std::size_t index = 0; index < log_.tests.size(); ++index) {
            if (log_.tests[index].dated) order.push_back(index);
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
            return log_.tests[one].at < log_.tests[other].at;
        });
        std::map<std::string, std::vector<AgedTest>> aged;
        for (std::size_t entry = 0; entry < log_.entries.size(); ++entry) {
            const Index row = classed_.rows[entry];
            if (row != kNone) classed_.last_proven[entry] = scenario_->rows[row].last_verified;
        }
        for (const std::size_t index : order) {
            const PingTest& test = log_.tests[index];
            const Index row = classed_.rows[test.entry];
            if (scenario_ != nullptr && row == kNone) continue;
            // A silent channel does not tell a dead number from one that nobody answers.
            const Channel* channel = row == kNone ? nullptr : &scenario_->channels[scenario_->rows[row].channel];
            const bool tells = channel == nullptr || channel->told;
            const bool dead = test.result == TestResult::dead;
            const bool proven = test.answers();
            std::optional<Instant>& last = classed_.last_proven[test.entry];
            const bool known_dead = classed_.found_dead[test.entry];
            if (tells && last && test.at > *last && !(known_dead && dead) && (dead || proven || test.asked())) {
                std::string id = id_of(log_.entries[test.entry].channel);
                if (channel != nullptr)
                    id = channel->staleness == kNone ? std::string() : scenario_->stalenesses[channel->staleness].id;
                if (!id.empty() && !known_dead)
                    aged[id].push_back({seconds_of(test.at - *last) / kYearSeconds, dead});
            }
            if (dead) classed_.found_dead[test.entry] = true;
            if (proven) classed_.found_dead[test.entry] = false;
            if (proven || (tells && test.asked())) last = std::max(last.value_or(test.at), test.at);
        }
        for (auto& [id, tests] : aged) classed_.aged.push_back({id, std::move(tests)});
    }

    const PingLog& log_;
    const Scenario* scenario_;
    Diagnostics& diagnostics_;
    ClassedLog classed_;
    std::optional<Timetable> timetable_;
    std::map<std::pair<std::string, FoundOn>, Found> classes_;
};

}  // namespace

std::string plain_address(std::string_view address) {
    std::string plain;
    for (const char letter : lower_case(address)) {
        if (std::string_view(" -()./'").find(letter) == std::string_view::npos) plain += letter;
    }
    return plain;
}

std::string TestClass::name() const {
    return state == FoundOn::any_duty ? response : fmt::format("{}, {}", response, name_of(state));
}

std::size_t TestClass::tests() const {
    return std::accumulate(results.begin(), results.end(), std::size_t{0});
}

ClassedLog classify(const PingLog& log, const Scenario* scenario, Diagnostics& diagnostics) {
    return Classifier(log, scenario, diagnostics).classify();
}

}  // namespace hotline
