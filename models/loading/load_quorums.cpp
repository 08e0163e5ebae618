// Quorums: sets of cases, and how many of them are enough.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "models/loading/loader.hpp"
#include "models/scenario/line_up.hpp"

namespace hotline {
namespace {

constexpr const char* kHowEnoughIsWritten = "write a number of cases, such as 3, or a share, such as 0.8 or \"80%\"";

/// Reads "80%" as 0.8, the nearest double, and not as a hundredth of the nearest double to 80. Empty for any other
/// text.
std::optional<double> parse_percent(std::string_view text) {
    if (!text.ends_with('%')) return {};
    std::string digits(text.substr(0, text.size() - 1));
    if (digits.find_first_not_of("0123456789.") != std::string::npos) return {};
    digits += "e-2";
    double share = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), share);
    if (error != std::errc{} || end != digits.data() + digits.size()) return {};
    return share;
}

}  // namespace

void Loader::read_quorums(TableReader& top) {
    for (const Node* node : top.tables("quorum")) {
        TableReader table = reader(*node, "a [[quorum]]");
        Quorum quorum;
        quorum.place = node->place;
        if (const Node* id = table.require("id")) {
            quorum.id = table.text("id").value_or("");
            if (id->kind == Node::Kind::text && quorum.id.empty())
                table.error(id->place, "the id of a quorum must not be empty");
            if (quorum.id.find('"') != std::string::npos)
                table.error(id->place, "the id of a quorum must have no quotes, but has some");
            if (quorums_.find(quorum.id))
                table.error(id->place, fmt::format("the id of a quorum must be its own, but another quorum is called "
                                                   "\"{}\", too",
                                                   quorum.id));
        }
        quorum.title = table.text("title").value_or(quorum.id);
        const auto parties = [&](const char* key) {
            std::vector<bool> wanted(scenario_.parties.size(), !table.has(key));
            if (!table.has(key)) return wanted;
            for (const Index party : read_party_set(table, key)) wanted[party] = true;
            return wanted;
        };
        const std::vector<bool> callers = parties("caller");
        const std::vector<bool> callees = parties("callee");
        for (Index index = 0; index < scenario_.cases.size(); ++index) {
            const Case& played = scenario_.cases[index];
            if (callers[played.caller] && callees[played.callee]) quorum.cases.push_back(index);
        }
        table.require("at_least");
        if (quorum.cases.empty()) {
            if (!diagnostics_.has_errors())
                table.error(node->place, "a quorum must have cases, but no case has its caller and callee");
        } else if (!name_equally_many(scenario_, quorum.cases)) {
            table.error(
                node->place,
                "every case of a quorum must name the same number of protocols, but some name more than others",
                "the first protocols of all its cases are looked at together, then the second ones");
        }
        quorum.at_least = read_enough(table, quorum.cases.size());
        table.finish();
        quorums_.add(quorum.id);
        scenario_.quorums.push_back(std::move(quorum));
    }
}

Enough Loader::read_enough(TableReader& table, std::size_t cases) {
    const Node* node = table.take("at_least");
    Enough enough{1, 0};
    if (!node) return enough;
    const std::string which = "\"at_least\" must be ";
    if (node->kind == Node::Kind::integer) {
        if (node->integer < 1) {
            table.error(node->place, fmt::format("{}1 case or more, but is {}", which, node->integer));
        } else if (cases > 0 && static_cast<std::uint64_t>(node->integer) > cases) {
            table.error(node->place,
                        fmt::format("{}at most the number of the quorum's cases, {}, but is {}: it could "
                                    "never be met",
                                    which, cases, node->integer));
        } else {
            enough.number = static_cast<std::uint32_t>(node->integer);
        }
        return enough;
    }
    std::optional<double> share;
    if (node->kind == Node::Kind::decimal) share = node->decimal;
    if (node->kind == Node::Kind::text) share = parse_percent(node->text);
    if (!share) {
        table.error(node->place, which + "a number of cases or a share of them, but is neither", kHowEnoughIsWritten);
    } else if (!(*share > 0 && *share <= 1)) {
        table.error(node->place, which + "a share above 0 and at most 1, or 100 %, but is not", kHowEnoughIsWritten);
    } else {
        enough = {0, *share};
    }
    return enough;
}

}  // namespace hotline
