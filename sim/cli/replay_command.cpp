#include <fmt/format.h>
#include <fmt/ostream.h>

#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/drills/quorum_drills.hpp"
#include "analysis/pictures/text_plot.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/quorums.hpp"
#include "models/base/duration.hpp"
#include "models/scenario/instant_text.hpp"
#include "sim/cli/case_options.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/even_starts_option.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/plot_option.hpp"
#include "sim/cli/session.hpp"
#include "sim/reading/storyteller.hpp"
#include "sim/reading/timeline.hpp"
#include "sim/runs/drill_player.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

CommandHelp replay_help() {
    CommandHelp help{"replay",
                     "SCENARIO",
                     "Shows one drill as a timeline: who was called, on which channel, what happened and why. It is "
                     "the same drill\n"
                     "that `hotline run` counts as replication K.",
                     "  hotline replay scenarios/uk-china-2012 --replication 17\n"
                     "  hotline replay scenarios/uk-china-2012 --replication 17 -p hotline --format json\n",
                     {"Options"}};
    help.options.add_options()                                                                           //
        ("replication,k", po::value<std::string>()->value_name("K"), "the number of the drill, from 0")  //
        ("protocol,p", po::value<std::vector<std::string>>()->value_name("PROTOCOL"), "only this protocol");
    add_case_options(help.options);
    help.options.add_options()                                                                                  //
        ("seed", po::value<std::string>()->value_name("S"), "seed; default: the scenario's")                    //
        (kEvenStarts, "the drill of a run with --even-starts")                                                  //
        ("world", po::value<std::string>()->value_name("WORLD"), "isolated or shared; the result is the same")  //
        ("format", po::value<std::string>()->value_name("FORMAT"), "text (default) or json");
    add_plot_options(help.options);
    add_reading_options(help.options);
    help.options.add_options()("help,h", "show this help");
    return help;
}

/// The row, official, party and channel of an event.
struct Described {
    const Scenario& scenario;
    const TimelineEvent& event;

    const Row* row() const { return event.row == kNone ? nullptr : &scenario.rows[event.row]; }
    const Official* official() const { return row() ? &scenario.officials[row()->official] : nullptr; }
    const Party* party() const { return row() ? &scenario.parties[official()->party] : nullptr; }
    const Channel* channel() const { return row() ? &scenario.channels[row()->channel] : nullptr; }
};

std::string since_start(Ticks at) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at).count();
    return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

void write_text(std::ostream& out, Drill& drill, const std::vector<TimelineEvent>& events) {
    const Scenario& scenario = drill.scenario;
    const Case& played = drill.played();
    const Party& caller = scenario.parties[played.caller];
    const Instant start = drill.facts.start() + played.after;
    fmt::print(out, "{}, {}: replication {}, seed {}\n", case_text(scenario, drill.case_index),
               scenario.protocols[drill.protocol].title, drill.facts.replication(), drill.facts.luck().seed());
    fmt::print(out, "begins {} UTC, {} in {}\n\n", utc_text(start), local_text(caller, start), clock_place(caller));
    fmt::print(out, "{:>9}  {:8}  {:16}  {:6}  {}\n", "after", "UTC", "callee's clock", "branch", "what happened");
    for (const TimelineEvent& event : events) {
        const Described described{scenario, event};
        const Instant at = start + event.at;
        const std::string who =
            described.row() ? fmt::format("{} ({}) ", described.official()->id, described.channel()->id) : "";
        const Party& clock = described.party() ? *described.party() : scenario.parties[played.callee];
        fmt::print(out, "{:>9}  {}  {:16}  {:6}  {:{}}{}{}{}\n", since_start(event.at), utc_text(at).substr(11),
                   local_date_text(clock, at), event.branch, "", 2 * event.depth, who, event.what,
                   event.why.empty() ? "" : fmt::format(": {}", event.why));
    }
}

