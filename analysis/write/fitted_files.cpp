// The files of a fit: laws and a scenario as TOML, and the list of contacts as CSV.

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "analysis/write/figures.hpp"
#include "analysis/write/log_fit.hpp"
#include "models/base/duration.hpp"
#include "models/documents/csv_table.hpp"

namespace hotline {
namespace {

constexpr double kLeastSeconds = 0.01;
constexpr double kLeastShape = 0.001;
constexpr double kMostShape = 1e6;
constexpr double kLeastShareOfFile = 1e-6;
constexpr double kDoubtOfFiles = 0.9;  // between `from` and `to`
constexpr double kLeastLoss = 0.001;   // a difference that is told

std::string quoted(const std::string& text) {
    std::string inside;
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') inside += '\\';
        inside += letter;
    }
    return '"' + inside + '"';
}

/// A bare key, or one in quotes.
std::string key(const std::string& id) {
    const bool bare = !id.empty() && std::all_of(id.begin(), id.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
    });
    return bare ? id : quoted(id);
}

/// A comment is one line.
std::string comment(std::string text) {
    for (char& letter : text) {
        if (static_cast<unsigned char>(letter) < ' ' || letter == '\x7f') letter = ' ';
    }
    return text;
}

/// Four figures, in the least digits that TOML takes as a decimal number.
std::string number(double value) {
    std::string text = fmt::format("{:.4g}", value);
    if (text.find_first_of(".e") == text.npos) text += ".0";
    return text;
}

std::string seconds(double value) {
    const int decimals = std::clamp(3 - static_cast<int>(std::floor(std::log10(value))), 0, 3);
    return fmt::format("\"{:.{}f}s\"", value, decimals);
}

/// { best, from, to }, or the best value alone if all are so near that they are written alike.
template <class Write>
std::string doubt(const Known& known, double least, double most, const Write& write) {
    std::string best = write(std::clamp(known.best, least, most));
    const std::string from = write(std::clamp(known.from, least, most));
    const std::string to = write(std::clamp(known.to, least, most));
    if (from == best || to == best) return best;
    return fmt::format("{{ best = {}, from = {}, to = {} }}", best, from, to);
}
std::string share(const Known& known) {
    return doubt(known, kLeastShareOfFile, 1 - kLeastShareOfFile, [](double value) {
        std::string text = fmt::format("{:.4f}", value);
        return text == "0.0000" || text == "1.0000" ? fmt::format("{:.6f}", value) : text;
    });
}
std::string shape(const Known& known) {
    return doubt(known, kLeastShape, kMostShape, number);
}

std::string law_of(const FittedClass& fitted) {
    const std::string place = doubt(fitted.place, kLeastSeconds, 1e9, seconds);
    switch (fitted.belief->model().family) {
        case Law::Kind::weibull:
            return fmt::format("{{ law = \"weibull\", scale = {}, shape = {} }}", place, shape(fitted.shape));
        case Law::Kind::lognormal:
            return fmt::format("{{ law = \"lognormal\", median = {}, sigma = {} }}", place, shape(fitted.shape));
        case Law::Kind::loglogistic:
            return fmt::format("{{ law = \"loglogistic\", median = {}, shape = {} }}", place, shape(fitted.shape));
        case Law::Kind::gamma:
            return fmt::format("{{ law = \"gamma\", mean = {}, shape = {} }}", place, shape(fitted.shape));
        default:
            return fmt::format("{{ law = \"exponential\", mean = {} }}", place);
    }
}

/// The rate, where none was dead by a law that gives each rate the weight that the years leave it.
Known rate_of(const StalenessFit& fit) {
    if (fit.dead > 0) {
        const Interval doubt = fit.interval(0.9);
        return {fit.per_year, doubt.low, doubt.high, fit.interval()};
    }
    return {std::log(2.0) / fit.years, -std::log(0.95) / fit.years, -std::log(0.05) / fit.years, fit.interval()};
}

/// What is lost as the file has each doubt by itself: where in the log that matters most, the band of 90 % of the
/// share that answers, as the file has it, and as the estimates have it together.
void write_loss(std::ostream& out, const FittedClass& fitted) {
    constexpr int kTimes = 12;
    using Doubts = ContactsFit::Doubts;
    const TimesSummary& times = fitted.laws.times;
    double worst = 0, at = 0;
    for (int index = 1; index <= kTimes; ++index) {
        const double seconds = times.last * std::pow(0.7, kTimes - index);
        const auto width = [&](Doubts doubts) {
            const Interval band = fitted.belief->answers_by(seconds, kDoubtOfFiles, doubts).interval;
            return band.high - band.low;
        };
        const double loss = std::abs(width(Doubts::apart) - width(Doubts::together));
        if (!(loss > worst)) continue;
        worst = loss;
        at = seconds;
    }
    if (worst < kLeastLoss) return;
    const auto band = [&](Doubts doubts) {
        const Interval is = fitted.belief->answers_by(at, kDoubtOfFiles, doubts).interval;
        return fmt::format("{:.1f}–{:.1f} %", 100 * is.low, 100 * is.high);
    };
    fmt::print(
        out,
        "# Each doubt is drawn by itself, as if the estimates did not depend on each other. That changes most\n"
        "# the answers within {}: {} in 90 % of worlds, where the estimates together say {}.\n",
        duration_text(at, Rounding::nearest), band(Doubts::apart), band(Doubts::together));
}

