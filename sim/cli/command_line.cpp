#include "sim/cli/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <iterator>
#include <limits>
#include <sstream>

#include "models/base/duration.hpp"
#include "models/documents/diagnostics.hpp"

namespace hotline::cli {
namespace {

namespace po = boost::program_options;

constexpr std::size_t kMostDurations = 50;
constexpr const char* kWord = "a word by itself";  // internal name of the positional arguments

void print_help(const CommandHelp& help) {
    std::ostringstream options;
    options << help.options;
    fmt::print(std::cout, "Usage: hotline {} [OPTION…]{}{}\n\n{}\n\n{}\nExamples:\n{}", help.command,
               help.arguments.empty() ? "" : " ", help.arguments, help.summary, options.str(), help.examples);
}

/// A hint: the only option that begins like the wrong one, or else the most similar option.
std::string hint_for(std::string wrong, const po::options_description& options) {
    wrong.resize(std::min(wrong.find('='), wrong.size()));
    if (wrong == "--vary") return "; run, mend, compare, check and report take it";
    std::vector<std::string> known;
    for (const auto& option : options.options()) known.push_back("--" + option->long_name());
    std::vector<std::string> longer;
    std::copy_if(known.begin(), known.end(), std::back_inserter(longer),
                 [&](const std::string& name) { return name.starts_with(wrong); });
    if (longer.size() == 1) return fmt::format("; did you mean \"{}\"?", longer.front());
    const std::string hint = did_you_mean(wrong, known);
    return hint.empty() ? "" : "; " + hint;
}

/// A number after --doubts is its value: the option may stand alone.
std::vector<std::string> with_values_joined(const std::vector<std::string>& words) {
    std::vector<std::string> joined;
    for (const std::string& word : words) {
        const bool number = !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
        if (number && !joined.empty() && joined.back() == "--doubts") {
            joined.back() += "=" + word;
        } else {
            joined.push_back(word);
        }
    }
    return joined;
}

template <class Number>
Number number_in(const std::string& option, const std::string& text, Number least, Number most) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(value >= least && value <= most)) {
        throw UsageError(fmt::format("--{} takes a number from {} to {}, not \"{}\"", option, least, most, text));
    }
    return value;
}

void require_one_of(const std::string& option, const std::string& chosen, const std::vector<std::string>& choices) {
    if (std::find(choices.begin(), choices.end(), chosen) != choices.end()) return;
    const std::string hint = did_you_mean(chosen, choices);
    throw UsageError(fmt::format("--{} must be one of {}, but is \"{}\"{}", option, fmt::join(choices, ", "), chosen,
                                 hint.empty() ? "" : "; " + hint));
}

}  // namespace

Arguments::Arguments(const CommandHelp& help, const std::vector<std::string>& words, std::size_t at_least,
                     std::size_t at_most) {
    if (std::find(words.begin(), words.end(), "--help") != words.end() ||
        std::find(words.begin(), words.end(), "-h") != words.end()) {
        print_help(help);
        helped_ = true;
        return;
    }
    po::options_description all;
    all.add(help.options);
    all.add_options()(kWord, po::value<std::vector<std::string>>());
    po::positional_options_description positions;
    positions.add(kWord, -1);
    try {
        po::store(po::command_line_parser(with_values_joined(words))
                      .options(all)
                      .positional(positions)
                      .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
                      .run(),
                  values_);
    } catch (const po::unknown_option& error) {
        throw UsageError(fmt::format("unknown option \"{}\"{}", error.get_option_name(),
                                     hint_for(error.get_option_name(), help.options)));
    } catch (const po::error& error) {
        throw UsageError(error.what());
    }
    if (has(kWord)) words_ = values_[kWord].as<std::vector<std::string>>();
    if (words_.size() < at_least || std::find(words_.begin(), words_.end(), "") != words_.end())
        throw UsageError(fmt::format("missing argument: the command takes {}", help.arguments));
    if (words_.size() > at_most) {
        throw UsageError(fmt::format("unexpected argument \"{}\": the command takes {}", words_[at_most],
                                     help.arguments.empty() ? "options only" : help.arguments));
    }
}

std::vector<std::string> Arguments::texts(const std::string& option) const {
    return has(option) ? values_[option].as<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<std::uint64_t> Arguments::number(const std::string& option, std::uint64_t least,
                                               std::uint64_t most) const {
    if (!has(option)) return {};
    return number_in(option, text(option), least, most);
}

std::optional<double> Arguments::decimal(const std::string& option, double least, double most) const {
    if (!has(option)) return {};
    return number_in(option, text(option), least, most);
}

std::vector<Ticks> Arguments::durations(const std::string& option, std::optional<Ticks> most) const {
    std::vector<Ticks> durations;
    // The added comma makes an empty word at the end visible.
    std::istringstream words(text(option) + ',');
    for (std::string word; std::getline(words, word, ',');) {
        const auto duration = parse_duration(word);
        if (!duration || *duration <= Ticks{0}) {
            throw UsageError(fmt::format("--{} takes durations above 0, such as 15min, not \"{}\"", option, word));
        }
        if (most && *duration > *most) {
            throw UsageError(
                fmt::format("--{} must be within the horizon ({}), but is {}", option, duration_text(*most), word));
        }
        durations.push_back(*duration);
    }
    if (durations.size() > kMostDurations)
        throw UsageError(
            fmt::format("--{} takes at most {} durations, not {}", option, kMostDurations, durations.size()));
    std::sort(durations.begin(), durations.end());
    durations.erase(std::unique(durations.begin(), durations.end()), durations.end());
    return durations;
}

std::optional<Ticks> Arguments::duration(const std::string& option, std::optional<Ticks> most) const {
    if (!has(option)) return {};
    const auto all = durations(option, most);
    if (all.size() > 1) throw UsageError(fmt::format("--{} takes one duration, not \"{}\"", option, text(option)));
    return all.front();
}

std::string Arguments::choice(const std::string& option, const std::vector<std::string>& choices,
                              const std::string& otherwise) const {
    if (!has(option)) return otherwise;
    std::string chosen = text(option);
    require_one_of(option, chosen, choices);
    return chosen;
}

std::vector<std::string> Arguments::choices(const std::string& option,
                                            const std::vector<std::string>& choices) const {
    std::vector<std::string> chosen = texts(option);
    for (const std::string& one : chosen) require_one_of(option, one, choices);
    return chosen;
}

}  // namespace hotline::cli
