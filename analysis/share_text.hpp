// Shares as people read them.
#pragma once

#include <string>

namespace hotline {

/// In per cent, without the sign: one decimal, or three where one would make it a 100 or a 0 that is none.
std::string percent(double share);

}  // namespace hotline
