// Standard output and standard error. If they are closed, full or limited, the program must still end with its own
// exit code.
#pragma once

#include <string_view>

namespace hotline::cli {

/// Opens /dev/null for closed standard streams, so that no other file gets their numbers. Makes a limit of the file
/// size an error of writing instead of a signal.
void hold_streams();

/// Writes to standard error; errors of writing are ignored.
void say(std::string_view text) noexcept;

}  // namespace hotline::cli
