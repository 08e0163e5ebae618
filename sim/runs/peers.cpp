#include "sim/runs/peers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <utility>

#include "sim/runs/failure.hpp"
#include "sim/runs/missing_drills.hpp"
#include "sim/runs/outcome_bytes.hpp"

namespace hotline {
namespace {

/// Outcomes that a rank plays between two messages. This much work is wasted if another rank fails.
constexpr std::uint64_t kOutcomesOfAPart = 65536;

enum class Word : unsigned char { played, interrupted, failed, ended };

/// The part of a round for one rank. Parts differ by at most one drill.
DrillRange part_of(DrillRange round, unsigned rank, unsigned count) {
    return {round.from + round.count() * rank / count, round.from + round.count() * (rank + 1) / count};
}

struct LastWord {
    int exit_code = 0;
    std::string said;
};

LastWord read_last_word(Bytes& bytes, std::size_t rank) {
    LastWord last;
    last.exit_code = bytes.take<int>();
    last.said =
        fmt::format("rank {} ended with exit code {} and this output:\n{}", rank, last.exit_code, bytes.take_text());
    return last;
}

/// Plays the own part of a round, and collects the results of the other parts.
class Round {
public:
    Round(Peers& peers, std::vector<Outcomes>& outcomes, DrillRange round, std::uint64_t first)
        : peers_(peers), outcomes_(outcomes), round_(round), first_(first) {}

    /// Whether all parts were played. Adds missing drills to `missing`.
    bool play(const OnDone& on_done, const PlayHere& play_here, std::vector<MissingDrill>& missing) {
        const std::vector<std::string> words = peers_.exchange(own_word(on_done, play_here));
        std::optional<Failure> failure;
        std::optional<LastWord> last;
        bool played = true;
        for (unsigned rank = 0; rank < words.size(); ++rank) {
            Bytes bytes(words[rank]);
            switch (bytes.take<Word>()) {
                case Word::played:
                    hear(bytes, rank, missing);
                    break;
                case Word::interrupted:
                    played = false;
                    break;
                case Word::failed:
                    Failure::keep_first(failure, Failure::taken_from(bytes));
                    break;
                case Word::ended:
                    last = read_last_word(bytes, rank);
                    peers_.over = true;
                    break;
            }
        }
        if (last) throw std::runtime_error(last->said);
        if (failure) failure->raise();
        return played;
    }

private:
    std::string own_word(const OnDone& on_done, const PlayHere& play_here) const {
        const DrillRange part = part_of(round_, peers_.own(), peers_.count());
        std::string word;
        std::vector<MissingDrill> missing;
        try {
            if (!part.empty() && !play_here(part, on_done)) {
                put(word, Word::interrupted);
                return word;
            }
        } catch (const MissingDrills& of_part) {
            missing = of_part.missing();
        } catch (const std::exception&) {
            put(word, Word::failed);
            Failure::current(part.from).put_into(word);
            return word;
        }
        put(word, Word::played);
        put(word, std::uint64_t{missing.size()});
        for (const MissingDrill& drill : missing) {
            put(word, drill.replication);
            put_text(word, drill.why);
        }
        put_outcomes(word, outcomes_, part.from - first_, part.to - first_);
        return word;
    }

    void hear(Bytes& bytes, unsigned rank, std::vector<MissingDrill>& missing) {
        const DrillRange part = part_of(round_, rank, peers_.count());
        for (auto left = bytes.take<std::uint64_t>(); left > 0; --left) {
            MissingDrill& drill = missing.emplace_back();
            drill.replication = bytes.take<std::uint64_t>();
            drill.why = bytes.take_text();
        }
        take_outcomes(bytes, outcomes_, part.from - first_, part.to - first_);
    }

    Peers& peers_;
    std::vector<Outcomes>& outcomes_;
    DrillRange round_;
    std::uint64_t first_;
};

}  // namespace

bool play_with_peers(Peers& peers, std::uint64_t seed, std::vector<Outcomes>& outcomes, DrillRange drills,
                     std::uint64_t first, const OnDone& on_done, const PlayHere& play_here) {
    const std::uint64_t at_once =
        peers.count() * std::max<std::uint64_t>(1, kOutcomesOfAPart / std::max<std::size_t>(1, outcomes.size()));
    std::vector<MissingDrill> missing;
    for (DrillRange round = drills; round.from < drills.to; round.from = round.to) {
        round.to = std::min(round.from + at_once, drills.to);
        const auto report_round = [&](std::uint64_t done) {  // by this rank: the others are about as far
            on_done(std::min(round.from - drills.from + done * peers.count(), drills.count()));
        };
        if (!Round(peers, outcomes, round, first).play(report_round, play_here, missing)) return false;
    }
    if (!missing.empty()) throw MissingDrills(seed, std::move(missing));
    return true;
}

std::optional<std::string> take_leave(Peers& peers, int exit_code, const std::string& said) {
    if (peers.over) return {};
    std::string word;
    put(word, Word::ended);
    put(word, exit_code);
    put_text(word, said);
    const std::vector<std::string> words = peers.exchange(word);
    peers.over = true;
    for (std::size_t rank = 0; rank < words.size(); ++rank) {
        Bytes bytes(words[rank]);
        if (bytes.take<Word>() != Word::ended) continue;  // that rank goes on, and will see that this one has ended
        LastWord other = read_last_word(bytes, rank);
        if (other.exit_code != exit_code) return std::move(other.said);
    }
    return {};
}

}  // namespace hotline
