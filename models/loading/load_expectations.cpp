// Expectations.

#include <fmt/format.h>

#include <algorithm>

#include "models/base/duration.hpp"
#include "models/loading/loader.hpp"

namespace hotline {

void Loader::read_expectations(TableReader& top) {
    for (const Node* node : top.tables("expect")) {
        TableReader table = reader(*node, "an [[expect]]");
        Expectation expectation;
        expectation.place = node->place;
        if (const auto confidence = table.decimal("confidence", 0.5, 1, true)) {
            if (*confidence >= 1)
                table.error(table.take("confidence")->place, "\"confidence\" must be below 1, but is 1");
            expectation.confidence = *confidence;
        }
        expectation.indifference = table.decimal("indifference", 0, 0.5, true);
        expectation.protocol = table.reference("protocol", protocols_).value_or(kNone);
        expectation.caller = table.reference("caller", parties_).value_or(kNone);
        expectation.callee = table.reference("callee", parties_).value_or(kNone);
        expectation.pooled = table.flag("pooled").value_or(false);
        table.require("that");
        if (const auto that = table.text("that")) {
            expectation.that = *that;
            read_claim(table, expectation);
        }
        table.finish();
        scenario_.expectations.push_back(std::move(expectation));
    }
}

void Loader::read_claim(TableReader& table, Expectation& expectation) {
    const Place place = table.take("that")->place;
    ClaimError wrong;
    const auto claim = parse_claim(expectation.that, place, wrong);
    if (!claim) {
        table.error(place_in_claim(expectation.that, place, wrong.at), wrong.message, wrong.hint);
        return;
    }
    expectation.claim = *claim;
    const Measure& measure = claim->measure;
    const auto within_horizon = [&](Ticks time, const char* what) {
        const bool known = scenario_.horizon > Ticks{0};  // otherwise it is wrong, and has been reported
        if (known && time > scenario_.horizon) {
            table.error(place, fmt::format("{} must be within the horizon ({}), but is {}", what,
                                           duration_text(scenario_.horizon), duration_text(time)));
        }
    };
    within_horizon(measure.within, "the deadline");
    if (measure.kind == Measure::Kind::quantile) within_horizon(claim->bound_time, "the time");
    if (measure.kind == Measure::Kind::restricted_mean && claim->minus.empty() && claim->bound_time >= measure.within)
        table.error(place, fmt::format("the bound of a restricted mean must be below its deadline ({}), but is {}",
                                       duration_text(measure.within), duration_text(claim->bound_time)));
    if (expectation.indifference && (!of_probability(*claim) || !claim->minus.empty() || expectation.pooled)) {
        table.error(table.take("indifference")->place,
                    "\"indifference\" must be left out: it is only for claims about one probability or one quantile");
    }

    if (!claim->of.empty()) {
        if (table.has("protocol"))
            table.error(claim->of_place, "the expectation names its protocol twice, here and with \"protocol\"");
        expectation.protocol = playable(table, claim->of, claim->of_place);
        if (!claim->minus.empty()) expectation.minus = playable(table, claim->minus, claim->minus_place);
    }
    check_coverage(table, expectation);
}

Index Loader::playable(TableReader& table, const std::string& protocol, Place where) {
    const Index index = table.resolve({protocol, where}, protocols_).value_or(kNone);
    if (index < scenario_.protocols.size() && !scenario_.protocols[index].goal) {
        table.error(where,
                    fmt::format("protocol \"{}\" has no \"goal\", so a case cannot be played with it", protocol));
    }
    return index;
}

/// An expectation about no case would pass, because no drill could contradict it. So would one about a milestone that
/// its protocols cannot have.
void Loader::check_coverage(TableReader& table, const Expectation& expectation) {
    if (diagnostics_.has_errors()) return;
    bool about_something = false;
    const bool of_milestone = expectation.claim.measure.kind != Measure::Kind::mean_attempts;
    const Milestone milestone = expectation.claim.measure.milestone;
    bool without_milestone = false;
    bool apart = false;
    const auto play = [&](Index protocol) {
        about_something = true;
        without_milestone |= of_milestone && !has(scenario_.protocols[protocol], milestone);
    };
    for (const Case& played : scenario_.cases) {
        if (!is_about(expectation, played)) continue;
        if (expectation.claim.of.empty()) {
            for (const Index protocol : played.protocols) {
                if (expectation.protocol == kNone || expectation.protocol == protocol) play(protocol);
            }
        } else {
            play(expectation.protocol);
            if (expectation.minus != kNone) play(expectation.minus);
            const auto plays = [&](Index protocol) {
                return protocol == kNone || std::find(played.protocols.begin(), played.protocols.end(), protocol) !=
                                                played.protocols.end();
            };
            apart |= !plays(expectation.protocol) || !plays(expectation.minus);
        }
    }
    if (!about_something) {
        table.error(expectation.place,
                    "the expectation must be about a case, but no case has its caller, callee and protocol");
    } else if (apart && scenario_.interaction) {
        table.error(table.take("that")->place,
                    "with interaction, a claim must be about protocols that its cases play, but is not");
    } else if (without_milestone) {
        table.error(table.take("that")->place, std::string(facts_of(milestone).absent));
    }
}

}  // namespace hotline
