"""Anatomical directions: in which one of its part of the body a lesion lies, seen from a landmark."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from desktop.atlas.measures import landmark_table
from desktop.atlas.surface import Floats
from resources.regions import Regions

_DIAGONAL = 0.577
"""Two directions are said where the lesser is at least so much of the greater: between 30 and 60 degrees."""
_ALIKE = 0.7
"""Directions that lie so much the same way on the skin (cosine) say the same: on a cheek lateral and posterior."""
_NO_LENGTH = 1e-6

Middle = Callable[[Sequence[str]], Floats]
"""Returns the middle of some landmarks on the patient's left, mm, reference pose."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The directions of a part of the body on the patient's left, mm of the reference pose, each of length 1.

    `words` are the two of each axis; the first lies toward its vector.
    """

    words: tuple[tuple[str, str], ...]
    vectors: Floats

    def direction(self, way: Floats, outward: Floats, middle: Sequence[str] | None = None) -> str:
        """Return in which direction a way leads over skin that looks outward, in one or two anatomical words.

        Both are of the patient's left or mirrored to it; `outward` is of length 1. Seen from the midline there is no
        lateral: `middle` are the patient's sides that way and the other.
        """
        flat = self.vectors - (self.vectors @ outward)[:, None] * outward
        seen = np.linalg.norm(flat, axis=1)
        shares = self.vectors @ way
        # an axis that sticks out of the skin says little about where on it a lesion lies
        weights = np.abs(shares) * seen
        first = int(weights.argmax())
        if weights[first] < _NO_LENGTH:
            return ""
        alike = np.abs(flat @ flat[first]) > _ALIKE * seen * seen[first]
        second = int(np.where(alike, -1.0, weights).argmax())
        said = {first, second} if weights[second] >= _DIAGONAL * weights[first] and not alike[second] else {first}
        return _together([self._word(axis, shares[axis] >= 0, middle) for axis in sorted(said)])

    def _word(self, axis: int, ahead: bool, middle: Sequence[str] | None) -> str:  # noqa: FBT001 - a sign
        words = self.words[axis]
        if middle is not None and "lateral" in words:
            words = (middle[0], middle[1])
        return words[0] if ahead else words[1]


def frame_of(regions: Regions, region: str, middle: Middle) -> Frame:
    """Return the directions of the part of the body a region belongs to."""
    name = next(_frame_names()[each] for each in regions.path(region) if each in _frame_names())
    axes = landmark_table()["frame"][name]["axes"]
    vectors: list[Floats] = []
    for axis in axes:
        vector = _vector(axis, middle)
        for before in vectors:
            vector = vector - (vector @ before) * before
        vectors.append(vector / np.linalg.norm(vector))
    return Frame(tuple((axis["words"][0], axis["words"][1]) for axis in axes), np.array(vectors))


def direction_words(regions: Regions, region: str) -> tuple[str, ...]:
    """Return every single direction that may be said in a region's part of the body."""
    name = next(_frame_names()[each] for each in regions.path(region) if each in _frame_names())
    return tuple(word for axis in landmark_table()["frame"][name]["axes"] for word in axis["words"])


def _vector(axis: Mapping[str, Any], middle: Middle) -> Floats:
    if "toward" in axis:
        return np.array(axis["toward"], float)
    begin, end = axis["between"]
    return middle(end) - middle(begin)


def _together(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    compound: Mapping[str, str] = landmark_table()["compound"]
    form: str = landmark_table()["form"]["both"]
    first, second = words
    in_one = compound.get(f"{first} {second}") or compound.get(f"{second} {first}")
    return in_one or form.format(first=first, second=second)


@cache
def _frame_names() -> Mapping[str, str]:
    frames = landmark_table()["frame"]
    return {region: name for name, frame in frames.items() for region in frame["under"]}
