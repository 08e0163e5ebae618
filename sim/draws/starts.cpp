#include "sim/draws/starts.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>

namespace hotline {

Instant start_in_window(const Scenario& scenario, const Luck& luck) {
    const Ticks width = scenario.start_last - scenario.start_first;
    if (width <= Ticks{0}) return scenario.start_first;
    const double share = luck.uniform(Purpose::start, 0, 0, 0);
    return scenario.start_first +
           Ticks{static_cast<std::int64_t>(std::floor(share * static_cast<double>(width.count()) + 0.5))};
}

namespace {

/// Rounded down. `share` is at most 1 - 2^-53, so that the rounded product is below the length.
Ticks part_of(Ticks length, double share) {
    return Ticks{static_cast<std::int64_t>(share * static_cast<double>(length.count()))};
}

}  // namespace

Strata::Strata(const Scenario& scenario, By by, const std::string& time_zone, Ticks after)
    : after_(after), window_(scenario.start_last - scenario.start_first) {
    std::vector<Stratum> all(number_of_cells(scenario, by));
    const Instant last = scenario.start_last + after;
    for (Instant at = scenario.start_first + after; at < last;) {
        const Clocks clocks = clocks_at(time_zone, at);
        for (const Instant until = std::min(clocks.until, last); at < until;) {
            const auto local = std::chrono::floor<std::chrono::hours>(at + clocks.ahead);
            const Instant ends = std::min<Instant>(local + std::chrono::hours{1} - clocks.ahead, until);
            Stratum& stratum = all[cell_of(by, local)];
            stratum.pieces.push_back({at, ends - at, local, stratum.length});
            stratum.length += ends - at;
            at = ends;
        }
    }
    for (Index cell = 0; cell < all.size(); ++cell) {
        if (all[cell].pieces.empty()) continue;
        all[cell].cell = cell;
        strata_.push_back(std::move(all[cell]));
    }
}

Strata::Place Strata::at(const Luck& luck) const {
    const Stratum& stratum = strata_[luck.replication() % strata_.size()];
    return at(stratum, part_of(stratum.length, luck.uniform(Purpose::start, 0, 0, 0)));
}

Instant Strata::start_at(double share) const {
    Ticks within = part_of(window_, share);
    auto stratum = strata_.begin();
    for (; within >= stratum->length; ++stratum) within -= stratum->length;
    return at(*stratum, within).instant;
}

Strata::Place Strata::at(const Stratum& stratum, Ticks within) {
    const auto next = std::upper_bound(stratum.pieces.begin(), stratum.pieces.end(), within,
                                       [](Ticks time, const Piece& piece) { return time < piece.before; });
    const Piece& piece = *std::prev(next);
    return {piece.begins + (within - piece.before), piece};
}

CellsOfTime Strata::laid(const SpecialDays& special, std::uint64_t seed, std::uint64_t drills) const {
    CellsOfTime laid;
    const auto share = [&](Ticks time) {
        return static_cast<double>(time.count()) / static_cast<double>(window_.count());
    };
    for (const Stratum& stratum : strata_) {
        CellsOfTime::Cell& cell = laid.cells.emplace_back();
        cell.cell = stratum.cell;
        cell.weight = share(stratum.length);
        std::array<Ticks, kKindsOfTime> kinds{};
        for (const Piece& piece : stratum.pieces) {
            kinds[static_cast<std::size_t>(kind_of(piece.local, special))] += piece.length;
        }
        std::transform(kinds.begin(), kinds.end(), cell.kinds.begin(), share);
    }
    laid.kinds.reserve(drills);
    for (std::uint64_t drill = 0; drill < drills; ++drill) {
        laid.kinds.push_back(kind_of(at(Luck(seed, drill)).piece.local, special));
    }
    return laid;
}

StratifiedStarts::StratifiedStarts(const Scenario& scenario, By by) {
    std::map<std::pair<std::string, Ticks>, Index> known;  // zone and `after`
    for (const Case& played : scenario.cases) {
        const std::string& zone = scenario.parties[played.callee].time_zone;
        const auto [entry, fresh] = known.try_emplace({zone, played.after}, static_cast<Index>(strata_.size()));
        if (fresh) strata_.emplace_back(scenario, by, zone, played.after);
        of_case_.push_back(entry->second);
    }
}

EvenStarts::EvenStarts(const Scenario& scenario)
    : hours_(scenario, By::hour_of_week, scenario.parties[scenario.cases.front().callee].time_zone, Ticks{0}) {}

Instant EvenStarts::start(const Luck& luck) const {
    const double within = luck.uniform(Purpose::start, 0, 0, 0);
    return hours_.start_at(std::min((place(luck).stratum + within) / kStrata, 1 - 0x1p-53));
}

// The strata of a block are in the order of keyed numbers.
EvenStart EvenStarts::place(const Luck& luck) {
    const std::uint64_t block = luck.replication() / kStrata;
    const Luck of_block(luck.seed(), block);
    const auto key = [&](std::uint64_t drill) {
        return std::pair(of_block.uniform_of_series(Purpose::start_order, 0, 0, drill), drill);
    };
    const auto own = key(luck.replication() % kStrata);
    Index stratum = 0;
    for (std::uint64_t drill = 0; drill < kStrata; ++drill) stratum += key(drill) < own ? 1 : 0;
    return {block, stratum};
}

std::vector<EvenStart> EvenStarts::places(std::uint64_t seed, std::uint64_t drills) {
    std::vector<EvenStart> places;
    places.reserve(drills);
    for (std::uint64_t drill = 0; drill < drills; ++drill) places.push_back(place(Luck(seed, drill)));
    return places;
}

}  // namespace hotline
