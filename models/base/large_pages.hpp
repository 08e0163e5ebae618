// A hint to the system for lists of hundreds of megabytes.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace hotline {

/// Asks the system to provide the vector's memory in pages of megabytes. Call it after `reserve`. With pages of 4
/// KiB, providing them is a quarter of the time in which a list of a million rows is read. The system may ignore it.
template <class Element>
void prefer_large_pages(std::vector<Element>& elements) {
    constexpr std::size_t kPage = 4096;
    void* first = elements.data();
    std::size_t size = elements.capacity() * sizeof(Element);
    if (std::align(kPage, kPage, first, size)) ::madvise(first, size / kPage * kPage, MADV_HUGEPAGE);
}

}  // namespace hotline
