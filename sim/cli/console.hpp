// Standard output and standard error as the program found them: closed, full or limited, they must not end it in
// another way than it says.
#pragma once

#include <string_view>

namespace hotline::cli {

/// Closed ones are taken up by what cannot be written, so that no file that is opened later comes to be one of them;
/// a limit of the size of files is an error of writing and no signal.
void hold_streams();

/// On standard error, as far as it can be written.
void say(std::string_view text) noexcept;

}  // namespace hotline::cli
