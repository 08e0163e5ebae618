// What is believed of one contact.

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <utility>

#include "analysis/laws/contacts.hpp"
#include "analysis/laws/even_sequence.hpp"
#include "models/scenario/quiet_math.hpp"

namespace hotline {
namespace {

constexpr std::size_t kBeliefs = 800;  // of a contact

}  // namespace

ContactsFit::Belief ContactsFit::belief(const TestsOfContact& tests, double seconds) const {
    return beliefs(tests, {seconds}).front();
}

std::vector<ContactsFit::Belief> ContactsFit::beliefs(const TestsOfContact& tests,
                                                      const std::vector<double>& seconds) const {
    const SortedTests sorted(tests);
    struct Piece {
        const ContactsAre* contacts;
        const OfAnswers* answers;
        ForFactor at;
    };
    std::vector<OfAnswers> of_answers;
    of_answers.reserve(likely_.size());
    std::vector<Piece> pieces;
    for (const ContactLikelihood& likely : likely_) {
        of_answers.push_back(likely.of_answers(sorted));
        for (ForFactor& one : likely.over_factors(sorted, of_answers.back()))
            pieces.push_back({&likely.contacts(), &of_answers.back(), std::move(one)});
    }
    // Each draw of the parameters counts alike: the tests have already chosen them.
    std::vector<double> cumulative;
    cumulative.reserve(pieces.size());
    double sum = 0;
    const std::size_t each = pieces.size() / likely_.size();
    for (std::size_t draw = 0; draw < likely_.size(); ++draw) {
        std::vector<double> logs;
        for (std::size_t node = 0; node < each; ++node) logs.push_back(pieces[draw * each + node].at.log_weight);
        const double all = log_of_sum(logs);
        for (const double one : logs) cumulative.push_back(sum += std::exp(one - all));
    }
    Belief common;
    struct Drawn {
        std::size_t piece;
        double answer;
    };
    std::vector<Drawn> drawn;
    drawn.reserve(kBeliefs);
    for (std::size_t index = 0; index < kBeliefs; ++index) {
        const double at = evenly(index, kSteps[0]) * sum;
        const auto found =
            static_cast<std::size_t>(std::lower_bound(cumulative.begin(), cumulative.end(), at) - cumulative.begin());
        const std::size_t chosen = std::min(found, pieces.size() - 1);
        const Piece& piece = pieces[chosen];
        double rest = evenly(index, kSteps[1]);
        std::size_t term = 0;
        while (term + 1 < piece.at.terms.size() && rest > piece.at.terms[term]) rest -= piece.at.terms[term++];
        double answer = piece.answers->a;
        if (std::isfinite(piece.contacts->precision)) {
            const auto j = static_cast<double>(term);
            answer = boost::math::ibeta_inv(piece.answers->a + j, piece.answers->b - j, evenly(index, kSteps[2]),
                                            QuietMath{});
        }
        drawn.push_back({chosen, answer});
        // The place of the law is uncertain, too: what counts is where the contact's own law lies.
        const double factor = piece.contacts->law.place() + piece.at.factor - best_.law.place();
        common.answer += answer / kBeliefs;
        common.answer_variance += answer * answer / kBeliefs;
        common.factor += factor / kBeliefs;
        common.factor_variance += factor * factor / kBeliefs;
    }
    common.answer_variance = std::max(common.answer_variance - common.answer * common.answer, 0.0);
    common.factor_variance = std::max(common.factor_variance - common.factor * common.factor, 0.0);
    // Those of one piece have one law.
    std::sort(drawn.begin(), drawn.end(),
              [](const Drawn& one, const Drawn& other) { return one.piece < other.piece; });
    constexpr auto kTail = static_cast<std::ptrdiff_t>(kBeliefs * (1 - kConfidence) / 2);
    std::vector<double> values(kBeliefs);
    std::vector<Belief> all;
    all.reserve(seconds.size());
    for (const double until : seconds) {
        Belief belief = common;
        double below = 0;
        for (std::size_t index = 0; index < kBeliefs; ++index) {
            const Drawn& one = drawn[index];
            if (index == 0 || drawn[index - 1].piece != one.piece) {
                const Piece& piece = pieces[one.piece];
                below = piece.contacts->law.shifted(piece.at.factor).below(until);
            }
            const double value = values[index] = one.answer * below;
            belief.mean += value / kBeliefs;
            belief.variance += value * value / kBeliefs;
        }
        belief.variance = std::max(belief.variance - belief.mean * belief.mean, 0.0);
        const auto low = values.begin() + kTail, high = values.end() - 1 - kTail;
        std::nth_element(values.begin(), low, values.end());
        std::nth_element(low + 1, high, values.end());
        belief.interval = {*low, *high};
        all.push_back(belief);
    }
    return all;
}

}  // namespace hotline
