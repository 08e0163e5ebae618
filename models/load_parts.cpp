// Rosters, responses, staleness, carriers, outages, traffic, channels, stances.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "models/calendar.hpp"
#include "models/loader.hpp"

namespace hotline {
namespace {

constexpr std::size_t kMostShifts = 64;
constexpr std::uint64_t kMostFlows = 1000;
constexpr std::chrono::minutes kMidnight{24 * 60};

const std::vector<std::string>& weekdays() {
    static const std::vector<std::string> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return names;
}

std::optional<std::size_t> weekday(std::string_view name) {
    const auto& names = weekdays();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return {};
    return static_cast<std::size_t>(found - names.begin());
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// "Mon-Fri", "Mon,Wed", "Fri-Mon" as bits; nothing for anything else.
std::optional<std::uint8_t> parse_days(std::string_view text) {
    unsigned days = 0;
    for (;;) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view part = trimmed(text.substr(0, comma));
        const std::size_t dash = part.find('-');
        const auto first = weekday(trimmed(part.substr(0, dash)));
        const auto last = dash == part.npos ? first : weekday(trimmed(part.substr(dash + 1)));
        if (!first || !last) return {};
        for (std::size_t day = *first;; day = (day + 1) % 7) {
            days |= 1U << day;
            if (day == *last) break;
        }
        if (comma == text.size()) return static_cast<std::uint8_t>(days);
        text.remove_prefix(comma + 1);
    }
}

std::optional<std::chrono::minutes> parse_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return {};
    unsigned hour = 0;
    unsigned minute = 0;
    const auto read = [](std::string_view digits, unsigned& value) {
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + 2, value);
        return error == std::errc{} && end == digits.data() + 2;
    };
    if (!read(text.substr(0, 2), hour) || !read(text.substr(3, 2), minute)) return {};
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return {};
    return std::chrono::minutes{60 * hour + minute};
}

}  // namespace

void Loader::read_rosters(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("roster \"{}\"", member.key));
        Roster roster;
        roster.id = member.key;
        roster.place = member.place;
        const auto shifts = table.tables("shifts");
        for (const Node* shift : shifts) roster.shifts.push_back(read_shift(*shift));
        if (shifts.size() > kMostShifts) {
            table.error(member.place, fmt::format("a roster has at most {} shifts", kMostShifts));
        }
        roster.works_on_holidays = table.either("holidays", "on", "off", false);
        table.finish();
        scenario_.rosters.push_back(std::move(roster));
    }
}

Shift Loader::read_shift(const Node& node) {
    TableReader table = reader(node, "a shift");
    Shift shift;
    const Node* days = table.require("days");
    if (const auto text = table.text("days")) {
        const auto parsed = parse_days(*text);
        if (!parsed) {
            table.error(days->place, fmt::format("\"{}\" names no days of the week", *text),
                        "days are written like \"Mon-Fri\", \"Mon,Wed\", \"Fri-Mon\"");
        }
        shift.days = parsed.value_or(0);
    }
    const Node* hours = table.require("hours");
    if (const auto text = table.text("hours")) {
        const std::size_t dash = std::min(text->find('-'), text->size());
        const auto begins = parse_clock(trimmed(std::string_view(*text).substr(0, dash)));
        const auto ends =
            dash == text->size() ? std::nullopt : parse_clock(trimmed(std::string_view(*text).substr(dash + 1)));
        if (!begins || !ends || *begins == kMidnight) {
            table.error(hours->place, fmt::format("\"{}\" is not a span of hours", *text),
                        "hours are written like \"09:00-17:30\" or \"22:00-06:00\"");
        } else {
            shift.begins = *begins;
            shift.ends = *ends > *begins ? *ends : *ends + kMidnight;
        }
    }
    table.finish();
    return shift;
}

