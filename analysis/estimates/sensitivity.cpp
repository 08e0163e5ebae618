#include "analysis/estimates/sensitivity.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hotline {
namespace {

constexpr std::size_t kHighestDegree = 10;
constexpr std::size_t kMostFunctionsPerWorld = 3;
constexpr std::size_t kGroups = 20;   // of the jackknife
constexpr double kLeastGain = 1e-12;  // of the share of variance that a function explains

/// The orthonormal Legendre polynomials of degree 1 to `degree` on (0, 1), by Bonnet's recursion.
std::vector<double> legendre(double u, std::size_t degree) {
    const double x = 2 * u - 1;
    std::vector<double> values{1, x};
    for (std::size_t n = 1; n < degree; ++n) {
        const auto number = static_cast<double>(n);
        values.push_back(((2 * number + 1) * x * values[n] - number * values[n - 1]) / (number + 1));
    }
    values.erase(values.begin());
    values.resize(degree);
    for (std::size_t n = 0; n < degree; ++n) values[n] *= std::sqrt(2 * static_cast<double>(n) + 3);
    return values;
}

/// Orthonormal contrasts: each of an alternative with all before it.
std::vector<double> contrasts(double u, const std::vector<double>& shares) {
    std::size_t chosen = 0;
    for (double before = shares[0]; chosen + 1 < shares.size() && u >= before; before += shares[++chosen]) {
    }
    std::vector<double> values;
    double before = 0;
    for (std::size_t next = 1; next < shares.size(); ++next) {
        before += shares[next - 1];
        const double all = before + shares[next];
        values.push_back(chosen < next    ? std::sqrt(shares[next] / (before * all))
                         : chosen == next ? -std::sqrt(before / (shares[next] * all))
                                          : 0);
    }
    return values;
}

}  // namespace

struct SourceBasis::Functions {
    struct One {
        std::size_t first = 0;   // source
        std::size_t second = 0;  // the same one if the function is of one source
    };

    std::size_t sources = 0;
    std::vector<One> of;
    Eigen::MatrixXd values;  // by world, then function
};

SourceBasis::SourceBasis(const std::vector<std::vector<double>>& quantiles, const std::vector<SourceKind>& kinds) {
    auto functions = std::make_unique<Functions>();
    const std::size_t worlds = quantiles.size();
    const std::size_t sources = kinds.size();
    functions->sources = sources;
    const std::size_t most = kMostFunctionsPerWorld * worlds;
    const std::size_t degree =
        std::clamp<std::size_t>(worlds / (10 * std::max<std::size_t>(sources, 1)), 3, kHighestDegree);
    // Products of two sources up to this total degree, as far as there are not too many.
    const std::size_t pairs = sources * (sources - std::min<std::size_t>(sources, 1)) / 2;
    std::size_t together = 1;
    while (together < degree && sources * degree + pairs * (together + 1) * together / 2 <= most) ++together;

    // By source, then function, then world; and the degree of each function.
    std::vector<std::vector<std::vector<double>>> single(sources);
    for (std::size_t source = 0; source < sources; ++source) {
        for (std::size_t world = 0; world < worlds; ++world) {
            const double u = quantiles[world][source];
            const std::vector<double> at =
                kinds[source].shares.empty() ? legendre(u, degree) : contrasts(u, kinds[source].shares);
            single[source].resize(at.size());
            for (std::size_t index = 0; index < at.size(); ++index) single[source][index].push_back(at[index]);
        }
    }
    std::vector<std::vector<double>> columns;
    for (std::size_t source = 0; source < sources; ++source) {
        for (const std::vector<double>& column : single[source]) {
            functions->of.push_back({source, source});
            columns.push_back(column);
        }
    }
    const auto degree_of = [&](std::size_t source, std::size_t index) {
        return kinds[source].shares.empty() ? index + 1 : std::size_t{1};
    };
    for (std::size_t a = 0; a < sources; ++a) {
        for (std::size_t b = a + 1; b < sources; ++b) {
            for (std::size_t i = 0; i < single[a].size(); ++i) {
                for (std::size_t j = 0; j < single[b].size(); ++j) {
                    if (degree_of(a, i) + degree_of(b, j) > together || columns.size() >= 2 * most) continue;
                    functions->of.push_back({a, b});
                    std::vector<double>& column = columns.emplace_back();
                    for (std::size_t world = 0; world < worlds; ++world)
                        column.push_back(single[a][i][world] * single[b][j][world]);
                }
            }
        }
    }
    functions->values.resize(static_cast<Eigen::Index>(worlds), static_cast<Eigen::Index>(columns.size()));
    for (std::size_t index = 0; index < columns.size(); ++index) {
        functions->values.col(static_cast<Eigen::Index>(index)) =
            Eigen::Map<const Eigen::VectorXd>(columns[index].data(), static_cast<Eigen::Index>(worlds));
    }
    functions_ = std::move(functions);
}

SourceBasis::~SourceBasis() = default;

