// The facts of one replication, which are the same for all protocols: when the emergency begins, who is present,
// which entries are valid, who is willing, and when carriers and sites are down. A fact is drawn when it is first
// needed, and then kept. All draws are keyed, so the order of requests does not matter.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/scenario/timetable.hpp"
#include "sim/draws/luck.hpp"
#include "sim/draws/plan.hpp"
#include "sim/draws/starts.hpp"
#include "sim/draws/validity.hpp"
#include "sim/draws/zeroed.hpp"

namespace hotline {

class Facts {
public:
    /// The scenario and the timetable must outlive this object. Use it from one thread.
    Facts(const Scenario& scenario, const Timetable& timetable, std::uint64_t seed);

    /// Begins another replication. It starts then, or else uniformly in the scenario's window.
    void begin(std::uint64_t replication, std::optional<Instant> start = {});

    const Luck& luck() const { return luck_; }
    std::uint64_t replication() const { return luck_.replication(); }
    /// The start of the drill. All other times here count from it.
    Instant start() const { return start_; }

    /// Whether the official is there at all at that instant, as the response of one of his rows says.
    bool present(Index official, const Response& response, Ticks at) {
        return response.present > 0 &&
               (response.present >= 1 || presence(official, response.present_for, at) < response.present);
    }
    /// Whether the official still holds the post (sim/draws/validity.hpp).
    bool holder_valid(Index official);
    /// … and whether the row's address is still right, too.
    bool valid(Index row) {
        return remember(addresses_[row].is_valid,
                        [&] { return holder_valid(scenario_.rows[row].official) && draw_address_valid(row); });
    }
    /// Whether officials of `party` are willing to answer those of `towards`.
    bool willing(Index party, Index towards) {
        for (KnownStance& known : stances_[party]) {
            if (known.stance.towards == towards)
                return remember(known.is_willing, [&] { return draw_willing(known.stance); });
        }
        return true;
    }
    bool on_duty(Index official, Ticks at) const { return timetable_.on_duty(official, start_ + at); }
    bool on_leave(Index official, Ticks at) const { return timetable_.on_leave(official, start_ + at); }
    /// How the official of a row responds at an instant.
    const Duty& duty(Index row, Ticks at) const { return timetable_.duty(row, start_ + at); }
    /// Whom the step calls in the place of a target (sim/draws/plan.hpp).
    const Target* called(const PlannedStep& step, Index target, Ticks at, Ticks first) const {
        return step.called(target, timetable_, start_ + at, start_ + first, step.step->stagger);
    }
    /// The first instant from `at` on at which somebody has the duty of the target's rota; `kForever` if there is
    /// none.
    Ticks duty_from(const Target& target, Ticks at) const;
    /// The official of a target's place (sim/draws/plan.hpp).
    Index listed(const PlannedStep& step, Index target, Ticks at) const {
        return step.listed(target, timetable_, start_ + at);
    }
    /// The beginning of the first shift that begins after `at`; `kForever` if there is none.
    Ticks next_shift(Index official, Ticks at) const;
    /// Whether the official of a row answers, with probability `answer`, in the spell that contains `at`. Requires a
    /// response with spells.
    bool answers_in_spell(Index row, Ticks at, double answer) {
        return answer > 0 && (answer >= 1 || number_of_spell(spells_of(row), at) < answer);
    }
    /// The probability with which the cluster of a row answers in this drill, where the response says `answer`; and
    /// by what it multiplies latencies. Both require a response with `between`.
    double answer_of(Index row, double answer);
    double factor_of(Index row);
    /// The first instant in [from, to] at which a carrier of the channel is down, if any.
    std::optional<Ticks> first_down(const Channel& channel, Ticks from, Ticks to) {
        if (channel.carriers.empty()) return {};
        return first_down_of_any(channel.carriers, from, to);
    }
    bool carrier_down(Index index, Ticks at) { return first_down(carrier(index), at, at).has_value(); }
    /// The total down time of the carrier in [from, to).
    Ticks carrier_downtime(Index index, Ticks from, Ticks to);
    /// The first instant in [from, to] at which the site is down; `kNone` is never down.
    std::optional<Ticks> site_down(Index site, Ticks from, Ticks to);
    /// The first instant in [from, to] at which the site is up; `kForever` if there is none.
    Ticks site_up(Index site, Ticks from, Ticks to);
    /// A period in which a carrier is degraded.
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
    /// Whether an address, or the holder of a post, is still right.
    struct Validity {
        Remembered is_valid;
        bool is_prepared = false;
        Freshness freshness{};
    };
    /// The last block that was drawn of an official. Calls ask for the same one again and again.
    struct LastBlock {
        std::uint32_t replication_stamp = 0;
        std::uint64_t scope = 0;
        std::uint64_t index = 0;
        LuckBlock numbers;
    };
    /// The spells in which an official answers, or not, of one length.
    struct SpellsOfAnswers {
        Identity who;
        Ticks length;
        std::uint32_t replication_stamp = 0;
        Ticks offset{0};
        // The spell in which he was asked last, and what `answer` must exceed for him to answer in it.
        Ticks from{0};
        Ticks until{0};
        double number = 0;
        LastBlock drawn{};
    };
    struct KnownStance {
        Stance stance;
        Remembered is_willing{};
    };
    struct Downtime {
        Ticks from{0};
        Ticks until{0};
    };
    /// The up times and down times of a carrier or site from the drill's start.
    struct Spells {
        std::uint32_t replication_stamp = 0;
        bool first_is_down = false;
        std::vector<Ticks> ends;  // the ends of the times drawn so far, alternately up and down
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

