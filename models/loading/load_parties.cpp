// Parties from lists and tables, their groups, and the sets of parties that cases and rules name.

#include <fmt/format.h>

#include <algorithm>

#include "models/base/alike.hpp"
#include "models/loading/loader.hpp"
#include "models/scenario/calendar.hpp"
#include "models/scenario/zone_hint.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostParties = 10'000;

enum PartyColumn : std::size_t {
    party_id,
    party_name,
    party_capital,
    party_time_zone,
    party_hand_over,
    party_site,
    party_languages,
    party_group,
    party_callers,
};
const CsvColumns kPartyColumns{
    {"party", "name", "capital", "time_zone", "hand_over", "site", "languages", "group", "callers"},
    1,
    false,
    {"party", "time_zone", "hand_over", "site", "group"},
    {"languages", "group"}};

Node text_at(Place place, std::string_view text) {
    Node node;
    node.kind = Node::Kind::text;
    node.place = place;
    node.text = text;
    return node;
}

/// Turns a row of the list into the equivalent table. Empty fields are left out.
Node table_of(Place place, const CsvRow& row, Diagnostics& diagnostics) {
    Node table;
    table.place = place;
    for (const PartyColumn column : {party_name, party_capital, party_time_zone, party_hand_over, party_site}) {
        if (row[column].empty()) continue;
        const Place at = diagnostics.field(place, kPartyColumns.names[column]);
        table.members.push_back({kPartyColumns.names[column], at, text_at(at, row[column])});
    }
    for (const PartyColumn column : {party_languages, party_group}) {
        if (row[column].empty()) continue;
        Node array;
        array.kind = Node::Kind::array;
        array.place = diagnostics.field(place, kPartyColumns.names[column]);
        for (const std::string& part : split_field(row[column])) array.items.push_back(text_at(array.place, part));
        if (!array.items.empty())
            table.members.push_back({kPartyColumns.names[column], array.place, std::move(array)});
    }
    if (!row[party_callers].empty()) {
        const auto value = whole_of(row[party_callers], kMostSeats);
        if (!value) {
            diagnostics.error_in_column(
                place, kPartyColumns.names[party_callers],
                fmt::format("\"{}\" is not a whole number from 0 to {}", row[party_callers], kMostSeats));
        }
        Node number;
        number.kind = Node::Kind::integer;
        number.place = diagnostics.field(place, kPartyColumns.names[party_callers]);
        number.integer = value.value_or(0);
        table.members.push_back({kPartyColumns.names[party_callers], number.place, std::move(number)});
    }
    return table;
}

}  // namespace

std::optional<WrongZone> wrong_zone(const std::string& name, const Party* party) {
    if (known_time_zone(name)) return {};
    if (time_zone_names().empty())
        return WrongZone{"this machine has no time zones: its tz database is missing",
                         "install it: apt install tzdata"};
    WrongZone wrong{fmt::format("unknown time zone \"{}\"", name), {}};
    const std::string near = nearest_of(name, time_zone_names());
    if (near.empty() || !differ_in_one_letter(name, near)) {
        std::vector<std::string> place;
        if (party) place = {party->capital, party->name, party->id};
        wrong.hint = zone_hint(name, place);
    }
    if (wrong.hint.empty()) {
        wrong.hint = near.empty() ? "use a name of the tz database, such as \"Europe/London\""
                                  : fmt::format("did you mean \"{}\"?", near);
    }
    return wrong;
}

Node Loader::with_listed_parties(Node document) {
    Member section{"party", {}, {}};
    TableReader top = reader(document, "the scenario");
    read_lists(top, "parties", [&](const Files::Text& file) {
        read_rows(file, kPartyColumns, [&](Place place, const CsvRow& row) {
            if (row[party_id].empty()) {
                diagnostics_.error_in_column(place, kPartyColumns.names[party_id], "the field must not be empty");
            } else if (parties_.find(row[party_id])) {
                diagnostics_.error_in_column(place, kPartyColumns.names[party_id],
                                             fmt::format("party \"{}\" is already on the lists", row[party_id]));
            } else {
                parties_.add(std::string(row[party_id]));
                section.value.members.push_back({std::string(row[party_id]),
                                                 diagnostics_.field(place, kPartyColumns.names[party_id]),
                                                 table_of(place, row, diagnostics_)});
            }
        });
    });
    if (section.value.members.empty()) return document;
    Node listed;
    listed.members.push_back(std::move(section));
    return laid_over(std::move(listed), std::move(document));
}

void Loader::read_parties(const Node& section) {
    if (section.members.size() > kMostParties) {
        diagnostics_.error(
            section.members[kMostParties].place,
            fmt::format("with this party, the scenario exceeds its limit of {} parties", kMostParties));
    }
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("party \"{}\"", member.key));
        Party party;
        party.id = member.key;
        if (party.id == "callee" || party.id == "caller" || party.id == "*") {
            table.error(member.place,
                        fmt::format("a party must not be called \"{}\": this word is reserved", party.id));
        }
        party.name = table.text("name").value_or(member.key);
        party.capital = table.text("capital").value_or("");
        if (const Node* zone = table.require("time_zone")) {
            party.time_zone = table.text("time_zone").value_or("UTC");
            if (const auto wrong = wrong_zone(party.time_zone, &party))
                table.error(zone->place, wrong->message, wrong->hint);
        }
        for (const TableReader::Word& word : table.filled_words("languages")) party.languages.push_back(word.text);
        for (const TableReader::Word& word : table.filled_words("group"))
            party.groups.push_back(groups_.add(word.text));
        std::sort(party.groups.begin(), party.groups.end());
        party.groups.erase(std::unique(party.groups.begin(), party.groups.end()), party.groups.end());
        party.site = table.reference("site", sites_).value_or(kNone);
        party.hand_over = table.reference("hand_over", protocols_).value_or(kNone);
        party.callers = static_cast<std::uint32_t>(table.whole("callers", 0, kMostSeats).value_or(0));
        party.identity = identity_of(party.id);
        party.place = member.place;
        table.finish();
        scenario_.parties.push_back(std::move(party));
    }
    scenario_.groups = groups_.ids();
}

std::vector<Index> Loader::read_party_set(TableReader& of, const std::string& key) {
    const Node* node = of.require(key);
    if (!node) return {};
    std::vector<Index> chosen;
    if (node->kind == Node::Kind::table) {
        TableReader table = reader(*node, key);
        table.require("group");
        const std::vector<Index> groups = table.references("group", groups_);
        table.finish();
        for (Index party = 0; party < scenario_.parties.size(); ++party) {
            const auto holds = [&](Index group) { return is_in(scenario_.parties[party], group); };
            if (std::any_of(groups.begin(), groups.end(), holds)) chosen.push_back(party);
        }
    } else if (node->kind == Node::Kind::text && node->text == "*") {
        for (Index party = 0; party < scenario_.parties.size(); ++party) chosen.push_back(party);
    } else {
        chosen = of.references(key, parties_);
    }
    return chosen;
}

}  // namespace hotline
