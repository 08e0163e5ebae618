// Reads the tables of a document field by field. Wrong types, values out of range and unknown keys become errors at
// their place, and reading goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/document.hpp"
#include "models/scenario/law.hpp"

namespace hotline {

/// The ids of one kind of thing, such as "party".
class Names {
public:
    explicit Names(std::string kind) : kind_(std::move(kind)) {}
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;

    void reserve(std::size_t more);
    /// The index of the id. An id that is known already keeps its index.
    Index add(const std::string& id);
    std::optional<Index> find(std::string_view id) const { return find(asked(id)); }
    const std::string& kind() const { return kind_; }
    const std::vector<std::string>& ids() const { return ids_; }
    /// The message about an unknown id.
    std::string unknown(std::string_view id) const;
    /// The hint with the known id that may be meant; empty where none is near.
    std::string suggestion(std::string_view id) const;

private:
    /// An id, which stands in `ids_`. Its hash is kept, so that a search compares hardly any texts.
    struct Known {
        std::size_t hash;
        Index index;
    };
    struct Asked {
        std::size_t hash;
        std::string_view id;
    };
    struct Hash {
        using is_transparent = void;
        template <class Id>
        std::size_t operator()(const Id& id) const {
            return id.hash;
        }
    };
    struct Same {
        using is_transparent = void;
        bool operator()(const Known& one, const Known& other) const { return one.index == other.index; }
        bool operator()(const Known& known, const Asked& asked) const {
            return known.hash == asked.hash && (*ids)[known.index] == asked.id;
        }
        bool operator()(const Asked& asked, const Known& known) const { return (*this)(known, asked); }

        const std::vector<std::string>* ids;
    };
    static Asked asked(std::string_view id) { return {std::hash<std::string_view>()(id), id}; }
    std::optional<Index> find(const Asked& asked) const;

    std::string kind_;
    std::vector<std::string> ids_;
    std::unordered_set<Known, Hash, Same> known_{0, Hash{}, Same{&ids_}};
    mutable std::size_t suggestions_ = 0;
};

inline constexpr const char* kHowDurationsAreWritten =
    "durations are written like \"90s\", \"15min\", \"4h\", \"2d\", \"1h30min\"";

class TableReader {
public:
    /// Reads `table`, which must outlive the reader. Messages call it `what`, as in "a step". A node that is not a
    /// table is an error and reads as an empty table.
    TableReader(const Node& table, std::string_view what, Files& files, Diagnostics& diagnostics);

    /// Reports the keys that nobody has asked for. Call it last.
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
    /// A number in [least, most]; where `open`, in (least, most].
    std::optional<double> decimal(const std::string& key, double least, double most, bool open = false);
    std::optional<double> probability(const std::string& key) { return decimal(key, 0, 1); }
    /// The same for a member of the table.
    std::optional<double> probability(const Member& member);
    std::optional<Ticks> duration(const std::string& key, bool signed_too = false);
    /// The same in seconds, of whole ticks.
    std::optional<double> seconds(const std::string& key);
    std::optional<Law> law(const std::string& key);
    std::optional<double> size(const std::string& key);
    std::optional<double> bandwidth(const std::string& key);
    /// Whether a text is the first of two words. `otherwise` where the key is missing or its text is neither.
    bool either(const std::string& key, const std::string& first, const std::string& second, bool otherwise);
    /// A text or an array of texts.
    struct Word {
        std::string text;
        Place place;
    };
    std::vector<Word> words(const std::string& key);
    /// The same. An empty or blank text is an error and is left out.
    std::vector<Word> filled_words(const std::string& key);
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
