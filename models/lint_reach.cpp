// What the officials whom a step calls come to.

#include <algorithm>

#include "models/linter.hpp"

namespace hotline {
namespace {

/// The least that a law gives, in seconds.
double least(const Law& law) {
    double value = 0;
    if (law.kind == Law::Kind::fixed || law.kind == Law::Kind::uniform) value = law.a;
    if (law.kind == Law::Kind::empirical) value = law.sample->front();
    return std::min(std::max(value, law.at_least), law.at_most);
}

bool has_shifts(const Roster& roster) {
    return std::any_of(roster.shifts.begin(), roster.shifts.end(),
                       [](const Shift& shift) { return shift.days != 0; });
}

}  // namespace

const Reach& Linter::reach(Index protocol, std::size_t step, Index caller, Index callee) {
    const Step& of = scenario_.protocols[protocol].steps[step];
    Index whose = kNone;
    if (of.call.officials.empty() && of.call.side == Selector::Side::caller) whose = caller;
    if (of.call.officials.empty() && of.call.side == Selector::Side::callee) whose = callee;
    const auto known = reaches_.find({protocol, step, whose});
    if (known != reaches_.end()) return known->second;
    Reach made = reach_of(of, directory_.called(of.call, caller, callee));
    return reaches_.emplace(std::tuple{protocol, step, whose}, std::move(made)).first->second;
}

Reach Linter::reach_of(const Step& step, const std::vector<Index>& called) {
    Reach reach;
    for (const Index index : called) {
        const Official& official = scenario_.officials[index];
        official_called_[index] = true;
        reach.anybody = true;
        double calls = 0;
        const std::vector<Index> rows = rows_tried(scenario_, step, index);
        for (const Index row : rows) {
            const Channel& channel = channel_of(scenario_.rows[row]);
            calls +=
                step.tries * (channel.set_up.seconds(0.5) + seconds_of(step.patience.value_or(channel.patience))) +
                (step.tries - 1) * step.gap.seconds(0.5);
            add_row(reach, step, row);
        }
        if (rows.empty()) continue;
        if (official.roster == kNone) {
            reach.always_on_duty = true;
        } else {
            reach.rosters.insert({official.roster, official.party});
            if (step.skip_off_duty) continue;  // may be passed over in no time
        }
        reach.calls = step.all_at_once ? std::max(reach.calls, calls) : reach.calls + calls;
    }
    if (step.within) reach.calls = std::min(reach.calls, seconds_of(*step.within));
    return reach;
}

void Linter::add_row(Reach& reach, const Step& step, Index index) const {
    const Row& row = scenario_.rows[index];
    const Channel& channel = channel_of(row);
    const Response& response = response_of(row);
    const bool call = channel.kind == Channel::Kind::call;
    if (!reach.any_row) reach.carriers = channel.carriers;
    std::erase_if(reach.carriers, [&](Index carrier) {
        return std::find(channel.carriers.begin(), channel.carriers.end(), carrier) == channel.carriers.end();
    });
    reach.any_row = true;

    const std::vector<const Duty*> duties = duties_of(row);
    const bool calls_back = call && response.present > 0 && response.call_back > 0;
    if (duties.empty() && !calls_back) return;
    const Official& official = official_of(row);
    Reach::Answering& answering = reach.answering[official.party];
    answering.least_authority = std::min(answering.least_authority, official.authority);
    answering.most_authority = std::max(answering.most_authority, official.authority);
    if (call) {
        answering.most_authority_by_call = std::max(answering.most_authority_by_call.value_or(0), official.authority);
    }

    const double set_up = least(channel.set_up);
    if (!call) {  // once it is sent, a reply may come at any time
        reach.soonest = std::min(reach.soonest, set_up);
        return;
    }
    const double patience = seconds_of(step.patience.value_or(channel.patience));
    if (calls_back) reach.soonest = std::min(reach.soonest, set_up + patience);
    if (duties.empty()) return;
    const double latency = least_latency(row);
    if (latency <= patience) {
        reach.soonest = std::min(reach.soonest, set_up + latency);
    } else if (reach.impatient == kNone) {
        reach.impatient = index;
    }
}

/// In which states of duty an answer may come.
std::vector<const Duty*> Linter::duties_of(const Row& row) const {
    const Response& response = response_of(row);
    if (response.present <= 0) return {};
    const Index roster = official_of(row).roster;
    const bool shifts = roster != kNone && has_shifts(scenario_.rosters[roster]);
    const bool waits = channel_of(row).kind == Channel::Kind::message;
    std::vector<const Duty*> duties;
    const auto add = [&](const Duty& duty) {
        if (duty.answer > 0 && !(waits && duty.from_next_shift && !shifts)) duties.push_back(&duty);
    };
    if (roster == kNone || shifts) add(response.on_duty);
    if (roster != kNone) add(response.off_duty);
    return duties;
}

double Linter::least_latency(const Row& row) const {
    double latency = std::numeric_limits<double>::infinity();
    for (const Duty* duty : duties_of(row)) latency = std::min(latency, least(duty->latency));
    return latency;
}

}  // namespace hotline
