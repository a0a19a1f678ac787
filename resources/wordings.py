"""Dermtally's own words about codes: reasons, warnings, labels."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from resources import files


class Wordings:
    """Dermtally's own words about codes."""

    def __init__(self, texts: Mapping[str, str], labels: Mapping[str, str], months: Sequence[str], notice: str) -> None:
        """`labels` are the names of codes, categories and methods."""
        self._texts = texts
        self._labels = labels
        self._months = months
        self.notice = notice

    def text(self, key: str, **fields: object) -> str:
        """Return a reason or warning with its fields filled in; KeyError for an unknown key or a field left out."""
        return self._texts[key].format(**fields)

    def label(self, of: str) -> str:
        """Return our own label of a code, a category or a method; the word itself where there is none."""
        return self._labels.get(of, of)

    def day(self, day: date) -> str:
        """Return a day as it is said in a reason: ``15 Nov``. English on every computer."""
        return f"{day.day} {self._months[day.month - 1]}"


@cache
def load_wordings() -> Wordings:
    """Return the words, read once."""
    table = tomllib.loads(files.read_text("codes/wordings.toml"))
    labels = tomllib.loads(files.read_text("codes/labels.toml"))
    named = {**labels["codes"], **labels["categories"], **labels["methods"]}
    return Wordings(table["text"], named, table["months"], table["notice"])