namespace {

/// Chooses functions by orthogonal matching pursuit, as many as make the error of leaving one world out least.
std::vector<Eigen::Index> chosen_functions(const Eigen::MatrixXd& functions, const Eigen::VectorXd& values) {
    const Eigen::Index worlds = functions.rows();
    const Eigen::Index most = std::min<Eigen::Index>(worlds / 3, functions.cols());
    const Eigen::VectorXd norms = functions.colwise().norm();
    Eigen::VectorXd rest = values.array() - values.mean();
    const double all = rest.squaredNorm();
    Eigen::VectorXd leverage = Eigen::VectorXd::Constant(worlds, 1 / static_cast<double>(worlds));
    std::vector<Eigen::VectorXd> directions{
        Eigen::VectorXd::Constant(worlds, 1 / std::sqrt(static_cast<double>(worlds)))};
    std::vector<Eigen::Index> chosen;
    std::vector<bool> taken(static_cast<std::size_t>(functions.cols()), false);
    std::size_t best = 0;
    const auto left_out = [&] { return (rest.array() / (1 - leverage.array()).max(1e-9)).square().sum(); };
    double least = left_out();
    while (static_cast<Eigen::Index>(chosen.size()) < most) {
        const Eigen::VectorXd fit = (functions.transpose() * rest).array().abs() / norms.array().max(1e-300);
        Eigen::Index next = -1;
        for (Eigen::Index index = 0; index < fit.size(); ++index) {
            if (!taken[static_cast<std::size_t>(index)] && (next < 0 || fit[index] > fit[next])) next = index;
        }
        if (next < 0 || fit[next] * fit[next] <= kLeastGain * all) break;
        taken[static_cast<std::size_t>(next)] = true;
        Eigen::VectorXd direction = functions.col(next);
        for (int again = 0; again < 2; ++again) {
            for (const Eigen::VectorXd& other : directions) direction -= other.dot(direction) * other;
        }
        const double length = direction.norm();
        if (length <= 1e-6 * norms[next]) continue;
        direction /= length;
        rest -= direction.dot(rest) * direction;
        leverage.array() += direction.array().square();
        directions.push_back(std::move(direction));
        chosen.push_back(next);
        if (const double error = left_out(); error < least) {
            least = error;
            best = chosen.size();
        } else if (chosen.size() > 10 + 2 * best) {
            break;
        }
    }
    chosen.resize(best);
    return chosen;
}

struct Fit {
    Eigen::VectorXd squares;  // of the coefficients, by chosen function
    double rest = 0;          // variance that is not fitted
};

Fit fitted(const Eigen::MatrixXd& functions, const Eigen::VectorXd& values) {
    Eigen::MatrixXd design(functions.rows(), functions.cols() + 1);
    design << Eigen::VectorXd::Ones(functions.rows()), functions;
    const Eigen::VectorXd coefficients = design.householderQr().solve(values);
    const auto free = static_cast<double>(std::max<Eigen::Index>(design.rows() - design.cols(), 1));
    Fit fit;
    fit.rest = (values - design * coefficients).squaredNorm() / free;
    const double error = fit.rest / static_cast<double>(design.rows());
    fit.squares = (coefficients.tail(functions.cols()).array().square() - error).max(0.0);
    return fit;
}

}  // namespace

Sensitivity SourceBasis::sensitivity(const std::vector<double>& values, double noise) const {
    Sensitivity found;
    const Eigen::Map<const Eigen::VectorXd> all(values.data(), static_cast<Eigen::Index>(values.size()));
    const double spread = (all.array() - all.mean()).square().sum() / static_cast<double>(all.size() - 1);
    if (spread <= 0 || spread <= noise) return found;
    const std::vector<Eigen::Index> chosen = chosen_functions(functions_->values, all);
    const Eigen::MatrixXd design = functions_->values(Eigen::all, chosen);

    const auto shares_of = [&](const Fit& fit) {
        const double variance = std::max(spread - noise, fit.squares.sum());
        std::vector<std::array<double, 2>> shares(functions_->sources);
        for (std::size_t index = 0; index < chosen.size(); ++index) {
            const Functions::One& of = functions_->of[static_cast<std::size_t>(chosen[index])];
            const double share = fit.squares[static_cast<Eigen::Index>(index)] / variance;
            if (of.first == of.second) shares[of.first][0] += share;
            shares[of.first][1] += share;
            if (of.first != of.second) shares[of.second][1] += share;
        }
        return shares;
    };
    const Fit fit = fitted(design, all);
    const auto shares = shares_of(fit);
    found.unexplained = std::max(0.0, 1 - fit.squares.sum() / std::max(spread - noise, fit.squares.sum()));

    // World i belongs to group i modulo their number: the order of worlds is random.
    std::vector<std::vector<std::array<double, 2>>> without;
    for (std::size_t group = 0; group < kGroups; ++group) {
        std::vector<Eigen::Index> kept;
        for (Eigen::Index world = 0; world < all.size(); ++world) {
            if (static_cast<std::size_t>(world) % kGroups != group) kept.push_back(world);
        }
        without.push_back(shares_of(fitted(design(kept, Eigen::all), all(kept))));
    }
    for (std::size_t source = 0; source < functions_->sources; ++source) {
        const auto error = [&](std::size_t which) {
            double mean = 0;
            for (const auto& of_group : without) mean += of_group[source][which] / static_cast<double>(kGroups);
            double sum = 0;
            for (const auto& of_group : without)
                sum += (of_group[source][which] - mean) * (of_group[source][which] - mean);
            return std::sqrt(sum * static_cast<double>(kGroups - 1) / static_cast<double>(kGroups));
        };
        found.of_sources.push_back({shares[source][0], error(0), shares[source][1], error(1)});
    }
    return found;
}

}  // namespace hotline
