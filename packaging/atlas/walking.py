"""Walks along the skin: so many mm from a landmark in a direction of anatomy, as a finger with a tape would go."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from desktop.atlas.surface import REFERENCE, Floats, Indices, Surface, anchor_in, triangle_of
from desktop.atlas.views import Vector
from resources.terms import Anchor

_STEP_MM = 1.0
_ARRIVED_MM = 0.3
_LEAST_MM = 1e-3
_LEAST_PROGRESS = 0.05
"""A step that gets no further than this share of its length is not along the skin any more."""
_DIRECTIONS: Mapping[str, tuple[float, float, float]] = {
    "superior": (0, 1, 0),
    "inferior": (0, -1, 0),
    "anterior": (0, 0, 1),
    "posterior": (0, 0, -1),
    "lateral": (1, 0, 0),
    "medial": (-1, 0, 0),
}
"""Where the words of anatomy point to on the patient's left: x to the left, y up, z to the front."""
_LEG = re.compile(r"(?P<length>[\d.]+) (?P<unit>mm|%) (?:(?P<word>[a-z]+)|toward (?P<goal>[a-z0-9_]+))")


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a walk: a length in mm or a share of the way to its goal, and a direction's word or a landmark."""

    length: float
    share: bool
    toward: str


def legs(offset: str) -> tuple[Leg, ...]:
    """Return the legs of an offset such as "8 mm superior, 3 mm lateral" or "50 % toward tragus"; none for nothing.

    Raises ValueError for what it can't read.
    """
    return tuple(_leg(part.strip()) for part in offset.split(",") if part.strip())


class Walker:
    """Walks on the neutral body in reference pose, on the patient's left unless mirrored.

    At each step of a millimetre the direction is laid onto the skin under the foot, and the foot onto the nearest
    skin that hangs together with where it stood: a walk never leaps from lip to lip or from the ear to the head.
    """

    def __init__(self, surface: Surface, landmarks: Mapping[str, Anchor]) -> None:
        self._surface = surface
        self._landmarks = landmarks
        self._corners: Floats = surface.vertices(REFERENCE).astype(np.float64)
        self._triangles: Indices = surface.triangles
        self._around = _around(self._triangles)
        self._near: dict[int, Indices] = {}

    def end(self, landmark: str, offset: str, *, mirrored: bool = False) -> Anchor:
        """Return where a walk ends. Raises KeyError for an unknown landmark, ValueError for a walk that leaves skin."""
        triangle, weights = triangle_of(self._start(landmark, mirrored=mirrored))
        foot = np.asarray(weights) @ self._corners[self._triangles[triangle]]
        for leg in legs(offset):
            triangle, foot = self._walked(triangle, foot, leg, mirrored=mirrored)
        second, third = _weights(self._corners[self._triangles[triangle]], foot)
        return anchor_in(triangle, second, third)

    def across(self, start: Anchor, way: Vector, length: float) -> Anchor:
        """Return where a walk of so many mm from an anchor in a direction of the body ends."""
        triangle, weights = triangle_of(start)
        foot = np.asarray(weights) @ self._corners[self._triangles[triangle]]
        triangle, foot = list(self._steps(triangle, foot, np.asarray(way), None, length))[-1]
        second, third = _weights(self._corners[self._triangles[triangle]], foot)
        return anchor_in(triangle, second, third)

    def _start(self, landmark: str, *, mirrored: bool) -> Anchor:
        anchor = self._landmarks[landmark]
        return self._surface.mirrored(anchor) if mirrored else anchor

    def _walked(self, triangle: int, foot: Floats, leg: Leg, *, mirrored: bool) -> tuple[int, Floats]:
        if leg.toward in _DIRECTIONS:
            way = np.array(_DIRECTIONS[leg.toward]) * ([-1, 1, 1] if mirrored else [1, 1, 1])
            return list(self._steps(triangle, foot, way, None, leg.length))[-1]
        goal = self._surface.point(self._start(leg.toward, mirrored=mirrored))
        if not leg.share:
            return list(self._steps(triangle, foot, None, goal, leg.length))[-1]
        trail = list(self._steps(triangle, foot, None, goal, np.inf))
        return trail[round(leg.length / 100 * (len(trail) - 1))]

    def _steps(
        self, triangle: int, foot: Floats, way: Floats | None, goal: Floats | None, length: float
    ) -> Iterator[tuple[int, Floats]]:
        """Yield each footstep, the first one included, until the length is walked or the goal is reached."""
        yield triangle, foot
        walked, left = 0.0, _away(goal, foot)
        while walked < length - _LEAST_MM and left > _ARRIVED_MM:
            step = min(_STEP_MM, length - walked, left)
            ahead = _unit(goal - foot) if goal is not None else np.asarray(way, np.float64)
            triangle, there = self._nearest(triangle, foot + step * self._along(triangle, ahead))
            progress = float((there - foot) @ ahead) if goal is None else left - _away(goal, there)
            if progress < _LEAST_PROGRESS * step:
                raise ValueError(f"the walk does not get on after {walked:.1f} mm")
            walked += min(float(np.linalg.norm(there - foot)), step)
            foot, left = there, _away(goal, there)
            yield triangle, foot

    def _along(self, triangle: int, way: Floats) -> Floats:
        first, second, third = self._corners[self._triangles[triangle]]
        outward = _unit(np.cross(second - first, third - first))
        return _unit(way - outward * (way @ outward))

    def _nearest(self, triangle: int, place: Floats) -> tuple[int, Floats]:
        """Return the skin nearest to a place among the triangles around one."""
        near = self._triangles_near(triangle)
        feet = _feet(self._corners[self._triangles[near]], place)
        best = int(np.linalg.norm(feet - place, axis=1).argmin())
        return int(near[best]), feet[best]

    def _triangles_near(self, triangle: int) -> Indices:
        if triangle not in self._near:
            self._near[triangle] = np.concatenate([self._around[each] for each in self._triangles[triangle]])
        return self._near[triangle]


