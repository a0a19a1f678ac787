"""The words of the summary: how dates, lists, labels and diagnoses are written. The texts lie in resources/notes."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache

from resources import files
from resources.codebook import Codebook, Wordings, load_wordings
from resources.terms import Category, Method, Placement, Side

_Table = Mapping[str, str]

_JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling of names in several scripts."""


class Words:
    """The shipped wordings of the summary. A key that is not there raises KeyError: it is a slip of the program."""

    def __init__(self, texts: Mapping[str, str], tables: Mapping[str, _Table], code_words: Wordings) -> None:
        """`code_words` are the words of the code rules, which the summary shares."""
        self._texts = texts
        self._tables = tables
        self._code_words = code_words
        self.notice = code_words.notice

    def text(self, key: str) -> str:
        """Return a text that stands by itself: ``draft``, ``demo`` ..."""
        return self._texts[key]

    def title(self, key: str) -> str:
        """Return a heading or the name of a fact."""
        return self._tables["title"][key]

    def column(self, key: str) -> str:
        """Return the head of a table's column."""
        return self._tables["column"][key]

    def sheet(self) -> dict[str, str]:
        """Return the words the template of the printed summary places by itself."""
        return dict(self._tables["sheet"])

    def phrase(self, key: str, **fields: object) -> str:
        """Return a phrase with its fields filled in literally."""
        return self._tables["phrase"][key].format(**fields)

    def asked(self, key: str) -> str:
        """Return what must be answered about a lesion."""
        return self._tables["asked"][key]

    def open_item(self, key: str, otherwise: str) -> str:
        """Return what the summary says of one of the ten items that is open."""
        return self._tables["open"].get(key, otherwise)

    def side(self, side: Side) -> str:
        """Return a side in full; empty for a region that has none."""
        return self._tables["side"][side.value]

    def category(self, category: Category) -> str:
        """Return what was done, in words."""
        return self._code_words.label(category.value)

    def method(self, method: Method) -> str:
        """Return a method in words."""
        return self._code_words.label(method.value)

    def methods(self, methods: Iterable[Method]) -> str:
        """Return the methods of one treatment in words: ``curettement and cryotherapy``."""
        return self.text("and").join(self.method(each) for each in methods)

    def placed(self, placement: Placement) -> str:
        """Return how a mark got its place."""
        return self._tables["placed"][placement.value]

    def diagnosis(self, code: str) -> str:
        """Return a diagnosis with our own short label: ``L57.0 actinic keratosis``; the bare code if it has none."""
        label = self._tables["diagnosis"].get(code, "")
        return f"{code} {label}" if label else code

    def place_of_service(self, code: str) -> str:
        """Return a place of service with its short label: ``11 (office)``."""
        label = self._tables["place_of_service"].get(code, "")
        return f"{code} ({label})" if label else code

    def day(self, when: date) -> str:
        """Return a date as read in the clinic: ``23 Nov 2026``, whatever the computer's language."""
        return f"{self._code_words.day(when)} {when.year}"

    def moment(self, when: datetime) -> str:
        """Return a time with its zone, as in a signature: ``23 Nov 2026, 10:58 -05:00``. `when` is aware."""
        return f"{self.day(when)}, {when:%H:%M} {when.isoformat()[-len('-05:00') :]}"

    def span(self, first: datetime, last: datetime) -> str:
        """Return from when to when, to the minute: ``23 Nov 2026, 10:31 to 10:49``."""
        begin, end = f"{self.day(first)}, {first:%H:%M}", f"{self.day(last)}, {last:%H:%M}"
        if begin == end:
            return begin
        return self.phrase("span", first=begin, last=f"{last:%H:%M}" if first.date() == last.date() else end)

    def code(self, code: str) -> str:
        """Return our own label of a code; empty if it has none."""
        label = self._code_words.label(code)
        return "" if label == code else label


@cache
def words() -> Words:
    """Return the shipped words, read once."""
    table = tomllib.loads(files.read_text("notes/note.toml"))
    texts = {key: value for key, value in table.items() if isinstance(value, str)}
    tables = {key: value for key, value in table.items() if isinstance(value, dict)}
    return Words(texts, tables, load_wordings())


def runs(labels: Iterable[str]) -> str:
    """Return labels with runs of numbers closed up, in ASCII: ``1-17, 19, A``. Letters keep their order, behind."""
    distinct = dict.fromkeys(labels)
    numbers = sorted(int(each) for each in distinct if each.isdecimal())
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    parts = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    return ", ".join([*parts, *(each for each in distinct if not each.isdecimal())])


def one_line(text: str) -> str:
    """Return a text on one line, otherwise literally: nothing a person typed can begin a line of its own in a note."""
    return " ".join("".join(each if each.isprintable() or each in _JOINERS else " " for each in text).split())


def editions(book: Codebook) -> tuple[str, ...]:
    """Return the editions of the rules in words: ``rules 2024``, ``code pairs 2024 Q3``, ``limits 2026 Q4``."""
    w = words()
    names = {"rules": book.rules.name, "pairs": book.pairs.name, "limits": book.limits.name}
    return tuple(w.phrase(key, name=name) for key, name in names.items())
