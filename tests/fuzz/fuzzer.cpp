// One libFuzzer program a target: CMake says which as HOTLINE_FUZZ_TARGET.

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    hotline::fuzz::HOTLINE_FUZZ_TARGET(std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}
