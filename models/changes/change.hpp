// Changes of a scenario. A change either makes a part of the scenario perfect, halves what is wrong with it, or takes
// it away; or it is something that an office could do: verify an entry, staff a desk at all hours, let it ring
// longer.
//
// A change touches the loaded scenario and nothing else, so that a drill of the changed scenario has the same luck:
// random draws are keyed by ids, which stay as they are.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/named.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

/// What a change does to a part.
enum class Aim : unsigned char {
    perfect,  // it never fails
    halved,   // half of what is wrong with it
    gone,     // it is not there
    altered,  // something else that an office could do
};
constexpr std::string_view name_of(Aim aim) {
    switch (aim) {
        case Aim::perfect:
            return "perfect";
        case Aim::halved:
            return "halved";
        case Aim::gone:
            return "gone";
        case Aim::altered:
            return "altered";
    }
    return {};
}

/// The kinds of parts that changes are about; those that a scenario proposes itself are about the scenario.
enum class Part : unsigned char { entry, official, channel, carrier, site, roster, rota, step, protocol, scenario };
constexpr std::string_view name_of(Part part) {
    switch (part) {
        case Part::entry:
            return "entry";
        case Part::official:
            return "official";
        case Part::channel:
            return "channel";
        case Part::carrier:
            return "carrier";
        case Part::site:
            return "site";
        case Part::roster:
            return "roster";
        case Part::rota:
            return "rota";
        case Part::step:
            return "step";
        case Part::protocol:
            return "protocol";
        case Part::scenario:
            return "scenario";
    }
    return {};
}
struct Change {
    Aim aim = Aim::altered;
    Part part = Part::entry;
    std::string of;           // the part, the same for all its changes: "cn-director (mobile)", "lists, step 2"
    std::string title;        // what it does: "verify cn-director (mobile) before every drill"
    bool is_measure = false;  // an office can do it; the others show what the answer rests on
    std::function<void(Scenario&)> apply;
    std::optional<double> cost = std::nullopt;  // of one that the scenario proposes, if it says so
};

/// The changes of all parts that the cases can use, in the order of the parts above, then of the scenario. Parts that
/// no search of the cases can come to are left out, and so are changes that change nothing.
std::vector<Change> changes_of(const Scenario& scenario);

}  // namespace hotline
