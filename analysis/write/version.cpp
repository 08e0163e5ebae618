#include "analysis/write/version.hpp"

namespace hotline {

std::string version() {
    return HOTLINE_VERSION;
}

}  // namespace hotline
