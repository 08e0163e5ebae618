// Values in doubt: what the scenario does not know. A number is written with what it may be,
//
//     answer = { best = 0.45, from = 0.2, to = 0.7 }
//
// or as alternatives with weights, which may be whole laws:
//
//     latency = { one_of = [{ law = "exponential", mean = "1min" }, "90s"], weights = [2, 1] }
//
// `from` and `to` are the 5 % and the 95 % point of the law of the doubt, and `best` is its median. The law is a
// normal law of the logit of a probability, and of the logarithm of a duration or another number (logit-normal,
// lognormal). Its two halves have a standard deviation each, so that it meets all three points (a two-piece normal
// law with its halves weighted alike): the quantile at u is T⁻¹(T(best) + z(u) · s), with z the quantile of the
// standard normal law, T the logit or the logarithm, and s = (T(best) − T(from)) / 1.645 for u ≤ ½, otherwise (T(to)
// − T(best)) / 1.645. If both points are equally far from `best` on that scale, this is the logit-normal or the
// lognormal law itself.
//
// Doubts belong to the document, before anything is loaded: a world of values replaces each doubt by one value, and
// the loaders read the result. Doubts that are wrong together (`same_as`) share the source of their luck: they take
// the same quantile, so that if one is high, the other is as high. They still do if the value with the `name` has
// been replaced by one of another file.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"
#include "models/documents/doubtful_keys.hpp"
#include "models/documents/overlay.hpp"

namespace hotline {

/// The most doubts of a scenario.
inline constexpr std::size_t kMostDoubts = 1000;

struct Doubt {
    std::string path;  // as it is written
    KeyPath at;
    Place place;
    DoubtfulKind kind = DoubtfulKind::number;  // a law in doubt is a fixed one
    double best = 0;                           // durations in seconds
    double from = 0;
    double to = 0;
    std::vector<double> weights;  // of alternatives, in order, as shares; empty: none
    std::size_t preferred = 0;    // the best alternative
    std::size_t source = 0;       // of its luck

    bool has_alternatives() const { return !weights.empty(); }
};

/// Transforms a value to the scale on which its doubt is normal, and back.
double on_scale(DoubtfulKind kind, double value);
double from_scale(DoubtfulKind kind, double scaled);

/// The value at a quantile; requires no alternatives, and 0 < u < 1.
double value_at(const Doubt& doubt, double u);
/// The number of the alternative at a quantile, from 0: the first whose share and those before it exceed u.
std::size_t alternative_at(const Doubt& doubt, double u);
/// The value at a quantile as people read it: "0.31", "1 min 30 s", "alternative 2".
std::string value_text(const Doubt& doubt, double u);
/// A value as `--set` takes it; requires no alternatives.
std::string value_written(const Doubt& doubt, double value);
/// What `--set` takes to put it into the scenario; empty for an alternative.
std::string setting_text(const Doubt& doubt, double u);

/// A document in which values are in doubt.
class Doubts {
public:
    Doubts() = default;
    /// Finds the doubts of a document. Reports those that are wrong, and those at a key where none is possible.
    Doubts(Node document, Diagnostics& diagnostics);

    /// Gives every other doubt its best value for good.
    void keep(const std::function<bool(const Doubt&)>& kept);

    const std::vector<Doubt>& all() const { return doubts_; }
    bool empty() const { return doubts_.empty(); }
    /// A name for each source of luck: that which the scenario gives it, or the path of its only doubt.
    const std::vector<std::string>& sources() const { return sources_; }

    /// The document with the best value of each doubt.
    Node best() const& { return with_best(document_); }
    Node best() && { return with_best(std::move(document_)); }
    /// The document with the value of each doubt at the quantile of its source.
    Node world(const std::vector<double>& quantiles) const;

private:
    Node with_best(Node document) const;
    static void put_best(Node& document, const Doubt& doubt);

    Node document_;
    std::vector<Doubt> doubts_;  // in the order of the document; an alternative's own doubts come after its
    std::vector<std::string> sources_;
};

}  // namespace hotline
