// The ways in which a case can make contact: sets of parts that suffice together. A way goes through an entry of each
// official who is spoken to, one after the other: the first is called by the case's protocol, each other one by the
// protocol of the hand-over or relay that the answer before leads to; the last one makes contact. To go it, these
// parts must not fail:
//   entry    the address is right, and the call is answered: see below
//   person   still holds the post, and is there
//   party    is willing to answer the party that calls
//   carrier  of the entry's channel: is up
//   site     of the official, or of the party that calls: is up
//
// Time counts only as far as a way that cannot be gone by the deadline, even if everything takes its least time, is
// none. So "fails" is a question with the answer yes or no, and the parts form a fault tree (see
// analysis/estimates/fault_tree.hpp).
//
// A protocol is static if that is all there is to it, so that the probability of the top event is that of no contact
// by the deadline: each call happens at most once or has a certain outcome, nobody's answer depends on the hour, and
// there is time for all calls. Otherwise the sets are the same, but probabilities are those of the first call, as if
// made at the beginning of the drill: a second try, a call-back or the next morning may help, and time may run out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/named.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// Something that can fail.
struct FalliblePiece {
    enum class Kind : unsigned char { party, site, carrier, person, entry };
    Kind kind = Kind::entry;
    Index index = kNone;     // of the party, site, carrier, official or row
    Index towards = kNone;   // of a party, and of an entry where it is called first: the party that calls
    Index protocol = kNone;  // of an entry: the first protocol that calls it
    Ticks patience{0};       // … and how long it waits for an answer
    std::string name;        // "cn-director (mobile)"

    friend auto operator<=>(const FalliblePiece&, const FalliblePiece&) = default;
};
constexpr std::string_view name_of(FalliblePiece::Kind kind) {
    switch (kind) {
        case FalliblePiece::Kind::party:
            return "party";
        case FalliblePiece::Kind::site:
            return "site";
        case FalliblePiece::Kind::carrier:
            return "carrier";
        case FalliblePiece::Kind::person:
            return "person";
        case FalliblePiece::Kind::entry:
            return "entry";
    }
    return {};
}

struct Ways {
    std::vector<FalliblePiece> pieces;             // in the order of the kinds, then of the scenario
    std::vector<std::vector<std::uint32_t>> sets;  // the numbers of pieces, ascending; not necessarily minimal
    std::vector<std::string> not_static;           // why, in words; empty: the protocol is static
};

/// The ways of a case with its first protocol to contact by `within`. Empty if there are more than `most`. Requires a
/// goal that does not count, and no `interaction`.
std::optional<Ways> ways_to_contact(const Scenario& scenario, Index case_index, Ticks within, std::size_t most);

}  // namespace hotline
