#pragma once

#include <string>

namespace hotline {

/// The program's version, as CMakeLists.txt gives it.
std::string version();

}  // namespace hotline
