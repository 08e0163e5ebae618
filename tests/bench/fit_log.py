#!/usr/bin/env python3
"""fit_log.py FILE [TESTS] [DECIMALS]: writes a log of tests of 2 000 contacts that differ, a million by default, with
times in so many decimals of a second, for `hotline fit` and survreg_fits.R."""

import math
import random
import sys

CONTACTS, GIVEN_UP = 2000, 120


def main():
    tests = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    decimals = int(sys.argv[3]) if len(sys.argv) > 3 else 6
    luck = random.Random(1)
    contacts = [(luck.betavariate(3, 2), 25 * math.exp(luck.gauss(0, 0.4))) for _ in range(CONTACTS)]
    with open(sys.argv[1], "w") as file:
        file.write("who,after,result\n")
        for _ in range(tests):
            contact = luck.randrange(CONTACTS)
            answer, median = contacts[contact]
            time = median * math.exp(luck.gauss(0, 0.5))
            if luck.random() < answer and time < GIVEN_UP:
                file.write(f"c{contact},{max(round(time, decimals), 1)},answered\n")
            else:
                file.write(f"c{contact},{GIVEN_UP},no answer\n")


main()
