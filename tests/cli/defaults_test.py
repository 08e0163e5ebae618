#!/usr/bin/env python3
"""The defaults, each played in the setting of its own source (models/defaults/settings.toml), give the figures of that
source (models/defaults/published.csv): within their sampling error where the source says how many it counted, and
otherwise as near as the numbers of the law are rounded.

HOTLINE_UPDATE=1 draws the pictures of models/defaults/pictures anew, and prints figures for its README.md."""

import csv
import math
import os
import random
import re
import tempfile
import unittest
from pathlib import Path

from program import SOURCES, hotline, main

DEFAULTS = SOURCES / "models" / "defaults"
SETTINGS = DEFAULTS / "settings.toml"
PICTURES = {  # the horizon of the picture, and the default
    "desk": ("1min", "duty-desk"), "agency": ("1d", "agency-line"), "switchboard": ("1h", "paged-officer"),
    "liaison": ("4d", "liaison-office"), "office": ("1d", "office-phone"), "mobile": ("1h", "mobile"),
    "staff": ("1h", "staff-mobile"), "on-call": ("1h", "on-call-mobile"), "mailbox": ("4d", "mailbox"),
    "ticket-desk": ("2h", "watched-mailbox"), "campus": ("1d", "sms"), "alarm": ("1h", "app"),
}
MINUTE, HOUR = 60, 3600


def published():
    with open(DEFAULTS / "published.csv", newline="") as file:
        return {row["key"]: row["value"] for row in csv.DictReader(file)}


def probability_of_as_many(k, n, p):
    """Of exactly k successes in n trials."""
    return math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log1p(-p))