/// Whoever is absent answers no test either: how often those of a response are there.
double present_of(const LogFitReport& report, const std::string& response) {
    if (report.scenario == nullptr) return 1;
    const std::vector<Response>& all = report.scenario->responses;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Response& one) { return one.id == response; });
    return found == all.end() || !(found->present > 0) ? 1 : found->present;
}

/// The share that answers of those who are there.
Known of_present(Known answer, double present) {
    answer.best /= present;
    answer.from /= present;
    answer.to /= present;
    return answer;
}

void write_tables(std::ostream& out, const LogFitReport& report) {
    // Differences hold in every state of duty: those of the state with the most tests count.
    std::map<std::string, const FittedClass*> differing;
    for (const FittedClass& fitted : report.fit.classes) {
        if (fitted.tests.contacts.empty()) continue;
        const char* state = fitted.tests.state == FoundOn::off_duty ? "off_duty" : "on_duty";
        const double present = present_of(report, fitted.tests.response);
        fmt::print(out, "\n# {} of {} contacts\n[response.{}.{}]\n",
                   comment(source_text(report, fitted.tests.tests())), fitted.tests.contacts.size(),
                   key(fitted.tests.response), state);
        if (present < 1)
            fmt::print(out, "# of those who are present, in {} of drills: whoever is absent answers no test either\n",
                       percent(present) + " %");
        fmt::print(out, "answer = {}\n", share(of_present(fitted.answer, present)));
        if (fitted.declined) fmt::print(out, "declined = {}\n", share(*fitted.declined));
        if (!fitted.belief) {
            fmt::print(out, "# no law of the time to an answer: {}\n", fitted.why_not);
            continue;
        }
        fmt::print(out, "latency = {}\n", law_of(fitted));
        write_loss(out, fitted);
        if (!fitted.answers_differ && !fitted.times_differ) continue;
        const FittedClass*& most = differing[fitted.tests.response];
        if (most == nullptr || most->tests.tests() < fitted.tests.tests()) most = &fitted;
    }
    for (const auto& [response, fitted] : differing) {
        fmt::print(out, "\n# {}, {}\n[response.{}.between]\neach = \"official\"\n", comment(fitted->tests.name()),
                   comment(source_text(report, fitted->tests.tests())), key(response));
        if (fitted->answers_differ)
            fmt::print(out, "answer = {{ law = \"beta\", precision = {} }}\n", shape(fitted->precision));
        if (fitted->times_differ)
            fmt::print(out, "latency = {{ law = \"lognormal\", sigma = {} }}\n",
                       doubt(fitted->sigma, kLeastShape, 10, number));
    }
    for (const FittedStaleness& stale : report.fit.staleness) {
        if (!(stale.fit.years > 0)) continue;
        fmt::print(out, "\n# {}: {} dead over {:.4g} entry years\n[staleness.{}]\nper_year = {}\n",
                   comment(source_text(report, stale.fit.tests)), stale.fit.dead, stale.fit.years, key(stale.id),
                   doubt(rate_of(stale.fit), kLeastShareOfFile, 1000, number));
    }
}

void write_head(std::ostream& out, const LogFitReport& report) {
    fmt::print(out, "# {}\n# {}\n", comment(fmt::format("{}", fmt::join(report.fit.logs, ", "))),
               comment(source_text(report, report.log.tests.size())));
}

std::string day(const std::optional<Instant>& at) {
    if (!at) return {};
    return fmt::format(
        "{:%F}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(*at))));
}

}  // namespace

void write_laws(std::ostream& out, const LogFitReport& report) {
    write_head(out, report);
    write_tables(out, report);
}

void write_fitted_scenario(std::ostream& out, const LogFitReport& report, const std::string& base) {
    write_head(out, report);
    fmt::print(out, "extends = {}\ncontacts = [\"contacts.csv\"]\n", quoted(base));
    write_tables(out, report);
}

void write_contacts(std::ostream& out, const LogFitReport& report) {
    const Scenario& scenario = *report.scenario;
    std::vector<std::optional<Instant>> proven(scenario.rows.size());
    for (std::size_t entry = 0; entry < report.classed.rows.size(); ++entry) {
        const Index row = report.classed.rows[entry];
        if (row != kNone) proven[row] = std::max(proven[row], report.classed.last_proven[entry]);
    }
    out << "official,party,response,channel,organisation,role,name,authority,seats,languages,roster,staleness,site,"
           "address,last_verified,time_zone,patience\n";
    for (std::size_t index = 0; index < scenario.rows.size(); ++index) {
        const Row& row = scenario.rows[index];
        const Official& official = scenario.officials[row.official];
        const auto id = [](Index of, const auto& all) { return of == kNone ? std::string() : csv_field(all[of].id); };
        fmt::print(out, "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(official.id),
                   csv_field(scenario.parties[official.party].id), csv_field(scenario.responses[row.response].id),
                   csv_field(scenario.channels[row.channel].id), csv_field(official.organisation),
                   csv_field(official.role), csv_field(official.name), official.authority, official.seats,
                   csv_field(fmt::format("{}", fmt::join(official.languages, ";"))),
                   id(official.roster, scenario.rosters), id(official.staleness, scenario.stalenesses),
                   id(official.site, scenario.sites), csv_field(row.address),
                   day(std::max(row.last_verified, proven[index])), csv_field(official.time_zone),
                   row.patience ? fmt::format("{}s", seconds_of(*row.patience)) : std::string());
    }
}

}  // namespace hotline
