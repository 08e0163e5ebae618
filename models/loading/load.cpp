#include "models/loading/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "models/base/duration.hpp"
#include "models/documents/overlay.hpp"
#include "models/loading/doubts_in_use.hpp"
#include "models/loading/loader.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

constexpr Ticks kDay{86400LL * 1024};
constexpr Ticks kLongestHorizon = 36600 * kDay;  // a century
constexpr Ticks kWidestStart = 20 * 366 * kDay;
constexpr double kMostChanges = 100'000;  // of one carrier in one drill
constexpr std::uint64_t kLargestSeed = (std::uint64_t{1} << 63) - 1;

const Node& section_of(const Node& document, const std::string& key) {
    static const Node kEmpty;
    const Node* section = document.find(key);
    return section ? *section : kEmpty;
}

}  // namespace

std::filesystem::path file_of_scenario(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored) ? path / "scenario.toml" : path;
}

std::optional<Doubts> read_with_doubts(const std::filesystem::path& file, Files& files, Diagnostics& diagnostics,
                                       const std::vector<std::string>& settings) {
    auto document = read_document(shorter(file), files, diagnostics);
    if (!document) return {};
    const std::size_t errors_of_files = diagnostics.findings().size();
    lay_settings(*document, settings, files, diagnostics);
    Doubts doubts(std::move(*document), diagnostics);
    if (diagnostics.findings().size() > errors_of_files) return {};
    return doubts;
}

std::optional<Scenario> load_document(const std::filesystem::path& file, Node document, std::size_t doubts,
                                      Files& files, Diagnostics& diagnostics, const CalendarReach& reach) {
    Scenario scenario = Loader(files, diagnostics, reach).load(std::move(document));
    if (diagnostics.has_errors()) return {};
    scenario.file = file;
    scenario.doubts = doubts;
    return scenario;
}

std::optional<Scenario> load_scenario(const std::filesystem::path& path, Diagnostics& diagnostics,
                                      const ReadFile& read, const std::vector<std::string>& settings,
                                      const CalendarReach& reach) {
    const std::filesystem::path file = file_of_scenario(path);
    Files files(diagnostics, read);
    auto doubts = read_with_doubts(file, files, diagnostics, settings);
    if (!doubts) return {};
    const std::vector<Doubt> all = doubts->all();
    auto scenario = load_document(file, std::move(*doubts).best(), all.size(), files, diagnostics, reach);
    if (scenario)
        scenario->doubts = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), in_use(*scenario)));
    return scenario;
}

Scenario Loader::load(Node document) {
    document = with_listed_parties(std::move(document));
    if (diagnostics_.has_errors()) return {};  // most sections name parties and would add errors
    collect(document, "party", parties_);
    collect(document, "roster", rosters_);
    collect(document, "rota", rotas_);
    collect(document, "response", responses_);
    collect(document, "staleness", stalenesses_);
    collect(document, "carrier", carriers_);
    collect(document, "site", sites_);
    collect(document, "channel", channels_);
    collect(document, "protocol", protocols_);

    TableReader top = reader(document, "the scenario");
    read_top(top);
    for (const char* key : {"parties", "party", "roster", "rota", "response", "staleness", "carrier", "site",
                            "channel", "stance", "protocol"}) {
        top.take(key);
    }
    read_parties(section_of(document, "party"));
    read_rosters(section_of(document, "roster"));
    read_responses(section_of(document, "response"));
    read_stalenesses(section_of(document, "staleness"));
    read_carriers(section_of(document, "carrier"));
    read_sites(section_of(document, "site"));
    read_outages(top);
    read_traffic(top);
    read_channels(section_of(document, "channel"));
    read_stances(section_of(document, "stance"));
    const std::size_t errors_before = diagnostics_.findings().size();
    read_lists(top, "contacts", [this](const Files::Text& file) { read_contacts(file); });
    read_rules(top);
    check_contacts();
    contacts_are_whole_ = diagnostics_.findings().size() == errors_before && !scenario_.officials.empty();
    read_rotas(section_of(document, "rota"));
    read_protocols(section_of(document, "protocol"));
    read_cases(top);
    read_turns();
    using Path = TableReader::Word;
    read_lists_or_calendars(
        top, "overrides", [this](const Files::Text& file) { read_overrides(file); },
        [this](TableReader& table, const Path& path) { read_override_calendar(table, path); }, "rota");
    read_lists_or_calendars(
        top, "leave", [this](const Files::Text& file) { read_leave(file); },
        [this](TableReader& table, const Path& path) { read_leave_calendar(table, path); });
    read_lists_or_calendars(
        top, "holidays", [this](const Files::Text& file) { read_holidays(file); },
        [this](TableReader& table, const Path& path) { read_holiday_calendar(table, path); }, "party");
    read_loads(top);
    check_interaction(top);
    read_quorums(top);
    read_expectations(top);
    read_proposals(top);
    check_flapping();
    top.finish();
    return std::move(scenario_);
}

