// Messages that are under way while others are: the half of `SharedCase` that sends over carriers.

#include <algorithm>
#include <memory>

#include "sim/shared/shared_case.hpp"

namespace hotline {

World::Answer SharedCase::travel(const Search& search, std::uint32_t attempt, Ticks until, Delivery& delivery,
                                 const Late& late) {
    struct Wait {
        Branch* branch;
        std::optional<Delivery> came;
    };
    const auto wait = std::make_shared<Wait>(Wait{stage_.running(), {}});
    const Attempt& made = drill_.attempts[attempt];
    const Channel& channel = drill_.scenario.channels[drill_.scenario.rows[made.row].channel];
    const Ticks began = drill_.played().after + made.begins;
    ++state(search).under_way;
    const auto done = [this, &search, wait, late](bool failed) {
        if (ending_ || now() > drill_.stops(search)) return;
        const Delivery came{now(), failed};
        if (wait->branch) {
            wait->came = came;
            stage_.wake(*wait->branch);
        } else {
            guarded([&] { late(came); });
        }
        over(drill_.search(search.index));
    };
    // A search that stops at this very instant sends nothing any more.
    stage_.agenda.add(stage_.now(), rank(Phase::sends), [this, &search, &channel, began, done] {
        if (ending_ || drill_.found_by(search) <= now()) return;
        network_->send(drill_.case_index, channel, channel.size, began, done);
    });
    park(std::min(until, drill_.stops(search) + Ticks{1}));
    wait->branch = nullptr;
    if (ending_ || now() > drill_.stops(search)) return Answer::over;
    if (!wait->came) return Answer::late;
    delivery = *wait->came;
    return Answer::yes;
}

void SharedCase::under_way(const Search& search, Ticks until) {
    ++state(search).under_way;
    schedule(until, [this, &search] { over(drill_.search(search.index)); });
}

}  // namespace hotline
