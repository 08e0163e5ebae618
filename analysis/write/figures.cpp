#include "analysis/write/figures.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "analysis/drills/outcome.hpp"
#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kPartyWidth = 40;  // of a name beside another
constexpr double kPercent = 0.01;
constexpr double kUsualBound = 0.05;  // of p-values
constexpr int kMostDecimals = 12;     // of percents and numbers: the precision of doubles

double from_end(double share) {
    return 100 * std::min(share, 1 - share);
}

/// Near 0 and 100 %, enough decimals for two significant figures of the distance.
int decimals_of_percent(double share, int least) {
    return from_end(share) >= std::pow(10.0, -least) ? least : decimals_of(from_end(share), 1, kMostDecimals);
}

std::string percent_from(double share, int least, Rounding rounding, int most = kMostDecimals) {
    const int decimals = std::min(decimals_of_percent(share, least), most);
    // From shares, not percents, to avoid rounding a product.
    std::int64_t units = in_units(share, 1, std::pow(10.0, decimals + 2), rounding);
    if (share > 0 && rounding == Rounding::nearest) units = std::max<std::int64_t>(units, 1);
    return decimal_text(units, decimals, least);
}

double middle_of(const Interval& interval) {
    return (interval.low + interval.high) / 2;
}

/// The two ends. Neither has more than one decimal more than `beside`, a share near them: an end close to 0 or 100 %
/// is rounded outwards instead.
std::string percents_between(const Interval& interval, double beside, int least) {
    const int most = from_end(beside) > 0 ? decimals_of_percent(beside, least) + 1 : kMostDecimals;
    return fmt::format("{}–{}", percent_from(interval.low, least, Rounding::down, most),
                       percent_from(interval.high, least, Rounding::up, most));
}

}  // namespace

std::string case_text(const Scenario& scenario, Index case_index) {
    const Case& played = scenario.cases[case_index];
    const std::string after = played.after > Ticks{0} ? fmt::format(", {} later", duration_text(played.after)) : "";
    return from_to(cut(scenario.parties[played.caller].name, kPartyWidth),
                   cut(scenario.parties[played.callee].name, kPartyWidth)) +
           after;
}

std::string protocol_text(const Scenario& scenario, Index index) {
    const Protocol& protocol = scenario.protocols[index];
    return protocol.title == protocol.id ? protocol.id : fmt::format("{}: {}", protocol.id, protocol.title);
}

std::string protocols_text(const Scenario& scenario, const std::vector<Index>& protocols, const char* between) {
    std::string text;
    for (const Index protocol : protocols) text += (text.empty() ? "" : between) + scenario.protocols[protocol].id;
    return text;
}

std::string line_up_text(const Scenario& scenario, const std::vector<Index>& protocols) {
    return protocols.size() == 1 ? scenario.protocols[protocols.front()].title
                                 : protocols_text(scenario, protocols, " and ");
}

std::string percent(double share, Rounding rounding) {
    return percent_from(share, 1, rounding);
}

std::string whole_percent(double share, Rounding rounding) {
    return percent_from(share, 0, rounding);
}

std::string grid_percent(double share) {
    if (share > 0 && share < kPercent) return "<1";
    if (share < 1 && share > 1 - kPercent) return ">99";
    return whole_percent(share);
}

std::string percent_of(std::uint64_t count, std::uint64_t all) {
    return percent(static_cast<double>(count) / static_cast<double>(all));
}

std::string probability_text(double probability, const Interval& interval) {
    return fmt::format("{} % ({})", percent(probability), percents_between(interval, probability, 1));
}

std::string whole_percent_range(const Interval& interval) {
    return fmt::format("({})", percents_between(interval, middle_of(interval), 0));
}

std::string range_text(const Interval& interval) {
    return fmt::format("{} %", percents_between(interval, middle_of(interval), 1));
}

std::string count_text(std::uint64_t count) {
    std::string text = std::to_string(count);
    if (text.size() < 5) return text;
    for (std::size_t at = text.size() - 3; at > 0 && at < text.size(); at -= std::min<std::size_t>(at, 3)) {
        text.insert(at, "\u00a0");
    }
    return text;
}

