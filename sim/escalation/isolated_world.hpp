// The world of a drill in which nothing is contended: there is no event queue. Waiting moves a local clock; a
// branch is evaluated at once, on a clock of its own, before whoever waits for it goes on; contact is the
// minimum over the branches. Its cost is that of the random draws.
//
// What makes this right: what a search knows is its own, targets called at once share nothing, draws are keyed,
// and an answer that nobody waits for changes nothing in what its search goes on to do but for what stands in
// `Search::openings` beforehand. A branch may be evaluated beyond the contact that another will turn out to have
// made before; `ending.hpp` cuts that off.
#pragma once

#include <vector>

#include "sim/escalation/escalation.hpp"
#include "sim/escalation/world.hpp"

namespace hotline {

class IsolatedWorld final : public Environment, public World {
public:
    explicit IsolatedWorld(Drill& drill) : drill_(drill), escalation_(drill, *this) {}

    void play() override;

    Ticks now() const override { return now_; }
    bool wait_until(const Search& search, Ticks at) override;
    bool all_at_once(Search& search, std::size_t count, const std::function<bool(std::size_t)>& branch) override;
    void under_way(const Search& search, Ticks until) override;
    void expect(Search& search, std::uint32_t attempt, Ticks at) override;
    void start(Search& inner) override;
    bool hold(const Search& outer, const Search& inner) override;
    void found(Search&) override {}

private:
    struct Pending {
        Ticks at;
        std::uint32_t attempt;
        friend auto operator<=>(const Pending&, const Pending&) = default;
    };

    void evaluate(Search& search);
    Ticks& quiet(const Search& search);

    Drill& drill_;
    Escalation escalation_;
    Ticks now_{0};
    std::vector<Ticks> quiet_;      // by search: the instant from which nothing is under way or pending
    std::vector<Pending> pending_;  // a stack: the innermost search's on top
};

/// Requires that it is one drill.
std::unique_ptr<World> make_isolated_world(const std::vector<Drill*>& drills);

}  // namespace hotline
