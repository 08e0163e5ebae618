#include "sim/shared/engine.hpp"

#include <array>
#include <cmath>
#include <csignal>
#include <memory>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

namespace hotline {
namespace {

namespace s4u = simgrid::s4u;

/// Makes the engine. Before it exists, its options can only be given as a command line. The engine installs a handler
/// of SIGINT; the old handler is restored.
std::unique_ptr<s4u::Engine> new_engine() {
    std::array<const char*, 8> arguments{
        "hotline", "--cfg=network/model:CM02", "--cfg=network/crosstraffic:0", "--cfg=network/TCP-gamma:0",
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

}  // namespace

Engine& Engine::instance() {
    static Engine engine;
    return engine;
}

Engine::Engine() {
    the_engine();
    // Links find the engine's models by its outermost zone.
    s4u::create_full_zone("hotline")->seal();
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

void Engine::run(Ticks until) {
    the_engine().run_until(base_ + seconds_of(until));
}

}  // namespace hotline
