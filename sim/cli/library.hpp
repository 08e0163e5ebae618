// Loads libraries from the program's folder on demand; see CMakeLists.txt.
#pragma once

#include <string>

namespace hotline::cli {

/// Returns a function of a library, which stays open. Throws std::runtime_error with the name `what`.
void* function_of(const std::string& library, const char* function, const char* what);

}  // namespace hotline::cli
