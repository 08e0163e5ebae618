// Which doubt matters: the shares of a figure's variance over the worlds that each source of doubt explains (Sobol'
// indices), from the worlds that were played anyway.
//
// The figure is fitted as a sum of orthonormal functions of the sources' quantiles: Legendre polynomials of one
// source and products of two, and contrasts of alternatives (polynomial chaos). Because the functions are orthonormal
// under the law of the sources, the square of a coefficient is the variance that its function explains. Functions are
// chosen one by one, by orthogonal matching pursuit, until the error of leaving one world out no longer falls; the
// coefficients are by least squares. Each square is made smaller by the variance of its coefficient. Sources: Sudret
// (2008), Reliability Engineering and System Safety 93:964; Blatman, Sudret (2011), Journal of Computational Physics
// 230:2345; Pati, Rezaiifar, Krishnaprasad (1993), Asilomar Conference on Signals, Systems and Computers.
//
// The error of a share is by the jackknife over twenty groups of worlds, with the same functions. Functions of three
// sources are not fitted: what they explain is part of `unexplained`.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace hotline {

/// How a source of doubt acts: smoothly, or by alternatives with these shares.
struct SourceKind {
    std::vector<double> shares;  // empty: smoothly
};

struct SourceShare {
    double first = 0;        // alone: by so much the variance would fall, on average, if the doubt were settled
    double first_error = 0;  // standard error
    double total = 0;        // alone and together with others
    double total_error = 0;
};

struct Sensitivity {
    std::vector<SourceShare> of_sources;  // empty where the figure is the same in all worlds
    double unexplained = 0;               // share of the variance
};

/// The functions of the quantiles of all worlds.
class SourceBasis {
public:
    /// Quantiles by world, then source.
    SourceBasis(const std::vector<std::vector<double>>& quantiles, const std::vector<SourceKind>& kinds);
    ~SourceBasis();
    SourceBasis(const SourceBasis&) = delete;
    SourceBasis& operator=(const SourceBasis&) = delete;

    /// Of a figure with these values by world. `noise` is the part of their variance that is not of the sources.
    Sensitivity sensitivity(const std::vector<double>& values, double noise) const;

private:
    struct Functions;
    std::unique_ptr<const Functions> functions_;
};

}  // namespace hotline
