// Fibers: when they run, and how they end.

#include "sim/shared/fiber.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace hotline {
namespace {

TEST(Fibers, run_from_one_park_to_the_next) {
    std::string said;
    std::unique_ptr<Fiber> fiber;
    fiber = std::make_unique<Fiber>([&] {
        for (const char* word : {"one ", "two ", "three "}) {
            said += word;
            fiber->park();
        }
        said += "end ";
    });
    EXPECT_EQ(said, "");
    for (int count = 0; count < 4; ++count) {
        fiber->resume();
        said += "| ";
    }
    EXPECT_EQ(said, "one | two | three | end | ");
}

TEST(Fibers, resume_others) {
    std::string said;
    std::unique_ptr<Fiber> inner;
    inner = std::make_unique<Fiber>([&] {
        said += "inner ";
        inner->park();
        said += "inner again ";
    });
    Fiber outer([&] {
        inner->resume();
        said += "outer ";
    });
    outer.resume();
    inner->resume();
    EXPECT_EQ(said, "inner outer inner again ");
}

TEST(Fibers, unwind_if_they_are_destroyed_while_parked) {
    struct Guard {
        std::string& said;
        ~Guard() { said += "unwound "; }
    };
    std::string said;
    Fiber* self = nullptr;
    auto fiber = std::make_unique<Fiber>([&] {
        const Guard guard{said};
        try {
            self->park();
        } catch (const std::exception&) {
            said += "caught ";
        }
        said += "back ";
    });
    self = fiber.get();
    fiber->resume();
    EXPECT_EQ(said, "");
    fiber.reset();
    EXPECT_EQ(said, "unwound ");
}

TEST(Fibers, never_run_if_they_are_destroyed_before) {
    bool ran = false;
    {
        const Fiber fiber([&] { ran = true; });
    }
    EXPECT_FALSE(ran);
}

TEST(Fibers, throw_and_catch_on_their_own_stacks) {
    std::string said;
    const auto thrower = [&](const char* word, Fiber*& self) {
        return [&said, word, &self] {
            for (int time = 0; time < 2; ++time) {
                try {
                    self->park();
                    throw std::runtime_error(word);
                } catch (const std::runtime_error& error) {
                    said += error.what();
                }
            }
        };
    };
    Fiber* first = nullptr;
    Fiber* second = nullptr;
    Fiber one(thrower("one ", first));
    Fiber two(thrower("two ", second));
    first = &one;
    second = &two;
    for (int time = 0; time < 3; ++time) {
        one.resume();
        two.resume();
    }
    EXPECT_EQ(said, "one two one two ");
}

TEST(Fibers, have_stacks_that_are_used_again) {
    for (int count = 0; count < 100000; ++count) {
        Fiber fiber([] {});
        fiber.resume();
    }
}

}  // namespace
}  // namespace hotline
