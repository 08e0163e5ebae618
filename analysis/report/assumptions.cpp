#include "analysis/report/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/figures.hpp"
#include "models/duration.hpp"
#include "models/part_of_week.hpp"

namespace hotline {
namespace {

std::string law_text(const Law& law) {
    const auto time = [](double seconds) { return seconds_text(seconds); };
    switch (law.kind) {
        case Law::Kind::fixed:
            return time(law.a);
        case Law::Kind::uniform:
            return fmt::format("uniform, {} to {}", time(law.a), time(law.b));
        case Law::Kind::exponential:
            return fmt::format("exponential, mean {}", time(law.a));
        case Law::Kind::lognormal:
            return fmt::format("lognormal, median {}, sigma {:.3g}", time(std::exp(law.a)), law.b);
        case Law::Kind::weibull:
            return fmt::format("Weibull, scale {}, shape {:.3g}", time(law.a), law.b);
        case Law::Kind::gamma:
            return fmt::format("gamma, mean {}, shape {:.3g}", time(law.a), law.b);
        case Law::Kind::loglogistic:
            return fmt::format("log-logistic, median {}, shape {:.3g}", time(law.a), law.b);
        case Law::Kind::empirical:
            break;
    }
    return fmt::format("empirical, {} durations", law.sample->size());
}

std::string share_text(double share) {
    return fmt::format("{:.4g} %", 100 * share);
}

std::string duty_text(const Duty& duty) {
    if (duty.answer <= 0) return "never answers";
    return fmt::format("answers {}, after {}{}", share_text(duty.answer), law_text(duty.latency),
                       duty.from_next_shift ? " from the next shift" : "");
}

std::string values_of(const Roster& roster) {
    WeekMinutes minutes;
    for (const Shift& shift : roster.shifts) {
        for (std::size_t day = 0; day < 7; ++day) {
            if ((shift.days >> day & 1) == 0) continue;
            const std::size_t midnight = day * 24 * 60;
            for (auto minute = shift.begins; minute < shift.ends; ++minute)
                minutes.set((midnight + static_cast<std::size_t>(minute.count())) % minutes.size());
        }
    }
    std::string text;
    if (minutes.all()) {
        text = "round the clock";
    } else if (minutes.none()) {
        text = "never";
    } else {
        for (const PartOfWeek& part : parts_of_week(minutes)) text += (text.empty() ? "" : ", ") + part.text;
    }
    return text + (roster.works_on_holidays ? "; on public holidays too" : "; not on public holidays");
}

std::string values_of(const Response& response) {
    std::string text =
        fmt::format("on duty {}; off duty {}", duty_text(response.on_duty), duty_text(response.off_duty));
    if (response.present < 1) text += fmt::format("; there in {} of drills", share_text(response.present));
    if (response.spell > Ticks{0}) text += fmt::format("; the same for {}", duration_text(response.spell));
    if (response.screened > 0) text += fmt::format("; somebody else answers in {}", share_text(response.screened));
    if (response.call_back > 0) {
        text += fmt::format("; calls back {}, after {}", share_text(response.call_back),
                            law_text(response.call_back_delay));
    }
    return text;
}

std::string values_of(const Staleness& staleness) {
    return fmt::format("{:.3g} a year: {} are still right after one", staleness.per_year,
                       share_text(std::exp(-staleness.per_year)));
}

std::string values_of(const Channel& channel) {
    std::string text =
        fmt::format("{}, set-up {}, patience {}", channel.kind == Channel::Kind::call ? "call" : "message",
                    law_text(channel.set_up), duration_text(channel.patience));
    if (channel.lines > 0) text += fmt::format(", {} lines", channel.lines);
    return text;
}

std::string values_of(const Carrier& carrier) {
    if (carrier.availability >= 1) return "always there";
    return fmt::format("there {} of the time, outages of {} on average", share_text(carrier.availability),
                       duration_text(carrier.mean_outage));
}

std::string hurdle_text(const char* what, const std::optional<Hurdle>& hurdle) {
    if (!hurdle) return {};
    return fmt::format("; {} takes {} and fails in {}", what, law_text(hurdle->latency), share_text(hurdle->failure));
}

std::string values_of(const Protocol& protocol) {
    std::string text = fmt::format("preparing takes {}", law_text(protocol.prepare));
    if (protocol.goal) text += fmt::format("; authority {} is needed", protocol.goal->authority);
    if (protocol.rounds > 1) {
        text += fmt::format("; {} rounds, {} between them", protocol.rounds, law_text(protocol.round_gap));
    }
    text += hurdle_text("proving who is speaking", protocol.verify);
    text += hurdle_text("an interpreter", protocol.interpreter);
    if (protocol.hold > Ticks{0}) text += fmt::format("; holds the line for {}", duration_text(protocol.hold));
    return text;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        if (lines.back().ends_with('\r')) lines.back().pop_back();
        at = end + 1;
    }
    return lines;
}

/// Without the sign and the blanks before it; nothing where the line is not a comment alone.
std::optional<std::string> comment_line(const std::string& line) {
    const std::size_t sign = line.find_first_not_of(" \t");
    if (sign == std::string::npos || line[sign] != '#') return {};
    const std::size_t words = line.find_first_not_of("# \t", sign);
    return words == std::string::npos ? "" : line.substr(words);
}

/// "patience: assumption", where that is what stands behind a value; TOML's texts may hold the sign, too.
std::string comment_behind(const std::string& line) {
    char quote = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (quote != 0) {
            if (line[at] == quote) quote = 0;
        } else if (line[at] == '"' || line[at] == '\'') {
            quote = line[at];
        } else if (line[at] == '#') {
            const std::size_t words = line.find_first_not_of("# \t", at);
            if (words == std::string::npos) return {};
            const std::string key = line.substr(0, line.find_first_of(" ="));
            return line.front() == '[' ? line.substr(words) : fmt::format("{}: {}", key, line.substr(words));
        }
    }
    return {};
}

