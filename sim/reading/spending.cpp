#include "sim/reading/spending.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

namespace hotline {
namespace {

/// An activity of a branch of a search's main flow: an attempt, or a wait for a caller.
struct Stretch {
    std::uint32_t round = 0;
    Index step = 0;
    Index branch = 0;  // among those that run in parallel
    Ticks begins{0};
    Ticks ends{0};
    Index attempt = kNone;
    bool finds = false;  // the attempt by which the search found somebody

    auto instance() const { return std::tuple(round, step); }
};

class Account {
public:
    explicit Account(const Drill& drill) : drill_(drill) {}

    Spending settle(Ticks contact) {
        const Search& search = drill_.search(0);
        if (contact == kNever) {
            follow_main_flow(search, drill_.scenario.horizon);
        } else if (search.counts) {
            follow_count(drill_.reached.back());
        } else {
            follow_finding(search, search.found);
        }
        return spending_;
    }

private:
    /// Books the time from the last booking to `until` on an activity.
    void spend(const Search& search, Spent on, Ticks until) {
        if (until <= now_) return;
        spending_.add(on, search.outer != kNone, until - now_);
        now_ = until;
    }

    /// Through the searches of those who called others, to somebody who counts.
    void follow_count(const Reached& reached) {
        const Search& search = drill_.search(reached.search);
        if (search.outer != kNone) {
            follow_count(*std::find_if(drill_.reached.begin(), drill_.reached.end(), [&](const Reached& caller) {
                return drill_.finder(caller.how) == search.opened_by;
            }));
        }
        follow_finding(search, reached.how);
    }

    void follow_finding(const Search& search, const Discovery& found) {
        prepare(search, found.at);
        for (const Stretch& stretch : way_of(search, found.at, found.attempt)) tell(search, stretch, found.at);
        if (found.inner != kNone) follow_finding(drill_.search(found.inner), drill_.search(found.inner).found);
        spend(search, Spent::handing_over, found.at);
    }

    void follow_main_flow(const Search& search, Ticks until) {
        prepare(search, until);
        for (const Stretch& stretch : way_of(search, until, {})) tell(search, stretch, until);
        spend(search, Spent::pauses, std::min(search.over, until));
        spend(search, search.outer == kNone ? Spent::nothing_left : Spent::handing_over, until);
    }

    /// The activities of the search, one after the other, until `until` or until the attempt that found somebody.
    std::vector<Stretch> way_of(const Search& search, Ticks until, std::optional<Index> last) const {
        std::vector<Stretch> all = stretches_of(search, until, last);
        std::vector<Stretch> way;
        for (auto first = all.begin(); first != all.end();) {
            const auto next = std::find_if(
                first, all.end(), [&](const Stretch& stretch) { return stretch.instance() != first->instance(); });
            const auto found = std::find_if(first, next, [](const Stretch& stretch) { return stretch.finds; });
            // If none found anybody: the branch that ended last, for which the step waited; the first of these in a
            // tie.
            const auto slowest =
                std::max_element(first, next, [](const Stretch& a, const Stretch& b) { return a.ends < b.ends; });
            const Index branch = found != next ? found->branch : slowest->branch;
            for (auto stretch = first; stretch != next; ++stretch) {
                if (stretch->branch == branch) way.push_back(*stretch);
                if (stretch == found) return way;
            }
            first = next;
        }
        return way;
    }

    std::vector<Stretch> stretches_of(const Search& search, Ticks until, std::optional<Index> last) const {
        std::vector<Stretch> all;
        const auto branch_of = [&](Index step, Index target) {
            return search.protocol->steps[step].all_at_once ? target : 0;
        };
        for (Index index = 0; index < drill_.attempts.size(); ++index) {
            const Attempt& made = drill_.attempts[index];
            const bool found = last && index == *last;
            if (made.search != search.index || (made.begins >= until && !found)) continue;
            all.push_back({made.round, made.step, branch_of(made.step, made.target), made.begins,
                           found ? until : std::min(made.leaves, until), index, found});
        }
        for (const Waiting& wait : drill_.waits) {
            if (wait.search != search.index || wait.attempt != kNone || wait.from >= until) continue;
            all.push_back({wait.round, wait.step, branch_of(wait.step, wait.target), wait.from,
                           std::min(wait.to, until), kNone, false});
        }
        std::stable_sort(all.begin(), all.end(), [](const Stretch& a, const Stretch& b) {
            return std::tie(a.round, a.step, a.branch, a.begins) < std::tie(b.round, b.step, b.branch, b.begins);
        });
        return all;
    }

