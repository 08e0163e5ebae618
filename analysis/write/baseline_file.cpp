#include "analysis/write/baseline_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "analysis/write/json.hpp"
#include "analysis/write/version.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {
namespace {

// Formats 1 and 3 had no checksum, and format 2 did not name its cases: they are no longer read.
constexpr std::uint64_t kOldFormats = 3;
constexpr std::uint64_t kFormat = 4;
constexpr std::uint64_t kFormatOfPooled = 5;

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kDigitsOfPrint = 4;
constexpr int kBitsOfDigit = 6;

constexpr std::uint64_t kMostCount = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kMostSeed = std::numeric_limits<std::int64_t>::max();

constexpr std::string_view kChecksum = ",\n\"checksum\": \"";

/// Of all that stands before it, however lines end.
std::string checksum_of(std::string text) {
    std::erase(text, '\r');
    return fmt::format("{:016x}", identity_of(text));
}

// The library would take true for 1, 1.5 for 1 and -1 for 2^64 - 1.

std::uint64_t count_in(const Json& json, std::uint64_t most) {
    if (!json.is_number_unsigned()) throw std::runtime_error("a count must be a whole number from 0, but is not");
    const auto count = json.get<std::uint64_t>();
    if (count > most) throw std::runtime_error("a count is out of range");
    return count;
}

Ticks time_in(const Json& json, Ticks least, Ticks most) {
    if (!json.is_number_integer()) throw std::runtime_error("a time must be a whole number of ticks, but is not");
    const bool fits =
        !json.is_number_unsigned() || json.get<std::uint64_t>() <= static_cast<std::uint64_t>(most.count());
    const Ticks time{fits ? json.get<std::int64_t>() : 0};
    if (!fits || time < least || time > most) throw std::runtime_error("a time is out of range");
    return time;
}

template <class Count>
std::vector<Count> counts_in(const Json& json) {
    if (!json.is_array()) throw std::runtime_error("counts must be an array, but are not");
    std::vector<Count> counts;
    counts.reserve(json.size());
    for (const Json& count : json)
        counts.push_back(
            static_cast<Count>(count_in(count, static_cast<std::uint64_t>(std::numeric_limits<Count>::max()))));
    return counts;
}

Json array_of(const std::vector<Ticks>& times) {
    Json counts = Json::array();
    for (const Ticks time : times) counts.push_back(time.count());
    return counts;
}

/// Times by the horizon, or never.
std::vector<Ticks> times_in(const Json& json, Ticks horizon) {
    if (!json.is_array()) throw std::runtime_error("times must be an array, but are not");
    std::vector<Ticks> times;
    times.reserve(json.size());
    for (const Json& time : json) times.push_back(time_in(time, kNever, horizon));
    return times;
}

/// One caller's callees, in the order of all callees.
std::string prints_text(const std::vector<std::pair<std::size_t, std::uint32_t>>& prints) {
    std::string text;
    std::size_t next = 0;
    for (const auto& [callee, print] : prints) {
        if (callee > next) text += fmt::format("({})", callee - next);
        for (std::size_t digit = kDigitsOfPrint; digit-- > 0;)
            text += kDigits[(print >> (static_cast<int>(digit) * kBitsOfDigit)) % kDigits.size()];
        next = callee + 1;
    }
    return text;
}

std::vector<std::pair<std::size_t, std::uint32_t>> prints_in(std::string_view text) {
    std::vector<std::pair<std::size_t, std::uint32_t>> prints;
    const auto wrong = [] { return std::runtime_error("the prints of its cases are none"); };
    std::size_t callee = 0;
    while (!text.empty()) {
        if (text.front() == '(') {
            std::uint32_t passed = 0;
            const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), passed);
            if (error != std::errc{} || end == text.data() + text.size() || *end != ')') throw wrong();
            callee += passed;
            text.remove_prefix(static_cast<std::size_t>(end + 1 - text.data()));
            continue;
        }
        if (text.size() < kDigitsOfPrint) throw wrong();
        std::uint32_t print = 0;
        for (const char letter : text.substr(0, kDigitsOfPrint)) {
            const std::size_t digit = kDigits.find(letter);
            if (digit == std::string_view::npos) throw wrong();
            print = (print << kBitsOfDigit) | static_cast<std::uint32_t>(digit);
        }
        prints.emplace_back(callee++, print);
        text.remove_prefix(kDigitsOfPrint);
    }
    return prints;
}