    /// How a cluster differs. It is drawn once, although calls ask again and again.
    struct Cluster {
        std::uint32_t answers_stamp = 0;
        std::uint32_t factor_stamp = 0;
        double normal = 0;  // of its answers
        double answer = 0;  // that of a response, and of this cluster
        double moved = 0;
        double factor = 1;
    };

    void forget_people();
    /// A standard normal number of the cluster of a row.
    double normal_of(Index row, Purpose purpose) const;
    template <class Draw>
    bool remember(Remembered& memory, Draw&& draw) {
        if (memory.replication_stamp != stamp_) memory = {stamp_, draw()};
        return memory.value;
    }
    bool draw_address_valid(Index row);
    bool draw_willing(const Stance& stance) const;
    /// What the official's `present` must exceed for him to be there.
    double presence(Index official, Ticks period, Ticks at) {
        const auto number = static_cast<std::uint64_t>(period > Ticks{0} ? at / period : 0);
        const auto scope = static_cast<std::uint64_t>(number > 0 ? period.count() : 0);
        return recall(presence_[official], Purpose::present, scenario_.officials[official].identity, scope, number)
            .uniform(Purpose::present);
    }
    double number_of_spell(SpellsOfAnswers& spells, Ticks at) {
        const bool known = spells.replication_stamp == stamp_ && spells.from <= at && at < spells.until;
        return known ? spells.number : enter_spell(spells, at);
    }
    /// Draws the number of the spell that contains `at`.
    double enter_spell(SpellsOfAnswers& spells, Ticks at);
    SpellsOfAnswers& spells_of(Index row) {
        const Index known = spells_of_row_[row];
        return spells_[(known > 0 ? known : prepare_spells(row)) - 1];
    }
    /// Their place in the list, counted from 1.
    Index prepare_spells(Index row);
    std::optional<Ticks> first_down_of_any(const std::vector<Index>& carriers, Ticks from, Ticks to);
    const LuckBlock& recall(LastBlock& memory, Purpose purpose, std::uint64_t subject, std::uint64_t scope,
                            std::uint64_t index) const {
        if (memory.replication_stamp != stamp_ || memory.scope != scope || memory.index != index)
            memory = {stamp_, scope, index, luck_.block(purpose, subject, scope, index)};
        return memory.numbers;
    }
    Thing carrier(Index index);
    Thing site(Index index);
    void prepare(Thing thing, Purpose first, Purpose lasts, Index Outage::*of, Index index);
    /// The end of the n-th up or down time. Requires that all earlier ones have been drawn.
    Ticks spell_ends(Thing thing, std::size_t number, Ticks begins);
    std::optional<Ticks> first_down(Thing thing, Ticks from, Ticks to);

    const Scenario& scenario_;
    const Timetable& timetable_;
    Luck luck_;
    Instant start_{};
    std::uint32_t stamp_ = 0;
    Zeroed<Validity> holders_;     // by official
    Zeroed<Validity> addresses_;   // by row
    Zeroed<LastBlock> presence_;   // by official: of `present`, and of whether he holds the post
    Zeroed<Cluster> clusters_;     // by row
    Zeroed<Index> spells_of_row_;  // their place in `spells_`, counted from 1; 0: not yet known
    std::vector<SpellsOfAnswers> spells_;
    std::vector<Spells> carriers_;
    std::vector<Spells> sites_;
    std::vector<Degradations> degraded_;             // by carrier
    std::vector<std::vector<KnownStance>> stances_;  // by party
};

}  // namespace hotline
