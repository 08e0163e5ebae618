// Cases, and the loads that compete with them.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "models/base/duration.hpp"
#include "models/loading/loader.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostCases = 1'000'000;
constexpr double kBusiestLoad = 1e6;  // calls an hour
constexpr std::size_t kMostLoadCalls = 1'000'000;
constexpr Ticks kLatestAfter = std::chrono::days{36600};
constexpr std::uint64_t kMostTimes = 1000;  // that a case is repeated

/// `"uk" is in "nato", "eu"`
std::string with_groups(const Scenario& scenario, Index index) {
    const Party& party = scenario.parties[index];
    if (party.groups.empty()) return fmt::format("\"{}\" is in none", party.id);
    std::string groups;
    for (const Index group : party.groups) {
        groups += fmt::format("{}\"{}\"", groups.empty() ? "" : ", ", scenario.groups[group]);
    }
    return fmt::format("\"{}\" is in {}", party.id, groups);
}

}  // namespace

std::vector<Ticks> Loader::read_starts(TableReader& table) {
    std::vector<Ticks> starts{table.duration("after").value_or(Ticks{0})};
    const Node* const node = table.take("repeat");
    if (node) {
        TableReader repeat = reader(*node, "repeat");
        repeat.require("times");
        const auto times = repeat.whole("times", 2, kMostTimes);
        const Node* const every = repeat.require("every");
        const auto gap = repeat.duration("every");
        const bool goes_on = gap && *gap > Ticks{0};
        if (gap && !goes_on)
            repeat.error(every->place, fmt::format("\"every\" must be above 0, but is {}", duration_text(*gap)));
        repeat.finish();
        while (times && goes_on && starts.size() < *times && starts.back() <= kLatestAfter)
            starts.push_back(starts.back() + *gap);
    }
    if (starts.back() > kLatestAfter) {
        const Node* const after = table.take("after");
        table.error(
            node ? node->place : after->place,
            node ? "the last of these cases begins more than a century after the drill's start"
                 : fmt::format("\"after\" must be at most a century, but is {}", duration_text(starts.back())));
        starts.resize(1);
    }
    return starts;
}

void Loader::read_cases(TableReader& top) {
    std::set<std::tuple<Index, Index, Index, Ticks>> seen;
    const auto share_a_group = [&](Index one, Index other) {
        const auto& groups = scenario_.parties[one].groups;
        return std::any_of(groups.begin(), groups.end(),
                           [&](Index group) { return is_in(scenario_.parties[other], group); });
    };
    for (const Node* node : top.tables("case")) {
        TableReader table = reader(*node, "a [[case]]");
        const auto callers = read_party_set(table, "caller");
        const auto callees = read_party_set(table, "callee");
        const bool within_group = table.flag("within_group").value_or(false);
        table.require("protocol");
        const auto protocols = table.references("protocol", protocols_);
        const std::vector<Ticks> starts = read_starts(table);
        const auto priority = static_cast<std::uint32_t>(table.whole("priority", 0, kHighestPriority).value_or(0));
        table.finish();
        for (const Index protocol : protocols) {
            if (protocol < scenario_.protocols.size() && !scenario_.protocols[protocol].goal) {
                table.error(table.take("protocol")->place,
                            fmt::format("protocol \"{}\" has no \"goal\", so a case cannot be played with it",
                                        scenario_.protocols[protocol].id));
            }
        }
        if (callers.size() == 1 && callers == callees) {
            table.error(node->place,
                        fmt::format("caller and callee of a case must be different parties, but both are "
                                    "\"{}\"",
                                    parties_.ids()[callers.front()]));
        } else if (within_group && callers.size() == 1 && callees.size() == 1 &&
                   !share_a_group(callers.front(), callees.front())) {
            table.error(node->place,
                        fmt::format("caller and callee of this [[case]] must share a group, but {}, and {}",
                                    with_groups(scenario_, callers.front()), with_groups(scenario_, callees.front())),
                        "correct a \"group\", or leave out \"within_group\"");
        }
        std::vector<std::pair<Index, Index>> pairs;
        const auto all_cases = [&] { return scenario_.cases.size() + pairs.size() * starts.size(); };
        for (const Index caller : callers) {
            if (all_cases() > kMostCases) break;
            for (const Index callee : callees) {
                const bool wanted = !within_group || share_a_group(caller, callee);
                if (caller != callee && wanted) pairs.emplace_back(caller, callee);
            }
        }
        if (all_cases() > kMostCases) {
            table.error(node->place,
                        fmt::format("with this [[case]], the scenario exceeds its limit of {} cases", kMostCases));
            continue;
        }
        if (pairs.empty() && callers.size() * callees.size() > 1) {
            table.error(node->place,
                        "callers and callees of this [[case]] must share a group, but no two parties among them do");
        }
        for (const auto& [caller, callee] : pairs) {
            for (const Ticks after : starts) {
                scenario_.cases.push_back({caller, callee, protocols, after, priority, node->place, 0,
                                           static_cast<std::uint32_t>(starts.size()),
                                           starts.size() > 1 ? starts[1] - starts[0] : Ticks{0}});
                for (const Index protocol : protocols) {
                    if (seen.insert({caller, callee, protocol, after}).second) continue;
                    table.error(
                        node->place,
                        fmt::format("the case {} → {} with protocol \"{}\" is listed a second time",
                                    parties_.ids()[caller], parties_.ids()[callee], protocols_.ids()[protocol]));
                }
            }
        }
    }
    number_tests(scenario_.cases);
    if (!top.has("case") || (scenario_.cases.empty() && !diagnostics_.has_errors())) {
        diagnostics_.error(top.place(), "the scenario has no cases",
                           "a case begins with [[case]] and has a caller, a callee and a protocol");
    }
}

