// Finds the largest value of a smooth function by Newton's method, with steps that are shortened until they climb.
// Where the function is not concave, the matrix of second derivatives is moved towards a concave one (Levenberg,
// Marquardt). Source: Nocedal, Wright (2006), "Numerical Optimization", chapters 3 and 6.
#pragma once

#include <Eigen/Core>
#include <functional>

namespace hotline {

inline constexpr int kMostParameters = 8;
using Parameters = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, kMostParameters, 1>;
using SecondDerivatives = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, kMostParameters, kMostParameters>;

struct Climb {
    double value = 0;
    Parameters gradient;
    SecondDerivatives hessian;
};

struct Summit {
    Parameters at;
    Climb climb;
    /// Whether a further step would move by far less than a standard error, and the matrix is negative definite.
    bool converged = false;
    int steps = 0;
};

/// `function` fills in all three, or a value that is not finite where it is not defined.
Summit maximise(const std::function<void(const Parameters&, Climb&)>& function, Parameters start,
                int most_steps = 100);

/// The gradient of a function that only has values, by central differences, and from these its second derivatives.
/// For functions that are expensive to differentiate.
void differentiate(const std::function<double(const Parameters&)>& function, const Parameters& at, Climb& climb);

}  // namespace hotline
