// The commands. Each takes its arguments, prints its result and returns the exit code. It throws UsageError for a
// wrong command line, and another std::exception for other errors.
#pragma once

#include <string>
#include <vector>

namespace hotline::cli {

using Words = std::vector<std::string>;

int run_command(const Words& words);
int compare_command(const Words& words);
int mend_command(const Words& words);
int check_command(const Words& words);
int replay_command(const Words& words);
int who_command(const Words& words);
int report_command(const Words& words);
int lint_command(const Words& words);
int survive_command(const Words& words);
int fit_command(const Words& words);
int score_command(const Words& words);
int plan_command(const Words& words);

}  // namespace hotline::cli
