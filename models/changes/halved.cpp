#include "models/changes/halved.hpp"

#include <memory>
#include <numbers>
#include <utility>
#include <vector>

namespace hotline {

Law halved(Law law) {
    switch (law.kind) {
        case Law::Kind::fixed:
        case Law::Kind::exponential:
        case Law::Kind::weibull:
        case Law::Kind::gamma:
        case Law::Kind::loglogistic:
            law.a /= 2;
            break;
        case Law::Kind::uniform:
            law.a /= 2;
            law.b /= 2;
            break;
        case Law::Kind::lognormal:
            law.a -= std::numbers::ln2;
            break;
        case Law::Kind::empirical: {
            std::vector<double> half = *law.sample;
            for (double& seconds : half) seconds /= 2;
            law.sample = std::make_shared<const std::vector<double>>(std::move(half));
            break;
        }
    }
    law.at_least /= 2;
    law.at_most /= 2;
    return law;
}

}  // namespace hotline