void Loader::collect(const Node& document, const std::string& section, Names& names) {
    const Node* node = document.find(section);
    if (!node) return;
    if (node->kind != Node::Kind::table) {
        diagnostics_.error(node->place, fmt::format("\"{0}\" must hold tables, such as [{0}.some-id]", section));
        return;
    }
    for (const Member& member : node->members) {
        if (member.key.empty())
            diagnostics_.error(member.place, fmt::format("the id of a {} must not be empty", section));
        names.add(member.key);
    }
}

void Loader::read_top(TableReader& top) {
    scenario_.title = top.text("title").value_or("");
    scenario_.description = top.text("description").value_or("");
    top.require("horizon");
    if (const auto horizon = top.duration("horizon")) {
        if (*horizon <= Ticks{0} || *horizon > kLongestHorizon) {
            top.error(
                top.take("horizon")->place,
                fmt::format("\"horizon\" must be above 0 and at most a century, but is {}", duration_text(*horizon)));
        } else {
            scenario_.horizon = *horizon;
        }
    }
    scenario_.replications = top.whole("replications", 1, kMostReplications).value_or(scenario_.replications);
    scenario_.seed = top.whole("seed", 0, kLargestSeed).value_or(scenario_.seed);
    scenario_.unverified_age = top.duration("unverified_age").value_or(2 * 365 * kDay);
    if (const Node* node = top.take("simulation")) {
        TableReader simulation = reader(*node, "[simulation]");
        scenario_.interaction = simulation.flag("interaction").value_or(false);
        simulation.finish();
    }
    read_start(top);
    if (!top.has("contacts_for_each")) top.require("contacts");
}

void Loader::read_start(TableReader& top) {
    const Node* node = top.require("start");
    if (!node) return;
    TableReader start = reader(*node, "[start]");
    if (node->kind != Node::Kind::table) return;
    const auto instant = [&](const Node& at) -> std::optional<Instant> {
        if (at.kind != Node::Kind::instant) {
            start.error(at.place, "a start must be an instant with its offset from UTC",
                        "write it like 2012-10-04T02:30:00Z, without quotes");
            return {};
        }
        if (at.instant < kEarliestStart || at.instant > kLatestStart) {
            start.error(at.place, fmt::format("a start must be between the years 1970 and 2200, but is {}",
                                              utc_text(at.instant)));
            return {};
        }
        return at.instant;
    };
    const Node* at = start.take("at");
    const Node* between = start.take("between");
    if ((at != nullptr) == (between != nullptr)) {
        start.error(node->place, fmt::format("[start] must have either \"at\" or \"between\", but has {}",
                                             at ? "both" : "neither"));
    } else if (at) {
        if (const auto first = instant(*at)) scenario_.start_first = scenario_.start_last = *first;
    } else if (between->kind != Node::Kind::array || between->items.size() != 2) {
        start.error(between->place, "\"between\" takes an array of two instants");
    } else {
        const auto first = instant(between->items[0]);
        const auto last = instant(between->items[1]);
        if (first && last) {
            if (*last < *first) {
                start.error(between->place,
                            fmt::format("the second instant must not be before the first ({}), but is {}",
                                        utc_text(*first), utc_text(*last)));
            }
            if (*last - *first > kWidestStart) {
                start.error(between->place, fmt::format("\"between\" must span at most 20 years, but spans {}",
                                                        rough_duration_text(*last - *first)));
            }
            scenario_.start_first = *first;
            scenario_.start_last = *last;
        }
    }
    start.finish();
}

void Loader::read_lists(TableReader& top, const std::string& key,
                        const std::function<void(const Files::Text&)>& read) {
    for (const TableReader::Word& word : top.words(key)) {
        if (is_calendar(word.text)) {
            top.error(word.place, fmt::format("\"{}\" takes lists, not a calendar", key),
                      "calendars have \"holidays\", \"leave\", \"overrides\" and the turns of rotas");
            continue;
        }
        if (const auto text = files_.read(files_.beside(word.place.file, word.text), word.place)) read(*text);
    }
}

/// A carrier or site that flaps throughout the horizon would make a drill arbitrarily long.
void Loader::check_flapping() {
    Ticks longest = scenario_.horizon;
    for (const Case& played : scenario_.cases) longest = std::max(longest, scenario_.horizon + played.after);
    const auto check = [&](const char* kind, const auto& things) {
        for (const auto& thing : things) {
            if (thing.availability <= 0 || thing.availability >= 1 || thing.mean_outage <= Ticks{0}) continue;
            const double cycle = seconds_of(thing.mean_outage) / (1 - thing.availability);
            const double changes = 2 * seconds_of(longest) / cycle;
            if (changes <= kMostChanges) continue;
            diagnostics_.error(
                thing.place,
                fmt::format("{} \"{}\" must go up or down at most {:.0f} times in a drill, but does so "
                            "{:.0f} times on average",
                            kind, thing.id, kMostChanges, changes),
                "use a longer \"mean_outage\", which means fewer outages");
        }
    };
    check("carrier", scenario_.carriers);
    check("site", scenario_.sites);
}

}  // namespace hotline
