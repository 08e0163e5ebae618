#include <string_view>

#include "models/scenario/scenario.hpp"

namespace hotline {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): every bit of the input affects every bit of the
/// output.
std::uint64_t mix(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
    return bits ^ (bits >> 31);
}

Identity not_zero(std::uint64_t bits) {
    return bits == 0 ? 1 : bits;
}

}  // namespace

// FNV-1a (Fowler, Noll, Vo), 64 bits, then mixed.
Identity identity_of(std::string_view id) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : id) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    return not_zero(mix(hash));
}

Identity combine(Identity a, std::uint64_t b) {
    return not_zero(mix(a + 0x9e3779b97f4a7c15U * (mix(b) + 1)));
}

}  // namespace hotline