def _leg(text: str) -> Leg:
    found = _LEG.fullmatch(text)
    if found is None or (found["word"] is not None and found["word"] not in _DIRECTIONS):
        raise ValueError(f"not a part of an offset: {text!r}")
    share = found["unit"] == "%"
    if share and found["goal"] is None:
        raise ValueError(f"a share needs a goal: {text!r}")
    return Leg(float(found["length"]), share, found["word"] or found["goal"])


def _away(goal: Floats | None, foot: Floats) -> float:
    return float(np.linalg.norm(goal - foot)) if goal is not None else float("inf")


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12))


def _around(triangles: Indices) -> list[Indices]:
    """Return for each corner the triangles that meet there."""
    corners = triangles.ravel()
    order = np.argsort(corners, kind="stable")
    starts = np.searchsorted(corners[order], np.arange(corners.max() + 2))
    return [order[begin:end] // 3 for begin, end in pairwise(starts.tolist())]


def _feet(corners: Floats, place: Floats) -> Floats:
    """Return the point of each triangle that is nearest to a place."""
    feet = [_on_segment(corners[:, each], corners[:, (each + 1) % 3], place) for each in range(3)]
    first, to_second, to_third = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    normal = np.cross(to_second, to_third)
    square = np.maximum((normal**2).sum(1), 1e-18)
    away = place - first
    second = (np.cross(away, to_third) * normal).sum(1) / square
    third = (np.cross(to_second, away) * normal).sum(1) / square
    inside = (second >= 0) & (third >= 0) & (second + third <= 1)
    plane = first + second[:, None] * to_second + third[:, None] * to_third
    candidates = np.stack([np.where(inside[:, None], plane, np.inf), *feet])
    best = np.linalg.norm(candidates - place, axis=2).argmin(0)
    return np.asarray(candidates[best, np.arange(len(corners))])


def _on_segment(begin: Floats, end: Floats, place: Floats) -> Floats:
    along = end - begin
    share = ((place - begin) * along).sum(1) / np.maximum((along**2).sum(1), 1e-18)
    return np.asarray(begin + np.clip(share, 0, 1)[:, None] * along)


def _weights(corners: Floats, foot: Floats) -> tuple[float, float]:
    """Return the weights of a triangle's second and third corner at a point of it."""
    first, to_second, to_third = corners[0], corners[1] - corners[0], corners[2] - corners[0]
    normal = np.cross(to_second, to_third)
    square = max(float(normal @ normal), 1e-18)
    away = foot - first
    second = float(np.cross(away, to_third) @ normal) / square
    third = float(np.cross(to_second, away) @ normal) / square
    return max(second, 0.0), max(third, 0.0)
