#include "models/scenario/claim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"
#include "models/documents/diagnostics.hpp"
#include "models/scenario/drill_bounds.hpp"

namespace hotline {
namespace {

const std::vector<std::string> kMeasures{"P", "p50", "p90", "p95", "p99", "median", "mean", "rmst"};
constexpr const char* kExample =
    "write it like P(contact <= 30min) >= 0.95, p90(contact) <= 2h, mean(attempts) <= 6 "
    "or rmst(contact, 24h) <= 3h";

class ClaimParser {
public:
    ClaimParser(std::string_view text, Place place, ClaimError& error) : text_(text), place_(place), error_(error) {}

    std::optional<Claim> parse() {
        if (!measure()) return {};
        if (take_word("of") && !protocols()) return {};
        if (take("<=")) {
            claim_.at_least = false;
        } else if (!take(">=")) {
            fail("\"<=\" or \">=\" must stand here", kExample);
            return {};
        }
        if (!bound()) return {};
        skip_spaces();
        if (at_ < text_.size()) {
            fail("the claim must end here, but goes on", kExample);
            return {};
        }
        return claim_;
    }

private:
    bool fail(std::string message, std::string hint = {}) {
        error_ = {at_, std::move(message), std::move(hint)};
        return false;
    }

    void skip_spaces() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    bool take(std::string_view symbol) {
        skip_spaces();
        if (!text_.substr(at_).starts_with(symbol)) return false;
        at_ += symbol.size();
        return true;
    }

    bool expect(std::string_view symbol) {
        return take(symbol) || fail(fmt::format("\"{}\" must stand here", symbol), kExample);
    }

    /// The text from here to the next of the characters `ends`.
    std::string_view word(std::string_view ends) {
        skip_spaces();
        const std::size_t end = std::min(text_.find_first_of(ends, at_), text_.size());
        return text_.substr(at_, end - at_);
    }

    bool take_word(std::string_view wanted) {
        if (word(" ") != wanted) return false;
        at_ += wanted.size();
        return true;
    }

    bool measure() {
        const std::string_view name = word(" (<>=");
        Measure& measure = claim_.measure;
        double percentile = 0;
        const std::string_view digits = name.substr(std::min<std::size_t>(name.size(), 1));
        const auto number = std::from_chars(digits.data(), digits.data() + digits.size(), percentile);
        if (name == "P") {
            measure.kind = Measure::Kind::reach;
        } else if (name == "median") {
            measure.kind = Measure::Kind::quantile;
            measure.share = 0.5;
        } else if (name.starts_with('p') && number.ec == std::errc{} && number.ptr == digits.data() + digits.size() &&
                   percentile > 0 && percentile < 100) {
            measure.kind = Measure::Kind::quantile;
            measure.share = percentile / 100;
        } else if (name == "mean") {
            measure.kind = Measure::Kind::mean_attempts;
        } else if (name == "rmst") {
            measure.kind = Measure::Kind::restricted_mean;
        } else {
            const std::string hint = did_you_mean(name, kMeasures);
            return fail(fmt::format("unknown measure \"{}\"", shortened(name, 40)), hint.empty() ? kExample : hint);
        }
        at_ += name.size();
        if (!expect("(")) return false;
        if (measure.kind == Measure::Kind::mean_attempts) {
            return take_what_is_counted() && expect(")");
        }
        if (measure.kind == Measure::Kind::reach && word(" (,<>=)") == "share")
            return share_of_cases() && expect(")");
        if (!(word(" \",<>=)") == "quorum" ? quorum() : milestone())) return false;
        if (measure.kind == Measure::Kind::reach && !(expect("<=") && duration(measure.within))) return false;
        if (measure.kind == Measure::Kind::restricted_mean && !(expect(",") && duration(measure.within)))
            return false;
        return expect(")");
    }

    /// share(contact, 48h) >= 0.8
    bool share_of_cases() {
        at_ += std::string_view("share").size();
        Measure& measure = claim_.measure;
        if (!(expect("(") && milestone() && expect(",") && duration(measure.within) && expect(")") && expect(">=")))
            return false;
        const std::string_view written = word(" )");
        double share = 0;
        const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), share);
        if (error != std::errc{} || end != written.data() + written.size() || !(share > 0 && share <= 1)) {
            return fail(fmt::format("a share of cases must be a number above 0 and at most 1, but is \"{}\"",
                                    shortened(written, 40)));
        }
        at_ += written.size();
        measure.of_cases = share;
        return true;
    }

    /// quorum "delegations"
    bool quorum() {
        at_ += std::string_view("quorum").size();
        skip_spaces();
        claim_.quorum_place = place_in_claim(text_, place_, at_);
        const std::size_t begins = at_ + 1;
        const std::size_t ends = std::min(text_.find('"', begins), text_.size());
        if (!take("\"") || ends == begins || ends == text_.size())
            return fail("the id of a quorum must stand here, in quotes",
                        "write it like P(quorum \"delegations\" <= 4h) >= 0.9");
        claim_.measure.quorum = text_.substr(begins, ends - begins);
        at_ = ends + 1;
        return true;
    }

    bool take_what_is_counted() {
        const std::string_view what = word(" )");
        if (what == "cost") {
            claim_.measure.kind = Measure::Kind::mean_cost;
        } else if (what != "attempts") {
            return fail(fmt::format("\"mean\" must be of attempts or cost, but is of \"{}\"", shortened(what, 40)),
                        "for times write rmst(contact, 24h), the restricted mean within 24 hours");
        }
        at_ += what.size();
        return true;
    }

