"""How Python's csv reads random texts. Writes a line of JSON for each: the text, its separator, its records, and whether
Python refuses what follows them. Called with the number of texts."""

import csv
import io
import json
import random
import sys

PIECES = ["a", "b", "é", " ", ",", ",", ";", ";", "\t", "\t", '"', '"', '"', '""', "\n", "\n", "\r\n"]


def random_text(luck):
    """Pieces that matter to a reader. No space follows a quote: we skip it, Python does not."""
    text = "".join(luck.choices(PIECES, k=luck.randrange(1, 30)))
    while '" ' in text or '"\t' in text:
        text = text.replace('" ', '"').replace('"\t', '";')
    return text


def written_table(luck, separator):
    """A table of random fields, as a spreadsheet might write it."""
    out = io.StringIO(newline="")
    quoting = luck.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=luck.choice(["\n", "\r\n"]))
    columns = luck.randrange(1, 6)
    for _ in range(luck.randrange(1, 8)):
        writer.writerow(["".join(luck.choices("ab éß,;\t\"\n", k=luck.randrange(6))) for _ in range(columns)])
    return out.getvalue()


def read(text, separator):
    records, refused = [], False
    # Spaces before a field do not count. A tab is a space unless it is the separator.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    try:
        for record in reader:
            records.append([field.replace("\r\n", "\n").strip(" \t\n") for field in record or [""]])
    except csv.Error:
        refused = True
    return records, refused


def main():
    luck = random.Random(1)
    for _ in range(int(sys.argv[1])):
        separator = luck.choice(",;\t")
        text = random_text(luck) if luck.random() < 0.6 else written_table(luck, separator)
        if separator != "\t":
            text = text.replace("\t", "t")
        records, refused = read(text, separator)
        print(json.dumps({"text": text, "separator": separator, "records": records, "refused": refused}))


if __name__ == "__main__":
    main()
