#!/usr/bin/env python3
"""`hotline lint`."""

import unittest

from program import SOURCES, hotline, main


class Lint(unittest.TestCase):
    def test_finds_no_error_in_what_is_shipped(self):
        for file in sorted((SOURCES / "scenarios").glob("*/scenario.toml")):
            self.assertNotIn("error:", hotline("lint", str(file.parent)).stdout)


if __name__ == "__main__":
    main()
