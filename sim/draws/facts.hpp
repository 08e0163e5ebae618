// What is true in one replication, whoever asks: when the emergency begins, who is there, which entries
// are still right, who is willing, and when carriers and sites are down. Each fact is drawn when it is first asked
// for and kept; all draws are keyed, so the order of the questions does not matter.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/scenario/timetable.hpp"
#include "sim/draws/luck.hpp"
#include "sim/draws/starts.hpp"

namespace hotline {

class Facts {
public:
    /// The scenario and the timetable must outlive it. For one thread.
    Facts(const Scenario& scenario, const Timetable& timetable, std::uint64_t seed);

    /// Turns to another replication, which starts where the strata say, or else anywhere in the scenario's window.
    void begin(std::uint64_t replication, const Strata* strata = nullptr);

    const Luck& luck() const { return luck_; }
    std::uint64_t replication() const { return luck_.replication(); }
    /// When the drill starts. All other times here count from it.
    Instant start() const { return start_; }

    /// Whether the official is there at all at that instant, as the response of one of his rows says.
    bool present(Index official, const Response& response, Ticks at) const;
    /// Whether the official still holds the post, whether the row's address still leads there
    /// (sim/draws/validity.hpp).
    bool holder_valid(Index official);
    bool address_valid(Index row);
    bool valid(Index row) { return holder_valid(scenario_.rows[row].official) && address_valid(row); }
    /// Whether officials of `party` are willing to answer those of `towards`.
    bool willing(Index party, Index towards) const;
    bool on_duty(Index official, Ticks at) const { return timetable_.on_duty(official, start_ + at); }
    /// The beginning of the first shift that begins after `at`; `kForever` where none does.
    Ticks next_shift(Index official, Ticks at) const;
    /// Whether the official answers in the spell of length `spell` that holds `at`, being asked to with
    /// probability `answer`.
    bool answers_in_spell(Index official, Ticks spell, Ticks at, double answer) const;
    /// The first instant in [from, to] at which a carrier of the channel is down, if there is one.
    std::optional<Ticks> first_down(const Channel& channel, Ticks from, Ticks to);
    bool carrier_down(Index index, Ticks at) { return first_down(carrier(index), at, at).has_value(); }
    /// For how long of [from, to) the carrier is down.
    Ticks carrier_downtime(Index index, Ticks from, Ticks to);
    /// The same of a site; `kNone` is never down.
    std::optional<Ticks> site_down(Index site, Ticks from, Ticks to);
    /// The first instant in [from, to] at which the site is up; `kForever` where there is none.
    Ticks site_up(Index site, Ticks from, Ticks to);
    /// When a carrier is degraded, and how.
    struct Degraded {
        Ticks from{0};
        Ticks until{0};
        const Degradation* how = nullptr;
    };
    const std::vector<Degraded>& degraded(Index carrier);

private:
    struct Remembered {
        std::uint32_t replication_stamp = 0;
        bool value = false;
    };
    struct Downtime {
        Ticks from{0};
        Ticks until{0};
    };
    /// The ups and downs of a carrier or site from the drill's start.
    struct Spells {
        std::uint32_t replication_stamp = 0;
        bool first_is_down = false;
        std::vector<Ticks> ends;  // of the spells drawn so far, alternately up and down
        std::vector<Downtime> scheduled;
    };
    struct Thing {
        const Fallible& model;
        Identity identity;
        Purpose spell;
        Spells& spells;
    };
    struct Degradations {
        std::uint32_t replication_stamp = 0;
        std::vector<Degraded> drawn;
    };

    template <class Draw>
    bool remember(Remembered& memory, Draw&& draw);
    Thing carrier(Index index);
    Thing site(Index index);
    void prepare(Thing thing, Purpose first, Purpose lasts, Index Outage::*of, Index index);
    /// The end of its n-th spell. Requires that those before have been asked for.
    Ticks spell_ends(Thing thing, std::size_t number, Ticks begins);
    std::optional<Ticks> first_down(Thing thing, Ticks from, Ticks to);

    const Scenario& scenario_;
    const Timetable& timetable_;
    Luck luck_;
    Instant start_{};
    std::uint32_t stamp_ = 0;
    std::vector<Remembered> holder_;
    std::vector<Remembered> address_;
    std::vector<Spells> carriers_;
    std::vector<Spells> sites_;
    std::vector<Degradations> degraded_;        // by carrier
    std::vector<std::vector<Stance>> stances_;  // by party
};

}  // namespace hotline
