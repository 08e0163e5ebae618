// Contact lists by rule: an official and his rows for each of several parties.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "models/loading/loader.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

using std::chrono::days;

constexpr std::string_view kLanguages = "{languages}";

/// The placeholders that a text may hold for properties of the party.
const std::vector<std::string>& blanks() {
    static const std::vector<std::string> all{"{party}", "{name}", "{capital}"};
    return all;
}

std::string filled(std::string_view pattern, const Party& party) {
    const std::array<std::string, 3> values{party.id, party.name, clock_place(party)};
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('{'), pattern.size());
        text += pattern.substr(0, open);
        pattern.remove_prefix(open);
        if (pattern.empty()) break;
        const std::size_t close = pattern.find('}');
        const auto blank = std::find(blanks().begin(), blanks().end(), pattern.substr(0, close + 1));
        text += values[static_cast<std::size_t>(blank - blanks().begin())];
        pattern.remove_prefix(close + 1);
    }
    return text;
}

std::string date_text(Instant day) {
    return utc_text(day).substr(0, 10);
}

/// A text with placeholders; an unknown one is an error. Empty where the key is missing.
std::string read_pattern(TableReader& table, const std::string& key) {
    std::string pattern = table.text(key).value_or("");
    for (std::size_t at = pattern.find('{'); at != pattern.npos; at = pattern.find('{', at + 1)) {
        const Place place = table.take(key)->place;
        const std::size_t close = pattern.find('}', at);
        if (close == pattern.npos) {
            table.error(place, fmt::format("\"{}\" has a \"{{\" without a \"}}\"", key));
            break;
        }
        const std::string blank = pattern.substr(at, close - at + 1);
        if (std::find(blanks().begin(), blanks().end(), blank) != blanks().end()) continue;
        const std::string near = did_you_mean(blank, blanks());
        table.error(place, fmt::format("unknown placeholder \"{}\" in \"{}\"", blank, key),
                    near.empty() ? "expected one of {party}, {name}, {capital}" : near);
    }
    return pattern;
}

}  // namespace

void Loader::read_rules(TableReader& top) {
    for (const Node* node : top.tables("contacts_for_each")) {
        const std::size_t findings_before = diagnostics_.findings().size();
        const ContactRule rule = read_rule(*node);
        if (diagnostics_.findings().size() > findings_before) continue;
        if (scenario_.rows.size() + rule.parties.size() * rule.entries.size() > kMostRows) {
            diagnostics_.error(node->place,
                               fmt::format("with this, the lists exceed their limit of {} rows", kMostRows));
            continue;
        }
        for (const Index party : rule.parties) apply(rule, party);
    }
}

ContactRule Loader::read_rule(const Node& node) {
    TableReader table = reader(node, "a [[contacts_for_each]]");
    ContactRule rule;
    rule.parties = read_party_set(table, "parties");
    Official& person = rule.official;
    person.place = node.place;
    const Node* id = table.require("official");
    person.id = read_pattern(table, "official");
    if (id && id->kind == Node::Kind::text && person.id.find("{party}") == person.id.npos) {
        table.error(id->place, "\"official\" must contain {party}: otherwise all parties would share one official",
                    "write it like \"{party}-cert\"");
    }
    person.organisation = read_pattern(table, "organisation");
    person.role = read_pattern(table, "role");
    person.name = read_pattern(table, "name");
    person.seats = static_cast<std::uint32_t>(table.whole("seats", 1, kMostSeats).value_or(1));
    person.authority = static_cast<std::uint32_t>(table.whole("authority", 0, kHighestAuthority).value_or(0));
    for (const TableReader::Word& word : table.filled_words("languages")) {
        if (word.text != kLanguages && word.text.find_first_of("{}") != word.text.npos) {
            const std::string near = did_you_mean(word.text, {std::string(kLanguages)});
            table.error(word.place, fmt::format("\"{}\" is not a language", word.text),
                        near.empty() ? "\"{languages}\" on its own stands for the party's languages" : near);
        }
        person.languages.push_back(word.text);
    }
    person.roster = table.reference("roster", rosters_).value_or(kNone);
    person.staleness = table.reference("staleness", stalenesses_).value_or(kNone);
    person.site = table.reference("site", sites_).value_or(kNone);
    person.time_zone = table.text("time_zone").value_or("");
    if (const Node* zone = table.take("time_zone"); zone && !person.time_zone.empty()) {
        if (const auto wrong = wrong_zone(person.time_zone, nullptr))
            table.error(zone->place, wrong->message, wrong->hint);
    }
    const auto verified = read_days(table);

    const auto rows = table.tables("row");
    if (rows.empty() && node.kind == Node::Kind::table) {
        table.error(node.place, "a [[contacts_for_each]] must have at least one row, but has none",
                    "a row begins with [[contacts_for_each.row]] and has a channel and a response");
    }
    if (rows.size() > kMostRowsOfOfficial) {
        table.error(node.place, fmt::format("an official must have at most {} rows, but has {}", kMostRowsOfOfficial,
                                            rows.size()));
        return rule;
    }
    for (const Node* row : rows) {
        ContactRule::Entry entry = read_entry(*row);
        if (!entry.verified) entry.verified = verified;
        const auto same = [&](const ContactRule::Entry& other) {
            return other.row.channel == entry.row.channel && other.row.address == entry.row.address;
        };
        const auto other = std::find_if(rule.entries.begin(), rule.entries.end(), same);
        if (other != rule.entries.end()) {
            table.error(row->place, fmt::format("this row has the same channel and address as the row in line {}",
                                                other->row.place.line));
        }
        rule.entries.push_back(std::move(entry));
    }
    table.finish();
    return rule;
}

