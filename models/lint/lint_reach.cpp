// Sums up the officials whom a step calls. Duty hours are those of the timetable of the drills, over all the time
// that drills can reach.

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/lint/linter.hpp"

namespace hotline {
namespace {

bool never_up(const std::vector<Site>& sites, Index site) {
    return site != kNone && sites[site].availability <= 0;
}

}  // namespace

const Reach& Linter::reach(Index protocol, std::size_t step, const Case& of, Index from) {
    const Step& called = scenario_.protocols[protocol].steps[step];
    const Index caller = depends_on(called.call, Selector::Side::caller) ? of.caller : kNone;
    const Index callee = depends_on(called.call, Selector::Side::callee) ? of.callee : kNone;
    if (from != kNone && !hindered_[from]) from = kNone;
    const auto known = reaches_.find({protocol, step, caller, callee, from});
    if (known != reaches_.end()) return known->second;
    Reach made = reach_of(called, directory_.places(called.call, of.caller, of.callee), from);
    return reaches_.emplace(std::tuple{protocol, step, caller, callee, from}, std::move(made)).first->second;
}

/// Whether the result depends on this party being the caller: somebody never answers it, or its own site is never up.
bool Linter::is_hindered(Index party) const {
    return never_up(scenario_.sites, scenario_.parties[party].site) ||
           std::any_of(scenario_.stances.begin(), scenario_.stances.end(),
                       [&](const Stance& stance) { return stance.towards == party && stance.willing <= 0; });
}

Reach Linter::reach_of(const Step& step, const std::vector<CalledPlace>& places, Index from) {
    Reach reach;
    reach.places = static_cast<std::int64_t>(places.size());
    reach.anybody = !places.empty();
    for (const Index other : directory_.others(places)) {
        official_called_[other] = true;
        for (const Index row : rows_tried(scenario_, step, other)) add_row(reach, step, row, from, Ticks{0});
    }
    Ticks turn{0};
    for (const CalledPlace& place : places) {
        const Ticks after = std::exchange(turn, turn + step.stagger);
        const Index index = place.official;
        if (place.rota != kNone) {
            // It may take no time. Whoever has the duty is on duty; whoever comes next may be.
            rota_called_[place.rota] = true;
            add_hours_of_rota(reach, place.rota);
            if (place.ahead == 0) continue;
            for (const Index taker : directory_.takers(place)) add_hours(reach, taker);
            continue;
        }
        official_called_[index] = true;
        const std::vector<Index> rows = rows_tried(scenario_, step, index);
        if (reach.written_first == kNone && step.via.empty()) reach.written_first = written_before_call(rows);
        for (const Index row : rows) add_row(reach, step, row, from, after);
        if (!rows.empty()) add_hours(reach, index);
    }
    call_in_vain(reach, step, places);
    return reach;
}

void Linter::call_in_vain(Reach& reach, const Step& step, const std::vector<CalledPlace>& places) const {
    const FollowUp* after = step.follow_up(Result::no_answer);
    const auto goes = after ? after->goes : FollowUp::Goes::on;
    double all = 0;
    Ticks turn{0};
    std::vector<Index> called;
    for (const CalledPlace& place : places) {
        const double begins = seconds_of(std::exchange(turn, turn + step.stagger));
        all = std::max(all, begins);  // 0 in turn
        if (place.rota != kNone) continue;
        const Official& official = scenario_.officials[place.official];
        if (step.skip_off_duty && states_of(place.official).off) continue;  // may be skipped without taking time
        if (goes == FollowUp::Goes::to_next_organisation &&
            std::any_of(called.begin(), called.end(),
                        [&](Index other) { return are_colleagues(scenario_.officials[other], official); }))
            continue;
        double calls = 0;
        const std::vector<Index> rows = rows_tried(scenario_, step, place.official);
        for (const Index row : rows) {
            const Channel& channel = channel_of(scenario_.rows[row]);
            const double attempt = median(channel.set_up) + seconds_of(travel(channel)) +
                                   seconds_of(patience_of(scenario_, step, scenario_.rows[row]));
            calls += attempt;
            if (goes != FollowUp::Goes::on) break;
            calls += (step.tries - 1) * (attempt + median(step.gap));
        }
        all = step.all_at_once ? std::max(all, begins + calls) : all + calls;
        if (rows.empty()) continue;
        called.push_back(place.official);
        reach.left = goes > FollowUp::Goes::to_next_organisation;
        if (reach.left) break;
    }
    reach.left &= !step.within || all <= seconds_of(*step.within);
    reach.calls = step.within ? std::min(all, seconds_of(*step.within)) : all;
}

/// The first row for messages, if one for calls comes after it.
Index Linter::written_before_call(const std::vector<Index>& rows) const {
    const auto is_call = [&](Index row) { return channel_of(scenario_.rows[row]).kind == Channel::Kind::call; };
    const auto message = std::find_if_not(rows.begin(), rows.end(), is_call);
    return std::any_of(message, rows.end(), is_call) ? *message : kNone;
}

void Linter::add_hours(Reach& reach, Index index) const {
    const Official& official = scenario_.officials[index];
    if (!keeps_shifts(scenario_, official)) reach.always_on_duty = true;
    if (official.roster != kNone && !reach.always_on_duty)
        reach.rosters.insert({official.roster, official.party, ahead(official)});
    if (rotas_of_.empty()) return;
    for (const Index rota : rotas_of_[index]) add_hours_of_rota(reach, rota);
}

void Linter::add_hours_of_rota(Reach& reach, Index index) const {
    const Rota& rota = scenario_.rotas[index];
    for (const RotaLayer& layer : rota.layers) {
        if (counts_at_all_hours(scenario_, layer)) {
            reach.always_on_duty = true;
        } else {
            reach.rosters.insert({layer.hours, rota.party, ahead_of(rota.time_zone, scenario_.start_first)});
        }
    }
}

void Linter::add_row(Reach& reach, const Step& step, Index index, Index from, Ticks begins) {
    const Row& row = scenario_.rows[index];
    if (!step.patience) patience_counts_[index] = true;
    const Channel& channel = channel_of(row);
    const Response& response = response_of(row);
    const bool call = channel.kind == Channel::Kind::call;
    if (!reach.any_row) reach.carriers = channel.carriers;
    std::erase_if(reach.carriers, [&](Index carrier) {
        return std::find(channel.carriers.begin(), channel.carriers.end(), carrier) == channel.carriers.end();
    });
    reach.any_row = true;

    if (never_answers(row, from) || is_always_passed_over(step, row.official)) return;
    const double patience = seconds_of(patience_of(scenario_, step, row));
    const double latency = least_latency(index);
    const std::optional<double> call_back = call ? soonest_call_back(index, patience) : std::nullopt;
    const bool answers = std::isfinite(latency);
    const bool in_time = answers && (!call || latency <= patience);
    if (answers && !in_time && reach.impatient == kNone) reach.impatient = index;
    if (!in_time && !call_back) return;

    const Official& official = official_of(row);
    const bool screened = response.screened >= 1;
    reach.answering[official.party].add(official, call, screened);
    if (!screened) reach.who[row.official] |= call;
    reach.unawaited |= !call || call_back;
    if (call) reach.set_up = std::min(reach.set_up, channel.set_up.least());
    if (!step.within) return;
    double after = call_back.value_or(std::numeric_limits<double>::infinity());
    if (in_time) after = call ? std::min(after, latency) : 0;  // a reply may come as soon as the message is sent
    Reach::Soonest soonest{official.party, {}, seconds_of(begins) + channel.set_up.least() + after};
    soonest.answering.add(official, call, screened);
    reach.soonest.push_back(soonest);
}

/// Whether no attempt by party `from` on the row is ever answered, on duty or off duty.
bool Linter::never_answers(const Row& row, Index from) const {
    const Official& official = official_of(row);
    const std::vector<Index>& carriers = channel_of(row).carriers;
    const auto unwilling = [&](const Stance& stance) {
        return stance.party == official.party && stance.towards == from && stance.willing <= 0;
    };
    return response_of(row).present <= 0 || never_up(scenario_.sites, official.site) ||
           (from != kNone && never_up(scenario_.sites, scenario_.parties[from].site)) ||
           std::any_of(scenario_.stances.begin(), scenario_.stances.end(), unwilling) ||
           std::any_of(carriers.begin(), carriers.end(),
                       [&](Index carrier) { return scenario_.carriers[carrier].availability <= 0; });
}

/// The travel time of a message while no carrier is degraded.
Ticks Linter::travel(const Channel& channel) const {
    if (channel.size <= 0 || channel.carriers.empty()) return Ticks{0};
    Ticks latencies{0};
    double bandwidth = std::numeric_limits<double>::infinity();
    for (const Index carrier : channel.carriers) {
        latencies += scenario_.carriers[carrier].latency;
        bandwidth = std::min(bandwidth, scenario_.carriers[carrier].bandwidth);
    }
    return latencies + ticks_of_seconds(channel.size * 8 / bandwidth);
}

}  // namespace hotline
