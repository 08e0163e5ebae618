#include <unistd.h>

#include <iostream>

#include "models/lint/lint.hpp"
#include "models/loading/load.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/session.hpp"

namespace hotline::cli {

int lint_command(const Words& words) {
    CommandHelp help{
        "lint",
        "SCENARIO…",
        "Lists all errors and doubtful parts of scenario files and their contact lists. Warnings have stable codes,\n"
        "which scenarios/findings.md explains; they do not change the exit code.",
        "  hotline lint scenarios/uk-china-2012\n",
        {"Options"}};
    help.options.add_options()("help,h", "show this help");
    const Arguments arguments(help, words, 1, words.size() + 1);
    if (arguments.helped()) return kFine;

    bool wrong = false;
    for (const std::string& path : arguments.words()) {
        Diagnostics diagnostics;
        if (const auto scenario = load_scenario(path, diagnostics)) lint(*scenario, diagnostics);
        std::cout << diagnostics.text(colours(STDOUT_FILENO));
        wrong |= diagnostics.has_errors();
    }
    return wrong ? kWrongInput : kFine;
}

}  // namespace hotline::cli
