// The world of a drill without contention. It needs no event queue: waiting advances a local clock. A branch is
// evaluated at once, on a clock of its own, before the branch that waits for it continues. Contact is the minimum
// over the branches. The cost is that of the random draws.
//
// This is correct because searches share no knowledge, targets that are called at once share nothing, and draws are
// keyed. An answer for which no branch waits does not affect its search, except through `Search::openings`, which is
// filled in advance. A search that counts also looks at whom it has found: its pending answers are evaluated up to
// the instant at which it looks. A branch may be evaluated beyond an earlier contact of another branch; `ending.hpp`
// discards that part.
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
    void found(Search& search) override;
    std::uint32_t wave(Ticks at) const override { return at == now_ ? wave_ : 0; }
    void catch_up(Search& search) override;
    bool go_on(const Search& search, Ticks at) override;

private:
    struct Pending {
        Ticks at;
        std::uint32_t wave;
        std::uint32_t attempt;
        friend auto operator<=>(const Pending&, const Pending&) = default;
    };

    void evaluate(Search& search);
    void comes(Search& search, const Pending& answer);
    /// Evaluates the searches of those who call others, in the order in which they count.
    void call_on();
    Ticks& quiet(const Search& search);

    Drill& drill_;
    Escalation escalation_;
    Ticks now_{0};
    std::uint32_t wave_ = 0;        // of the branch at this instant; always 0 in a case that does not count
    std::size_t bottom_ = 0;        // of the pending answers of the search that is evaluated
    std::vector<Ticks> quiet_;      // by search: the instant from which it has no branch, message or answer left
    std::vector<Pending> pending_;  // a stack; the answers of the innermost search are on top
};

/// Requires a single drill.
std::unique_ptr<World> make_isolated_world(const std::vector<Drill*>& drills);

}  // namespace hotline
