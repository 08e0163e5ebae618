// Parses command lines with Boost.Program_options. Errors say what to do.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace hotline::cli {

/// An error in the command line. `what()` is for the user.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The help of one command.
struct CommandHelp {
    std::string command;    // "run"
    std::string arguments;  // "SCENARIO"
    std::string summary;    // one sentence
    std::string examples;   // lines
    boost::program_options::options_description options;
};

class Arguments {
public:
    /// Parses options and positional arguments. `--help` prints the help and makes `helped()` true. Throws UsageError
    /// for unknown options (with the nearest known one), missing values and a wrong number of arguments.
    Arguments(const CommandHelp& help, const std::vector<std::string>& words, std::size_t at_least,
              std::size_t at_most);

    bool helped() const { return helped_; }
    const std::vector<std::string>& words() const { return words_; }
    bool has(const std::string& option) const { return values_.count(option) > 0; }
    std::string text(const std::string& option) const { return values_[option].as<std::string>(); }
    std::vector<std::string> texts(const std::string& option) const;
    /// A whole number or a decimal number within a range.
    std::optional<std::uint64_t> number(const std::string& option, std::uint64_t least, std::uint64_t most) const;
    std::optional<double> decimal(const std::string& option, double least, double most) const;
    /// Durations separated by commas, sorted, each once. `most` is a horizon that none may exceed. Requires that the
    /// option is given.
    std::vector<Ticks> durations(const std::string& option, std::optional<Ticks> most) const;
    std::optional<Ticks> duration(const std::string& option, std::optional<Ticks> most) const;
    /// One of `choices`; `otherwise` if the option is not given.
    std::string choice(const std::string& option, const std::vector<std::string>& choices,
                       const std::string& otherwise) const;
    /// Those of `choices` that a repeated option names; empty if it is not given.
    std::vector<std::string> choices(const std::string& option, const std::vector<std::string>& choices) const;

private:
    boost::program_options::variables_map values_;
    std::vector<std::string> words_;
    bool helped_ = false;
};

}  // namespace hotline::cli
