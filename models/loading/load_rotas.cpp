// Rotas: their layers, the turns of their members, and the list of those who have the duty in another's turn.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "models/loading/loader.hpp"
#include "models/scenario/instant_text.hpp"

namespace hotline {
namespace {

using Unit = TurnLength::Unit;

constexpr std::uint32_t kLongestTurn = 1000;  // in its unit

enum OverrideColumn : std::size_t { override_rota, override_official, override_from, override_until };
const CsvColumns kOverrideColumns{{"rota", "official", "from", "until"}, 4, false, {"rota", "official"}};

/// "12h", "1d", "2w", "1mo".
std::optional<TurnLength> parse_turn(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto count = whole_of(text.substr(0, digits), kLongestTurn);
    if (!count || *count == 0) return {};
    for (const auto& [name, unit] : {std::pair("h", Unit::hours), std::pair("d", Unit::days),
                                     std::pair("w", Unit::weeks), std::pair("mo", Unit::months)}) {
        if (text.substr(digits) == name) return TurnLength{unit, *count};
    }
    return {};
}

/// "Mon 09:00", "Mon", "09:00".
struct HandOff {
    std::optional<std::size_t> weekday;  // 0: Monday
    std::chrono::minutes at{0};
};

std::optional<HandOff> parse_hand_off(std::string_view text) {
    HandOff parsed;
    const std::size_t space = std::min(text.find(' '), text.size());
    parsed.weekday = parse_weekday(text.substr(0, space));
    if (parsed.weekday && space == text.size()) return parsed;
    const auto at = parse_clock(parsed.weekday ? text.substr(space + 1) : text);
    if (!at || *at >= std::chrono::days{1}) return {};
    parsed.at = *at;
    return parsed;
}

}  // namespace

void Loader::read_rotas(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("rota \"{}\"", member.key));
        Rota rota;
        rota.id = member.key;
        rota.place = member.place;
        table.require("party");
        if (const auto party = table.reference("party", parties_)) {
            rota.party = *party;
            rota.time_zone = scenario_.parties[*party].time_zone;
        }
        if (const auto zone = table.text("time_zone")) {
            rota.time_zone = *zone;
            const Party* party = rota.party == kNone ? nullptr : &scenario_.parties[rota.party];
            if (const auto wrong = wrong_zone(*zone, party))
                table.error(table.take("time_zone")->place, wrong->message, wrong->hint);
        }
        const Node* layered = table.take("layer");
        for (const Node* layer : table.tables("layer")) {
            TableReader of = reader(*layer, fmt::format("a layer of rota \"{}\"", member.key));
            note_calendar(of, scenario_.rotas.size(), rota.layers.size());
            rota.layers.push_back(read_layer(of));
            of.finish();
        }
        if (!layered) {
            note_calendar(table, scenario_.rotas.size(), 0);
            rota.layers.push_back(read_layer(table));
        }
        if (layered && layered->kind == Node::Kind::array && layered->items.empty())
            table.error(layered->place, "\"layer\" must not be an empty array");
        table.finish();
        scenario_.rotas.push_back(std::move(rota));
    }
}

void Loader::note_calendar(TableReader& table, std::size_t rota, std::size_t layer) {
    const auto path = table.text("calendar");
    if (path) layer_calendars_.push_back({static_cast<Index>(rota), layer, {*path, table.take("calendar")->place}});
}

RotaLayer Loader::read_layer(TableReader& table) {
    RotaLayer layer;
    layer.hours = table.reference("hours", rosters_).value_or(kNone);
    if (table.has("calendar")) {
        layer.calendar.emplace();
        for (const char* key : {"members", "turn", "hand_off", "first"}) {
            if (const Node* other = table.take(key))
                table.error(other->place,
                            fmt::format("\"{}\" must not stand beside \"calendar\", which has the turns", key),
                            "leave one of them out");
        }
        return layer;
    }
    table.require("members");
    for (const TableReader::Word& word : table.words("members")) {
        if (!contacts_are_whole_) break;
        const auto member = table.resolve(word, officials_);
        if (!member) continue;
        layer.members.push_back(*member);
        scenario_.officials[*member].takes_turns = true;
    }
    const Node* turn = table.require("turn");
    if (const auto text = table.text("turn")) {
        const auto parsed = parse_turn(*text);
        if (!parsed) {
            table.error(turn->place, fmt::format("\"{}\" is not the length of a turn", *text),
                        "turns are written like \"12h\", \"1d\", \"2w\", \"1mo\", of at most 1000 of these");
        }
        layer.turn = parsed.value_or(layer.turn);
    }
    HandOff hand_off;
    if (const auto text = table.text("hand_off")) {
        const Place place = table.take("hand_off")->place;
        const auto parsed = parse_hand_off(*text);
        hand_off = parsed.value_or(hand_off);
        if (!parsed) {
            table.error(place, fmt::format("\"{}\" is not a time of hand-off", *text),
                        "it is written like \"09:00\", \"Mon\", \"Mon 09:00\"");
        } else if (hand_off.weekday && layer.turn.unit != Unit::weeks) {
            table.error(place, "\"hand_off\" must not name a weekday: only turns of weeks may begin on one",
                        "write its time alone");
        }
    }
    if (const Node* first = table.require("first")) {
        const auto day = std::chrono::floor<std::chrono::days>(first->instant);
        if (first->kind != Node::Kind::date) {
            table.error(first->place, "\"first\" takes a date", "dates are written like 2012-10-04, without quotes");
        } else if (!is_plausible(day)) {
            table.error(first->place,
                        fmt::format("\"first\" must be in the years {} to {}, but is {}", kFirstYear, kLastYear,
                                    utc_text(first->instant).substr(0, 10)),
                        "correct the year");
        } else {
            const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;
            const std::size_t wait = (hand_off.weekday.value_or(weekday) + 7 - weekday) % 7;
            layer.first = day + std::chrono::days{wait} + hand_off.at;
        }
    }
    return layer;
}

void Loader::read_overrides(const Files::Text& file) {
    read_rows(file, kOverrideColumns, [&](Place place, const CsvRow& row) {
        bool wrong = false;
        const auto complain = [&](OverrideColumn column, std::string message, std::string hint = {}) {
            diagnostics_.error_in_column(place, kOverrideColumns.names[column], std::move(message), std::move(hint));
            wrong = true;
        };
        RotaOverride over;
        over.place = place;
        const auto rota = rotas_.find(row[override_rota]);
        if (!rota) complain(override_rota, rotas_.unknown(row[override_rota]), rotas_.suggestion(row[override_rota]));
        over.rota = rota.value_or(kNone);
        over.official = listed_official(place, kOverrideColumns.names[override_official], row[override_official]);
        const Clock clock{rota ? scenario_.rotas[*rota].time_zone : std::string(), "the rota"};
        const auto span = read_span(
            row[override_from], row[override_until], clock, [&](bool end, std::string message, std::string hint) {
                complain(end ? override_until : override_from, std::move(message), std::move(hint));
            });
        if (wrong || over.official == kNone || !span) return;
        over.from = span->from;
        over.until = span->until;
        scenario_.overrides.push_back(over);
    });
}

}  // namespace hotline
