#include "analysis/write/scores.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <string>

#include "analysis/write/escape.hpp"
#include "analysis/write/figures.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/text_writer.hpp"
#include "analysis/write/version.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostEntriesShown = 40;
constexpr std::size_t kEntryColumns = 26;
constexpr std::size_t kMostContactsShown = 10;

std::string name_of_row(const Scenario& scenario, Index row) {
    const Row& entry = scenario.rows[row];
    return scenario.officials[entry.official].id + ", " + scenario.channels[entry.channel].id;
}

class ScoresWriter : TextWriter {
public:
    ScoresWriter(std::ostream& out, const ScoredList& list) : TextWriter(out), list_(list) {}

    void write() {
        const Scores& scores = list_.scores;
        line("{}", wrapped(printable(fmt::format("{}: answers within {}, on {}, by {}", list_.scenario.title,
                                                 duration_text(ticks_of_seconds(scores.within)),
                                                 utc_text(scores.on).substr(0, 10), fmt::join(list_.logs, ", "))),
                           0));
        line("\n{:>4} {:<26} {:>9} {:>21} {:>8}{}", "rank", "entry", "answered", "answers in time", "proven",
             list_.compared ? " changed" : "");
        std::size_t shown = 0, dead = 0, off = 0;
        for (const EntryScore* entry : scores.ranked()) {
            dead += entry->dead ? 1 : 0;
            if (++shown > kMostEntriesShown) continue;
            off += entry->state == FoundOn::off_duty ? 1 : 0;
            row(*entry);
        }
        if (shown > kMostEntriesShown) line("And {} more: --format json.", shown - kMostEntriesShown);
        if (dead > 0)
            line("\n{} found dead by the last test: to be replaced.", counted(dead, "entry was", "entries were"));
        if (off > 0) line("\n* tested off duty only, and that counts");
        contacts();
        line("\n{}",
             wrapped("Answers in time: what is believed of an entry after its own tests and those of others of its "
                     "response, times the probability that it is still right. The interval, of 95 %, is that of the "
                     "entry's own probability. Entries whose intervals overlap may well be in another order.",
                     0));
    }

private:
    static std::string counted(std::size_t count, const char* one, const char* several) {
        return fmt::format("{} {}", count_text(count), count == 1 ? one : several);
    }

    void row(const EntryScore& entry) {
        const std::string name = printable(cut(name_of_row(list_.scenario, entry.row), kEntryColumns));
        const std::string answered =
            fmt::format("{} of {}{}", entry.answered, entry.tests, entry.state == FoundOn::off_duty ? "*" : "");
        std::string figure = "unknown";
        if (entry.dead) {
            figure = "dead";
        } else if (entry.belief) {
            figure = probability_text(entry.answers(), entry.interval());
        }
        const std::string proven = entry.last_proven
                                       ? rough_duration_text(std::max(list_.scores.on - *entry.last_proven, Ticks{0}))
                                       : "never";
        std::string changed;
        if (list_.compared)
            changed =
                fmt::format(" {:>7}", entry.before && entry.rank > 0 ? points_text(entry.answers() - *entry.before)
                                                                     : std::string("new"));
        line("{:>4} {:<26} {:>9} {:>21} {:>8}{}", entry.rank > 0 ? std::to_string(entry.rank) : std::string("-"),
             name, answered, figure, proven, changed);
    }

    void contacts() {
        if (list_.contacts.empty()) return;
        line("\nContact within {}, in {} drills of the list as it is, and as the tests say:",
             duration_text(ticks_of_seconds(list_.scores.within)), count_text(list_.replications));
        std::size_t shown = 0;
        for (const ScoredList::Contact& contact : list_.contacts) {
            if (++shown > kMostContactsShown) continue;
            const auto figure = [&](std::uint64_t reached) {
                return probability_text(static_cast<double>(reached) / static_cast<double>(list_.replications),
                                        clopper_pearson(reached, list_.replications));
            };
            line("{}", wrapped(fmt::format("  {}, {}: {} before, {} after",
                                           printable(case_text(list_.scenario, contact.case_index)),
                                           printable(list_.scenario.protocols[contact.protocol].id),
                                           figure(contact.before), figure(contact.after)),
                               4));
        }
        if (shown > kMostContactsShown) line("And {} more: --format json.", shown - kMostContactsShown);
    }

