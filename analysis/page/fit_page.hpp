// The page of `fit`: what the tests say, as curves of the data with the laws over them, for each class and for the
// entries of which the least is believed; the estimates; and what the log cannot tell. One self-contained HTML file
// without scripts.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "analysis/write/log_fit.hpp"

namespace hotline {

struct FitPage {
    const LogFitReport& report;
    std::vector<std::string> files;    // that were written beside it
    std::vector<std::string> command;  // that makes it again
};

void write_page(std::ostream& out, const FitPage& page);

}  // namespace hotline
