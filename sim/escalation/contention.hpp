// Requests of a branch for shared resources: a caller at the desk, a line, a seat, bandwidth. Only a world in which
// cases compete has this interface.
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
        late,     // the limit was reached first
        dropped,  // a call of higher priority preempted the call of this request
        over      // the branch is over: see Environment
    };
    /// The end of a wait: the last instant of a step's `within`, at which a request may still be granted; or the
    /// instant at which the callers' site goes down, at which it may not.
    struct Limit {
        Ticks at = kForever;
        bool goes_down = false;
    };
    /// Asks for a caller at the desk of the searching party, for the next attempt, which is to `target` of the step.
    [[nodiscard]] virtual Answer ask_caller(const Search& search, Index target, Limit limit) = 0;
    /// The caller that was acquired last begins the attempt.
    virtual void begin_call(const Search& search, std::uint32_t attempt) = 0;
    /// Ask for a line of the attempt's channel, and for a seat of the called official.
    [[nodiscard]] virtual Answer ask_line(const Search& search, std::uint32_t attempt, Limit limit) = 0;
    [[nodiscard]] virtual Answer ask_seat(const Search& search, std::uint32_t attempt, Limit limit) = 0;
    /// Waits within a call. The answer is `yes` at that instant (with `through`, after all its other events),
    /// `dropped` or `over`.
    [[nodiscard]] virtual Answer stay(const Search& search, std::uint32_t attempt, Ticks at, bool through) = 0;
    /// Releases all resources of the attempt.
    virtual void hang_up(std::uint32_t attempt) = 0;

    /// The fate of a message.
    struct Delivery {
        Ticks at = kForever;
        bool failed = false;  // a carrier went down
    };
    using Late = std::function<void(const Delivery&)>;
    /// Sends a message that takes time even without competition, and waits until it has arrived or failed: `yes`. If
    /// `until` comes first, the answer is `late`, and `late` is called at the later arrival or failure, unless the
    /// search has stopped by then.
    [[nodiscard]] virtual Answer travel(const Search& search, std::uint32_t attempt, Ticks until, Delivery& delivery,
                                        const Late& late) = 0;
    /// Counts a message that does not travel: it takes no time, or a carrier went down after the attempt began.
    virtual void sent(std::uint32_t attempt) = 0;
};

}  // namespace hotline
