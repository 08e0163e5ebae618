// Standard output and standard error. If they are closed, full or limited, the program must still end with its own
// exit code.
#pragma once

#include <ostream>
#include <string_view>

namespace hotline::cli {

/// Opens /dev/null for closed standard streams, so that no other file gets their numbers. Makes a limit of the file
/// size an error of writing instead of a signal.
void hold_streams();

/// Where GITHUB_ACTIONS is set, a line that begins with "::" or "##[" is a command to GitHub. From now on, what is
/// printed and said begins no such line: "| " stands before.
void guard_lines();
/// Standard output without that guard, for commands to GitHub that are meant.
std::ostream& unguarded_output();

/// Writes to standard error; errors of writing are ignored.
void say(std::string_view text) noexcept;

}  // namespace hotline::cli
