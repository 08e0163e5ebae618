// The carriers of a scenario with `interaction`: messages that have a size share them with each other and with
// [[traffic]]. The engine says at which rates (`Links`); here stands who is under way, and how far he is.
//
// At one instant first comes who arrives and who fails; then, where carriers are degraded or are so no more, rates
// are worked out anew, and whoever is there at once by what is left to him arrives too. When everything else has
// happened, what has been sent begins, and then rates are worked out anew, once. A message that nobody slows arrives
// when it would arrive by itself, to the bit.
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
    /// Of a drill that did not come to its end.
    ~Network() { close(); }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    /// Before a drill that starts at an instant of the stage's clock: enters its traffic and degradations.
    void begin(Ticks drill_starts);
    /// At the end of a drill: whatever is under way is forgotten.
    void close();

    /// Sends a message of a case. Its carriers must be up from `began`, an instant of the drill, to its arrival; they
    /// have been until now. `done` says whether it has failed. To be called in phase `sends`.
    void send(Index place, const Channel& channel, double size, Ticks began, std::function<void(bool)> done);

    /// For the report: a message was sent that did not travel, either because that takes no time, or because a
    /// carrier was not up from `began` on.
    void sent_at_once(const Channel& channel, Ticks began);

    /// How many messages of the drill have been slower than by themselves.
    std::uint64_t slowed() const { return slowed_; }
    /// Of a carrier, when the drill has been closed.
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
        Ticks slow_since = kForever;  // others take of its rate; `kForever`: nobody does
        Agenda::Ticket due;           // its beginning, or its arrival
        Agenda::Ticket fails;         // when a carrier goes down
        Ticks alone;                  // when it would arrive by itself
    };
    using Way = std::list<Transfer>::iterator;
    /// How busy a carrier is.
    struct Meter {
        double share = 0;  // of the carrier's bandwidth that is used now, if it is up
        double used = 0;   // all of it for so many seconds, up to `metered_`
        Usage usage;
    };

    Ticks now() const { return stage_.now() - drill_starts_; }
    Agenda::Ticket enter(Ticks at, Phase phase, Index place, std::function<void()> run);
    /// Whether what is left needs no time by itself: then it is in nobody's way either.
    bool arrives_at_once(const Transfer& transfer, Ticks at);
    void begin(Way transfer);
    void end(Way transfer, bool failed);
    void change();
    void share();
    /// Takes down what has been used until now; whenever rates are worked out anew.
    void read_meters();
    void set_meters();
    /// Of a message, by those of its carriers that are down then.
    void count_failure(const Channel& channel, Ticks at);
    /// Whether others have slowed it for some time, up to now: a rate that is gone within its instant slows nobody.
    void count_slowness(Transfer& transfer);
    /// How late the message is by now.
    void count_delay(const Transfer& transfer);
    void enter_traffic();
    void enter_degradations();
    void set_bandwidths(Ticks at);

    const Scenario& scenario_;
    Facts& facts_;
    Stage& stage_;
    Links& links_;
    Ticks drill_starts_{0};
    Ticks last_{0};  // what comes later nobody sees
    std::list<Transfer> transfers_;
    std::vector<Links::Flow> traffic_;
    std::vector<Meter> meters_;  // by carrier
    Ticks metered_{0};
    bool changed_ = false;
    std::uint64_t slowed_ = 0;
};

}  // namespace hotline
