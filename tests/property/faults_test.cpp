// Faults at the worst moments. At every instant of a drill at which anything happens, each carrier and each site goes
// down, for a minute or for ever, and the drill is played again. It must end without a deadlock or a crash;
// sanitizers check that it leaves nothing behind. Where nothing is contended, all worlds and the reference model must
// give the same result.

#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "sim/escalation/isolated_world.hpp"
#include "sim/runs/drill_player.hpp"
#include "sim/shared/shared_world.hpp"
#include "tests/oracle/reference.hpp"
#include "tests/oracle/show_record.hpp"
#include "tests/oracle/sketch.hpp"
#include "tests/support/shipped_scenarios.hpp"

namespace hotline {
namespace {

constexpr std::uint64_t kFaultedDrills = 4;

/// Gives every channel a carrier and every party a site.
Scenario with_something_to_break(Scenario scenario) {
    for (Channel& channel : scenario.channels) {
        if (!channel.carriers.empty()) continue;
        Carrier& carrier = scenario.carriers.emplace_back();
        carrier.id = "carrier-of-" + channel.id;
        carrier.identity = identity_of(carrier.id);
        channel.carriers = {static_cast<Index>(scenario.carriers.size() - 1)};
    }
    for (Party& party : scenario.parties) {
        Site& site = scenario.sites.emplace_back();
        site.id = site.name = "site-of-" + party.id;
        site.identity = identity_of(site.id);
        party.site = static_cast<Index>(scenario.sites.size() - 1);
    }
    for (Official& official : scenario.officials) official.site = scenario.parties[official.party].site;
    scenario.outages.emplace_back();  // the fault, replaced for each drill
    return scenario;
}

/// The instants at which something happens, from the drill's start.
std::set<Ticks> instants_of(const Drill& drill, const Outcome& outcome) {
    std::set<Ticks> instants;
    const auto add = [&](Ticks at) {
        if (at >= Ticks{0} && at <= drill.scenario.horizon) instants.insert(drill.played().after + at);
    };
    add(Ticks{0});
    for (const Attempt& attempt : drill.attempts) {
        for (const Ticks at : {attempt.begins, attempt.reaches, attempt.settles, attempt.answered, attempt.concluded})
            add(at);
    }
    for (Index index = 0; index < drill.searches(); ++index) {
        const Search& search = drill.search(index);
        for (const Ticks at : {search.opened, search.found.at, search.held_until}) add(at);
    }
    for (const Milestone milestone : kMilestones) add(time_of(outcome, milestone));
    return instants;
}

std::vector<Outage> faults_at(const Scenario& scenario, Ticks at) {
    std::vector<Outage> faults;
    for (const Ticks how_long : {secs(60), kForever}) {
        Outage fault;
        fault.from = at;
        fault.lasts = Law::always(how_long);
        for (fault.carrier = 0; fault.carrier < scenario.carriers.size(); ++fault.carrier) faults.push_back(fault);
        fault.carrier = kNone;
        for (fault.site = 0; fault.site < scenario.sites.size(); ++fault.site) faults.push_back(fault);
    }
    return faults;
}

TEST(Faults, at_every_instant_of_a_drill_end_it_alike_in_every_world) {
    std::uint64_t faults = 0;
    std::uint64_t contended = 0;
    for (const char* name : {"uk-china-2012", "cert-to-cert", "weekend-worm"}) {
        SCOPED_TRACE(name);
        Scenario alone =
            with_something_to_break(load_shipped(std::filesystem::path(HOTLINE_SOURCE_DIR) / "scenarios" / name));
        alone.interaction = false;
        Scenario together = alone;
        together.interaction = true;
        for (Official& official : together.officials) official.seats = 1'000'000;
        DrillPlayer isolated(alone, alone.seed, make_isolated_world);
        DrillPlayer shared(alone, alone.seed, make_shared_world);
        const SharedWorld* world = nullptr;
        DrillPlayer interacting(together, together.seed, [&](const std::vector<Drill*>& drills) {
            auto made = std::make_unique<SharedWorld>(drills);
            world = made.get();
            return made;
        });
        for (const Index protocol : alone.cases.front().protocols) {
            for (std::uint64_t replication = 0; replication < kFaultedDrills; ++replication) {
                alone.outages.back() = Outage{};
                isolated.begin(replication);
                isolated.play(0, protocol);
                const auto instants = instants_of(isolated.drill(), outcome_of(isolated.drill(), isolated.ending()));
                for (const Ticks at : instants) {
                    for (const Outage& fault : faults_at(alone, at)) {
                        ++faults;
                        alone.outages.back() = together.outages.back() = fault;
                        const std::string record = shown(isolated.record(0, protocol, replication), alone);
                        ASSERT_EQ(shown(shared.record(0, protocol, replication), alone), record);
                        ASSERT_EQ(shown(reference_drill(alone, 0, protocol, alone.seed, replication), alone), record);
                        const std::string contested = shown(interacting.record(0, protocol, replication), alone);
                        if (world->network() && world->network()->slowed() > 0) {
                            ++contended;
                        } else {
                            ASSERT_EQ(contested, record);
                        }
                    }
                }
            }
        }
    }
    std::cout << faults << " faults, each played four times; in " << contended << " a message slowed another\n";
    EXPECT_GT(faults, 1000U);
    EXPECT_GT(faults, contended);
}

}  // namespace
}  // namespace hotline