    void prepare(const Search& search, Ticks until) {
        const Ticks lasts = drill_.facts.luck().draw(search.protocol->prepare, Purpose::prepare, 0, search.path, 0);
        spend(search, Spent::preparing, std::min(search.opened + lasts, until));
    }

    void tell(const Search& search, const Stretch& stretch, Ticks until) {
        spend(search, Spent::pauses, std::min(stretch.begins, until));
        if (stretch.attempt == kNone) {
            spend(search, Spent::waiting_in_line, stretch.ends);
        } else if (stretch.finds) {
            tell_finding(search, stretch.attempt, until);
        } else {
            tell_attempt(search, stretch);
        }
    }

    void tell_attempt(const Search& search, const Stretch& stretch) {
        const Attempt& made = drill_.attempts[stretch.attempt];
        const Ticks ends = stretch.ends;
        const bool settled = made.settles <= ends;
        const bool reached = made.reaches <= ends;
        if (made.by_itself == Result::stale && (settled || reached)) return spend(search, Spent::dead_numbers, ends);
        if (settled && made.by_itself == Result::channel_down) return spend(search, Spent::dead_channels, ends);
        if (settled && (made.by_itself == Result::no_line || made.by_itself == Result::busy))
            return spend(search, Spent::waiting_in_line, ends);
        reach(search, stretch.attempt, ends);
        if (made.answered > ends || made.in_own_branch) return spend(search, ringing(made), ends);
        spend(search, Spent::awaiting_answers, made.answered);
        converse(search, made, ends);
        hold(search, stretch.attempt, ends);
    }

    void tell_finding(const Search& search, Index attempt, Ticks until) {
        const Attempt& made = drill_.attempts[attempt];
        reach(search, attempt, until);
        if (made.in_own_branch) spend(search, ringing(made), std::min(made.settles, made.answered));
        spend(search, Spent::awaiting_answers, made.answered);
        converse(search, made, until);
    }

    /// Books the time until the call rings or the message arrives.
    void reach(const Search& search, Index attempt, Ticks ends) {
        const Attempt& made = drill_.attempts[attempt];
        const Ticks reaches = std::min(made.reaches, ends);
        for (const Waiting& wait : drill_.waits) {
            if (wait.attempt != attempt || wait.from >= reaches) continue;
            spend(search, Spent::setting_up, wait.from);
            spend(search, Spent::waiting_in_line, std::min(wait.to, reaches));
        }
        spend(search, Spent::setting_up, reaches);
    }

    void converse(const Search& search, const Attempt& made, Ticks ends) {
        const Ticks concluded = std::min(made.concluded, ends);
        if (drill_.needs_interpreter(search, made.row)) {
            const Ticks lasts =
                drill_.facts.luck().draw(search.protocol->interpreter->latency, Purpose::interpreter_latency,
                                         made.row_identity, made.path, made.number);
            spend(search, Spent::interpreter, std::min(made.answered + lasts, concluded));
        }
        spend(search, Spent::verification, concluded);
    }

    void hold(const Search& search, Index attempt, Ticks until) {
        if (until <= now_) return;
        for (Index index = search.index + 1; index < drill_.searches(); ++index) {
            const Search& inner = drill_.search(index);
            if (inner.outer == search.index && inner.opened_by == attempt) follow_main_flow(inner, until);
        }
    }

    Spent ringing(const Attempt& made) const {
        const Channel& channel = drill_.scenario.channels[drill_.scenario.rows[made.row].channel];
        return channel.kind == Channel::Kind::call ? Spent::ringing_in_vain : Spent::awaiting_answers;
    }

    const Drill& drill_;
    Spending spending_;
    Ticks now_{0};
};

}  // namespace

Spending spending_of(const Drill& drill, const Ending& ending) {
    return Account(drill).settle(ending.contact());
}

}  // namespace hotline
