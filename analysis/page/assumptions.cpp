#include "analysis/page/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "analysis/page/in_words.hpp"
#include "analysis/write/figures.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostOfAKind = 200;

/// The lines of a file, and which of them begin with a bracket. A list may have a million.
struct Lines {
    std::vector<std::string_view> all;
    std::vector<std::size_t> tables;

    explicit Lines(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            std::string_view line = text.substr(at, end - at);
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (line.starts_with('[')) tables.push_back(all.size());
            all.push_back(line);
            at = end + 1;
        }
    }
};

/// The text of a comment line, without its sign; empty if the line is not only a comment.
std::optional<std::string_view> comment_line(std::string_view line) {
    const std::size_t sign = line.find_first_not_of(" \t");
    if (sign == std::string_view::npos || line[sign] != '#') return {};
    const std::size_t words = line.find_first_not_of("# \t", sign);
    return words == std::string_view::npos ? "" : line.substr(words);
}

/// The comment after a value, as in "patience: assumption". The sign may also occur inside TOML's texts.
std::string comment_behind(std::string_view line) {
    const std::size_t words = line.find_first_not_of("# \t", find_unquoted(line, '#'));
    if (words == std::string_view::npos) return {};
    const std::string_view key = line.substr(0, line.find_first_of(" ="));
    return line.front() == '[' ? std::string(line.substr(words)) : fmt::format("{}: {}", key, line.substr(words));
}

/// The comments on the table that begins at a line of a file: the one right above it, and those after its values.
std::string said_of(const std::vector<std::string_view>& lines, std::uint32_t line) {
    std::string said;
    const auto add = [&](std::string_view words) {
        if (!words.empty()) said.append(said.empty() ? "" : " ").append(words);
    };
    std::size_t first = std::min<std::size_t>(line > 0 ? line - 1 : 0, lines.size());
    const std::size_t table = first;
    while (first > 0 && comment_line(lines[first - 1])) --first;
    for (std::size_t at = first; at < table; ++at) add(*comment_line(lines[at]));
    for (std::size_t at = table; at < lines.size() && !lines[at].empty(); ++at) {
        if (at > table && lines[at].front() == '[') break;
        if (!comment_line(lines[at])) add(comment_behind(lines[at]));
    }
    return said;
}

class Collector {
public:
    Collector(const Scenario& scenario, const Diagnostics& files, const PublishedFigures& published)
        : scenario_(scenario), files_(files), published_(published) {}

    std::vector<Assumption> collect() {
        std::size_t expectations = 0;
        std::set<Index> responses;
        std::set<Index> channels;
        std::set<Index> stalenesses;
        std::set<Index> carriers;
        std::set<Index> rosters;
        for (const Row& row : scenario_.rows) {
            responses.insert(row.response);
            channels.insert(row.channel);
        }
        for (const Protocol& protocol : scenario_.protocols) {
            if (protocol.exchange) channels.insert(protocol.exchange->via);
        }
        for (const Load& load : scenario_.loads) channels.insert(load.channel);
        for (const Outage& outage : scenario_.outages) carriers.insert(outage.carrier);
        for (const Traffic& traffic : scenario_.traffic) carriers.insert(traffic.carrier);
        channels.erase(kNone);
        for (const Index channel : channels) {
            stalenesses.insert(scenario_.channels[channel].staleness);
            carriers.insert(scenario_.channels[channel].carriers.begin(), scenario_.channels[channel].carriers.end());
        }
        for (const Official& official : scenario_.officials) {
            stalenesses.insert(official.staleness);
            rosters.insert(official.roster);
        }
        for (const Rota& rota : scenario_.rotas) {
            for (const RotaLayer& layer : rota.layers) rosters.insert(layer.hours);
        }
        carriers.erase(kNone);
        stalenesses.erase(kNone);
        rosters.erase(kNone);
        for (const Protocol& protocol : scenario_.protocols) {
            add("protocol", protocol.id, protocol);
            for (std::size_t step = 0; step < protocol.steps.size(); ++step)
                add("step", fmt::format("{}, step {}", protocol.id, step + 1), protocol.steps[step]);
        }
        add_all("roster", scenario_.rosters, rosters);
        for (const Rota& rota : scenario_.rotas) add("rota", rota.id, rota);
        add_all("response", scenario_.responses, responses);
        add_all("staleness", scenario_.stalenesses, stalenesses);
        for (const Stance& stance : scenario_.stances) add("stance", scenario_.parties[stance.party].id, stance);
        add_all("channel", scenario_.channels, channels);
        add_all("carrier", scenario_.carriers, carriers);
        for (const Site& site : scenario_.sites) add("site", site.id, site);
        for (const Outage& outage : scenario_.outages) {
            add("outage",
                outage.carrier != kNone ? scenario_.carriers[outage.carrier].id : scenario_.sites[outage.site].id,
                outage);
        }
        for (const Load& load : scenario_.loads) {
            add("load",
                load.official != kNone ? scenario_.officials[load.official].id : scenario_.channels[load.channel].id,
                load);
        }
        for (const Traffic& traffic : scenario_.traffic)
            add("traffic", scenario_.carriers[traffic.carrier].id, traffic);
        for_most(scenario_.cases, "cases", [&](const Case& first, std::size_t more) {
            add("case",
                from_to(scenario_.parties[first.caller].id, scenario_.parties[first.callee].id) +
                    and_more((more + 1) / first.times - 1, "pair"),
                first);
        });
        for_most(scenario_.parties, "parties", [&](const Party& first, std::size_t more) {
            add("party", first.id + and_more(more, "party"), first);
        });
        for_most(scenario_.officials, "officials", [&](const Official& first, std::size_t more) {
            add("official", first.id + and_more(more, "official"), first);
            for (const Index row : first.rows) {
                assumptions_.back().values += ". By " + in_words(scenario_, scenario_.rows[row]);
            }
        });
        for (const Quorum& quorum : scenario_.quorums) add("quorum", quorum.id, quorum);
        for (const Expectation& expectation : scenario_.expectations)
            add("expectation", fmt::format("expectation {}", ++expectations), expectation);
        return std::move(assumptions_);
    }

private:
    template <class Thing>
    void add_all(const char* kind, const std::vector<Thing>& all, const std::set<Index>& used) {
        for (const Index index : used) add(kind, all[index].id, all[index]);
    }

