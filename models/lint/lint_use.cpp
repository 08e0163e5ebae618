// Definitions that nothing uses, and outages, loads and traffic outside the time of the drills.

#include <fmt/format.h>

#include <algorithm>

#include "models/lint/linter.hpp"

namespace hotline {

/// Looks only at the scenario's own file, the first one: unused definitions from files that it extends are normal.
void Linter::check_use() {
    std::set<Index> responses, channels, rosters, rotas, stalenesses, carriers, sites, protocols, parties;
    for (const Case& of : scenario_.cases) parties.insert({of.caller, of.callee});
    for (const Official& official : scenario_.officials) {
        rosters.insert(official.roster);
        stalenesses.insert(official.staleness);
        parties.insert(official.party);
        sites.insert(official.site);
    }
    for (const Rota& rota : scenario_.rotas) {
        parties.insert(rota.party);
        for (const RotaLayer& layer : rota.layers) rosters.insert(layer.hours);
    }
    for (const Party& party : scenario_.parties) sites.insert(party.site);
    for (const Row& row : scenario_.rows) {
        responses.insert(row.response);
        channels.insert(row.channel);
    }
    for (const Channel& channel : scenario_.channels) {
        stalenesses.insert(channel.staleness);
        carriers.insert(channel.carriers.begin(), channel.carriers.end());
    }
    for (Index protocol = 0; protocol < protocol_played_.size(); ++protocol) {
        if (protocol_played_[protocol]) protocols.insert(protocol);
    }
    for (const Protocol& protocol : scenario_.protocols) {
        if (protocol.exchange) channels.insert(protocol.exchange->via);
    }
    for (Index rota = 0; rota < scenario_.rotas.size(); ++rota) {
        if (is_used(rota)) rotas.insert(rota);
    }
    const auto check = [&](const char* code, const auto& things, const std::set<Index>& used, const char* what) {
        for (Index index = 0; index < things.size(); ++index) {
            if (used.contains(index) || things[index].place.file != 0) continue;
            diagnostics_.warning(code, things[index].place, fmt::format("{} \"{}\"", what, things[index].id),
                                 "remove it, or correct the name where it should be used");
        }
    };
    check("unused-party", scenario_.parties, parties, "no case and no official belongs to party");
    check("unused-roster", scenario_.rosters, rosters, "no official on the lists and no rota has roster");
    check("unused-rota", scenario_.rotas, rotas, "no protocol that is played calls anybody of rota");
    check("unused-response", scenario_.responses, responses, "no row of the lists has response");
    check("unused-staleness", scenario_.stalenesses, stalenesses, "no official and no channel has staleness");
    check("unused-carrier", scenario_.carriers, carriers, "no channel runs over carrier");
    check("unused-site", scenario_.sites, sites, "nobody sits at site");
    check("unused-channel", scenario_.channels, channels, "no row of the lists has channel");
    check("unused-protocol", scenario_.protocols, protocols, "no case leads to protocol");

    std::vector<Index> uncalled;  // the first row of each
    for (Index official = 0; official < official_called_.size(); ++official) {
        if (!official_called_[official]) uncalled.push_back(scenario_.officials[official].rows.front());
    }
    warn_of_rows("unused-official", uncalled, "add a step that calls this official, or remove the rows from the list",
                 [&](Index row) {
                     return fmt::format("no protocol that is played calls official \"{}\"",
                                        official_of(scenario_.rows[row]).id);
                 });
}

void Linter::check_outages() {
    const auto carrier = [&](Index index) { return fmt::format("of \"{}\"", scenario_.carriers[index].id); };
    for (const Outage& outage : scenario_.outages) {
        const std::string of = outage.site == kNone ? carrier(outage.carrier)
                                                    : fmt::format("of \"{}\"", scenario_.sites[outage.site].id);
        check_seen("outage-unseen", "the outage " + of, outage.from, outage.lasts.most(), outage.place);
    }
    for (const Carrier& of : scenario_.carriers) {
        for (const Degradation& worse : of.degraded) {
            check_seen("degradation-unseen", fmt::format("the degradation of \"{}\"", of.id), worse.from,
                       worse.lasts.most(), of.place);
        }
    }
    for (const Load& load : scenario_.loads) {
        const std::string on =
            fmt::format("on \"{}\"", load.channel != kNone ? scenario_.channels[load.channel].id
                                                           : scenario_.officials[load.official].id);
        const bool calls = load.until > load.from && load.lasts.most() > 0;
        const double lasts = seconds_of(load.until - load.from) + seconds_of(load.patience) + load.lasts.most();
        check_seen("load-unseen", "the load " + on, load.from, calls ? lasts : 0, load.place);
    }
    for (const Traffic& traffic : scenario_.traffic) {
        check_seen("traffic-unseen", "the traffic " + carrier(traffic.carrier), traffic.from, traffic.lasts.most(),
                   traffic.place);
        if (!carries_messages(scenario_, traffic.carrier)) {
            diagnostics_.warning("traffic-idle", traffic.place,
                                 fmt::format("no message with a size travels over \"{}\": its traffic delays nothing",
                                             scenario_.carriers[traffic.carrier].id),
                                 "give the channels over this carrier a \"size\"");
        }
    }
}

/// Checks parties that are called. A party with a single official cannot be spread over sites.
void Linter::check_sites() {
    std::map<Index, std::vector<Index>> officials;  // by party
    for (Index official = 0; official < scenario_.officials.size(); ++official) {
        if (official_called_[official]) officials[scenario_.officials[official].party].push_back(official);
    }
    for (const auto& [party, of] : officials) {
        const Index site = scenario_.officials[of.front()].site;
        if (site == kNone || of.size() == 1) continue;
        const bool all = std::all_of(of.begin(), of.end(),
                                     [&](Index official) { return scenario_.officials[official].site == site; });
        if (!all) continue;
        diagnostics_.warning("single-site", scenario_.parties[party].place,
                             fmt::format("all {} officials of \"{}\" who are called sit at site \"{}\": none can be "
                                         "reached while it is down",
                                         of.size(), scenario_.parties[party].id, scenario_.sites[site].id),
                             "add an official at another \"site\"");
    }
}

/// `lasts`: the longest duration, in seconds.
void Linter::check_seen(const char* code, const std::string& what, Ticks from, double lasts, Place place) {
    if (lasts <= 0) {
        diagnostics_.warning(code, place, fmt::format("{} takes no time", what), "set a longer \"lasts\"");
    } else if (seconds_of(from) + lasts <= 0) {
        diagnostics_.warning(code, place, fmt::format("{} is over before the drill starts", what),
                             "set a later \"from\", or a longer \"lasts\"");
    } else if (from > end_ - scenario_.start_last) {
        diagnostics_.warning(code, place, fmt::format("{} begins after the horizon", what),
                             "set an earlier \"from\", or a longer \"horizon\"");
    }
}

}  // namespace hotline
