// What a branch asks for where cases compete: somebody to make the call, a line, a seat, bandwidth. Nothing of it is
// asked where nothing is contended.
#pragma once

#include <cstdint>
#include <functional>

#include "models/base/ticks.hpp"
#include "sim/escalation/drill.hpp"

namespace hotline {

class Contention {
public:
    virtual ~Contention() = default;

    enum class Answer : std::uint8_t {
        yes,
        no,
        late,     // the limit came first
        dropped,  // a call of higher priority preempted the call that asks
        over      // the branch is over, as Environment says it
    };
    /// How long somebody waits at most: through the last instant of a step's `within`; or until the site of those who
    /// call goes down, at which instant nothing is given to them.
    struct Limit {
        Ticks at = kForever;
        bool goes_down = false;
    };
    /// Asks for somebody at the desk of the party that searches, to make the next attempt, which is to that target of
    /// the step.
    [[nodiscard]] virtual Answer ask_caller(const Search& search, Index target, Limit limit) = 0;
    /// The caller acquired last makes the attempt.
    virtual void begin_call(const Search& search, std::uint32_t attempt) = 0;
    /// Asks for a line of the attempt's channel; for a seat of the official who is called.
    [[nodiscard]] virtual Answer ask_line(const Search& search, std::uint32_t attempt, Limit limit) = 0;
    [[nodiscard]] virtual Answer ask_seat(const Search& search, std::uint32_t attempt, Limit limit) = 0;
    /// Waits within a call: `yes` at that instant, or with `through` at its end; `dropped`; or `over`.
    [[nodiscard]] virtual Answer stay(const Search& search, std::uint32_t attempt, Ticks at, bool through) = 0;
    /// Releases all that the attempt holds.
    virtual void hang_up(std::uint32_t attempt) = 0;

    /// What has become of a message.
    struct Delivery {
        Ticks at = kForever;
        bool failed = false;  // a carrier went down
    };
    using Late = std::function<void(const Delivery&)>;
    /// Sends a message that takes time also by itself, and waits until it has arrived or failed: `yes`. Where `until`
    /// comes first, `late` is called when it has, unless the search has stopped by then.
    [[nodiscard]] virtual Answer travel(const Search& search, std::uint32_t attempt, Ticks until, Delivery& delivery,
                                        const Late& late) = 0;
    /// Counts a message that does not travel: it takes no time, or a carrier has gone down since the attempt began.
    virtual void sent(std::uint32_t attempt) = 0;
};

}  // namespace hotline
