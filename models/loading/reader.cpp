#include "models/loading/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "models/base/duration.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

/// Bytes of a name that a message quotes: the message may appear once for every line of a list.
constexpr std::size_t kLongestQuote = 100;

const char* name_of(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::table:
            return "a table";
        case Node::Kind::array:
            return "an array";
        case Node::Kind::text:
            return "a text";
        case Node::Kind::integer:
            return "a whole number";
        case Node::Kind::decimal:
            return "a decimal number";
        case Node::Kind::boolean:
            return "true or false";
        case Node::Kind::instant:
            return "an instant";
        case Node::Kind::date:
            return "a date";
        case Node::Kind::other:
            return "a date or time without an offset from UTC";
    }
    return "";
}

}  // namespace

void Names::reserve(std::size_t more) {
    ids_.reserve(ids_.size() + more);
    known_.reserve(known_.size() + more);
}

Index Names::add(const std::string& id) {
    const Asked by_id = asked(id);
    if (const auto known = find(by_id)) return *known;
    const auto index = static_cast<Index>(ids_.size());
    ids_.push_back(id);
    known_.insert({by_id.hash, index});
    return index;
}

std::optional<Index> Names::find(const Asked& asked) const {
    const auto found = known_.find(asked);
    if (found == known_.end()) return {};
    return found->index;
}

std::string Names::unknown(std::string_view id) const {
    return fmt::format("unknown {} \"{}\"", kind_, shortened(id, kLongestQuote));
}

std::string Names::suggestion(std::string_view id) const {
    // Each suggestion compares all ids, and nobody reads more of them than this.
    constexpr std::size_t kMostSuggestions = 1000;
    return suggestions_++ < kMostSuggestions ? did_you_mean(id, ids_) : "";
}

TableReader::TableReader(const Node& table, std::string_view what, Files& files, Diagnostics& diagnostics)
    : table_(table), what_(shortened(what, kLongestQuote)), files_(files), diagnostics_(diagnostics) {
    if (table.kind != Node::Kind::table) {
        error(table.place, fmt::format("{} must be a table, but is {}", what_, name_of(table.kind)));
    }
}

void TableReader::finish() {
    for (const Member& member : table_.members) {
        if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
        error(member.place, fmt::format("unknown key \"{}\" in {}", member.key, what_),
              what_is_known(member.key, known_));
    }
}

const Node* TableReader::take(const std::string& key) {
    known_.push_back(key);
    return table_.find(key);
}

const Node* TableReader::require(const std::string& key) {
    const Node* node = take(key);
    if (!node && table_.kind == Node::Kind::table) {
        error(table_.place, fmt::format("{} has no \"{}\", which it needs", what_, key));
    }
    return node;
}

const Node* TableReader::take(const std::string& key, Node::Kind kind, const char* expected) {
    const Node* node = take(key);
    if (!node || node->kind == kind) return node;
    error(node->place, fmt::format("\"{}\" takes {}, not {}", key, expected, name_of(node->kind)));
    return nullptr;
}

std::optional<std::string> TableReader::text(const std::string& key) {
    const Node* node = take(key, Node::Kind::text, "a text in quotes");
    if (!node) return {};
    return node->text;
}

std::optional<bool> TableReader::flag(const std::string& key) {
    const Node* node = take(key, Node::Kind::boolean, "true or false");
    if (!node) return {};
    return node->boolean;
}

std::optional<std::uint64_t> TableReader::whole(const std::string& key, std::uint64_t least, std::uint64_t most) {
    const Node* node = take(key, Node::Kind::integer, "a whole number");
    if (!node) return {};
    if (node->integer < 0 || static_cast<std::uint64_t>(node->integer) < least ||
        static_cast<std::uint64_t>(node->integer) > most) {
        error(node->place,
              fmt::format("\"{}\" takes a whole number from {} to {}, not {}", key, least, most, node->integer));
        return {};
    }
    return static_cast<std::uint64_t>(node->integer);
}

std::optional<double> TableReader::number_of(const Node& node, const std::string& key, double least, double most,
                                             bool open) {
    if (node.kind != Node::Kind::integer && node.kind != Node::Kind::decimal) {
        error(node.place, fmt::format("\"{}\" takes a number, not {}", key, name_of(node.kind)));
        return {};
    }
    const double value = node.kind == Node::Kind::integer ? static_cast<double>(node.integer) : node.decimal;
    if (value >= least && value <= most && !(open && value == least)) return value;
    std::string range = open ? fmt::format("above {}", least) : fmt::format("from {}", least);
    if (most < std::numeric_limits<double>::max()) range += fmt::format("{} {}", open ? " and at most" : " to", most);
    error(node.place, fmt::format("\"{}\" takes a number {}, not {}", key, range, value));
    return {};
}

