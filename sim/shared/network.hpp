// The carriers of a scenario with `interaction`. Messages with a size share their bandwidth with each other and with
// [[traffic]]. The engine computes the rates (`Links`); this class keeps the messages in transit and their progress.
//
// The order at one instant: messages arrive or fail. If a degradation begins or ends, rates are recomputed, and
// messages with no remaining time arrive too. After all other events, new messages are sent, and rates are recomputed
// once. A message that shares its carriers with nobody arrives exactly when it would in the isolated world.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <vector>

#include "analysis/drills/usage.hpp"
#include "sim/escalation/travel.hpp"
#include "sim/shared/links.hpp"
#include "sim/shared/stage.hpp"

namespace hotline {

class Network {
public:
    /// Whether anything in the scenario can share a carrier.
    static bool needed(const Scenario& scenario);

    Network(const Scenario& scenario, Facts& facts, Stage& stage);
    /// Ends the flows of a drill that was not completed.
    ~Network() { close(); }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /// Prepares a drill that starts at an instant of the stage's clock: adds the events of traffic and degradations.
    void begin(Ticks drill_starts);
    /// Ends a drill: discards all messages in transit.
    void close();

    /// Sends a message of a case. The message fails if a carrier goes down between `began` and its arrival. Requires
    /// that all carriers have been up since `began`, an instant of the drill. `done` gets whether the message has
    /// failed. Call it in phase `sends`.
    void send(Index place, const Channel& channel, double size, Ticks began, std::function<void(bool)> done);

    /// Counts a message without transfer: either it takes no time, or a carrier went down after `began`.
    void sent_at_once(const Channel& channel, Ticks began);

    /// The number of messages of the drill that others have slowed down.
    std::uint64_t slowed() const { return slowed_; }
    /// The usage of a carrier. Requires that the drill has been closed.
    const Usage& usage(Index carrier) const { return meters_[carrier].usage; }

private:
    struct Transfer {
        Index place;
        const Channel* channel;
        Progress progress;
        std::function<void(bool)> done;
        Links::Flow flow;
        double rate = 0;
        bool slowed = false;
        Ticks slow_since = kForever;  // since when others reduce its rate; `kForever`: nobody does
        Agenda::Ticket due;           // the event of its beginning or arrival
        Agenda::Ticket fails;         // the event of a carrier that goes down
        Ticks alone;                  // the arrival without competition
    };
    using Way = std::list<Transfer>::iterator;
    /// Measures the use of a carrier.
    struct Meter {
        double share = 0;  // the share of bandwidth in use now, while the carrier is up
        double used = 0;   // the integral of the share up to `metered_`, in seconds
        Usage usage;
    };

    Ticks now() const { return stage_.now() - drill_starts_; }
    Agenda::Ticket enter(Ticks at, Phase phase, Index place, std::function<void()> run);
    /// Whether the rest of the message takes no time even alone. Then it competes with nobody.
    bool arrives_at_once(const Transfer& transfer, Ticks at);
    void begin(Way transfer);
    void end(Way transfer, bool failed);
    void change();
    void share();
    /// Adds up the use since the last reading. Call it whenever rates are recomputed.
    void read_meters();
    void set_meters();
    /// Counts the failure of a message for those of its carriers that are down then.
    void count_failure(const Channel& channel, Ticks at);
    /// Counts the message if others have slowed it down for some time up to now. A rate that lasts less than a tick
    /// does not count.
    void count_slowness(Transfer& transfer);
    /// Adds the delay of the message to its carriers.
    void count_delay(const Transfer& transfer);
    void enter_traffic();
    void enter_degradations();
    void set_bandwidths(Ticks at);

    const Scenario& scenario_;
    Facts& facts_;
    Stage& stage_;
    Links& links_;
    Ticks drill_starts_{0};
    Ticks last_{0};  // the end of the last case; later events are ignored
    std::list<Transfer> transfers_;
    std::vector<Links::Flow> traffic_;
    std::vector<Meter> meters_;  // by carrier
    Ticks metered_{0};
    bool changed_ = false;
    std::uint64_t slowed_ = 0;
};

}  // namespace hotline
