// A scenario whose values may be in doubt: its files are read once, and give the scenario with the best values, and
// one for each world of values.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/doubts.hpp"
#include "models/documents/read_file.hpp"
#include "models/scenario/scenario.hpp"

namespace hotline {

class Worlds {
public:
    /// Reads a scenario as `load_scenario` does. Empty if a file cannot be read or a doubt is wrong.
    static std::optional<Worlds> read(const std::filesystem::path& path, Diagnostics& diagnostics,
                                      const ReadFile& read = read_file,
                                      const std::vector<std::string>& settings = {});

    const Doubts& doubts() const { return doubts_; }

    /// The scenario with the best values. Reports its errors where `read` has reported those of its files. Empty if
    /// there are any.
    std::optional<Scenario> best(Diagnostics& diagnostics) const;
    /// The scenario of a world: `quantiles` are those of the sources of its doubts. Lists are not read from the disk
    /// again. Throws WrongWorld. Safe to call from several threads.
    Scenario world(const std::vector<double>& quantiles) const;

private:
    struct Source;

    std::filesystem::path file_;
    std::shared_ptr<Source> source_;
    Doubts doubts_;
};

/// The loaders refuse a world.
class WrongWorld : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace hotline