void Loader::read_responses(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("response \"{}\"", member.key));
        Response response;
        response.id = member.key;
        response.place = member.place;
        response.present = table.probability("present").value_or(1);
        if (const auto spell = table.duration("spell")) {
            if (*spell < std::chrono::seconds{1})
                table.error(table.take("spell")->place, "a \"spell\" lasts a second or more");
            response.spell = *spell;
        }
        response.screened = table.probability("screened").value_or(0);
        response.on_duty = read_duty(table, "on_duty");
        response.off_duty = read_duty(table, "off_duty");
        if (const Node* node = table.take("call_back")) {
            TableReader call_back = reader(*node, "call_back");
            call_back.require("probability");
            response.call_back = call_back.probability("probability").value_or(0);
            call_back.require("delay");
            response.call_back_delay = call_back.law("delay").value_or(Law{});
            call_back.finish();
        }
        table.finish();
        scenario_.responses.push_back(std::move(response));
    }
}

Duty Loader::read_duty(TableReader& response, const std::string& key) {
    Duty duty;
    const Node* node = response.take(key);
    if (!node) return duty;
    TableReader table = reader(*node, key);
    table.require("answer");
    duty.answer = table.probability("answer").value_or(0);
    duty.latency = table.law("latency").value_or(Law{});
    if (const Node* from = table.take("from")) {
        duty.from_next_shift = table.text("from") == "next-shift";
        if (!duty.from_next_shift) table.error(from->place, "\"from\" is \"next-shift\", or is left out");
    }
    table.finish();
    return duty;
}

void Loader::read_stalenesses(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("staleness \"{}\"", member.key));
        Staleness staleness;
        staleness.id = member.key;
        staleness.place = member.place;
        table.require("per_year");
        staleness.per_year = table.decimal("per_year", 0, 1000).value_or(0);
        table.finish();
        scenario_.stalenesses.push_back(std::move(staleness));
    }
}

void Loader::read_failures(TableReader& table, Place place, Fallible& fallible) {
    fallible.availability = table.probability("availability").value_or(1);
    const bool given = table.has("mean_outage");
    const auto mean_outage = table.duration("mean_outage");
    fallible.mean_outage = mean_outage.value_or(Ticks{0});
    if (fallible.availability < 1 && (!given || mean_outage == Ticks{0})) {
        table.error(place,
                    fmt::format("{} is not always available, so it needs a \"mean_outage\" above 0", table.what()));
    }
}

void Loader::read_carriers(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("carrier \"{}\"", member.key));
        Carrier carrier;
        carrier.id = member.key;
        carrier.place = member.place;
        carrier.identity = identity_of(carrier.id);
        read_failures(table, member.place, carrier);
        carrier.latency = table.duration("latency").value_or(Ticks{0});
        carrier.bandwidth = table.bandwidth("bandwidth").value_or(carrier.bandwidth);
        if (const Node* node = table.take("degraded")) {
            if (node->kind == Node::Kind::array) {
                for (const Node& item : node->items) carrier.degraded.push_back(read_degradation(item, carrier));
            } else {
                carrier.degraded.push_back(read_degradation(*node, carrier));
            }
        }
        table.finish();
        scenario_.carriers.push_back(std::move(carrier));
    }
}

Degradation Loader::read_degradation(const Node& node, const Carrier& carrier) {
    TableReader table = reader(node, "\"degraded\"");
    Degradation degradation;
    degradation.from = table.duration("from", true).value_or(Ticks{0});
    table.require("lasts");
    degradation.lasts = table.law("lasts").value_or(Law{});
    degradation.bandwidth = table.bandwidth("bandwidth").value_or(carrier.bandwidth);
    degradation.latency = table.duration("latency").value_or(carrier.latency);
    if (node.kind == Node::Kind::table && !table.has("bandwidth") && !table.has("latency")) {
        table.error(node.place, "a carrier is degraded in its \"bandwidth\", its \"latency\" or both");
    }
    if (degradation.bandwidth > carrier.bandwidth) {
        table.error(table.take("bandwidth")->place, "a degraded carrier has no more bandwidth than otherwise");
    }
    if (degradation.latency < carrier.latency) {
        table.error(table.take("latency")->place, "a degraded carrier has no less latency than otherwise");
    }
    table.finish();
    return degradation;
}

void Loader::read_sites(const Node& section) {
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("site \"{}\"", member.key));
        Site site;
        site.id = member.key;
        site.place = member.place;
        site.identity = identity_of(site.id);
        site.name = table.text("name").value_or(member.key);
        read_failures(table, member.place, site);
        table.finish();
        scenario_.sites.push_back(std::move(site));
    }
}