    static std::string and_more(std::size_t more, const char* one) {
        return more == 0 ? "" : fmt::format(" and {} more", counted(more, one));
    }

    /// Lists things from one row of a file once, and of very many only the first.
    template <class Thing, class Tell>
    void for_most(const std::vector<Thing>& all, const char* plural, const Tell& tell) {
        std::size_t told = 0;
        for (std::size_t first = 0; first < all.size();) {
            std::size_t last = first + 1;
            while (last < all.size() && all[last].place.file == all[first].place.file &&
                   all[last].place.line == all[first].place.line)
                ++last;
            if (told++ == kMostOfAKind) {
                assumptions_.push_back(
                    {"", fmt::format("and {} more {}", all.size() - first, plural), {}, {}, {}, {}});
                return;
            }
            tell(all[first], last - first - 1);
            first = last;
        }
    }

    template <class Thing>
    void add(const char* kind, const std::string& name, const Thing& thing) {
        Assumption made{kind, name, in_words(scenario_, thing), {}, {}, {}};
        std::string all;
        for (const Place& place : places_of(fmt::format("[{}.{}]", kind, name), thing.place)) {
            made.where.push_back(fmt::format("{}:{}", files_.name_of_file(place.file), place.line));
            if (files_.is_list(place.file)) continue;
            std::string said = said_of(lines_of(place.file).all, place.line);
            if (said.empty()) continue;
            all += said + '\n';
            made.said.push_back(std::move(said));
        }
        made.figures = published_.named_in(all);
        assumptions_.push_back(std::move(made));
    }

    /// Where a table stands, and where it stands in the files that its file extends, whose keys it inherits.
    std::vector<Place> places_of(const std::string& header, Place first) {
        std::vector<Place> places;
        if (first.file == kNone) return places;
        places.push_back(first);
        for (Index file = first.file + 1; file < files_.files(); ++file) {
            const Lines& lines = lines_of(file);
            const auto found = std::find_if(lines.tables.begin(), lines.tables.end(),
                                            [&](std::size_t line) { return lines.all[line].starts_with(header); });
            if (found == lines.tables.end()) continue;
            places.push_back({file, static_cast<std::uint32_t>(*found) + 1, 0});
        }
        return places;
    }

    const Scenario& scenario_;
    const Diagnostics& files_;
    const Lines& lines_of(Index file) { return lines_.try_emplace(file, files_.text_of_file(file)).first->second; }

    const PublishedFigures& published_;
    std::map<Index, Lines> lines_;  // of the files that have been looked at
    std::vector<Assumption> assumptions_;
};

}  // namespace

bool Assumption::is_law_or_rate() const {
    return !kind.empty() && kind != "case" && kind != "party" && kind != "official" && kind != "rota" &&
           kind != "quorum" && kind != "expectation";
}

bool Assumption::is_silent() const {
    // "assumption", "Assumptions", "assumed"
    return figures.empty() && std::none_of(said.begin(), said.end(), [](const std::string& words) {
               return words.find("ssum") != std::string::npos;
           });
}

std::vector<Assumption> assumptions_of(const Scenario& scenario, const Diagnostics& files,
                                       const PublishedFigures& published) {
    return Collector(scenario, files, published).collect();
}

}  // namespace hotline
