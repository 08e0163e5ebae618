// Lists of entries whose truth is known, for `plan --budget`: some are dead, they answer differently, and some were
// tested before. A case calls the first entries of its own list, and makes contact if one of them answers.
#pragma once

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "analysis/laws/next_tests.hpp"

namespace hotline::audit {

struct KindOfLists {
    std::string name;
    std::size_t cases;
    std::size_t entries;  // of each case
    std::size_t called;   // of them, by the deadline
    double years;         // since entries were proven, at most
    std::size_t tests;    // that were made before, at most
    bool told = true;     // a call tells a dead number
};

inline std::vector<KindOfLists> kinds_of_lists() {
    return {{"3 lists of 6, 3 called", 3, 6, 3, 4, 8},
            {"3 lists of 6, all called", 3, 6, 6, 4, 8},
            {"3 lists of 6, 3 called, silent", 3, 6, 3, 4, 8, false},
            {"10 lists of 2, never tested", 10, 2, 2, 4, 0},
            {"one list of 12, 4 called, fresh", 1, 12, 4, 0.5, 20}};
}

class SyntheticList {
public:
    SyntheticList(const KindOfLists& kind, std::mt19937_64& random) : kind_(kind) {
        for (std::size_t number = 0; number < kind.cases * kind.entries; ++number) {
            Testable entry;
            entry.ear = number;
            entry.believed.told = kind.told;
            entry.believed.still_right = std::exp(-kPerYear * kind.years * uniform(random));
            right_.push_back(uniform(random) < entry.believed.still_right);
            // A duty desk answers most calls, an office half of them, a mobile few; each with differences.
            const double mean = std::array<double, 3>{0.85, 0.5, 0.3}[random() % 3];
            answers_.push_back(boost::math::ibeta_inv(mean * kWeight, (1 - mean) * kWeight, uniform(random)));
            const std::size_t tests = kind.tests == 0 ? 0 : random() % (kind.tests + 1);
            const auto answered = static_cast<double>(answered_of(tests, answers_.back(), random));
            const double weight = kWeight + static_cast<double>(tests);
            entry.believed.states[0] =
                AnswersBelieved::beta((mean * kWeight + answered) / weight, weight, AnswersBelieved::By::own_tests);
            entries_.push_back(entry);
        }
        find_slopes();
    }

    const std::vector<Testable>& entries() const { return entries_; }
    std::size_t cases() const { return kind_.cases; }
    double truth(std::size_t of_case) const {
        return contact(of_case, [&](std::size_t entry) { return right_[entry] ? answers_[entry] : 0.0; });
    }
    double contact_in(const std::vector<EntryFacts>& facts, std::size_t of_case) const {
        return contact(of_case,
                       [&](std::size_t entry) { return facts[entry].right ? facts[entry].answers[0] : 0.0; });
    }
    double believed(std::size_t of_case) const {
        return contact(of_case, [&](std::size_t entry) { return entries_[entry].believed.answers(0); });
    }
    /// Makes the calls: what is believed afterwards.
    void call(const std::vector<std::size_t>& calls, std::mt19937_64& random) {
        for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
            if (calls[entry] == 0) continue;
            EntryBelieved& believed = entries_[entry].believed;
            AnswersBelieved& answers = *believed.states[0];
            const auto answered =
                static_cast<double>(right_[entry] ? answered_of(calls[entry], answers_[entry], random) : 0);
            const double weight = answers.weight(), n = static_cast<double>(calls[entry]);
            if (kind_.told) {
                believed.still_right = right_[entry] ? 1 : 0;
                if (!right_[entry]) continue;
            } else if (answered > 0) {
                believed.still_right = 1;
            } else {
                double none = 1;
                const double b = (1 - answers.mean) * weight;
                for (double call = 0; call < n; ++call) none *= (b + call) / (weight + call);
                const double silent = believed.still_right * none;
                believed.still_right = silent / (silent + 1 - believed.still_right);
            }
            answers =
                AnswersBelieved::beta((answers.mean * weight + answered) / (weight + n), weight + n, answers.by);
        }
        find_slopes();
    }

private:
    static constexpr double kPerYear = 0.25;
    static constexpr double kWeight = 3;

    static double uniform(std::mt19937_64& random) {
        return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0;
    }
    static std::size_t answered_of(std::size_t tests, double answers, std::mt19937_64& random) {
        std::size_t answered = 0;
        for (std::size_t test = 0; test < tests; ++test) answered += uniform(random) < answers ? 1 : 0;
        return answered;
    }
    template <class Probability>
    double contact(std::size_t of_case, const Probability& probability) const {
        double nobody = 1;
        for (std::size_t entry = 0; entry < kind_.called; ++entry)
            nobody *= 1 - probability(of_case * kind_.entries + entry);
        return 1 - nobody;
    }
    void find_slopes() {
        for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
            Slopes& slopes = entries_[entry].slopes;
            for (std::vector<double>& one : slopes) one.assign(kind_.cases, 0);
            const std::size_t of_case = entry / kind_.entries;
            if (entry % kind_.entries >= kind_.called) continue;
            const auto with = [&](double probability) {
                return contact(of_case, [&](std::size_t other) {
                    return other == entry ? probability : entries_[other].believed.answers(0);
                });
            };
            slopes[0][of_case] = with(1) - with(0);
        }
    }

    KindOfLists kind_;
    std::vector<Testable> entries_;
    std::vector<bool> right_;
    std::vector<double> answers_;
};

}  // namespace hotline::audit
