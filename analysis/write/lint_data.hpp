// Findings of lint for editors and CI: JSON of our own, and SARIF 2.1.0 (OASIS, Static Analysis Results Interchange
// Format), which code hosts and editors read.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "models/documents/diagnostics.hpp"

namespace hotline {

/// A scenario that was linted.
struct Linted {
    std::string path;  // as the command line named it
    Diagnostics diagnostics;
};

/// All findings, in the order of scenarios, files, lines and columns. Equal findings are not merged.
void write_lint_json(std::ostream& out, const std::vector<Linted>& all);
void write_sarif(std::ostream& out, const std::vector<Linted>& all);

}  // namespace hotline
