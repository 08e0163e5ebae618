#include "sim/shared/fiber.hpp"

#include <sanitizer/asan_interface.h>
#include <sys/mman.h>

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace hotline {
namespace {

namespace context = boost::context;

constexpr std::size_t kStack = 64 << 10;  // bytes; only pages that are used take memory
constexpr std::size_t kMappedAtOnce = 64;

char* bottom_of(const context::stack_context& stack) {
    return static_cast<char*>(stack.sp) - stack.size;
}

/// Keeps the stacks that no fiber uses. They stay mapped.
class Stacks {
public:
    static context::stack_context allocate() {
        if (unused().empty()) map();
        const context::stack_context stack = unused().back();
        unused().pop_back();
        return stack;
    }
    // Boost calls this when a fiber has ended.
    static void deallocate(const context::stack_context& stack) {
        ASAN_UNPOISON_MEMORY_REGION(bottom_of(stack), stack.size);  // its last frames have not returned
        unused().push_back(stack);
    }

private:
    static std::vector<context::stack_context>& unused() {
        static auto* const stacks = new std::vector<context::stack_context>;
        return *stacks;
    }
    static void map() {
        constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
        void* const mapped = mmap(nullptr, kMappedAtOnce * kStack, PROT_READ | PROT_WRITE, kFlags, -1, 0);
        if (mapped == MAP_FAILED) throw std::bad_alloc();
        context::stack_context stack;
        stack.size = kStack;
        stack.sp = static_cast<char*>(mapped) + kMappedAtOnce * kStack;
        for (std::size_t index = 0; index < kMappedAtOnce; ++index) {
            unused().push_back(stack);
            stack.sp = bottom_of(stack);
        }
    }
};

// Sanitizers must know which stack is in use. `fake` is what they keep of the one that is left.
#if defined(HOTLINE_SANITIZED)
void leave(void** fake, const void* for_bottom, std::size_t for_size) {
    __sanitizer_start_switch_fiber(fake, for_bottom, for_size);
}
void arrive(void* fake, const void** from_bottom, std::size_t* from_size) {
    __sanitizer_finish_switch_fiber(fake, from_bottom, from_size);
}
#else
void leave(void**, const void*, std::size_t) {}
void arrive(void*, const void**, std::size_t*) {}
#endif

}  // namespace

Fiber::Fiber(std::function<void()> body)
    : stack_(Stacks::allocate()),
      inside_(std::allocator_arg, context::preallocated(stack_.sp, stack_.size, stack_), Stacks{},
              [this, run = std::move(body)](context::fiber&& outside) {
                  arrive(nullptr, &outer_bottom_, &outer_size_);
                  outside_ = std::move(outside);
                  try {
                      if (!unwinds_) run();
                  } catch (const Unwinds&) {
                  }
                  leave(nullptr, outer_bottom_, outer_size_);
                  return std::move(outside_);
              }) {}

Fiber::~Fiber() {
    if (!inside_) return;
    unwinds_ = true;
    resume();
}

void Fiber::resume() {
    void* fake = nullptr;
    leave(&fake, bottom_of(stack_), stack_.size);
    inside_ = std::move(inside_).resume();
    arrive(fake, nullptr, nullptr);
}

void Fiber::park() {
    void* fake = nullptr;
    leave(&fake, outer_bottom_, outer_size_);
    outside_ = std::move(outside_).resume();
    arrive(fake, &outer_bottom_, &outer_size_);
    if (unwinds_) throw Unwinds{};
}

}  // namespace hotline
