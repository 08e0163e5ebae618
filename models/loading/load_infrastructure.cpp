// Carriers, sites and channels, with their outages and traffic.

#include <fmt/format.h>

#include <cmath>

#include "models/base/duration.hpp"
#include "models/loading/loader.hpp"
#include "models/scenario/calendar.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kMostFlows = 1000;

}  // namespace

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
        table.error(node.place, "\"degraded\" must have a \"bandwidth\", a \"latency\" or both, but has neither");
    }
    if (degradation.bandwidth > carrier.bandwidth) {
        table.error(
            table.take("bandwidth")->place,
            fmt::format("\"bandwidth\" while degraded must not be above the normal {:.0f} bit/s, but is {:.0f} bit/s",
                        carrier.bandwidth, degradation.bandwidth));
    }
    if (degradation.latency < carrier.latency) {
        table.error(table.take("latency")->place,
                    fmt::format("\"latency\" while degraded must not be below the normal {}, but is {}",
                                duration_text(carrier.latency), duration_text(degradation.latency)));
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
        const bool of_carrier = table.has("carrier");
        if (of_carrier == table.has("site")) {
            table.error(node->place,
                        fmt::format("an [[outage]] must name either a \"carrier\" or a \"site\", but names {}",
                                    of_carrier ? "both" : "neither"));
        }
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
                table.error(
                    on->place,
                    fmt::format("a [[traffic]] needs a carrier with limited \"bandwidth\", but carrier \"{}\" has "
                                "no limit",
                                known.id),
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
        channel.cost =
            std::llround(table.decimal("cost", 0, kHighestCost).value_or(0) * static_cast<double>(kUnitOfCost));
        const Node* size = table.take("size");
        channel.size = table.size("size").value_or(0);
        if (size && size->kind == Node::Kind::text && call) {
            table.error(size->place, "only a channel for messages may have a \"size\", but this one is for calls");
        }
        table.finish();
        scenario_.channels.push_back(std::move(channel));
    }
}

}  // namespace hotline