class DefaultsInTheSettingsOfTheirSources(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.published = published()
        cls.drills = {}
        for row in csv.DictReader(hotline("run", str(SETTINGS), "--format", "csv").stdout.splitlines()):
            time = float(row["first_answer"] or "inf")  # screened calls are answered, too
            cls.drills.setdefault(row["callee"], {}).setdefault(float(row["after"]), []).append(time)

    def figure(self, key):
        return float(self.published[key])

    def times(self, callee, after=0):
        return self.drills[callee][after]

    def share(self, callee, within, after=0):
        times = self.times(callee, after)
        return sum(time <= within for time in times) / len(times)

    def of_the_answered(self, callee, within):
        return self.share(callee, within) / self.share(callee, math.inf if within == math.inf else 4 * 24 * HOUR)

    def hold(self, share, k, n):
        """A share to k of n that a source has counted: not outside the central 95 % of what the sample would give. The
        simulation itself errs by less than a point."""
        below = sum(probability_of_as_many(i, n, share) for i in range(round(k) + 1))
        above = sum(probability_of_as_many(i, n, share) for i in range(round(k), n + 1))
        self.tell(f"of {n}", k, share * n)
        self.assertGreater(min(below, above), 0.025, f"{k} of {n}, but the default has {share:.3f}")

    def near(self, share, figure, points=2):
        """To a figure of a source that counted very many, or does not say how many: within the error of 4000 drills."""
        self.tell("share", round(figure, 4), share)
        self.assertAlmostEqual(share, figure, delta=points / 100)

    def tell(self, what, figure, default):
        if os.environ.get("HOTLINE_UPDATE"):
            print(f"{what}: {figure}; default {default:.4g}")

    def test_duty_desk_answers_as_soon_as_emergency_desks(self):
        self.near(self.of_the_answered("desk", 10), self.figure("emergency_desk.10s"))
        self.near(self.of_the_answered("desk", 20), self.figure("emergency_desk.20s"))

    def test_duty_desk_misses_as_many_of_eight_calls_as_agencies(self):
        missed = sum(math.inf in calls for calls in self.agencies("desk-of-an-agency")) / 4000
        self.hold(missed, self.figure("agency_2005.missed_one"), 19)

    def agencies(self, callee):
        """The times of the eight calls to an agency, of each drill."""
        return list(zip(*self.drills[callee].values()))

    def test_agency_line_gives_a_study_with_the_figures_of_the_study(self):
        agencies = self.agencies("agency")
        self.assertEqual((len(agencies), len(agencies[0])), (4000, 8))
        self.hold(sum(max(calls) <= 30 * MINUTE for calls in agencies) / 4000, self.figure("agency_2005.all_within_30min"), 19)
        self.hold(sum(math.inf in calls for calls in agencies) / 4000, self.figure("agency_2005.missed_one"), 19)
        luck = random.Random(1)
        studies = [luck.sample(agencies, 19) for _ in range(1000)]
        at = {after: place for place, after in enumerate(self.drills["agency"])}

        def reached(study, places):
            return [calls[place] / MINUTE for calls in study for place in places if calls[place] < math.inf]

        def mean(times):
            return sum(times) / len(times)

        told = {"mean": (range(8), mean), "mean_end_of_workday": ([at[7 * HOUR]], mean), "mean_evening": ([at[34 * HOUR]], mean),
                "mean_weekend": ([at[76 * HOUR]], mean), "maximum": (range(8), max)}
        for key, (places, of) in told.items():
            with self.subTest(key):
                figures = sorted(of(reached(study, places)) for study in studies)
                figure = self.figure("agency_2005." + key)
                self.assertLess(figures[25], figure)
                self.assertGreater(figures[974], figure)
                whole = of(reached(agencies, places))
                if of is mean:  # the law itself has the mean of the source, within the error of 4000 agencies
                    self.assertAlmostEqual(whole / figure, 1, delta=0.25)
                self.tell(f"agency_2005.{key}, 95 % of studies {figures[25]:.0f} to {figures[974]:.0f}", figure, whole)

    def test_paged_officer_calls_back_as_paged_doctors_do(self):
        paged = sorted(time for time in self.times("switchboard") if time < math.inf)
        self.hold(sum(time - 60 >= 15 * MINUTE for time in paged) / len(paged), 0.08 * 402, 402)
        # Half of them: the switchboard itself takes about half a minute.
        self.hold(sum(time - 27.5 <= 2 * MINUTE for time in paged) / len(paged), 201, 402)

    def test_liaison_office_answers_within_the_deadline_of_the_agreement(self):
        within = self.figure("military.reply") * HOUR
        self.assertEqual(self.share("liaison", within), self.share("liaison", math.inf) - self.times("liaison").count(math.inf) / 4000)
        self.assertGreater(self.share("liaison", within), 0.88)

    def test_office_phone_and_mobile_have_the_answer_seizure_ratio(self):
        for callee in ("office", "mobile"):
            with self.subTest(callee):
                self.near(self.share(callee, MINUTE), self.figure("call.answer_seizure"))

    def test_mobile_off_duty_is_answered_as_adults_say(self):
        self.near(self.share("private-mobile", MINUTE), self.figure("unknown_number.answer"))

    def test_staff_and_people_on_call_are_as_attentive_as_measured(self):
        # Those who are present, and find the telephone within the caller's patience: 91 % of a lognormal law of median 20 s
        # within 45 s. People on call answer 0.8 of the calls that they attend to.
        attentive = 0.91 * self.figure("attentive.hours") / 16
        self.near(self.share("staff", 50) / 0.97, attentive)
        self.near(self.share("on-call", 50) / 0.97, 0.8 * attentive)

    def test_mailbox_replies_as_people_reply_who_do(self):
        people = sum(time < math.inf for time in self.times("mailbox")) / 4000
        self.near(people, self.figure("sms.replied_18h") / 9979, points=4)  # some replies take more than four days
        replies = sum(time < math.inf for time in self.times("mailbox")) / 0.9625
        for within, share in ((self.figure("email.reply_median") * MINUTE, 0.5), (24 * HOUR, 0.9)):
            self.near(sum(time <= within for time in self.times("mailbox")) / replies, share, points=3)

    def test_mailbox_has_people_who_never_reply(self):
        second = self.times("mailbox", 30 * 24 * HOUR)
        replied = [time < math.inf for time in self.times("mailbox")]
        late = 0.05  # replies after four days
        self.assertLess(sum(time < math.inf for time, first in zip(second, replied) if not first) / replied.count(False), 2 * late)
        self.assertGreater(sum(time < math.inf for time, first in zip(second, replied) if first) / replied.count(True), 1 - 2 * late)

    def test_watched_mailbox_takes_ten_minutes_more_than_a_paged_doctor(self):
        answered = sorted(time for time in self.times("ticket-desk") if time < math.inf)
        self.assertGreaterEqual(answered[0], 10 * MINUTE)
        self.near(sum(time <= 12 * MINUTE for time in answered) / len(answered), 0.5, points=3)
        self.hold(sum(time >= 25 * MINUTE for time in answered) / len(answered), 0.08 * 402, 402)

    def test_sms_is_replied_to_as_on_the_campus(self):
        # The sample of the source is larger than that of the drills, so this error is theirs.
        for key, within in (("sms.replied_10min", 10 * MINUTE), ("sms.replied_18h", 395 * MINUTE)):
            with self.subTest(key):
                self.near(self.share("campus", within, after=85 * MINUTE), self.figure(key) / 9979)

    def test_staleness_is_that_of_directories_and_posts(self):
        self.near(self.share("telephone", 0), self.figure("directory.phone_works"))
        self.near(self.share("address", 0), self.figure("directory.email_works"))
        self.near(self.share("either", HOUR), self.figure("directory.either_works"))
        self.near(1 - self.share("post", 0), self.figure("turnover.civil_service"))
        self.near(self.share("senior-post", 0), math.exp(-1 / self.figure("turnover.senior_role")), points=3)

    def test_have_pictures_that_are_theirs(self):
        with tempfile.TemporaryDirectory() as folder:
            for callee, (horizon, name) in PICTURES.items():
                with self.subTest(name):
                    self.assertEqual(self.drawn(folder, callee, horizon), self.picture(folder, callee, horizon, name))
        pages = (DEFAULTS / "README.md").read_text()
        self.assertEqual(sorted(re.findall(r"\]\(pictures/(\S+)\.svg\)", pages)), sorted(name for _, name in PICTURES.values()))

    def drawn(self, folder, callee, horizon):
        scenario = Path(folder, callee + ".toml")
        scenario.write_text(f'extends = "{SETTINGS.resolve()}"\nhorizon = "{horizon}"\n[[case]]\ncaller = "study"\n'
                            f'callee = "{callee}"\nprotocol = "call"\n')
        hotline("report", str(scenario), "-n", "500", "--doubts", "60", "--out", folder + "/page.html", "--svg", folder)
        return Path(folder, f"doubts-study-{callee}.svg").read_text()

    def picture(self, folder, callee, horizon, name):
        file = DEFAULTS / "pictures" / (name + ".svg")
        if os.environ.get("HOTLINE_UPDATE"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(self.drawn(folder, callee, horizon))
        return file.read_text()


if __name__ == "__main__":
    main()
