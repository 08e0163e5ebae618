// The entry point of the library of the shared world.

#include "sim/shared/shared_world.hpp"

extern "C" hotline::World* hotline_make_shared_world(const std::vector<hotline::Drill*>& drills) {
    return hotline::make_shared_world(drills).release();
}
