"""Distances from landmarks in words: ``3 cm inferior to left lateral canthus``; approx. where nobody measured."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from resources import files
from resources.regions import Regions
from resources.terms import Placement, Side

MIDLINE = "midline"
"""The line that a distance to the middle is measured from, square to it."""
LEAST_MM, MOST_MM = 1, 2000
"""What can be a distance along the skin of one person."""
_MM_PER_CM = 10


class NotADistance(ValueError):  # noqa: N818 - says what is wrong with what was typed, like the store's errors
    """What was typed is not a distance. `reason` is ``empty``, ``letters``, ``small`` or ``large``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@cache
def landmark_table() -> Mapping[str, Any]:
    """Return the shipped table of landmarks, read once."""
    return tomllib.loads(files.read_text("body/landmarks.toml"))


@cache
def landmark_names() -> Mapping[str, str]:
    """Return the names of all landmarks and lines by id, without a side."""
    table = landmark_table()
    lines = {key: line["name"] for key, line in table["line"].items()}
    return {**table["midline"], **table["paired"], **lines}


def is_paired(landmark: str) -> bool:
    """Say whether a landmark is there on both sides, so that it is named with its side."""
    return landmark in landmark_table()["paired"] or (landmark in landmark_table()["line"] and landmark != MIDLINE)


def landmark_words(landmark: str, side: Side) -> str:
    """Return a landmark in words: ``left tragus``, ``C7``. One of a later table is said by its id."""
    name = landmark_names().get(landmark, landmark.replace("_", " "))
    if side not in (Side.LEFT, Side.RIGHT):
        return name
    form: str = landmark_table()["form"]["sided"]
    return form.format(side=side.value, landmark=name)


def distance_words(mm: int) -> str:
    """Return a distance as it is said: ``8 mm``, ``2.8 cm``, ``12 cm``."""
    form = landmark_table()["form"]
    if mm < _MM_PER_CM:
        return str(form["mm"].format(mm=mm))
    whole, tenths = divmod(mm, _MM_PER_CM)
    return str(form["cm"].format(cm=f"{whole}.{tenths}" if tenths else whole))


def measure_words(landmark: str, side: Side, mm: int, direction: str) -> str:
    """Return where a lesion lies, seen from a landmark, as it was measured on the patient."""
    form = landmark_table()["form"]
    last = direction.rsplit(maxsplit=1)[-1] if direction else ""
    shape = form["of"] if last in form["of_words"] else form["to"] if direction else form["from"]
    return str(shape.format(distance=distance_words(mm), direction=direction, landmark=landmark_words(landmark, side)))


def approx_words(landmark: str, side: Side, mm: int, direction: str) -> str:
    """Return the same as it was read off the figure, which says so: no figure is this patient."""
    form: str = landmark_table()["form"]["approx"]
    return form.format(measure=measure_words(landmark, side, mm, direction))


def joined(measures: Iterable[str]) -> str:
    """Return several distances of one lesion in one line."""
    between: str = landmark_table()["form"]["between"]
    return between.join(measures)


def step_mm(regions: Regions, region: str) -> int:
    """Return what distances to a region are rounded to, mm: 1 on face, ear and hand, 5 elsewhere."""
    rounding = landmark_table()["rounding"]
    fine = any(regions.under(region, each) for each in rounding["fine_under"])
    return int(rounding["fine_mm"] if fine else rounding["usual_mm"])


def rounded(mm: float, step: int) -> int:
    """Return a distance in whole steps, at least one."""
    return max(step, step * round(mm / step))


def typed_mm(text: str) -> int:
    """Return what was typed in cm (``3``, ``3,5``, ``0.8 cm``) as mm. Raises NotADistance."""
    said = text.strip().lower().removesuffix("cm").strip().replace(",", ".")
    if not said:
        raise NotADistance("empty")
    try:
        mm = float(said) * _MM_PER_CM
    except ValueError:
        raise NotADistance("letters") from None
    if not mm >= LEAST_MM:
        raise NotADistance("small")
    if mm > MOST_MM:
        raise NotADistance("large")
    return round(mm)


def no_distances(regions: Regions, region: str, placement: Placement, *, current: bool, anchored: bool) -> str:
    """Return why nothing can be read off the figure about a mark; empty if it can.

    `current` says whether its place belongs to this program's body surface, `anchored` whether it has a point on it.
    """
    why: Mapping[str, str] = landmark_table()["none"]
    if placement is Placement.OFF_SURFACE:
        return why["off_surface"]
    if not current:
        return why["older"]
    if placement is Placement.BY_NAME or not anchored:
        return why["by_name"]
    return "" if regions.get(region).is_leaf else why["coarse"]
