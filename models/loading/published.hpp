// Figures that others have measured: the rows of `published.csv`. Comments in the files beside it cite them by key
// (models/defaults/README.md). They are shown to readers; nothing is computed from them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/documents/diagnostics.hpp"
#include "models/documents/read_file.hpp"

namespace hotline {

struct PublishedFigure {
    std::string key;
    std::string quantity;  // what was measured
    std::string figure;    // with its unit: "2 min", "45 % (40 %–50 %)", "47 min, of 16e9 mails"
    std::string source;
    std::string standing;  // how it got here: "read in the source"
};

class PublishedFigures {
public:
    /// Reads the `published.csv` beside each file of a scenario. Where two lists share a key, the list of the first
    /// file counts. Errors in a list become findings.
    explicit PublishedFigures(Diagnostics& files, const ReadFile& read = read_file);

    /// The figures whose keys a text holds, each once, in the order of the text. A figure is followed by those that
    /// it is derived from, whose keys its `source` holds.
    std::vector<PublishedFigure> named_in(std::string_view text) const;

private:
    void add_named_in(std::string_view text, std::vector<PublishedFigure>& named) const;

    std::map<std::string, PublishedFigure, std::less<>> by_key_;
};

}  // namespace hotline
