#include "sim/cli/worlds_player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <utility>

#include "sim/cli/doubts_option.hpp"
#include "sim/cli/session.hpp"
#include "sim/draws/worlds_luck.hpp"

namespace hotline::cli {
namespace {

Scenario load_world(const Worlds& worlds, const Arguments& arguments, const std::vector<double>& quantiles) {
    try {
        Scenario scenario = worlds.world(quantiles);
        choose_protocols(scenario, arguments.texts("protocol"));
        return scenario;
    } catch (const WrongWorld& wrong) {
        throw UsageError(wrong.what());
    }
}

constexpr std::uint64_t kMostDrillsOfWorld = 10'000;  // of a check

/// How each source of doubt acts.
std::vector<SourceKind> kinds_of_sources(const Doubts& doubts) {
    std::vector<SourceKind> kinds(doubts.sources().size());
    std::vector<bool> smooth(kinds.size(), false);
    std::vector<std::vector<double>> ends(kinds.size());
    for (const Doubt& doubt : doubts.all()) {
        if (!doubt.has_alternatives()) smooth[doubt.source] = true;
        double end = 0;
        for (const double weight : doubt.weights) ends[doubt.source].push_back(end += weight);
    }
    for (std::size_t source = 0; source < kinds.size(); ++source) {
        if (smooth[source]) continue;
        std::vector<double>& of = ends[source];
        std::sort(of.begin(), of.end());
        double before = 0;
        for (const double end : of) {
            if (end - before > 1e-9) kinds[source].shares.push_back(end - before);
            before = std::max(before, end);
        }
    }
    return kinds;
}

DoubtLine line_of(const Doubt& doubt) {
    DoubtLine line{doubt.path, {}, {}, {}, doubt.source};
    if (doubt.has_alternatives()) {
        line.best = fmt::format("alternative {}", doubt.preferred + 1);
    } else {
        line.best = value_written(doubt, doubt.best);
        line.from = value_written(doubt, doubt.from);
        line.to = value_written(doubt, doubt.to);
    }
    return line;
}

/// Those of --set and --vary.
std::vector<std::string> settings_played(const Arguments& arguments, const Played& played) {
    std::vector<std::string> settings = arguments.texts("set");
    settings.insert(settings.end(), played.settings.begin(), played.settings.end());
    return settings;
}

}  // namespace

WorldsOf worlds_of(const std::filesystem::path& scenario, const Arguments& arguments,
                   const std::vector<std::string>& settings, std::uint64_t seed, std::size_t worlds) {
    Diagnostics told_before;
    auto read = Worlds::read(scenario, told_before, reader_for(arguments, scenario), settings);
    if (!read) throw UsageError(fmt::format("{} has changed while it was read", scenario.string()));
    auto quantiles = world_quantiles(seed, read->doubts().sources(), worlds);
    return {std::move(*read), std::move(quantiles)};
}

std::vector<WorldsOf> worlds_of(const std::vector<Played>& best, const Arguments& arguments, std::size_t worlds) {
    std::vector<WorldsOf> all;
    bool in_doubt = false;
    for (const Played& played : best) {
        all.push_back(
            worlds_of(played.scenario.file, arguments, settings_played(arguments, played), played.plan.seed, worlds));
        in_doubt |= !all.back().worlds.doubts().empty();
    }
    if (!in_doubt) {
        throw UsageError(fmt::format(
            "--doubts needs a value in doubt, such as answer = {{ best = 0.45, from = 0.2, to = 0.7 }}, but {}",
            all.size() == 1 ? "the scenario has none" : "no scenario has one"));
    }
    return all;
}

AllDoubts doubts_of(const std::vector<WorldsOf>& all) {
    AllDoubts doubts;
    doubts.quantiles.resize(all.front().quantiles.size());
    for (const WorldsOf& one : all) {
        const Doubts& of_one = one.worlds.doubts();
        const std::vector<SourceKind> kinds = kinds_of_sources(of_one);
        std::vector<std::size_t> places;
        for (std::size_t source = 0; source < kinds.size(); ++source) {
            const auto known = std::find(doubts.sources.begin(), doubts.sources.end(), of_one.sources()[source]);
            places.push_back(static_cast<std::size_t>(known - doubts.sources.begin()));
            if (known != doubts.sources.end()) {
                SourceKind& kind = doubts.kinds[places.back()];
                if (kind.shares != kinds[source].shares) kind.shares.clear();
                continue;
            }
            doubts.sources.push_back(of_one.sources()[source]);
            doubts.kinds.push_back(kinds[source]);
            for (std::size_t world = 0; world < doubts.quantiles.size(); ++world)
                doubts.quantiles[world].push_back(one.quantiles[world][source]);
        }
        for (const Doubt& doubt : of_one.all()) {
            DoubtLine line = line_of(doubt);
            line.source = places[doubt.source];
            if (std::find(doubts.lines.begin(), doubts.lines.end(), line) == doubts.lines.end())
                doubts.lines.push_back(std::move(line));
        }
    }
    return doubts;
}

std::vector<std::vector<std::string>> values_of(const WorldsOf& of) {
    std::vector<std::vector<std::string>> all;
    for (const std::vector<double>& quantiles : of.quantiles) {
        std::vector<std::string>& values = all.emplace_back();
        for (const Doubt& doubt : of.worlds.doubts().all()) {
            const double u = quantiles[doubt.source];
            values.push_back(doubt.has_alternatives() ? value_text(doubt, u)
                                                      : value_written(doubt, value_at(doubt, u)));
        }
    }
    return all;
}

// The next world is loaded while this one is played.
bool play_worlds(const std::vector<WorldsOf>& all, const std::vector<Played>& best, const Arguments& arguments,
                 const std::function<void(const std::vector<Played>&)>& played) {
    note_interrupts();
    Progress progress("playing worlds");
    const std::size_t worlds = all.front().quantiles.size();
    const bool forks =
        std::any_of(best.begin(), best.end(), [](const Played& one) { return one.plan.one_world_a_process; });
    const auto load = [&](std::size_t world) {
        return std::async(std::launch::async, [&, world] {
            std::vector<Scenario> scenarios;
            scenarios.reserve(all.size());
            for (std::size_t index = 0; index < all.size(); ++index) {
                scenarios.push_back(all[index].worlds.doubts().empty()
                                        ? best[index].scenario
                                        : load_world(all[index].worlds, arguments, all[index].quantiles[world]));
            }
            return scenarios;
        });
    };
    std::future<std::vector<Scenario>> next = load(0);
    for (std::size_t world = 0; world < worlds; ++world) {
        std::vector<Scenario> scenarios = next.get();
        // Processes are forked without threads beside them.
        if (world + 1 < worlds && !forks) next = load(world + 1);
        std::vector<Played> of_world;
        of_world.reserve(all.size());
        for (std::size_t index = 0; index < all.size(); ++index) {
            if (all[index].worlds.doubts().empty()) {
                of_world.push_back({std::move(scenarios[index]),
                                    {},
                                    best[index].label,
                                    best[index].plan,
                                    best[index].outcomes,
                                    {},
                                    best[index].variant});
                continue;
            }
            RunPlan plan = best[index].plan;
            plan.progress = [&](double share) {
                const auto before = static_cast<double>(world * all.size() + index);
                progress.show((before + share) / static_cast<double>(worlds * all.size()));
            };
            auto outcomes = run(scenarios[index], plan);
            if (!outcomes) {
                end_playing(true);
                return false;
            }
            of_world.push_back({std::move(scenarios[index]),
                                {},
                                best[index].label,
                                best[index].plan,
                                std::move(*outcomes),
                                {},
                                best[index].variant});
        }
        played(of_world);
        if (world + 1 < worlds && forks) next = load(world + 1);
    }
    end_playing(false);
    return true;
}

std::optional<std::vector<CheckedExpectation>> check_in_worlds(const Played& played, CheckPlan plan,
                                                               const Arguments& arguments, Progress& progress) {
    const std::size_t worlds = worlds_asked(arguments, {}).value_or(kUsualWorlds);
    const WorldsOf of =
        worlds_of(played.scenario.file, arguments, settings_played(arguments, played), played.plan.seed, worlds);
    if (!arguments.has("max-drills")) plan.max_drills = kMostDrillsOfWorld;
    plan.played = nullptr;
    plan.in_worlds = true;
    std::vector<std::vector<CheckedExpectation>> by_test;
    for (std::size_t world = 0; world < worlds; ++world) {
        Scenario scenario = load_world(of.worlds, arguments, of.quantiles[world]);
        for (Expectation& expectation : scenario.expectations)
            expectation.confidence = confidence_in_each_world(expectation.confidence);
        plan.run.progress = [&](double share) {
            progress.show((static_cast<double>(world) + share) / static_cast<double>(worlds));
        };
        auto checked = check(scenario, plan);
        if (!checked) return {};
        by_test.resize(checked->size());
        for (std::size_t test = 0; test < checked->size(); ++test) {
            CheckedExpectation& one = (*checked)[test];
            const auto place = static_cast<std::size_t>(one.expectation - scenario.expectations.data());
            one.expectation = &played.scenario.expectations[place];
            by_test[test].push_back(std::move(one));
        }
    }
    std::vector<CheckedExpectation> checked;
    checked.reserve(by_test.size());
    for (const std::vector<CheckedExpectation>& of_worlds : by_test)
        checked.push_back(checked_in_worlds(*of_worlds.front().expectation, of_worlds));
    return checked;
}

}  // namespace hotline::cli
