// A hint to the system for lists of hundreds of megabytes.
#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <vector>

namespace hotline {

/// Asks the system to provide the vector's memory in pages of megabytes. With pages of 4 KiB, a quarter of the time
/// in which a list of a million rows is read goes into providing them. Call it after `reserve`. The system may ignore
/// it.
template <class Element>
void prefer_large_pages(const std::vector<Element>& elements) {
    constexpr std::uintptr_t kPage = 4096;
    const auto begin = reinterpret_cast<std::uintptr_t>(elements.data());
    const std::uintptr_t first = (begin + kPage - 1) / kPage * kPage;
    const std::uintptr_t end = (begin + elements.capacity() * sizeof(Element)) / kPage * kPage;
    if (end > first) ::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

}  // namespace hotline
