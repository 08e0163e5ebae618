"""What the SimPy models of this folder read from a scenario: its tables, and its laws as functions that draw."""

import math
import random
import tomllib

UNITS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
DAYS = {day: number for number, day in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])}
YEAR = 365 * 86400.0


def merged(base, over):
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        if both and "law" not in value and "law" not in base[key] and key != "start":
            base[key] = merged(base[key], value)
        else:
            base[key] = value
    return base


def best(value):
    """The value without its doubt."""
    if isinstance(value, list):
        return [best(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "one_of" in value:
        return best(value["one_of"][0])
    return value["best"] if "best" in value else {key: best(part) for key, part in value.items()}


def load(path):
    data = best(tomllib.loads(path.read_text()))
    if "extends" in data:
        data = merged(load(path.parent / data.pop("extends")), data)
    return data


def seconds(text):
    total, number, unit = 0.0, "", ""
    for letter in text + "0":
        if letter.isdigit() or letter == ".":
            if unit:
                total += float(number) * UNITS[unit]
                number, unit = "", ""
            number += letter
        else:
            unit += letter
    return total


def law(value):
    """A function that draws a duration."""
    if value is None:
        return lambda: 0.0
    if isinstance(value, str):
        fixed = seconds(value)
        return lambda: fixed
    if value["law"] == "lognormal":
        mu = math.log(seconds(value["median"]))
        sigma = value.get("sigma") or math.log(seconds(value["p95"]) / seconds(value["median"])) / 1.6448536269514722
        return lambda: random.lognormvariate(mu, sigma)
    if value["law"] == "loglogistic":
        median, shape, least = seconds(value["median"]), value["shape"], seconds(value.get("at_least", "0s"))
        odds = lambda share: share / (1 - share)
        return lambda: max(least, median * odds(random.random()) ** (1 / shape))
    if value["law"] == "uniform":
        first, last = seconds(value["min"]), seconds(value["max"])
        return lambda: random.uniform(first, last)
    rate = 1 / seconds(value["mean"])
    return lambda: random.expovariate(rate)


class Duty:
    """How somebody responds in one state of duty."""

    def __init__(self, model):
        self.answer, self.latency = model["answer"], law(model.get("latency"))
        self.from_shift = model.get("from") == "next-shift"
        call_back = model.get("call_back", {"probability": 0})
        self.call_back, self.delay = call_back["probability"], law(call_back.get("delay"))
        self.back_from_shift = call_back.get("from") == "next-shift"


class Response:
    def __init__(self, model):
        self.present = model.get("present", 1)
        self.spell = seconds(model["spell"]) if "spell" in model else 0
        self.screened = model.get("screened", 0)
        states = (("on_duty", True), ("off_duty", False))
        self.duty = {on: Duty(model.get(key, {"answer": 0})) for key, on in states}
        self.by_hours = {True: [], False: []}
        for when in model.get("when", []):
            begin, end = (int(h) * 3600 + int(m) * 60 for h, m in (t.split(":") for t in when.get("hours", "0:0-24:0").split("-")))
            for key, on in states:
                if key in when:
                    self.by_hours[on].append((begin, end, Duty(when[key])))

    def at(self, on, within):
        """The response in that state of duty, `within` seconds after midnight."""
        for begin, end, duty in self.by_hours[on]:
            if begin <= within < end or (end < begin and (within >= begin or within < end)):
                return duty
        return self.duty[on]


class Channel:
    def __init__(self, model, stalenesses):
        self.call = model["kind"] == "call"
        self.set_up = law(model.get("set_up"))
        self.patience = seconds(model.get("patience", "60s" if self.call else "15min"))
        self.staleness = stalenesses[model["staleness"]]["per_year"] if "staleness" in model else 0
        self.told = model.get("stale", "told" if self.call else "silent") == "told"
