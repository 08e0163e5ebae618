// Laws, as scenario files write them.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/base/duration.hpp"
#include "models/documents/csv_table.hpp"
#include "models/loading/reader.hpp"

namespace hotline {
namespace {

constexpr double kNormal95 = 1.6448536269514722;  // the 95 % point of the standard normal distribution
constexpr double kLargest = std::numeric_limits<double>::max();
// Beyond these bounds the quantiles of a gamma law take long to compute, and some do not converge.
constexpr double kLeastShape = 1e-3;
constexpr double kLargestShape = 1e6;
// 10 ms. Times are rounded to ticks, which would distort a law of shorter times.
constexpr double kLeastTime = 10.0 / 1024;

std::string text_of(double seconds) {
    return duration_text(ticks_of_seconds(seconds));
}

/// A parameter of a law: a duration that must be positive.
double positive(TableReader& law, const std::string& key) {
    const Node* node = law.require(key);
    const auto seconds = law.seconds(key);
    if (seconds && *seconds <= 0) {
        law.error(node->place, fmt::format("\"{}\" must be above 0, but is {}", key, text_of(*seconds)));
    } else if (seconds && *seconds < kLeastTime) {
        law.error(node->place, fmt::format("\"{}\" must be at least 10 ms, but is {}: times are rounded to 1/1024 s",
                                           key, text_of(*seconds)));
    }
    return seconds.value_or(1);
}

double shape(TableReader& law) {
    law.require("shape");
    return law.decimal("shape", kLeastShape, kLargestShape).value_or(1);
}

void read_lognormal(TableReader& table, Law& law) {
    const double median = positive(table, "median");
    law.a = std::log(median);
    const Node* sigma = table.take("sigma");
    const Node* p95 = table.take("p95");
    if ((sigma != nullptr) == (p95 != nullptr)) {
        table.error(table.place(), fmt::format("a lognormal law must have either \"sigma\" or \"p95\", but has {}",
                                               sigma ? "both" : "neither"));
    } else if (sigma) {
        law.b = table.decimal("sigma", 0, kLargest).value_or(0);
    } else if (const auto point = table.seconds("p95")) {
        if (*point <= median) {
            table.error(p95->place, fmt::format("\"p95\" must be above the median ({}), but is {}", text_of(median),
                                                text_of(*point)));
        }
        law.b = std::log(*point / median) / kNormal95;
    }
}

}  // namespace

std::optional<Law> TableReader::law(const std::string& key) {
    const Node* node = take(key);
    if (!node) return {};
    if (node->kind == Node::Kind::text) {
        const auto value = duration(key);
        if (!value) return {};
        return Law::always(*value);
    }
    if (node->kind != Node::Kind::table) {
        error(node->place,
              fmt::format("\"{}\" takes a law: a duration such as \"15min\", or a table such as {{ law = "
                          "\"exponential\", mean = \"15min\" }}",
                          key));
        return {};
    }
    return law_of(*node, key);
}

std::optional<Law> TableReader::law_of(const Node& node, const std::string& key) {
    TableReader table(node, fmt::format("the law of \"{}\"", key), files_, diagnostics_);
    const Node* name = table.require("law");
    const auto text = table.text("law");
    if (!text) return {};
    Law law;
    std::vector<std::string> names;
    bool known = false;
    for (const Law::Kind kind : kLaws) {
        names.emplace_back(name_of(kind));
        if (*text == names.back()) {
            law.kind = kind;
            known = true;
        }
    }
    if (!known) {
        error(name->place, fmt::format("unknown law \"{}\"", *text), what_is_known(*text, std::move(names)));
        return {};
    }
    switch (law.kind) {
        case Law::Kind::fixed:
            table.require("value");
            law.a = table.seconds("value").value_or(0);
            break;
        case Law::Kind::uniform: {
            table.require("min");
            const Node* most = table.require("max");
            law.a = table.seconds("min").value_or(0);
            law.b = table.seconds("max").value_or(seconds_of(kForever));
            if (law.b < law.a) {
                table.error(most->place, fmt::format("\"max\" must not be below \"min\" ({}), but is {}",
                                                     text_of(law.a), text_of(law.b)));
            }
            break;
        }
        case Law::Kind::exponential:
            law.a = positive(table, "mean");
            break;
        case Law::Kind::lognormal:
            read_lognormal(table, law);
            break;
        case Law::Kind::weibull:
            law.a = positive(table, "scale");
            law.b = shape(table);
            break;
        case Law::Kind::gamma:
            law.a = positive(table, "mean");
            law.b = shape(table);
            break;
        case Law::Kind::loglogistic:
            law.a = positive(table, "median");
            law.b = shape(table);
            break;
        case Law::Kind::empirical: {
            const Node* file = table.require("file");
            std::vector<double> sample;
            if (const auto path = table.text("file")) {
                if (const auto list = files_.read(files_.beside(file->place.file, *path), file->place)) {
                    sample = read_csv_numbers(*list, diagnostics_);
                    if (sample.empty())
                        error(file->place,
                              fmt::format("\"{}\" must hold at least one duration, but holds none", *path));
                }
            }
            if (sample.empty()) sample.push_back(0);
            std::sort(sample.begin(), sample.end());
            law.sample = std::make_shared<const std::vector<double>>(std::move(sample));
            break;
        }
    }
    law.at_least = table.seconds("at_least").value_or(law.at_least);
    if (const auto most = table.seconds("at_most")) {
        law.at_most = *most;
        if (law.at_most < law.at_least) {
            table.error(table.place(), fmt::format("\"at_most\" must not be below \"at_least\" ({}), but is {}",
                                                   text_of(law.at_least), text_of(law.at_most)));
        }
    }
    table.finish();
    return law;
}

}  // namespace hotline
