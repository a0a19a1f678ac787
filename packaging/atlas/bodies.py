"""The authored bodies: which shapes of the mesh are blended into each, and how they differ in colour."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resources.terms import BodyKind

_TABLE = Path(__file__).with_name("bodies.toml")
_RACES = ("african", "asian", "caucasian")
_SIDES = ("left", "right")
_BUILD = "averagemuscle-averageweight"
_LIDS_CLOSED = {f"expression/units/{race}/eye-{side}-closure": 1 / 3 for race in _RACES for side in _SIDES}
EARS_FOLDED: Mapping[str, float] = {
    f"ears/{side}-ear-{part}-incr": weight for side in "lr" for part, weight in (("wing", 1.0), ("flap", 0.6))
}
"""The shares of the shapes that fold both ears forward, for the look behind them."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one body is made: the shares of the shapes that are blended, by their names."""

    targets: Mapping[str, float]
    areola: bool
    turns: bool


@cache
def recipe(kind: BodyKind) -> Recipe:
    """Return how a body is made."""
    row = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[kind]
    sexes, age = row["sexes"], row["age"]
    people = {f"macrodetails/{race}-{sex}-{age}": 1 / len(sexes) / len(_RACES) for race in _RACES for sex in sexes}
    builds = {f"macrodetails/universal-{sex}-{age}-{_BUILD}": 1 / len(sexes) for sex in sexes}
    shares = {name: float(share) for name, share in row["targets"].items()}
    return Recipe({**people, **builds, **_LIDS_CLOSED, **shares}, bool(row["areola"]), bool(row["turns"]))
