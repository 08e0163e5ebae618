// A list of which few elements are ever looked at: of a million entries, a drill may call two.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace hotline {

/// A fixed number of elements that are all zero bits until they are written. The system provides their memory page by
/// page, when an element is first looked at.
template <class Element>
class Zeroed {
    static_assert(std::is_trivially_copyable_v<Element> && std::is_trivially_destructible_v<Element>);

public:
    Zeroed() = default;
    /// Throws std::bad_alloc.
    explicit Zeroed(std::size_t size)
        : elements_(static_cast<Element*>(std::calloc(size > 0 ? size : 1, sizeof(Element)))) {
        if (!elements_) throw std::bad_alloc();
    }

    Element& operator[](std::size_t index) { return elements_.get()[index]; }

private:
    struct Free {
        void operator()(Element* elements) const { std::free(elements); }
    };
    std::unique_ptr<Element, Free> elements_;
};

}  // namespace hotline
