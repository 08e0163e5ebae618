"""What end-to-end tests share: how to start the program, and scenarios for it. Every one of these files is called with
PATH-OF-HOTLINE PATH-OF-THE-SOURCES [CLASS…]."""

import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

HOTLINE, SOURCES = sys.argv[1], Path(sys.argv[2])

# Wherever the tests run, they start the program as a person does. A test that is about CI sets these variables itself.
for variable in ("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR", "COLUMNS"):
    os.environ.pop(variable, None)

# LeakSanitizer itself crashes once in some thousand runs of a program with threads ("Tracer caught signal 11"). The unit
# tests look for leaks; these tests, which start the program thousands of times, do not.
os.environ["ASAN_OPTIONS"] = "detect_leaks=0"

UK_CHINA = str(SOURCES / "scenarios" / "uk-china-2012")
WORM = str(SOURCES / "scenarios" / "weekend-worm")
BUDAPEST = str(SOURCES / "scenarios" / "budapest-2012")
PAIRS = str(SOURCES / "scenarios" / "un-directory" / "pairs.toml")


def lives(process):
    """Whether a process lives. A zombie does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:  # it has just ended
        return False


def children(of):
    """The child processes that live."""
    def parent(process):
        try:
            return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            return None
    return [process for process in map(int, filter(str.isdigit, os.listdir("/proc"))) if parent(process) == of and lives(process)]


def within(seconds, what):
    """Waits until `what` is true, and returns its value, or its last false value when the time is over."""
    until = time.monotonic() + seconds
    while not (so := what()) and time.monotonic() < until:
        time.sleep(0.01)
    return so


def hotline(*words, code=0):
    done = subprocess.run([HOTLINE, *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done


def commands():
    """All commands, as the program's help lists them."""
    listed = hotline("--help").stdout.split("\nCommands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in listed.splitlines()]


def main():
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])


def endless_scenario(folder):
    """A scenario that calls somebody without end."""
    Path(folder, "contacts.csv").write_text("official,party,role,authority,response,channel,address\n"
                                            "cn-director,cn,director,3,never,pstn,+86 10 0000 0201\n")
    Path(folder, "scenario.toml").write_text('''
        horizon = "24h"
        seed = 7
        contacts = ["contacts.csv"]
        start = { at = 2012-10-04T02:30:00Z }
        [party]
        uk = { time_zone = "Europe/London" }
        cn = { time_zone = "Asia/Shanghai" }
        [response.never]
        on_duty = { answer = 0, latency = "1s" }
        [channel.pstn]
        kind = "call"
        set_up = "0s"
        patience = "0s"
        [protocol.lists]
        goal = { authority = 3 }
        rounds = 1000
        step = [{ call = { role = "director" }, tries = 1000 }]
        [[case]]
        caller = "uk"
        callee = "cn"
        protocol = "lists"
        ''')
    return folder


def crowded_scenario(folder, more=""):
    """Five capitals ring one desk with one seat, which always answers. Only other callers can keep a caller out."""
    Path(folder, "contacts.csv").write_text("official,party,role,authority,response,channel,address\n"
                                            "cn-desk,cn,desk,3,always,pstn,+86 10 0000 0201\n")
    Path(folder, "scenario.toml").write_text('''
        horizon = "4h"
        seed = 7
        contacts = ["contacts.csv"]
        start = { at = 2012-10-04T02:30:00Z }
        simulation = { interaction = true }
        [party]
        cn = { time_zone = "Asia/Shanghai" }
        de = { time_zone = "Europe/Berlin" }
        fr = { time_zone = "Europe/Paris" }
        it = { time_zone = "Europe/Rome" }
        ru = { time_zone = "Europe/Moscow" }
        uk = { time_zone = "Europe/London" }
        [response.always]
        on_duty = { answer = 1, latency = "5s" }
        [channel.pstn]
        kind = "call"
        set_up = { law = "exponential", mean = "30s" }
        [protocol.twice]
        goal = { authority = 3 }
        conversation = { law = "exponential", mean = "8min" }
        step = [{ call = { role = "desk" }, tries = 2, gap = "2min" }]
        [protocol.often]
        goal = { authority = 3 }
        conversation = { law = "exponential", mean = "8min" }
        step = [{ call = { role = "desk" }, tries = 20, gap = "2min" }]
        [[case]]
        caller = ["de", "fr", "it", "ru"]
        callee = "cn"
        protocol = ["twice", "often"]
        [[case]]
        caller = "uk"
        callee = "cn"
        protocol = ["twice", "often"]
        after = "15min"
        ''' + more)
    return folder