std::string counted(std::uint64_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string time_text(const std::optional<Ticks>& time, Rounding rounding) {
    return time ? duration_text(*time, rounding) : std::string(kNotReached);
}

std::string low_text(const QuantileEstimate& quantile) {
    return time_text(quantile.low, Rounding::down);
}

std::string high_text(const QuantileEstimate& quantile) {
    return quantile.enough ? time_text(quantile.high, Rounding::up) : std::string(kTooFew);
}

std::string seconds_text(double seconds, Rounding rounding) {
    return duration_text(seconds, rounding);
}

std::string seconds_range(const Interval& interval) {
    return fmt::format("({}–{})", seconds_text(interval.low, Rounding::down),
                       seconds_text(interval.high, Rounding::up));
}

std::string points_text(double difference, Rounding rounding) {
    return difference < 0 ? "-" + percent(-difference, opposite(rounding)) : "+" + percent(difference, rounding);
}

std::string points_range(double difference, const Interval& interval) {
    return fmt::format("{} points ({} to {})", points_text(difference), points_text(interval.low, Rounding::down),
                       points_text(interval.high, Rounding::up));
}

std::string signed_seconds_text(std::optional<double> difference, Rounding rounding) {
    if (!difference) return std::string(kNotReached);
    if (!std::isfinite(*difference)) return std::string(kTooFew);
    return (*difference < 0 ? "" : "+") + duration_text(*difference, rounding);
}

std::string number_text(double number, Rounding rounding) {
    if (!std::isfinite(number)) return "∞";
    if (number < 0) return "-" + number_text(-number, opposite(rounding));
    const int decimals = number < 0.1 ? decimals_of(number, 2, kMostDecimals) : 2;
    return decimal_text(in_units(number, 1, std::pow(10.0, decimals), rounding), decimals, 2);
}

std::string number_range(const Interval& interval) {
    return fmt::format("({}–{})", number_text(interval.low, Rounding::down),
                       number_text(interval.high, Rounding::up));
}

std::string p_text(double p_value) {
    if (p_value < 0.0001) return "< 0.0001";
    for (int decimals = 4;; ++decimals) {
        const double of = std::pow(10.0, decimals);
        const std::int64_t units = in_units(p_value, 1, of, Rounding::up);
        // A p-value below the usual bound must also print below it.
        if (p_value >= kUsualBound || decimals == kMostDecimals || static_cast<double>(units) / of < kUsualBound)
            return decimal_text(units, decimals, 4);
    }
}

std::string unbroken(std::string text) {
    for (std::size_t at = 0; (at = text.find(' ', at)) != std::string::npos;) text.replace(at, 1, "\u00a0");
    return text;
}

std::string wrapped(std::string_view text, std::size_t indent) {
    std::string lines;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        if (column > indent && column + 1 + width_of(word) > kWidth) {
            lines += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (at > 0) {
            lines += ' ';
            ++column;
        }
        lines += word;
        column += width_of(word);
        at = end + 1;
    }
    return lines;
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_at(text, at);
        width += letter.width();
        at += letter.length;
    }
    return width;
}

std::string cut(std::string_view text, std::size_t width) {
    if (width_of(text) <= width) return std::string(text);
    std::size_t end = 0;
    for (std::size_t taken = 0; taken < width;) {
        const Letter letter = letter_at(text, end);
        taken += letter.width();
        if (taken < width) end += letter.length;
    }
    return std::string(text.substr(0, end)) + "…";
}

void append_seconds(fmt::memory_buffer& buffer, Ticks time) {
    if (time == kNever) return;
    const auto into = std::back_inserter(buffer);
    fmt::format_to(into, "{}", time.count() / 1024);
    if (time.count() % 1024 == 0) return;
    fmt::format_to(into, ".{:010}", time.count() % 1024 * 9765625);
    while (buffer[buffer.size() - 1] == '0') buffer.resize(buffer.size() - 1);
}

}  // namespace hotline
