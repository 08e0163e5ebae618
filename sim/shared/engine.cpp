#include "sim/shared/engine.hpp"

#include <malloc.h>

#include <array>
#include <cmath>
#include <csignal>
#include <memory>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

namespace hotline {
namespace {

namespace s4u = simgrid::s4u;

// Sanitizers only understand stacks of threads.
#if defined(HOTLINE_SANITIZED)
constexpr const char* kContexts = "--cfg=contexts/factory:thread";
#else
constexpr const char* kContexts = "--cfg=contexts/factory:raw";
#endif

constexpr int kLeastMapped = 32 << 10;  // bytes, less than a stack

/// Makes the engine. Before it exists, its options can only be given as a command line. The engine installs a handler
/// of SIGINT; the old handler is restored.
std::unique_ptr<s4u::Engine> new_engine() {
    // Each stack is mapped separately, so that only its used part takes memory; a stack on the heap would be cleared
    // as a whole. With the overhead of the allocator, a stack of 60 KiB takes 64 KiB. One page more was measured to
    // be slower.
    mallopt(M_MMAP_THRESHOLD, kLeastMapped);
    std::array<const char*, 11> arguments{
        "hotline", kContexts, "--cfg=contexts/stack-size:60", "--cfg=contexts/guard-size:0",
        "--cfg=network/model:CM02", "--cfg=network/crosstraffic:0", "--cfg=network/TCP-gamma:0",
        // A share of a link's bandwidth. A remainder below it counts as nothing, and a flow that gets nothing ends
        // the program.
        "--cfg=maxmin/precision:1e-12", "--log=root.thresh:critical", "--log=root.app:file:/dev/null", nullptr};
    int count = static_cast<int>(arguments.size()) - 1;
    char** words = const_cast<char**>(arguments.data());
    struct sigaction interrupt {};
    sigaction(SIGINT, nullptr, &interrupt);
    auto engine = std::make_unique<s4u::Engine>(&count, words);
    sigaction(SIGINT, &interrupt, nullptr);
    return engine;
}

s4u::Engine& the_engine() {
    static const std::unique_ptr<s4u::Engine> engine = new_engine();
    return *engine;
}

s4u::Host* make_host() {
    auto* zone = s4u::create_full_zone("hotline");
    s4u::Host* host = zone->create_host("desk", 1e9);
    zone->seal();
    return host;
}

s4u::Host* the_host() {
    static s4u::Host* const host = make_host();
    return host;
}

}  // namespace

Engine& Engine::instance() {
    static Engine engine;
    return engine;
}

Engine::Engine() {
    the_engine();
    the_host();
}

void Engine::begin_drill() {
    base_ = std::floor(s4u::Engine::get_clock()) + 1;
}

Ticks Engine::now() const {
    return Ticks{static_cast<std::int64_t>((s4u::Engine::get_clock() - base_) * 1024)};
}

Engine::Timer* Engine::set_timer(Ticks at, std::function<void()> fire) {
    return Timer::set(base_ + seconds_of(at), std::move(fire));
}

void Engine::remove(Timer* timer) {
    timer->remove();
}

Engine::Actor* Engine::spawn(const std::function<void()>& body) {
    return s4u::Actor::create("branch", the_host(), body).get();
}

void Engine::park() {
    s4u::this_actor::suspend();
}

void Engine::resume(Actor* parked) {
    parked->resume();
}

void Engine::kill(Actor* parked) {
    parked->kill();
}

void Engine::run(Ticks until) {
    the_engine().run_until(base_ + seconds_of(until));
}

}  // namespace hotline