void Loader::read_outages(TableReader& top) {
    for (const Node* node : top.tables("outage")) {
        TableReader table = reader(*node, "an [[outage]]");
        Outage outage;
        outage.place = node->place;
        if (table.has("carrier") == table.has("site"))
            table.error(node->place, "an [[outage]] is of either a \"carrier\" or a \"site\"");
        outage.carrier = table.reference("carrier", carriers_).value_or(kNone);
        outage.site = table.reference("site", sites_).value_or(kNone);
        outage.from = table.duration("from", true).value_or(Ticks{0});
        table.require("lasts");
        outage.lasts = table.law("lasts").value_or(Law{});
        table.finish();
        scenario_.outages.push_back(std::move(outage));
    }
}

void Loader::read_traffic(TableReader& top) {
    for (const Node* node : top.tables("traffic")) {
        TableReader table = reader(*node, "a [[traffic]]");
        Traffic traffic;
        traffic.place = node->place;
        const Node* on = table.require("carrier");
        const auto carrier = table.reference("carrier", carriers_);
        traffic.carrier = carrier.value_or(0);
        if (carrier && *carrier < scenario_.carriers.size()) {
            const Carrier& known = scenario_.carriers[*carrier];
            if (!is_limited(known)) {
                table.error(on->place, fmt::format("carrier \"{}\" has no limit that traffic could fill", known.id),
                            "give it a \"bandwidth\"");
            }
        }
        traffic.from = table.duration("from", true).value_or(Ticks{0});
        table.require("lasts");
        traffic.lasts = table.law("lasts").value_or(Law{});
        traffic.flows = static_cast<std::uint32_t>(table.whole("flows", 1, kMostFlows).value_or(1));
        traffic.rate = table.bandwidth("rate").value_or(traffic.rate);
        table.finish();
        scenario_.traffic.push_back(traffic);
    }
}

void Loader::read_channels(const Node& section) {
    using namespace std::chrono_literals;
    for (const Member& member : section.members) {
        TableReader table = reader(member.value, fmt::format("channel \"{}\"", member.key));
        Channel channel;
        channel.id = member.key;
        channel.place = member.place;
        channel.identity = identity_of(channel.id);
        table.require("kind");
        const bool call = table.either("kind", "call", "message", true);
        channel.kind = call ? Channel::Kind::call : Channel::Kind::message;
        channel.set_up = table.law("set_up").value_or(Law{});
        channel.patience = table.duration("patience").value_or(call ? Ticks{60s} : Ticks{15min});
        channel.staleness = table.reference("staleness", stalenesses_).value_or(kNone);
        channel.told = table.either("stale", "told", "silent", call);
        channel.queue = table.flag("queue").value_or(false);
        channel.preempt = table.flag("preempt").value_or(false);
        channel.lines = static_cast<std::uint32_t>(table.whole("lines", 0, kMostSeats).value_or(0));
        channel.carriers = table.references("carriers", carriers_);
        const Node* size = table.take("size");
        channel.size = table.size("size").value_or(0);
        if (size && call) table.error(size->place, "only messages have a \"size\"");
        table.finish();
        scenario_.channels.push_back(std::move(channel));
    }
}

void Loader::read_stances(const Node& section) {
    for (const Member& member : section.members) {
        const auto party = parties_.find(member.key);
        if (!party) {
            diagnostics_.error(member.place, parties_.unknown(member.key), parties_.suggestion(member.key));
        }
        TableReader table = reader(member.value, fmt::format("stance \"{}\"", member.key));
        const Node* node = table.require("towards");
        if (node) {
            TableReader towards = reader(*node, "towards");
            for (const Member& other : node->members) {
                const auto willing = towards.probability(other);
                const auto whom = parties_.find(other.key);
                if (!whom) {
                    diagnostics_.error(other.place, parties_.unknown(other.key), parties_.suggestion(other.key));
                } else if (whom == party) {
                    diagnostics_.error(other.place, "one's own party is always willing");
                } else if (party && willing) {
                    scenario_.stances.push_back({*party, *whom, *willing, other.place});
                }
            }
        }
        table.finish();
    }
}

}  // namespace hotline
