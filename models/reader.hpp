// Reads tables of a document field by field: wrong types, values out of range and unknown keys become errors at
// their place, and reading goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/diagnostics.hpp"
#include "models/document.hpp"
#include "models/law.hpp"

namespace hotline {

/// The ids of one kind of thing, such as "party".
class Names {
public:
    explicit Names(std::string kind) : kind_(std::move(kind)) {}

    /// The index that goes with the id; one that is known already keeps its own.
    Index add(const std::string& id);
    std::optional<Index> find(std::string_view id) const;
    const std::string& kind() const { return kind_; }
    const std::vector<std::string>& ids() const { return ids_; }
    std::string unknown(std::string_view id) const;  // the message

private:
    std::string kind_;
    std::vector<std::string> ids_;
    std::unordered_map<std::string, Index> index_;
};

class TableReader {
public:
    /// Reads `table`, which messages call `what`, as in "a step". Where the node is no table, that is an error, and
    /// it reads as an empty one.
    TableReader(const Node& table, std::string what, Files& files, Diagnostics& diagnostics);

    /// Says which keys nobody has asked for. Call it last.
    void finish();

    bool has(const std::string& key) { return take(key) != nullptr; }
    const Node* take(const std::string& key);
    /// The same, but a missing key is an error.
    const Node* require(const std::string& key);
    Place place() const { return table_.place; }
    const std::string& what() const { return what_; }

    std::optional<std::string> text(const std::string& key);
    std::optional<bool> flag(const std::string& key);
    std::optional<std::uint64_t> whole(const std::string& key, std::uint64_t least, std::uint64_t most);
    /// A number in [least, most], or above `least` where `open`.
    std::optional<double> decimal(const std::string& key, double least, double most, bool open = false);
    std::optional<double> probability(const std::string& key) { return decimal(key, 0, 1); }
    std::optional<Ticks> duration(const std::string& key, bool signed_too = false);
    std::optional<Law> law(const std::string& key);
    std::optional<double> size(const std::string& key);
    std::optional<double> bandwidth(const std::string& key);
    /// A text or an array of texts.
    struct Word {
        std::string text;
        Place place;
    };
    std::vector<Word> words(const std::string& key);
    std::optional<Index> reference(const std::string& key, const Names& names);
    std::vector<Index> references(const std::string& key, const Names& names);
    std::optional<Index> resolve(const Word& word, const Names& names);
    /// The tables of an array of tables.
    std::vector<const Node*> tables(const std::string& key);

    void error(Place where, std::string message, std::string hint = {}) {
        diagnostics_.error(where, std::move(message), std::move(hint));
    }

private:
    const Node* take(const std::string& key, Node::Kind kind, const char* expected);
    std::optional<Law> law_of(const Node& node, const std::string& key);
    std::optional<double> number_of(const Node& node, const std::string& key, double least, double most, bool open);

    const Node& table_;
    std::string what_;
    Files& files_;
    Diagnostics& diagnostics_;
    std::vector<std::string> known_;
};

}  // namespace hotline
