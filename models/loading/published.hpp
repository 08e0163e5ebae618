// What others have measured: the rows of `published.csv`, which the comments of the files beside it name by their
// keys (models/defaults/README.md). They are words for people: nothing is computed from them.
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
    /// Those of the lists that stand beside a scenario's files; of two that have one key the first file's. What is
    /// wrong with a list becomes a finding.
    explicit PublishedFigures(Diagnostics& files, const ReadFile& read = read_file);

    /// Those whose keys a text holds, in its order, each once and followed by those that it is derived from: whose
    /// keys its source holds.
    std::vector<PublishedFigure> named_in(std::string_view text) const;

private:
    void add_named_in(std::string_view text, std::vector<PublishedFigure>& named) const;

    std::map<std::string, PublishedFigure, std::less<>> by_key_;
};

}  // namespace hotline
