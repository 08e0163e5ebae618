// Who has the duty of a rota, read from rule 15 turn by turn: the reference model's part of it.
//
// Shares the calendar with the product: rosters of hours, and the instants of local times.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline {

class ReferenceRotas {
public:
    ReferenceRotas(const Scenario& scenario, Instant first, Instant last);

    /// Who has the duty (0), is next (1), or the one after (2); before deputies.
    std::optional<Index> whose(Index rota, std::uint32_t ahead, Instant at) const;
    const RotaOverride* override_of(Index rota, Instant at) const;
    /// The layer that counts, if any has begun and holds.
    std::optional<std::size_t> layer(Index rota, Instant at) const;
    /// Hand-offs, edges of hours and of overrides, in (from, to].
    std::set<Instant> changes(Index rota, Instant from, Instant to) const;
    bool is_member(Index official) const;

private:
    static std::chrono::sys_seconds hand_off(const RotaLayer& layer, unsigned turn);
    std::optional<unsigned> turn(const Rota& rota, const RotaLayer& layer, Instant at) const;
    /// Whose turn it is in a layer, and those of the turns that follow.
    std::optional<std::vector<Index>> in_turn(const Rota& rota, const RotaLayer& layer, Instant at) const;

    const Scenario& scenario_;
    std::vector<std::vector<std::optional<DutyHours>>> hours_;  // by rota, then layer; none: at all hours
};

}  // namespace hotline
