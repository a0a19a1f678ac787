"""No text of the codes' owner is anywhere: beside a code's number stand our own labels, and only in their file."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from resources.codebook import load_codebook

ROOT = Path(__file__).parents[2]
ROOMS = ("db", "desktop", "packaging", "resources", "tests")
TEXTS = {".csv", ".jsonl", ".json", ".md", ".py", ".toml", ".tsv", ".txt", ".typ", ".xml", ".yaml", ".yml", ".html"}
LABELS = Path("resources/codes/labels.toml")
WORKED_CASES = Path("tests/data/coding_cases.jsonl")
"""Its questions, answers and sources are sentences of our own about codes."""

CODES = "|".join(sorted(load_codebook(date(2026, 11, 23)).limit))
ACTS = "avulsion|biopsy|debridement|destruction|excision|injection|paring|photodynamic|removal|shaving"
NUMBER = rf"(?<![\w.])(?:{CODES})(?![\w.])"
FIELD = r"(?:[\"']?\w+[\"']?\s*[:=]\s*)?"
FOLLOWED_BY_A_NAME = re.compile(
    rf"{NUMBER}[\"'`]?\s*[:=,;|\t-]+\s*{FIELD}[\"'`]?(?:[A-Z][a-z]+[\w/-]*)(?:[ ,;(]+[A-Za-z][\w/-]*){{1,}}"
)
FOLLOWED_BY_AN_ACT = re.compile(rf"{NUMBER}[^\w\n]{{1,6}}{FIELD}[\"'`]?(?i:{ACTS})\b(?:[ ,;(]+[A-Za-z][\w/-]*){{1,}}")


def named(text: str) -> Iterator[str]:
    """Yield every place where prose follows a code's number."""
    for pattern in (FOLLOWED_BY_A_NAME, FOLLOWED_BY_AN_ACT):
        yield from (found.group(0) for found in pattern.finditer(text))


def written() -> Iterator[Path]:
    rooms = [each for room in ROOMS for each in (ROOT / room).rglob("*")]
    for path in (*rooms, *ROOT.iterdir()):
        if path.suffix in TEXTS and path.is_file() and "body" not in path.parts and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT)


@pytest.mark.parametrize(
    "text",
    [
        '17000 = "Some words about it"',
        "17004: Fifteen of these or more",
        '{"code": "11102", "descriptor": "Something said of samples"}',
        "11200,Little things on the neck",
        "| 17110 | Up to fourteen of those |",
        "17340\tCold on the face",
        "17260 - destruction of some lesion",
        "'96567': 'photodynamic act by staff'",
    ],
)
def test_prose_beside_a_number_is_found(text: str) -> None:
    assert list(named(text))


@pytest.mark.parametrize(
    "text",
    [
        "5 premalignant lesions: 17000 for the first, 17003 for the other 4.",
        '("17000", 1, ("59",)), ("17003", 4, ("59",))',
        "17262: the usual limit for one day is 6",
        "pair 17110 / 17000, table 2024 Q3",
    ],
)
def test_reasons_and_lines_are_no_such_prose(text: str) -> None:
    assert not list(named(text))


def test_the_labels_are_prose_beside_numbers() -> None:
    assert len(list(named((ROOT / LABELS).read_text(encoding="utf-8")))) > 30


def test_no_other_file_puts_prose_beside_a_number() -> None:
    own = {LABELS, WORKED_CASES, Path(__file__).relative_to(ROOT)}

    found = {
        str(path): texts
        for path in written()
        if path not in own and (texts := list(named((ROOT / path).read_text(encoding="utf-8", errors="replace"))))
    }

    assert found == {}
