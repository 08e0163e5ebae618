#include <cmath>
#include <string>
#include <utility>

#include "analysis/laws/observed_curve.hpp"
#include "analysis/write/json.hpp"
#include "analysis/write/log_fit.hpp"
#include "analysis/write/version.hpp"

namespace hotline {
namespace {

constexpr int kTimesOfCurve = 20;

Json finite(double number) {
    return std::isfinite(number) ? Json(number) : Json(nullptr);
}

Json json_of_fitted(const Known& known) {
    return {{"best", known.best},
            {"from", known.from},
            {"to", known.to},
            {"interval", Json::array({known.interval.low, known.interval.high})}};
}

/// The estimate of a law as the program has it: what survreg calls it, without priors.
Json json_of_fitted(const LawFit& fit) {
    Json json{{"law", name_of(fit.model.family)}, {"some_never_answer", fit.model.some_never}};
    if (!fit.found()) {
        json["no_estimate"] = fit.why_not;
        return json;
    }
    json["log_likelihood"] = fit.log_likelihood;
    json["aic"] = fit.aic();
    json["place"] = fit.at[0];
    json["place_standard_error"] = fit.standard_error(0);
    if (has_spread(fit.model.family)) {
        json["spread"] = fit.at[1];
        json["spread_standard_error"] = fit.standard_error(1);
    }
    json["answer"] = fit.answer();
    return json;
}

/// The share that has answered by some times: what the log shows by itself, and by the law.
Json json_of_curve(const FittedClass& fitted) {
    Json curve = Json::array();
    if (!(fitted.laws.times.all > 0)) return curve;
    const ObservedCurve seen(fitted.tests.contacts);
    for (int part = 1; part <= kTimesOfCurve; ++part) {
        const double seconds = fitted.laws.times.last * part / kTimesOfCurve;
        const CurveAt& at = seen.at(seconds);
        Json by{{"seconds", seconds},
                {"tests", at.share},
                {"tests_interval", Json::array({at.interval.low, at.interval.high})}};
        if (fitted.belief) {
            const AnswerBy law = fitted.belief->answers_by(seconds);
            by["law"] = law.probability;
            by["law_interval"] = Json::array({law.interval.low, law.interval.high});
        }
        curve.push_back(std::move(by));
    }
    return curve;
}

Json json_of_fitted(const FittedClass& fitted) {
    const TestClass& tests = fitted.tests;
    Json results = Json::object();
    for (const TestResult result : kTestResults) results[std::string(name_of(result))] = tests.count(result);
    Json json{{"response", tests.response},
              {"state", name_of(tests.state)},
              {"tests", tests.tests()},
              {"contacts", tests.contacts.size()},
              {"results", std::move(results)},
              {"answer", json_of_fitted(fitted.answer)},
              {"declined", fitted.declined ? json_of_fitted(*fitted.declined) : Json(nullptr)}};
    Json laws = Json::array();
    for (const LawFit& fit : fitted.laws.fits) laws.push_back(json_of_fitted(fit));
    json["laws"] = std::move(laws);
    json["best_law"] =
        fitted.laws.best ? Json(name_of(fitted.laws.fits[*fitted.laws.best].model.family)) : Json(nullptr);
    json["never_answer"] = fitted.laws.never == FittedLaws::Never::told       ? "told"
                           : fitted.laws.never == FittedLaws::Never::not_told ? "cannot be told"
                                                                              : "none";
    json["log_ends"] = fitted.laws.times.last;
    json["answered_by"] = json_of_curve(fitted);
    if (!fitted.belief) {
        json["no_law"] = fitted.why_not;
        return json;
    }
    json["time"] = {{"place", json_of_fitted(fitted.place)}};
    if (has_spread(fitted.belief->model().family)) json["time"]["shape"] = json_of_fitted(fitted.shape);
    json["between"] = {{"precision", fitted.answers_differ ? json_of_fitted(fitted.precision) : Json(nullptr)},
                       {"sigma", fitted.times_differ ? json_of_fitted(fitted.sigma) : Json(nullptr)}};
    if (fitted.fit.why_not.empty()) {
        json["fit"] = {{"chi_squared", fitted.fit.chi_squared},
                       {"degrees_of_freedom", fitted.fit.degrees_of_freedom},
                       {"p_value", fitted.fit.p_value}};
    } else {
        json["fit"] = nullptr;
        json["no_fit"] = fitted.fit.why_not;
    }
    return json;
}

}  // namespace

void write_json(std::ostream& out, const LogFitReport& report) {
    Json json{{"hotline", version()},
              {"logs", report.fit.logs},
              {"confidence", kConfidence},
              {"tests", report.log.tests.size()},
              {"entries", report.log.entries.size()},
              {"columns", report.log.columns},
              {"ignored_columns", report.log.ignored},
              {"unit", report.log.unit.numbers ? Json(report.log.unit.unit.name) : Json(nullptr)},
              {"left_out",
               {{"of_nobody", report.classed.of_nobody},
                {"without_an_hour", report.classed.undated},
                {"from_the_next_shift", report.classed.next_shift}}}};
    Json classes = Json::array();
    for (const FittedClass& fitted : report.fit.classes) classes.push_back(json_of_fitted(fitted));
    json["classes"] = std::move(classes);
    Json stalenesses = Json::array();
    for (const FittedStaleness& stale : report.fit.staleness) {
        const Interval interval = stale.fit.interval();
        stalenesses.push_back({{"staleness", stale.id},
                               {"tests", stale.fit.tests},
                               {"dead", stale.fit.dead},
                               {"entry_years", stale.fit.years},
                               {"per_year", finite(stale.fit.per_year)},
                               {"interval", Json::array({interval.low, finite(interval.high)})}});
    }
    json["staleness"] = std::move(stalenesses);
    out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace hotline