/// What is said in a file of the table that begins at a line: the comment right above it, and those behind its
/// values.
std::string said_of(const std::string& text, std::uint32_t line) {
    const std::vector<std::string> lines = lines_of(text);
    std::string said;
    const auto add = [&](const std::string& words) {
        if (!words.empty()) said += (said.empty() ? "" : " ") + words;
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
        std::set<Index> responses;
        std::set<Index> channels;
        std::set<Index> stalenesses;
        std::set<Index> carriers;
        std::set<Index> rosters;
        for (const Row& row : scenario_.rows) {
            responses.insert(row.response);
            channels.insert(row.channel);
        }
        for (const Index channel : channels) {
            stalenesses.insert(scenario_.channels[channel].staleness);
            carriers.insert(scenario_.channels[channel].carriers.begin(), scenario_.channels[channel].carriers.end());
        }
        for (const Official& official : scenario_.officials) {
            stalenesses.insert(official.staleness);
            rosters.insert(official.roster);
        }
        stalenesses.erase(kNone);
        rosters.erase(kNone);
        for (const Protocol& protocol : scenario_.protocols) add("protocol", protocol);
        add_all("roster", scenario_.rosters, rosters);
        add_all("response", scenario_.responses, responses);
        add_all("staleness", scenario_.stalenesses, stalenesses);
        add_all("channel", scenario_.channels, channels);
        add_all("carrier", scenario_.carriers, carriers);
        return std::move(assumptions_);
    }

private:
    template <class Thing>
    void add_all(const char* kind, const std::vector<Thing>& all, const std::set<Index>& used) {
        for (const Index index : used) add(kind, all[index]);
    }

    template <class Thing>
    void add(const char* kind, const Thing& thing) {
        Assumption made{kind, thing.id, values_of(thing), {}, {}, {}};
        std::string all;
        for (const Place& place : places_of(fmt::format("[{}.{}]", kind, thing.id), thing.place)) {
            made.where.push_back(fmt::format("{}:{}", files_.name_of_file(place.file), place.line));
            std::string said = said_of(files_.text_of_file(place.file), place.line);
            if (said.empty()) continue;
            all += said + '\n';
            made.said.push_back(std::move(said));
        }
        made.figures = published_.named_in(all);
        assumptions_.push_back(std::move(made));
    }

    /// Where a table stands, and where it does in the files under that one, whose keys it takes over.
    std::vector<Place> places_of(const std::string& header, Place first) const {
        std::vector<Place> places;
        if (first.file == kNone) return places;
        places.push_back(first);
        for (Index file = first.file + 1; file < files_.files(); ++file) {
            const std::string& text = files_.text_of_file(file);
            const std::size_t at = text.find('\n' + header);
            if (at == std::string::npos) continue;
            const auto before = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at) + 1, '\n');
            places.push_back({file, static_cast<std::uint32_t>(before) + 1, 0});
        }
        return places;
    }

    const Scenario& scenario_;
    const Diagnostics& files_;
    const PublishedFigures& published_;
    std::vector<Assumption> assumptions_;
};

}  // namespace

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
