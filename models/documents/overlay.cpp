#include "models/documents/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>
#include <utility>

#include "models/base/alike.hpp"
#include "models/base/utf8.hpp"

namespace hotline {
namespace {

/// Sections whose keys are ids that the scenario has to have already. A stance and a party may be new: their ids are
/// those of listed parties, which the document does not hold.
constexpr std::array<std::string_view, 8> kSectionsOfIds{"roster",  "rota", "response", "staleness",
                                                         "carrier", "site", "channel",  "protocol"};
constexpr const char* kHowSettingsAreWritten =
    "write it like response.phone.present=0.8 or protocol.lists.step.2.within=1h";

bool is_number(std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char letter) {
        return std::isdigit(static_cast<unsigned char>(letter)) != 0;
    });
}

/// The index of an element; its size or more if it has no such element.
std::size_t index_of(std::string_view part, std::size_t size) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    const bool whole = error == std::errc{} && end == part.data() + part.size();
    return whole && number >= 1 && number <= size ? number - 1 : size;
}

/// The member or element of that name or number; null if there is none.
Node* step_into(Node& node, const std::string& part) {
    if (node.kind == Node::Kind::array) {
        const std::size_t index = index_of(part, node.items.size());
        return index < node.items.size() ? &node.items[index] : nullptr;
    }
    if (node.kind != Node::Kind::table) return nullptr;
    for (Member& member : node.members) {
        if (member.key == part) return &member.value;
    }
    return nullptr;
}

std::string elements(const KeyPath& path, std::size_t count) {
    return fmt::format("\"{}\" has {} element{}", path_text(path), count, count == 1 ? "" : "s");
}

/// Why there is no such value in the array or scalar `node`, which stands at `before`.
void no_way(const Node& node, const KeyPath& before, const Setting& setting, Diagnostics& diagnostics) {
    const Place place = setting.places[before.size()];
    const std::string& part = setting.path[before.size()];
    if (node.kind != Node::Kind::array) {
        diagnostics.error(
            place, fmt::format("\"{}\" must be a table to hold \"{}\", but is a value", path_text(before), part),
            fmt::format("set all of it: {}=VALUE", path_text(before)));
    } else if (!is_number(part)) {
        KeyPath first = before;
        first.insert(first.end(), {"1", part});
        diagnostics.error(place,
                          fmt::format("{}, and \"{}\" must be the number of one of them, from 1",
                                      elements(before, node.items.size()), part),
                          fmt::format("write {}", path_text(first)));
    } else {
        diagnostics.error(place, fmt::format("{}, but no number {}", elements(before, node.items.size()), part));
    }
}

/// Whether the id that a path names exists, where it has to.
bool knows_id(const Node& document, const Setting& setting, Diagnostics& diagnostics) {
    const std::string& section = setting.path.front();
    if (setting.path.size() < 2 ||
        std::find(kSectionsOfIds.begin(), kSectionsOfIds.end(), section) == kSectionsOfIds.end())
        return true;
    const Node* ids = document.find(section);
    if (ids && ids->kind != Node::Kind::table) return true;  // the loader reports it
    const std::string& id = setting.path[1];
    if (ids && ids->find(id)) return true;
    std::vector<std::string> known;
    if (ids) {
        for (const Member& member : ids->members) known.push_back(member.key);
    }
    diagnostics.error(setting.places[1], fmt::format("the scenario has no {} \"{}\"", section, id),
                      known.empty() ? "" : what_is_known(id, known));
    return false;
}