    bool milestone() {
        const std::string_view name = word(" ,<>=)");
        std::vector<std::string> known;
        for (const Milestone milestone : kMilestones) {
            known.emplace_back(facts_of(milestone).key);
            if (name != known.back()) continue;
            claim_.measure.milestone = milestone;
            at_ += name.size();
            return true;
        }
        std::string hint = did_you_mean(name, known);
        if (hint.empty()) {
            hint = fmt::format("milestones are {} and {}", fmt::join(known.begin(), std::prev(known.end()), ", "),
                               known.back());
        }
        return fail(fmt::format("unknown milestone \"{}\"", shortened(name, 40)), std::move(hint));
    }

    bool fail_of_duration(const std::optional<Ticks>& parsed, std::string_view written) {
        if (parsed) return fail(fmt::format("a duration must be above 0, but is \"{}\"", shortened(written, 40)));
        return fail(fmt::format("\"{}\" is not a duration", shortened(written, 40)),
                    "durations are written like 90s, 15min, 4h, 2d");
    }

    bool duration(Ticks& into) {
        const std::string_view written = word(" )");
        const auto parsed = parse_duration(written);
        if (!parsed || *parsed <= Ticks{0}) return fail_of_duration(parsed, written);
        into = *parsed;
        at_ += written.size();
        return true;
    }

    bool protocol(std::string& into, Place& where) {
        const std::string_view name = word(" ");
        if (name.empty()) return fail("a protocol must stand here", kExample);
        into = name;
        where = place_in_claim(text_, place_, at_);
        at_ += name.size();
        return true;
    }

    bool protocols() {
        if (!protocol(claim_.of, claim_.of_place)) return false;
        if (!take("-")) return true;
        if (!take_word("of"))
            return fail("\"of\" and a protocol must stand here", "write it like: of hotline - of lists");
        if (claim_.measure.kind == Measure::Kind::quantile) {
            return fail("a claim must not be about a difference of quantiles, but is",
                        "claim a difference of P(contact <= …) or of rmst(contact, …)");
        }
        skip_spaces();
        const std::size_t begins = at_;
        if (!protocol(claim_.minus, claim_.minus_place)) return false;
        if (claim_.minus != claim_.of) return true;
        at_ = begins;
        return fail(fmt::format("a difference must be between two protocols, but is between \"{}\" and itself",
                                shortened(claim_.of, 40)));
    }

    bool bound() {
        const Measure::Kind kind = claim_.measure.kind;
        const bool difference = !claim_.minus.empty();
        const std::string_view written = word(" ");
        if (kind == Measure::Kind::quantile || kind == Measure::Kind::restricted_mean) {
            const auto parsed = parse_duration(written, difference);
            if (!parsed || (!difference && *parsed <= Ticks{0})) return fail_of_duration(parsed, written);
            claim_.bound_time = *parsed;
            claim_.bound = seconds_of(*parsed);
            if (difference && !in_range(seconds_of(claim_.measure.within),
                                        fmt::format("a difference of means within {0} must be from -{0} to {0}",
                                                    duration_text(claim_.measure.within)),
                                        "any two such means satisfy it"))
                return false;
            at_ += written.size();
            return true;
        }
        const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), claim_.bound);
        if (error != std::errc{} || end != written.data() + written.size() || !std::isfinite(claim_.bound))
            return fail(fmt::format("the bound must be a number, but is \"{}\"", shortened(written, 40)));
        bool good = false;
        if (kind == Measure::Kind::reach) {
            good = difference ? in_range(1, "a difference of probabilities must be from -1 to 1",
                                         "any two probabilities satisfy it")
                              : in_range(1, "a probability must be from 0 to 1", "every probability satisfies it");
        } else if (kind == Measure::Kind::mean_cost) {
            constexpr double kMost = kMostAttempts * kHighestCost;
            good = in_range(kMost,
                            fmt::format("a {} of costs must be from {} to {}",
                                        difference ? "difference of means" : "mean", difference ? -kMost : 0, kMost),
                            difference ? "any two means of costs satisfy it" : "every mean of costs satisfies it");
        } else {
            good = in_range(
                kMostAttempts,
                fmt::format("a {} of attempts must be from {} to {}", difference ? "difference of means" : "mean",
                            difference ? -static_cast<int>(kMostAttempts) : 0, kMostAttempts),
                difference ? "any two means of attempts satisfy it" : "every mean of attempts satisfies it");
        }
        if (good) at_ += written.size();
        return good;
    }

    /// Whether the bound is in the range of the measure, and some value violates it. The range is from 0 to `most`,
    /// and from -`most` for a difference.
    bool in_range(double most, std::string_view range, std::string_view always) {
        const double least = claim_.minus.empty() ? 0 : -most;
        if (claim_.bound < least || claim_.bound > most)
            return fail(fmt::format("{}, but is {}", range, shortened(word(" "), 40)));
        if (claim_.bound == (claim_.at_least ? least : most))
            return fail(fmt::format("the claim must be able to fail, but {}", always));
        return true;
    }

    std::string_view text_;
    Place place_;
    ClaimError& error_;
    std::size_t at_ = 0;
    Claim claim_;
};

}  // namespace

std::optional<Claim> parse_claim(std::string_view text, Place place, ClaimError& error) {
    return ClaimParser(text, place, error).parse();
}

Place place_in_claim(std::string_view text, Place place, std::size_t at) {
    ++place.column;
    for (std::size_t before = 0; before < at; before += letter_at(text, before).length) ++place.column;
    return place;
}

}  // namespace hotline
