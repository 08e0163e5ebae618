#!/usr/bin/env python3
"""Shares of variance by OpenTURNS (Debian: python3-openturns), an oracle for analysis/estimates/sensitivity.hpp.

Run by hand: with its dependencies OpenTURNS is 90 MB to download, which is too much for every test run.

    python3 tests/oracle/openturns/shares.py

writes design.csv, a design of 300 points of five quantiles, and shares.csv, the shares of Ishigami's function (of the first
three) and of the g-function of Sobol': from 2^16 evaluations of its own for each index (Saltelli), and by its sparse polynomial
chaos of the 300 points. tests/unit/analysis/sensitivity_oracle_test.cpp compares."""

import csv
import math
from pathlib import Path

import openturns as ot

HERE = Path(__file__).parent
A = (0, 1, 4.5, 9, 99)


def ishigami(u):
    x = [(2 * value - 1) * math.pi for value in list(u)[:3]]
    return [math.sin(x[0]) + 7 * math.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * math.sin(x[0])]


def g_function(u):
    product = 1.0
    for value, a in zip(u, A):
        product *= (abs(4 * value - 2) + a) / (1 + a)
    return [product]


def by_sampling(function, inputs):
    law = ot.ComposedDistribution([ot.Uniform(0, 1)] * inputs)
    size = 2 ** 16
    experiment = ot.SobolIndicesExperiment(ot.LowDiscrepancyExperiment(ot.SobolSequence(), law, size), False)
    points = experiment.generate()
    indices = ot.SaltelliSensitivityAlgorithm(points, ot.PythonFunction(inputs, 1, function)(points), size)
    return list(indices.getFirstOrderIndices()), list(indices.getTotalOrderIndices())


def by_chaos(function, inputs, design):
    law = ot.ComposedDistribution([ot.Uniform(0, 1)] * inputs)
    points = ot.Sample([row[:inputs] for row in design])
    basis = ot.OrthogonalProductPolynomialFactory([ot.LegendreFactory()] * inputs, ot.HyperbolicAnisotropicEnumerateFunction(inputs, 0.7))
    strategy = ot.FixedStrategy(basis, 120)
    fit = ot.LeastSquaresStrategy(ot.LeastSquaresMetaModelSelectionFactory(ot.LARS(), ot.CorrectedLeaveOneOut()))
    chaos = ot.FunctionalChaosAlgorithm(points, ot.PythonFunction(inputs, 1, function)(points), law, strategy, fit)
    chaos.run()
    indices = ot.FunctionalChaosSobolIndices(chaos.getResult())
    return [indices.getSobolIndex(i) for i in range(inputs)], [indices.getSobolTotalIndex(i) for i in range(inputs)]


def main():
    ot.RandomGenerator.SetSeed(1)
    law = ot.ComposedDistribution([ot.Uniform(0, 1)] * 5)
    design = [[round(value, 6) for value in row] for row in ot.LHSExperiment(law, 300).generate()]
    with open(HERE / "design.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["u1", "u2", "u3", "u4", "u5"], *design])
    with open(HERE / "shares.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["function", "method", "input", "first", "total"])
        for name, function, inputs in (("ishigami", ishigami, 3), ("g", g_function, 5)):
            for method, (first, total) in (("sampling", by_sampling(function, inputs)), ("chaos", by_chaos(function, inputs, design))):
                for index in range(inputs):
                    out.writerow([name, method, index + 1, f"{first[index]:.5f}", f"{total[index]:.5f}"])


if __name__ == "__main__":
    main()