/// Reads the parts of a path up to the "=" behind it. The number of bytes read; 0 after an error.
std::size_t read_path(const std::string& text, Setting& setting, Index file, std::uint32_t line,
                      Diagnostics& diagnostics) {
    std::uint32_t column = 1;
    std::string part;
    Place begins{file, line, 1};
    char quote = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size();) {
        const char letter = text[at];
        const std::size_t length = letter_at(text, at).length;
        const bool ends = quote == 0 && (letter == '.' || letter == '=');
        if (quote != 0 && letter == quote) {
            quote = 0;
        } else if (quote == 0 && trimmed(part).empty() && !quoted && (letter == '"' || letter == '\'')) {
            quote = letter;
            quoted = true;
            part.clear();
        } else if (!ends && (quote != 0 || !quoted || letter != ' ')) {
            part += text.substr(at, length);
        }
        at += length;
        ++column;
        if (!ends) continue;
        if (!quoted) part = std::string(trimmed(part));
        if (part.empty()) {
            diagnostics.error(begins, "a part of this path is empty", kHowSettingsAreWritten);
            return 0;
        }
        setting.path.push_back(composed(part));
        setting.places.push_back(begins);
        if (letter == '=') return at;
        part.clear();
        quoted = false;
        begins.column = column;
    }
    diagnostics.error({file, line, 1}, "a setting must be PATH=VALUE, but has no \"=\" behind its path",
                      kHowSettingsAreWritten);
    return 0;
}

}  // namespace

std::string path_text(const KeyPath& path) {
    std::string text;
    for (const std::string& part : path) {
        const bool bare = !part.empty() && std::all_of(part.begin(), part.end(), [](char letter) {
            return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '-';
        });
        if (!text.empty()) text += '.';
        text += bare ? part : fmt::format("\"{}\"", part);
    }
    return text;
}

Node* find_at(Node& document, const KeyPath& path) {
    Node* node = &document;
    for (const std::string& part : path) {
        node = step_into(*node, part);
        if (!node) return nullptr;
    }
    return node;
}

std::optional<Setting> read_setting(const std::string& text, Index file, std::uint32_t line,
                                    Diagnostics& diagnostics) {
    Setting setting;
    const std::size_t begin = read_path(text, setting, file, line, diagnostics);
    if (begin == 0) return {};
    if (begin == text.size()) {
        diagnostics.error(
            {file, line, 0}, fmt::format("\"{}\" has no value", path_text(setting.path)),
            fmt::format("{}; an empty text is '{}=\"\"'", kHowSettingsAreWritten, path_text(setting.path)));
        return {};
    }
    auto value = read_value(text, begin, file, line, diagnostics);
    if (!value) return {};
    setting.value = std::move(*value);
    return setting;
}

bool lay(Node& document, Setting setting, Diagnostics& diagnostics) {
    if (!knows_id(document, setting, diagnostics)) return false;
    Node* node = &document;
    KeyPath before;
    for (const std::string& part : setting.path) {
        Node* next = step_into(*node, part);
        if (!next && node->kind != Node::Kind::table) {
            no_way(*node, before, setting, diagnostics);
            return false;
        }
        if (!next && is_number(part) && before.size() > 1) {
            diagnostics.error(setting.places[before.size()], fmt::format("\"{}\" has no elements", path_text(before)),
                              fmt::format("set all of it: {}='[…]'", path_text(before)));
            return false;
        }
        if (!next) {
            Node table;
            table.place = setting.places[before.size()];
            node->members.push_back({part, table.place, std::move(table)});
            next = &node->members.back().value;
        }
        node = next;
        before.push_back(part);
    }
    collect_names(*node, document.replaced_names);
    *node = std::move(setting.value);
    return true;
}

void lay_settings(Node& document, const std::vector<std::string>& settings, Files& files, Diagnostics& diagnostics) {
    if (settings.empty()) return;
    std::string text;
    for (const std::string& setting : settings) text += setting + '\n';
    const Index file = files.add("--set", text);
    std::uint32_t line = 1;
    for (const std::string& written : settings) {
        if (auto setting = read_setting(written, file, line, diagnostics))
            lay(document, std::move(*setting), diagnostics);
        line += 1 + static_cast<std::uint32_t>(std::count(written.begin(), written.end(), '\n'));
    }
}

}  // namespace hotline
