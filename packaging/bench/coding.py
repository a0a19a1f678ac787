"""The coding rules: how long the lines of a visit take, and how long many visits take on the command line."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from desktop.coding.lines import Entry
from desktop.coding.rules import code
from resources.codebook import load_codebook
from resources.terms import Category, Method, Side

DAY = date(2026, 11, 23)
MIXED: tuple[tuple[str, str, float | None, str], ...] = (
    ("premalignant", "forehead", None, "L57.0"),
    ("premalignant", "temple", None, "L57.0"),
    ("premalignant", "nose", None, "L57.0"),
    ("premalignant", "cheek", None, "L57.0"),
    ("premalignant", "ear", None, "L57.0"),
    ("premalignant", "scalp", None, "L57.0"),
    ("premalignant", "hand_dorsal", None, "L57.0"),
    ("premalignant", "forearm", None, "L57.0"),
    ("benign", "sole", None, "B07.0"),
    ("benign", "knee", None, "B07.8"),
    ("benign", "chest", None, "L82.0"),
    ("malignant", "lower_leg", 15.0, "C44.722"),
    ("malignant", "back", 11.0, "C44.519"),
    ("biopsy_tangential", "shoulder", None, "D49.2"),
    ("biopsy_punch", "neck", None, "D49.2"),
    ("shave", "upper_arm", 8.0, "D23.62"),
    ("skin_tag", "axilla", None, "L91.8"),
)
"""17 lesions of six families: category, region, diameter in mm, diagnosis."""
_LESIONS_OF_A_VISIT = 4


def lines(rounds: int) -> list[float]:
    """Work out the lines of 17 mixed lesions, the tables being loaded."""
    book = load_codebook(DAY)
    entries = tuple(_entry(number, *each) for number, each in enumerate(MIXED, start=1))
    code(entries, DAY, book)
    return [_timed(partial(code, entries, DAY, book)) for _ in range(rounds)]


def visits(folder: Path, count: int, runs: int) -> list[float]:
    """Code visits of four lesions on the command line, from the start of the process to its end."""
    file = folder / "visits.jsonl"
    lesions = cycle(MIXED)
    asked = [_visit(number, islice(lesions, _LESIONS_OF_A_VISIT)) for number in range(count)]
    file.write_text("\n".join(asked), encoding="utf-8")
    command = [sys.executable, "-m", "desktop", "code", str(file)]
    # Python's compiled files are kept, as once installed
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = partial(subprocess.run, command, env=variables, stdout=subprocess.DEVNULL, check=True)
    return [_timed(run) for _ in range(runs)]


def _entry(number: int, category: str, region: str, diameter_mm: float | None, diagnosis: str) -> Entry:
    return Entry(
        key=str(number),
        category=Category(category),
        region=region,
        side=Side.LEFT if number % 2 else Side.RIGHT,
        diameter_mm=diameter_mm,
        methods=(Method.CRYOTHERAPY,),
        diagnoses=(diagnosis,),
        lesion=f"lesion {number}",
        label=str(number),
    )


def _visit(number: int, lesions: "islice[tuple[str, str, float | None, str]]") -> str:
    found = [
        {"category": category, "region": region, "diameter_mm": diameter_mm, "diagnosis": diagnosis, "side": "left"}
        for category, region, diameter_mm, diagnosis in lesions
    ]
    return json.dumps({"id": number, "date_of_service": DAY.isoformat(), "lesions": found})


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
