#!/usr/bin/env python3
"""How often the bands of `run --doubts` hold the truth, if the truth is one of the worlds that the doubts allow.

    python3 tests/audit/bands.py build/release/hotline scenarios/uk-china-2012 500
    python3 tests/audit/bands.py build/release/hotline scenarios/uk-china-2012 10000 -p lists

plays the scenario in 1000 worlds that are taken as the truth, with 10 000 drills each, and in 200 worlds of each of ten other
seeds, with as many drills as said. The bands of these are compared with the truths. Further words go to `run`. It prints the share
of truths in the bands, on average and for the worst and the best of the ten. By hand: each takes some minutes of one core."""

import csv
import json
import subprocess
import sys

HOTLINE, SCENARIO, DRILLS_OF_A_WORLD, *WORDS = sys.argv[1:]
TRUTHS, DRILLS_OF_A_TRUTH = 1000, 10_000  # many drills: a truth has hardly any noise of its own
BANDS = 10


def played(seed, worlds, drills, form):
    return subprocess.run([HOTLINE, "run", SCENARIO, *WORDS, "-n", str(drills), "--doubts", str(worlds), "--seed", str(seed), "--format", form],
                          capture_output=True, text=True, check=True).stdout


def main():
    truths = {}
    for row in csv.DictReader(played(1, TRUTHS, DRILLS_OF_A_TRUTH, "csv").splitlines()):
        if row["world"] != "0":
            truths.setdefault((row["caller"], row["callee"], row["protocol"]), []).append(row)
    held = {}
    for seed in range(2, 2 + BANDS):
        for case in json.loads(played(seed, 200, DRILLS_OF_A_WORLD, "json"))["cases"]:
            of_case = truths[case["caller"], case["callee"], case["protocol"]]
            figures = [(f"contact_{figure['within']:.0f}", figure) for figure in case["contact"]]
            for name, figure in [*figures, ("mean_within_horizon", case["mean_within_horizon"])]:
                low, high = figure["worlds_interval"]
                share = sum(low <= float(row[name]) <= high for row in of_case) / len(of_case)
                held.setdefault((case["protocol"], name), []).append((share, high - low))
    print(f"{'protocol':24} {'figure':20} {'average':>8} {'worst':>7} {'best':>7}   width")
    for (protocol, name), shares in held.items():
        shares.sort()
        print(f"{protocol:24} {name:20} {100 * sum(share for share, _ in shares) / len(shares):7.1f} % {100 * shares[0][0]:5.1f} % "
              f"{100 * shares[-1][0]:5.1f} %   {shares[0][1]:.3g}")


if __name__ == "__main__":
    main()
