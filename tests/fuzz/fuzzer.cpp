// One libFuzzer program for each target. CMake names the target in HOTLINE_FUZZ_TARGET.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    hotline::fuzz::HOTLINE_FUZZ_TARGET(std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}

// The CSV parser takes a buffer of 48 MB for every list, which costs the address sanitizer more than everything else.
// So the last buffer is kept for the next list. It is so much larger than any input that the sanitizer would find
// nothing at its ends.
namespace {

constexpr std::size_t kLarge = 40'000'000;
void* kept = nullptr;
std::size_t kept_size = 0;
bool kept_in_use = false;

}  // namespace

void* operator new[](std::size_t size) {
    if (size >= kLarge && !kept_in_use) {
        if (size > kept_size) {
            std::free(kept);
            kept = std::malloc(size);
            kept_size = size;
        }
        kept_in_use = true;
        return kept;
    }
    if (void* block = std::malloc(size)) return block;
    throw std::bad_alloc();
}

void operator delete[](void* block) noexcept {
    if (block && block == kept) {
        kept_in_use = false;
    } else {
        std::free(block);
    }
}

void operator delete[](void* block, std::size_t) noexcept {
    operator delete[](block);
}
