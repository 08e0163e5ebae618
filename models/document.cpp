#include "models/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace hotline {
namespace {

Place place_of(Index file, const toml::source_region& region) {
    return {file, region.begin.line, region.begin.column};
}

Instant instant_of(const toml::date_time& value) {
    const std::chrono::year_month_day date{std::chrono::year{value.date.year}, std::chrono::month{value.date.month},
                                           std::chrono::day{value.date.day}};
    return std::chrono::sys_days{date} + std::chrono::hours{value.time.hour} +
           std::chrono::minutes{value.time.minute - value.offset->minutes} + std::chrono::seconds{value.time.second} +
           std::chrono::floor<Ticks>(std::chrono::nanoseconds{value.time.nanosecond});
}

Node convert(const toml::node& from, Index file) {
    Node node;
    node.place = place_of(file, from.source());
    if (const auto* table = from.as_table()) {
        for (const auto& [key, value] : *table) {
            node.members.push_back({std::string(key.str()), place_of(file, key.source()), convert(value, file)});
        }
        std::sort(node.members.begin(), node.members.end(), [](const Member& a, const Member& b) {
            return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
        });
    } else if (const auto* array = from.as_array()) {
        node.kind = Node::Kind::array;
        for (const auto& item : *array) node.items.push_back(convert(item, file));
    } else if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
    } else if (const auto* decimal = from.as_floating_point()) {
        node.kind = Node::Kind::decimal;
        node.decimal = decimal->get();
    } else if (const auto* boolean = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.boolean = boolean->get();
    } else if (const auto* instant = from.as_date_time(); instant && instant->get().offset) {
        node.kind = Node::Kind::instant;
        node.instant = instant_of(instant->get());
    } else {
        node.kind = Node::Kind::other;
    }
    return node;
}

bool is_law(const Node& node) {
    return node.kind == Node::Kind::table && node.find("law");
}

/// Lays `over` on `base`.
Node merged(Node base, Node over, bool top) {
    base.place = over.place;
    for (Member& member : over.members) {
        const auto known = std::find_if(base.members.begin(), base.members.end(),
                                        [&](const Member& other) { return other.key == member.key; });
        if (known == base.members.end()) {
            base.members.push_back(std::move(member));
        } else if (known->value.kind == Node::Kind::table && member.value.kind == Node::Kind::table &&
                   !is_law(known->value) && !is_law(member.value) && !(top && member.key == "start")) {
            *known = {member.key, member.place, merged(std::move(known->value), std::move(member.value), false)};
        } else {
            *known = std::move(member);
        }
    }
    return base;
}

/// One file after the other, each with what it extends, until one extends nothing.
class Reader {
public:
    Reader(Files& files, Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {}

    std::optional<Node> read(const std::filesystem::path& path, Place named_at) {
        std::error_code ignored;
        const auto same = std::filesystem::weakly_canonical(path, ignored).lexically_normal();
        if (std::find(open_.begin(), open_.end(), same) != open_.end()) {
            diagnostics_.error(named_at, "the file extends itself, directly or through others");
            return {};
        }
        if (open_.size() == kLongestChain) {
            diagnostics_.error(named_at, fmt::format("more than {} files extend each other", kLongestChain));
            return {};
        }
        auto document = parse(path, named_at);
        if (!document) return {};
        const auto extends = std::find_if(document->members.begin(), document->members.end(),
                                          [](const Member& member) { return member.key == "extends"; });
        if (extends == document->members.end()) return document;
        if (extends->value.kind != Node::Kind::text) {
            diagnostics_.error(extends->value.place, "\"extends\" takes the path of one file, in quotes");
            return {};
        }
        open_.push_back(same);
        const Place place = extends->value.place;
        auto base = read(files_.beside(place.file, extends->value.text), place);
        open_.pop_back();
        if (!base) return {};
        document->members.erase(extends);
        return merged(std::move(*base), std::move(*document), true);
    }

private:
    static constexpr std::size_t kLongestChain = 32;

    std::optional<Node> parse(const std::filesystem::path& path, Place named_at) {
        const auto text = files_.read(path, named_at);
        if (!text) return {};
        try {
            return convert(toml::parse(text->text), text->file);
        } catch (const toml::parse_error& error) {
            diagnostics_.error(place_of(text->file, error.source()), std::string(error.description()));
            return {};
        }
    }

    Files& files_;
    Diagnostics& diagnostics_;
    std::vector<std::filesystem::path> open_;
};

std::string near_file(const std::filesystem::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator entries(path.has_parent_path() ? path.parent_path() : ".", error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        names.push_back(entries->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return did_you_mean(path.filename().string(), names);
}

}  // namespace

const Node* Node::find(const std::string& key) const {
    for (const Member& member : members) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}

std::optional<Files::Text> Files::read(const std::filesystem::path& path, Place named_at) {
    std::string why;
    auto text = read_(path, why);
    if (!text) {
        diagnostics_.error(named_at, fmt::format("cannot read {}: {}", path.string(), why), near_file(path));
        return {};
    }
    const Index file = diagnostics_.add_file(path.string(), *text);
    paths_.resize(file + 1);
    paths_[file] = path;
    return Text{file, std::move(*text)};
}

std::filesystem::path Files::beside(Index file, const std::string& written) const {
    return (paths_[file].parent_path() / written).lexically_normal();
}

std::optional<Node> read_document(const std::filesystem::path& path, Files& files, Diagnostics& diagnostics) {
    return Reader(files, diagnostics).read(path, {});
}

}  // namespace hotline
