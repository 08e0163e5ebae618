#!/usr/bin/env python3
"""tests/includes finds wrong includes and long files, in made-up houses."""

import contextlib
import importlib.machinery
import importlib.util
import io
import tempfile
import unittest
from pathlib import Path

LOADER = importlib.machinery.SourceFileLoader("includes", str(Path(__file__).parent / "includes"))
includes = importlib.util.module_from_spec(importlib.util.spec_from_loader("includes", LOADER))
LOADER.exec_module(includes)


class Includes(unittest.TestCase):
    def setUp(self):
        self.addCleanup(setattr, includes, "ROOMS", includes.ROOMS)
        includes.ROOMS = {"models": [], "models/lint": ["models"], "sim": ["models"]}

    def said_of(self, **files):
        """The result for sources by name. In a name __ stands for a slash."""
        with tempfile.TemporaryDirectory() as top:
            for name, text in files.items():
                file = Path(top, name.replace("__", "/") + ".cpp")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            with contextlib.redirect_stdout(io.StringIO()) as said:
                code = includes.main(Path(top))
        return code, said.getvalue().replace(top, "TOP")

    def test_may_point_down_and_to_the_room_itself(self):
        self.assertEqual(self.said_of(sim__a='#include <vector>\n#include "models/x.hpp"\n#include "sim/b.hpp"\n'),
                         (0, "1 files, 3 rooms: no include points up\n"))

    def test_may_not_point_up(self):
        self.assertEqual(self.said_of(models__a='\n  #  include "sim/b.hpp"\n'),
                         (1, 'models/a.cpp:2: "models" includes sim/b.hpp, which stands above it\n'))

    def test_may_not_point_to_rooms_that_are_not_allowed(self):
        self.assertEqual(self.said_of(sim__a='#include "models/lint/b.hpp"\n#include "tests/c.hpp"\n'),
                         (1, 'sim/a.cpp:1: "sim" includes models/lint/b.hpp, which it may not include\n'
                             'sim/a.cpp:2: "sim" includes tests/c.hpp, which it may not include\n'))

    def test_are_of_rooms(self):
        self.assertEqual(self.said_of(sim__cellar__a=""),
                         (1, 'sim/cellar/a.cpp: "sim/cellar" is not a room in ROOMS of tests/includes\n'))
        self.assertEqual(self.said_of(), (1, "TOP: no sources\n"))

    def test_are_of_rooms_whose_table_points_down(self):
        includes.ROOMS = {"sim": ["models"], "models": []}
        self.assertEqual(self.said_of(models__a=""),
                         (1, 'ROOMS: "sim" may include "models", which does not stand below it\n'))

    def test_long_files_have_a_reason_at_their_top(self):
        long = "//\n" * 351
        self.assertEqual(self.said_of(sim__a=long), (1, "sim/a.cpp: 351 lines: cut it, or say at its top: "
                                                        '"// Long because …"\n'))
        self.assertEqual(self.said_of(sim__a="// Long because it is.\n" + long)[0], 0)
        self.assertEqual(self.said_of(sim__a=long + "// Long because it is.\n")[0], 1)
        self.assertEqual(self.said_of(sim__a="//\n" * 350)[0], 0)


if __name__ == "__main__":
    unittest.main()