std::optional<double> TableReader::decimal(const std::string& key, double least, double most, bool open) {
    const Node* node = take(key);
    if (!node) return {};
    return number_of(*node, key, least, most, open);
}

std::optional<double> TableReader::probability(const Member& member) {
    return number_of(member.value, member.key, 0, 1, false);
}

std::optional<Ticks> TableReader::duration(const std::string& key, bool signed_too) {
    const Node* node = take(key, Node::Kind::text, "a duration in quotes, such as \"15min\"");
    if (!node) return {};
    const auto duration = parse_duration(node->text, signed_too);
    if (!duration) error(node->place, fmt::format("\"{}\" is not a duration", node->text), kHowDurationsAreWritten);
    return duration;
}

std::optional<double> TableReader::seconds(const std::string& key) {
    const auto rounded = duration(key);
    if (!rounded) return {};
    return seconds_of(*rounded);
}

std::optional<double> TableReader::size(const std::string& key) {
    const Node* node = take(key, Node::Kind::text, "a size in quotes, such as \"2MB\"");
    if (!node) return {};
    const auto size = parse_size(node->text);
    if (!size) error(node->place, fmt::format("\"{}\" is not a size", node->text), "sizes are written like \"2MB\"");
    return size;
}

std::optional<double> TableReader::bandwidth(const std::string& key) {
    const Node* node = take(key, Node::Kind::text, "a bandwidth in quotes, such as \"100Mbps\"");
    if (!node) return {};
    const auto bandwidth = parse_bandwidth(node->text);
    if (!bandwidth) {
        error(node->place, fmt::format("\"{}\" is not a bandwidth", node->text),
              "bandwidths are written like \"100Mbps\"");
    }
    return bandwidth;
}

bool TableReader::either(const std::string& key, const std::string& first, const std::string& second,
                         bool otherwise) {
    const auto word = text(key);
    if (!word) return otherwise;
    if (*word == first) return true;
    if (*word == second) return false;
    error(table_.find(key)->place,
          fmt::format("\"{}\" must be \"{}\" or \"{}\", but is \"{}\"", key, first, second, *word));
    return otherwise;
}

std::vector<TableReader::Word> TableReader::words(const std::string& key) {
    const Node* node = take(key);
    if (!node) return {};
    if (node->kind == Node::Kind::text) return {{node->text, node->place}};
    if (node->kind != Node::Kind::array) {
        error(node->place, fmt::format("\"{}\" takes a text or an array of texts, not {}", key, name_of(node->kind)));
        return {};
    }
    if (node->items.empty()) error(node->place, fmt::format("\"{}\" must not be an empty array", key));
    std::vector<Word> words;
    for (const Node& item : node->items) {
        if (item.kind == Node::Kind::text) {
            words.push_back({item.text, item.place});
        } else {
            error(item.place, fmt::format("\"{}\" takes texts, not {}", key, name_of(item.kind)));
        }
    }
    return words;
}

std::vector<TableReader::Word> TableReader::filled_words(const std::string& key) {
    std::vector<Word> filled;
    for (Word& word : words(key)) {
        if (word.text.find_first_not_of(" \t") == word.text.npos) {
            error(word.place, fmt::format("\"{}\" must not hold an empty text", key), "leave the empty text out");
        } else {
            filled.push_back(std::move(word));
        }
    }
    return filled;
}

std::optional<Index> TableReader::resolve(const Word& word, const Names& names) {
    const auto index = names.find(word.text);
    if (!index) error(word.place, names.unknown(word.text), names.suggestion(word.text));
    return index;
}

std::optional<Index> TableReader::reference(const std::string& key, const Names& names) {
    const Node* node = take(key, Node::Kind::text, fmt::format("the id of a {}", names.kind()).c_str());
    if (!node) return {};
    return resolve({node->text, node->place}, names);
}

std::vector<Index> TableReader::references(const std::string& key, const Names& names) {
    std::vector<Index> indices;
    std::unordered_set<Index> seen;
    for (const Word& word : words(key)) {
        const auto index = resolve(word, names);
        if (!index) continue;
        if (seen.insert(*index).second) {
            indices.push_back(*index);
        } else {
            error(word.place, fmt::format("{} \"{}\" is named here twice", names.kind(), word.text));
        }
    }
    return indices;
}

std::vector<const Node*> TableReader::tables(const std::string& key) {
    const Node* node = take(key, Node::Kind::array, "tables in double brackets");
    std::vector<const Node*> tables;
    if (node) {
        for (const Node& item : node->items) tables.push_back(&item);
    }
    return tables;
}

}  // namespace hotline