nlohmann::ordered_json to_json(Drill& drill, const std::vector<TimelineEvent>& events) {
    const Scenario& scenario = drill.scenario;
    const Case& played = drill.played();
    const Instant start = drill.facts.start() + played.after;
    nlohmann::ordered_json told{{"caller", scenario.parties[played.caller].id},
                                {"callee", scenario.parties[played.callee].id},
                                {"after", seconds_of(played.after)},
                                {"protocol", scenario.protocols[drill.protocol].id},
                                {"begins", utc_text(start)},
                                {"events", nlohmann::ordered_json::array()}};
    for (const TimelineEvent& event : events) {
        const Described described{scenario, event};
        nlohmann::ordered_json line{
            {"after", seconds_of(event.at)}, {"utc", utc_text(start + event.at)}, {"branch", event.branch}};
        if (described.row()) {
            line["local"] = local_date_text(*described.party(), start + event.at);
            line["official"] = described.official()->id;
            line["channel"] = described.channel()->id;
        }
        line["what"] = event.what;
        if (!event.why.empty()) line["why"] = event.why;
        told["events"].push_back(std::move(line));
    }
    return told;
}

/// The quorums all of whose cases are shown.
void write_text(std::ostream& out, const Scenario& scenario, const std::vector<QuorumDrills>& quorums) {
    for (const QuorumDrills& quorum : quorums) {
        const Ticks met = quorum.times.front();
        const std::uint32_t contacts = contacts_by(quorum.cases, scenario.horizon).front();
        fmt::print(out, "\n{}, under {}: {}, contact in {}\n", quorum_text(scenario.quorums[quorum.quorum]),
                   protocols_text(scenario, quorum.protocols, " and "),
                   met == kNever ? "not met" : "met after " + since_start(met), counted(contacts, "case"));
    }
}

nlohmann::ordered_json to_json(const Scenario& scenario, const QuorumDrills& quorum) {
    const Ticks met = quorum.times.front();
    nlohmann::ordered_json told{{"id", scenario.quorums[quorum.quorum].id},
                                {"protocols", ids_of_protocols(scenario, quorum.protocols)},
                                {"met", nullptr},
                                {"contacts", contacts_by(quorum.cases, scenario.horizon).front()}};
    if (met != kNever) told["met"] = seconds_of(met);
    return told;
}

}  // namespace

int replay_command(const Words& words) {
    const Arguments arguments(replay_help(), words, 1, 1);
    if (arguments.helped()) return kFine;
    const auto replication = arguments.number("replication", 0, std::numeric_limits<std::int64_t>::max());
    if (!replication) throw UsageError("replay needs --replication K, the number of a drill from 0");
    const bool json = arguments.choice("format", {"text", "json"}, "text") == "json";
    const auto plot = plot_width(arguments, !json);
    const std::string world_name = arguments.choice("world", {"isolated", "shared"}, "");

    auto scenario = load_for_use(arguments);
    if (!scenario) return kWrongInput;
    choose_protocols(*scenario, arguments.texts("protocol"));
    const std::vector<Index> cases = chosen_cases(*scenario, arguments);

    const auto seed = arguments.number("seed", 0, std::numeric_limits<std::int64_t>::max()).value_or(scenario->seed);
    DrillPlayer player(*scenario, seed, world_maker(shared_world_chosen(*scenario, world_name)));
    nlohmann::ordered_json told{{"scenario", scenario->title},
                                {"seed", seed},
                                {"replication", *replication},
                                {"drills", nlohmann::ordered_json::array()}};
    const auto even = even_starts(arguments, *scenario);
    player.begin(*replication, even ? std::optional(even->start(Luck(seed, *replication))) : std::nullopt);
    bool first = true;
    std::vector<Outcomes> outcomes;  // of this drill
    for (const Index index : cases) {
        for (const Index protocol : scenario->cases[index].protocols) {
            player.play(index, protocol);
            const auto events = timeline_of(player.drill(), player.ending());
            outcomes.emplace_back(*scenario, index, protocol).resize(1);
            outcomes.back().contact[0] = player.ending().contact();
            if (json) {
                told["drills"].push_back(to_json(player.drill(), events));
            } else {
                if (!first) std::cout << '\n';
                write_text(std::cout, player.drill(), events);
                if (plot) {
                    std::cout << '\n';
                    plot_lanes(std::cout, *scenario, story_of(player.drill(), player.ending()), *plot);
                }
            }
            first = false;
        }
    }
    const std::vector<QuorumDrills> quorums = quorum_drills(*scenario, outcomes);
    if (!json) write_text(std::cout, *scenario, quorums);
    for (const QuorumDrills& quorum : quorums) told["quorums"].push_back(to_json(*scenario, quorum));
    if (json) std::cout << told.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    return kFine;
}

}  // namespace hotline::cli