void write_prints(std::ostream& out, const PooledDrills& pooled) {
    std::map<std::string, std::size_t> place;
    for (const auto& [callee, print] : pooled.callees) place.emplace(callee, place.size());
    std::map<std::pair<std::string, Ticks>, std::vector<std::pair<std::size_t, std::uint32_t>>> of_callers;
    for (const auto& [played, print] : pooled.prints)
        of_callers[{played.caller, played.after}].emplace_back(place.at(played.callee), print);
    out << ",\n\"prints\": [";
    const char* separator = "\n";
    for (const auto& [caller, prints] : of_callers) {
        out << separator
            << fmt::format("{{\"caller\": {}, \"after_ticks\": {}, \"of_callees\": \"{}\"}}",
                           on_one_line(caller.first), caller.second.count(), prints_text(prints));
        separator = ",\n";
    }
    out << "\n]";
}

PooledDrills::Prints prints_in(const Json& json, const PooledDrills::Fingerprints& of_callees) {
    std::vector<std::string> callees;
    callees.reserve(of_callees.size());
    for (const auto& [callee, print] : of_callees) callees.push_back(callee);
    PooledDrills::Prints prints;
    for (const Json& of_caller : json) {
        const Ticks after = time_in(of_caller.at("after_ticks"), Ticks{0}, kForever);
        for (const auto& [callee, print] : prints_in(of_caller.at("of_callees").get_ref<const std::string&>())) {
            if (callee >= callees.size()) throw std::runtime_error("the prints of its cases are none");
            prints[{of_caller.at("caller").get<std::string>(), callees[callee], after}] = print;
        }
    }
    return prints;
}

void write_pooled(std::ostream& out, const std::vector<PooledDrills>& all) {
    out << ",\n\"pooled\": [";
    const char* separator = "\n";
    for (const PooledDrills& pooled : all) {
        out << separator
            << fmt::format("{{\"protocol\": {}, \"cases\": {},\n\"callers\": {},\n\"callees\": {}",
                           on_one_line(pooled.protocol), pooled.prints.size(), on_one_line(pooled.callers),
                           on_one_line(pooled.callees));
        write_prints(out, pooled);
        for (const Milestone milestone : kMilestones) {
            const PooledDrills::Sums& sums = pooled.sums[milestone];
            if (!facts_of(milestone).always_told && sums.reached.empty()) continue;
            out << fmt::format(",\n\"{0}\": {1},\n\"{0}_ticks\": {2}", facts_of(milestone).key,
                               on_one_line(sums.reached), on_one_line(sums.ticks));
        }
        out << ",\n\"attempts\": " << on_one_line(pooled.attempts) << '}';
        separator = ",\n";
    }
    out << "\n]";
}

PooledDrills pooled_in(const Json& json, std::uint64_t drills) {
    PooledDrills pooled;
    json.at("protocol").get_to(pooled.protocol);
    json.at("callers").get_to(pooled.callers);
    json.at("callees").get_to(pooled.callees);
    pooled.prints = prints_in(json.at("prints"), pooled.callees);
    pooled.attempts = counts_in<std::uint64_t>(json.at("attempts"));
    bool whole = pooled.attempts.size() == drills;
    for (const Milestone milestone : kMilestones) {
        const std::string key(facts_of(milestone).key);
        if (!facts_of(milestone).always_told && !json.contains(key)) continue;
        PooledDrills::Sums& sums = pooled.sums[milestone];
        sums.reached = counts_in<std::uint64_t>(json.at(key));
        sums.ticks = counts_in<std::int64_t>(json.at(key + "_ticks"));
        whole = whole && sums.reached.size() == drills && sums.ticks.size() == drills;
    }
    if (!whole) throw std::runtime_error("a protocol has not as many drills as the baseline says");
    if (pooled.prints.empty() || count_in(json.at("cases"), kMostCount) != pooled.prints.size())
        throw std::runtime_error("a protocol has not as many cases as the baseline says");
    return pooled;
}

}  // namespace

