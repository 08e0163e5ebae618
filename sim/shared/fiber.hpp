// A function with a stack of its own. It parks in the middle of its work, and goes on there when it is resumed.
//
// A switch between stacks by Boost.Context takes some nanoseconds. Actors of the engine would be parked and resumed
// by its scheduler, which takes many times as long.
#pragma once

#include <boost/context/fiber.hpp>
#include <cstddef>
#include <functional>

namespace hotline {

class Fiber {
public:
    /// `body` begins at the first `resume`. It must not throw.
    explicit Fiber(std::function<void()> body);
    /// Unwinds the stack of a parked body, which must not park again.
    ~Fiber();
    Fiber(const Fiber&) = delete;
    Fiber& operator=(const Fiber&) = delete;

    /// Runs the body until it parks or ends. Requires that it has not ended.
    void resume();
    /// Parks the body, which must be the caller, until it is resumed. It must not be handling an exception.
    void park();

private:
    struct Unwinds {};  // thrown in the body to unwind its stack

    const boost::context::stack_context stack_;
    boost::context::fiber inside_;   // where the body goes on; nothing while it runs, and when it has ended
    boost::context::fiber outside_;  // where whoever has resumed it goes on
    bool unwinds_ = false;
    const void* outer_bottom_ = nullptr;  // the stack outside, for sanitizers
    std::size_t outer_size_ = 0;
};

}  // namespace hotline