    const ScoredList& list_;
};

Json json_of_entry(const ScoredList& list, const EntryScore& entry) {
    const Row& row = list.scenario.rows[entry.row];
    Json json{{"rank", entry.rank > 0 ? Json(entry.rank) : Json(nullptr)},
              {"official", list.scenario.officials[row.official].id},
              {"channel", list.scenario.channels[row.channel].id},
              {"address", row.address},
              {"state", name_of(entry.state)},
              {"tests", entry.tests},
              {"answered", entry.answered},
              {"dead", entry.dead}};
    const bool known = entry.belief || entry.dead;
    json["answers_in_time"] = known ? Json(entry.answers()) : Json(nullptr);
    json["interval"] = known ? json_of(entry.interval()) : Json(nullptr);
    json["still_right"] = entry.still_right;
    json["last_proven"] = entry.last_proven ? Json(utc_text(*entry.last_proven)) : Json(nullptr);
    json["before"] = hotline::json_of(entry.before);
    return json;
}

}  // namespace

void write_text(std::ostream& out, const ScoredList& list) {
    ScoresWriter(out, list).write();
}

void write_json(std::ostream& out, const ScoredList& list) {
    Json contacts = Json::array();
    for (const ScoredList::Contact& contact : list.contacts) {
        const Case& played = list.scenario.cases[contact.case_index];
        const auto share = [&](std::uint64_t reached) {
            return Json{{"probability", static_cast<double>(reached) / static_cast<double>(list.replications)},
                        {"interval", json_of(clopper_pearson(reached, list.replications))}};
        };
        contacts.push_back({{"caller", list.scenario.parties[played.caller].id},
                            {"callee", list.scenario.parties[played.callee].id},
                            {"after", seconds_of(played.after)},
                            {"protocol", list.scenario.protocols[contact.protocol].id},
                            {"before_tests", share(contact.before)},
                            {"after_tests", share(contact.after)}});
    }
    const Json head{
        {"hotline", version()},      {"scenario", list.scenario.title},   {"logs", list.logs},
        {"confidence", kConfidence}, {"within", list.scores.within},      {"on", utc_text(list.scores.on)},
        {"seed", list.seed},         {"replications", list.replications}, {"contacts", std::move(contacts)}};
    const auto ranked = list.scores.ranked();
    write_with_list(out, head, "entries", ranked.size(),
                    [&](std::size_t index) { return json_of_entry(list, *ranked[index]); });
}

void write_csv(std::ostream& out, const ScoredList& list) {
    out << "rank,official,channel,address,state,tests,answered,dead,answers_in_time,low,high,still_right,last_proven,"
           "before\n";
    for (const EntryScore* entry : list.scores.ranked()) {
        const Row& row = list.scenario.rows[entry->row];
        const bool known = entry->belief || entry->dead;
        const auto number = [&](double value) { return known ? fmt::format("{}", value) : std::string(); };
        fmt::print(out, "{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                   entry->rank > 0 ? std::to_string(entry->rank) : std::string(),
                   for_csv(list.scenario.officials[row.official].id), for_csv(list.scenario.channels[row.channel].id),
                   for_csv(row.address), name_of(entry->state), entry->tests, entry->answered, entry->dead ? 1 : 0,
                   number(entry->answers()), number(entry->interval().low), number(entry->interval().high),
                   entry->still_right, entry->last_proven ? utc_text(*entry->last_proven) : std::string(),
                   entry->before ? fmt::format("{}", *entry->before) : std::string());
    }
}

}  // namespace hotline