void write_baseline(std::ostream& out, const Baseline& baseline) {
    std::ostringstream body;
    body << fmt::format(
        "{{\n\"format\": {},\n\"hotline\": \"{}\",\n\"luck\": \"{}\",\n\"seed\": {},\n\"replications\": {},\n"
        "\"horizon_ticks\": {},\n\"cases\": [",
        baseline.pooled.empty() ? kFormat : kFormatOfPooled, version(), baseline.luck, baseline.seed,
        baseline.replications, baseline.horizon.count());
    const char* separator = "\n";
    for (const StoredDrills& stored : baseline.cases) {
        body << separator
             << fmt::format(
                    "{{\"caller\": {}, \"callee\": {}, \"after_ticks\": {}, \"protocol\": {},\n\"fingerprint\": "
                    "\"{}\"",
                    on_one_line(stored.played.caller), on_one_line(stored.played.callee), stored.played.after.count(),
                    on_one_line(stored.protocol), stored.fingerprint);
        for (const Milestone milestone : kMilestones) {
            const std::vector<Ticks>& times = stored.times[milestone];
            if (!facts_of(milestone).always_told && times.empty()) continue;
            body << fmt::format(",\n\"{}\": {}", facts_of(milestone).key, array_of(times).dump());
        }
        body << ",\n\"attempts\": " << Json(stored.attempts).dump() << '}';
        separator = ",\n";
    }
    body << "\n]";
    if (!baseline.pooled.empty()) write_pooled(body, baseline.pooled);
    out << body.str() << kChecksum << checksum_of(body.str()) << "\"\n}\n";
}

Baseline read_baseline(const std::string& text) try {
    const Json json = Json::parse(text);
    const std::uint64_t format = count_in(json.at("format"), kMostCount);
    if (format <= kOldFormats)
        throw std::runtime_error("it is of an older format, without a checksum; --update-baseline writes it anew");
    if (format != kFormat && format != kFormatOfPooled) throw std::runtime_error("it is of another format");
    const auto& checksum = json.at("checksum").get_ref<const std::string&>();
    const std::size_t end = text.rfind(kChecksum.substr(2));
    if (end == text.npos || checksum_of(text.substr(0, text.rfind(',', end))) != checksum)
        throw std::runtime_error("it has been changed since it was written; --update-baseline writes it anew");
    Baseline baseline{json.at("luck").get<std::string>(),
                      count_in(json.at("seed"), kMostSeed),
                      count_in(json.at("replications"), kMostCount),
                      time_in(json.at("horizon_ticks"), Ticks{1}, kForever),
                      {},
                      {}};
    if (baseline.replications < 2) throw std::runtime_error("it has fewer than two drills");
    if (baseline.replications > kMostReplications) throw std::runtime_error("it has more drills than can be played");
    for (const Json& of_case : json.at("cases")) {
        StoredDrills& stored = baseline.cases.emplace_back();
        of_case.at("caller").get_to(stored.played.caller);
        of_case.at("callee").get_to(stored.played.callee);
        stored.played.after = time_in(of_case.at("after_ticks"), Ticks{0}, kForever);
        of_case.at("protocol").get_to(stored.protocol);
        of_case.at("fingerprint").get_to(stored.fingerprint);
        stored.attempts = counts_in<std::uint32_t>(of_case.at("attempts"));
        bool whole = stored.attempts.size() == baseline.replications;
        for (const Milestone milestone : kMilestones) {
            const MilestoneFacts facts = facts_of(milestone);
            const std::string key(facts.key);
            if (!facts.always_told && !of_case.contains(key)) continue;
            std::vector<Ticks>& times = stored.times[milestone];
            times = times_in(of_case.at(key), baseline.horizon);
            const bool may_be_empty = facts.present != nullptr;
            whole = whole && (times.size() == baseline.replications || (may_be_empty && times.empty()));
        }
        if (!whole) throw std::runtime_error("a case has not as many drills as the baseline says");
    }
    if (format == kFormatOfPooled) {
        for (const Json& of_protocol : json.at("pooled"))
            baseline.pooled.push_back(pooled_in(of_protocol, baseline.replications));
    }
    return baseline;
} catch (const Json::parse_error&) {
    throw std::runtime_error("it is not JSON");
} catch (const Json::exception&) {
    throw std::runtime_error("something in it is missing, or of another kind");
}

}  // namespace hotline
