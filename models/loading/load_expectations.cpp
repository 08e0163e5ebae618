// Expectations.

#include <fmt/format.h>

#include <algorithm>

#include "models/base/duration.hpp"
#include "models/loading/loader.hpp"
#include "models/scenario/line_up.hpp"

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
        if (const auto share = table.decimal("in_worlds", 0, 1, true)) {
            if (*share >= 1)
                table.error(table.take("in_worlds")->place, "\"in_worlds\" must be below 1, but is 1",
                            "no number of worlds could show that a claim holds in all of them; write such as 0.99");
            expectation.in_worlds = *share;
        }
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
    if (measure.of_set()) read_set(table, expectation);
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
    if (measure.kind == Measure::Kind::mean_cost && !has_costs(scenario_))
        table.error(place, "a claim about costs needs a channel with a \"cost\", but none has one",
                    "such as: [channel.pstn] cost = 1");
    check_coverage(table, expectation);
}

/// Claims about several cases together, which have one value per drill.
void Loader::read_set(TableReader& table, Expectation& expectation) {
    const Claim& claim = expectation.claim;
    const auto refuse = [&](const char* key, const std::string& why) {
        if (const Node* node = table.take(key))
            table.error(node->place, fmt::format("\"{}\" must be left out: {}", key, why));
    };
    if (claim.measure.quorum.empty())
        return refuse("pooled", "a claim about a share of cases is about all of them together already");
    expectation.quorum = table.resolve({claim.measure.quorum, claim.quorum_place}, quorums_).value_or(kNone);
    for (const char* key : {"caller", "callee", "pooled"})
        refuse(key, "the claim is about a quorum, which has its own cases");
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
    if (expectation.claim.measure.of_set()) return check_coverage_of_set(table, expectation);
    bool about_something = false;
    const bool of_milestone = !of_number(expectation.claim.measure);
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

/// All cases of the set play the n-th of their protocols together, or the one that the expectation names.
void Loader::check_coverage_of_set(TableReader& table, const Expectation& expectation) {
    const std::vector<Index> cases = cases_of_set(scenario_, expectation);
    const Place that = table.take("that")->place;
    if (cases.empty()) {
        table.error(expectation.place,
                    "the expectation must be about a case, but no case has its caller, callee and protocol");
        return;
    }
    const auto place_of = [&](Index index, Index protocol) {
        const std::vector<Index>& protocols = scenario_.cases[index].protocols;
        return std::find(protocols.begin(), protocols.end(), protocol) - protocols.begin();
    };
    for (const Index protocol : {expectation.protocol, expectation.minus}) {
        if (protocol == kNone) continue;
        const auto first = place_of(cases.front(), protocol);
        for (const Index index : cases) {
            const auto place = place_of(index, protocol);
            const bool plays = place < static_cast<std::ptrdiff_t>(scenario_.cases[index].protocols.size());
            if (expectation.claim.of.empty() && !plays) {
                table.error(table.take("protocol")->place,
                            "the claim is about several cases together, so all of them must play this protocol, but "
                            "one does not");
                return;
            }
            if (scenario_.interaction && (!plays || place != first)) {
                table.error(
                    that,
                    "with interaction, a claim about several cases together must be about a protocol that all "
                    "of them play at the same time, but is not");
                return;
            }
        }
    }
    if (expectation.protocol == kNone && !name_equally_many(scenario_, cases)) {
        table.error(
            that,
            "a claim about several cases together must name a protocol where some of them name more protocols "
            "than others",
            "such as: P(share(contact, 48h) >= 0.8) of lists >= 0.95");
        return;
    }
    const Milestone milestone = expectation.claim.measure.milestone;
    const auto lacks = [&](Index protocol) {
        return protocol != kNone && !has(scenario_.protocols[protocol], milestone);
    };
    bool absent = lacks(expectation.protocol) || lacks(expectation.minus);
    for (const Index index : cases) {
        if (expectation.protocol != kNone) break;
        const std::vector<Index>& protocols = scenario_.cases[index].protocols;
        absent |= std::any_of(protocols.begin(), protocols.end(), lacks);
    }
    if (absent) table.error(that, std::string(facts_of(milestone).absent));
}

}  // namespace hotline