void Loader::read_loads(TableReader& top) {
    for (const Node* node : top.tables("load")) {
        TableReader table = reader(*node, "a [[load]]");
        Load load;
        load.place = node->place;
        const bool of_desk = table.has("official");
        if (of_desk == table.has("channel"))
            table.error(node->place,
                        fmt::format("a [[load]] must name either an \"official\" or a \"channel\", but names {}",
                                    of_desk ? "both" : "neither"));
        if (of_desk && contacts_are_whole_) load.official = table.reference("official", officials_).value_or(kNone);
        load.channel = table.reference("channel", channels_).value_or(kNone);
        if (load.channel < scenario_.channels.size() && scenario_.channels[load.channel].lines == 0) {
            table.error(
                table.take("channel")->place,
                fmt::format("a [[load]] needs a channel with limited \"lines\", but channel \"{}\" has no limit",
                            scenario_.channels[load.channel].id),
                "give it \"lines\"");
        }
        table.require("per_hour");
        load.per_hour = table.decimal("per_hour", 0, kBusiestLoad, true).value_or(1);
        table.require("lasts");
        load.lasts = table.law("lasts").value_or(Law{});
        load.from = table.duration("from", true).value_or(Ticks{0});
        const Ticks lasting = table.duration("for").value_or(scenario_.horizon);
        load.until = load.from + lasting;
        load.patience = table.duration("patience").value_or(Ticks{0});
        load.priority = static_cast<std::uint32_t>(table.whole("priority", 0, kHighestPriority).value_or(0));
        const double mean_calls = load.per_hour * seconds_of(lasting) / 3600;
        if (mean_calls > kMostLoadCalls) {
            table.error(node->place,
                        fmt::format("a [[load]] must bring at most {} calls a drill on average, but brings "
                                    "{:.0f}",
                                    kMostLoadCalls, std::ceil(mean_calls)));
        }
        table.finish();
        scenario_.loads.push_back(load);
    }
}

/// Cases that are played together all play their n-th protocol in the same drill.
void Loader::check_interaction(TableReader& top) {
    if (!scenario_.interaction) {
        const auto refuse = [&](const char* what, const auto& things) {
            if (things.empty()) return;
            top.error(things.front().place, fmt::format("a {} needs interaction, which is off", what),
                      "set interaction = true in [simulation]");
        };
        refuse("[[load]]", scenario_.loads);
        refuse("[[traffic]]", scenario_.traffic);
        return;
    }
    for (const Case& played : scenario_.cases) {
        const std::size_t first = scenario_.cases.front().protocols.size();
        if (played.protocols.size() == first) continue;
        top.error(
            played.place,
            fmt::format("with interaction, every case must name the same number of protocols, but the first case "
                        "names {} and this one names {}",
                        first, played.protocols.size()),
            "all cases play their first protocols together, then their second ones");
        return;
    }
}

}  // namespace hotline
