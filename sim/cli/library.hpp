// Libraries beside the program, which it opens when it is asked for what they do; see CMakeLists.txt.
#pragma once

#include <string>

namespace hotline::cli {

/// A function of a library, which stays open. Throws std::runtime_error, which calls the library `what`.
void* function_of(const std::string& library, const char* function, const char* what);

}  // namespace hotline::cli
