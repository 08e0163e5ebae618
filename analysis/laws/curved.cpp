// Values with their derivatives: the rules of sums, products, quotients and logarithms.

#include <cmath>

#include "analysis/laws/law_family.hpp"

namespace hotline {

Curved operator+(const Curved& one, const Curved& other) {
    return {one.value + other.value,
            one.by_place + other.by_place,
            one.by_spread + other.by_spread,
            one.place_place + other.place_place,
            one.place_spread + other.place_spread,
            one.spread_spread + other.spread_spread};
}

Curved operator*(const Curved& one, double times) {
    return {one.value * times,       one.by_place * times,     one.by_spread * times,
            one.place_place * times, one.place_spread * times, one.spread_spread * times};
}

Curved operator*(const Curved& one, const Curved& other) {
    return {one.value * other.value,
            one.by_place * other.value + one.value * other.by_place,
            one.by_spread * other.value + one.value * other.by_spread,
            one.place_place * other.value + 2 * one.by_place * other.by_place + one.value * other.place_place,
            one.place_spread * other.value + one.by_place * other.by_spread + one.by_spread * other.by_place +
                one.value * other.place_spread,
            one.spread_spread * other.value + 2 * one.by_spread * other.by_spread + one.value * other.spread_spread};
}

Curved operator/(const Curved& one, const Curved& other) {
    const double inverse = 1 / other.value;
    const double place = -other.by_place * inverse, spread = -other.by_spread * inverse;
    return one * (Curved{1, place, spread, 2 * place * place - other.place_place * inverse,
                         2 * place * spread - other.place_spread * inverse,
                         2 * spread * spread - other.spread_spread * inverse} *
                  inverse);
}

Curved log(const Curved& of) {
    const double inverse = 1 / of.value;
    const double place = of.by_place * inverse, spread = of.by_spread * inverse;
    return {std::log(of.value),
            place,
            spread,
            of.place_place * inverse - place * place,
            of.place_spread * inverse - place * spread,
            of.spread_spread * inverse - spread * spread};
}

}  // namespace hotline
