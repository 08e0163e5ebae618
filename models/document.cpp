#include "models/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <system_error>
#include <utility>

namespace hotline {
namespace {

/// toml++ 3.3 asserts where it meets some input that it did not think of, such as "[=". Neither an abort nor what it
/// would do without the assertion will do: it becomes an error.
struct ParserAtALoss {};

}  // namespace
}  // namespace hotline

#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? void() : throw ::hotline::ParserAtALoss{})
#define TOML_HEADER_ONLY 1
#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored \
    "-Wterminate"  // some assertions stand in accessors that cannot throw; input cannot reach them
#endif
#include <toml++/toml.h>
#pragma GCC diagnostic pop

namespace hotline {
namespace {

Place place_of(Index file, const toml::source_region& region) {
    return {file, region.begin.line, region.begin.column};
}

/// What toml++ 3.3 must not see: a letter beyond ASCII that stands neither in quotes nor in a comment, or a quote in
/// the middle of a word (undefined behaviour for some of them), and keys of very many parts (tables so deep that they
/// overrun the stack).
struct Unreadable {
    Place place;
    const char* why;
};

std::optional<Unreadable> find_unreadable(Index file, std::string_view text) {
    constexpr std::size_t kMostParts = 8;
    constexpr const char* kStray = "this letter cannot stand here, outside of quotes";
    std::size_t dots = 0;  // in the key, or whatever it is, that is being read
    enum class In : unsigned char { nothing, comment, basic, literal, long_basic, long_literal } in = In::nothing;
    Place place{file, 1, 1};
    const auto skip = [&](std::size_t& at, std::size_t letters) {
        at += letters;
        place.column += static_cast<std::uint32_t>(letters);
    };
    for (std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const char letter = rest.front();
        const bool continues = (static_cast<unsigned char>(letter) & 0xc0) == 0x80;
        if (letter == '\n') {
            if (in != In::long_basic && in != In::long_literal) in = In::nothing;
            dots = 0;
            place = {file, place.line + 1, 1};
            ++at;
            continue;
        }
        switch (in) {
            case In::nothing:
                if (static_cast<unsigned char>(letter) >= 0x80) return Unreadable{place, kStray};
                dots = letter == '.'                                                       ? dots + 1
                       : std::string_view("=,[]{}").find(letter) != std::string_view::npos ? 0
                                                                                           : dots;
                if (dots == kMostParts) return Unreadable{place, "a key has at most 8 parts"};
                if ((letter == '"' || letter == '\'') && at > 0 &&
                    std::string_view(" \t\r\n=[{,.\xbf").find(text[at - 1]) == std::string_view::npos) {
                    return Unreadable{place, kStray};
                }
                if (letter == '#') in = In::comment;
                if (rest.starts_with("\"\"\"") || rest.starts_with("'''")) {
                    in = letter == '"' ? In::long_basic : In::long_literal;
                    skip(at, 2);
                } else if (letter == '"') {
                    in = In::basic;
                } else if (letter == '\'') {
                    in = In::literal;
                }
                break;
            case In::comment:
                break;
            case In::basic:
            case In::long_basic:
                if (letter == '\\' && rest.size() > 1 && rest[1] != '\n') {
                    skip(at, 1);
                } else if (in == In::basic && letter == '"') {
                    in = In::nothing;
                } else if (in == In::long_basic && rest.starts_with("\"\"\"") && !rest.starts_with("\"\"\"\"")) {
                    in = In::nothing;
                    skip(at, 2);
                }
                break;
            case In::literal:
                if (letter == '\'') in = In::nothing;
                break;
            case In::long_literal:
                if (rest.starts_with("'''") && !rest.starts_with("''''")) {
                    in = In::nothing;
                    skip(at, 2);
                }
                break;
        }
        ++at;
        if (!continues) ++place.column;
    }
    return {};
}

/// The first table header that does not go on as one, if that is what the parser could not cope with.
Place bad_header(Index file, std::string_view text) {
    std::uint32_t line = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view whole = text.substr(0, end);
        std::size_t at = std::min(whole.find_first_not_of(" \t"), whole.size());
        if (whole.substr(at).starts_with('[')) {
            at += whole.substr(at).starts_with("[[") ? 2 : 1;
            at = std::min(whole.find_first_not_of(" \t", at), whole.size());
            const auto next = at < whole.size() ? static_cast<unsigned char>(whole[at]) : 0U;
            if (next < 0x80 && !std::isalnum(static_cast<int>(next)) &&
                std::string_view("_-\"'").find(static_cast<char>(next)) == std::string_view::npos) {
                return {file, line, static_cast<std::uint32_t>(at + 1)};
            }
        }
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
    }
    return {file, 0, 0};
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
        if (const auto unreadable = find_unreadable(text->file, text->text)) {
            diagnostics_.error(unreadable->place, unreadable->why);
            return {};
        }
        try {
            return convert(toml::parse(text->text), text->file);
        } catch (const toml::parse_error& error) {
            diagnostics_.error(place_of(text->file, error.source()), std::string(error.description()));
            return {};
        } catch (const ParserAtALoss&) {
            diagnostics_.error(bad_header(text->file, text->text), "this is not TOML");
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