ContactRule::Entry Loader::read_entry(const Node& node) {
    TableReader table = reader(node, "a [[contacts_for_each.row]]");
    ContactRule::Entry entry;
    entry.row.place = node.place;
    table.require("channel");
    entry.row.channel = table.reference("channel", channels_).value_or(kNone);
    table.require("response");
    entry.row.response = table.reference("response", responses_).value_or(kNone);
    entry.row.address = read_pattern(table, "address");
    entry.row.patience = table.duration("patience");
    entry.verified = read_days(table);
    table.finish();
    return entry;
}

std::optional<DaySpan> Loader::read_days(TableReader& of) {
    const std::string key = "last_verified";
    const Node* node = of.take(key);
    if (!node) return {};
    const auto wrong = [&](Place place) -> std::optional<DaySpan> {
        of.error(place, "\"last_verified\" takes a date, or { between = [DATE, DATE] }",
                 "dates are written like 2012-10-04, without quotes");
        return {};
    };
    const auto day = [&](const Node& date) {
        const auto on = std::chrono::floor<days>(date.instant);
        if (!is_plausible(on)) {
            of.error(date.place,
                     fmt::format("\"last_verified\" must be in the years {} to {}, but is {}", kFirstYear, kLastYear,
                                 date_text(on)),
                     "correct the year");
        }
        return on;
    };
    if (node->kind == Node::Kind::date) {
        const auto on = day(*node);
        return DaySpan{on, on};
    }
    if (node->kind != Node::Kind::table) return wrong(node->place);
    TableReader table = reader(*node, key);
    const Node* between = table.require("between");
    table.finish();
    if (!between) return {};
    const auto is_date = [](const Node& item) { return item.kind == Node::Kind::date; };
    if (between->items.size() != 2 || !std::all_of(between->items.begin(), between->items.end(), is_date)) {
        return wrong(between->place);
    }
    const auto first = day(between->items[0]);
    const auto last = day(between->items[1]);
    if (last < first) {
        table.error(between->place, fmt::format("the second date must not be before the first ({}), but is {}",
                                                date_text(first), date_text(last)));
    }
    return DaySpan{first, last};
}

/// Applies the rule to a party, unless the lists or an earlier rule already have that official.
void Loader::apply(const ContactRule& rule, Index index) {
    const Party& party = scenario_.parties[index];
    Official person = rule.official;
    person.id = filled(rule.official.id, party);
    if (const auto known = officials_.find(person.id)) {
        const Official& other = scenario_.officials[*known];
        if (other.party != index && other.party != kNone) {  // kNone: his rows had errors
            diagnostics_.error(rule.official.place,
                               fmt::format("official \"{}\" must belong to party \"{}\" by this rule, but is already "
                                           "on the lists of party \"{}\"",
                                           other.id, party.id, parties_.ids()[other.party]));
        }
        return;
    }
    person.party = index;
    person.organisation = filled(rule.official.organisation, party);
    person.role = filled(rule.official.role, party);
    person.name = filled(rule.official.name, party);
    person.languages.clear();
    for (const std::string& language : rule.official.languages) {
        if (language == kLanguages) {
            person.languages.insert(person.languages.end(), party.languages.begin(), party.languages.end());
        } else {
            person.languages.push_back(language);
        }
    }
    if (rule.official.languages.empty()) person.languages = party.languages;
    if (person.site == kNone) person.site = party.site;
    person.identity = identity_of(person.id);
    const Index official = officials_.add(person.id);
    scenario_.officials.push_back(std::move(person));

    for (auto entry = rule.entries.begin(); entry != rule.entries.end(); ++entry) {
        Row row = entry->row;
        row.official = official;
        row.address = filled(row.address, party);
        const std::vector<Index>& before = scenario_.officials[official].rows;
        const auto same = std::find_if(before.begin(), before.end(), [&](Index other) {
            return scenario_.rows[other].channel == row.channel && scenario_.rows[other].address == row.address;
        });
        if (same != before.end()) {
            diagnostics_.error(row.place,
                               fmt::format("for party \"{}\", this row has the same channel and address as the row "
                                           "in line {}: \"{}\"",
                                           party.id, scenario_.rows[*same].place.line, row.address));
        }
        if (entry->verified) {
            const auto& [first, last] = *entry->verified;
            const auto span = static_cast<std::uint64_t>((last - first).count()) + 1;
            row.last_verified = first + days{static_cast<std::int64_t>(party.identity % span)};
        }
        const auto on_channel = [&](const ContactRule::Entry& other) { return other.row.channel == row.channel; };
        const auto ordinal = std::count_if(rule.entries.begin(), entry, on_channel);
        add_row(std::move(row), static_cast<std::uint64_t>(ordinal));
    }
}

}  // namespace hotline
