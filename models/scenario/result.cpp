#include "models/scenario/result.hpp"

#include <algorithm>

namespace hotline {

std::string key_of(Result result) {
    std::string key(name_of(result));
    std::replace(key.begin(), key.end(), ' ', '_');
    return key;
}

}  // namespace hotline
