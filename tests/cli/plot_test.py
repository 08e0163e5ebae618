#!/usr/bin/env python3
"""Curves on a terminal: --plot."""

import unittest

from program import UK_CHINA, hotline, main


class Plot(unittest.TestCase):
    def test_is_drawn_where_asked_for_and_not_in_a_pipe(self):
        for words in (["run", UK_CHINA, "-n", "50"], ["compare", UK_CHINA, "-n", "50"]):
            plain = hotline(*words).stdout
            drawn = hotline(*words, "--plot").stdout
            self.assertTrue(drawn.startswith(plain))
            self.assertIn("contact by the time since the emergency", drawn[len(plain):])
            self.assertEqual(hotline(*words, "--no-plot").stdout, plain)
        plain = hotline("replay", UK_CHINA, "-k", "3").stdout
        self.assertNotIn("no contact, x dead number", plain)
        self.assertIn("no contact, x dead number", hotline("replay", UK_CHINA, "-k", "3", "--plot").stdout)

    def test_goes_with_text(self):
        self.assertIn("--plot needs text on standard output",
                      hotline("run", UK_CHINA, "--plot", "--format", "json", code=2).stderr)
        self.assertIn("--plot and --no-plot exclude each other",
                      hotline("run", UK_CHINA, "--plot", "--no-plot", code=2).stderr)


if __name__ == "__main__":
    main()
