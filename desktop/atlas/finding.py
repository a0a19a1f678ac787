"""Finding a lesion again: two landmarks whose distances along the skin cross on it, read off the neutral body."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np

from desktop.atlas.directions import frame_of
from desktop.atlas.landmarks import load_landmarks
from desktop.atlas.lines import Line, lines
from desktop.atlas.measures import MIDLINE, approx_words, is_paired, joined, landmark_table, rounded, step_mm
from desktop.atlas.surface import Floats, Surface
from desktop.atlas.ways import Way, Ways
from desktop.atlas.zones import others, ranks
from resources.regions import Regions
from resources.terms import Anchor, Side

_CANDIDATES = 8
"""So many landmarks are tried in pairs, the preferred and nearest ones."""
_DOUBT = 12.0
"""How far the straight line to a landmark may lead astray from the way along the skin, degrees, before it is walked."""
_AHEAD = 1 / 3
"""A way's direction is that to its first third: less than that follows every unevenness of the skin."""
_LESION_SHARE = 2 / 3
"""How much the skin at the lesion, against that at the landmark, decides which directions can be told."""
_TAPE_MM = 5.0
_RIGHT_ANGLE = 90.0
_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where a lesion lies, seen from a landmark: rounded distance along the skin and direction to the lesion.

    `at` is the landmark's point on the skin, for a line the nearest one. `toward` leads along the skin from the lesion
    to it, of length 1, in the reference pose; that of a lesion on the right is mirrored to the left.
    """

    landmark: str
    side: Side
    mm: int
    direction: str
    at: Anchor
    toward: tuple[float, float, float]

    @property
    def words(self) -> str:
        """The distance in words; always ``approx.``, since nobody measured it."""
        return approx_words(self.landmark, self.side, self.mm, self.direction)


@dataclass(frozen=True, slots=True)
class Finding:
    """What to measure to find a lesion again.

    `bearings` are two landmarks, or one where no second helps. `weak` says that their directions do not cross at 45 to
    135 degrees, `warn` that none crosses at 30 at least. `choices` are the landmarks one may take instead.
    """

    bearings: tuple[Bearing, ...]
    angle: float | None
    weak: bool
    warn: bool
    choices: tuple[str, ...]

    @property
    def words(self) -> str:
        """The distances in one line."""
        return joined(each.words for each in self.bearings)


@dataclass(slots=True)
class _Lesion:
    """A lesion as it lies on the patient's left: one of the right is mirrored, so that all is worked out once.

    `at` keeps the points of landmarks and `walked` their bearings, once they were asked for.
    """

    anchor: Anchor
    place: Floats
    outward: Floats
    region: str
    side: Side
    central: bool
    at: dict[str, Anchor | None] = field(default_factory=dict)
    walked: dict[str, Bearing | None] = field(default_factory=dict)


class Finder:
    """Proposes landmarks. Distances are those of the neutral body in the reference pose."""

    def __init__(self, surface: Surface, ways: Ways, regions: Regions) -> None:
        self._surface = surface
        self._ways = ways
        self._regions = regions

    def find(self, anchor: Anchor, region: str, side: Side, avoid: Collection[str] = ()) -> Finding:
        """Return two landmarks for a lesion, the preferred and nearest ones that cross well (20 to 150 ms).

        `avoid` are landmarks that are taken only where no others cross.
        """
        lesion = self._lesion(anchor, region, side)
        choices = self._candidates(lesion, avoid)
        if lesion.central:
            return self._on_the_midline(lesion, choices)
        for pair in self._pairs(lesion, choices[:_CANDIDATES]):
            first, second = (self._walked(lesion, each) for each in sorted(pair, key=self._lines.__contains__))
            angle = angle_between(first.toward, second.toward) if first and second else None
            if first and second and angle is not None and crosses_well(angle):
                return Finding((first, second), angle, weak=False, warn=False, choices=choices)
        return self._weak(lesion, choices)

    def bearing(self, anchor: Anchor, region: str, side: Side, landmark: str) -> Bearing | None:
        """Return where a lesion lies seen from one landmark; None where no way leads there (10 to 60 ms)."""
        return self._bearing(self._lesion(anchor, region, side), landmark, landmark_table()["pair"]["most_mm"])

    def _lesion(self, anchor: Anchor, region: str, side: Side) -> _Lesion:
        sided = side if side in _OTHER else Side.LEFT if self._surface.point(anchor)[0] >= 0 else Side.RIGHT
        here = self._surface.mirrored(anchor) if sided is Side.RIGHT else anchor
        place, outward = self._surface.point(here), np.array(self._surface.direction(here))
        return _Lesion(here, place, outward, region, sided, central=side not in _OTHER)

    # which landmarks
    def _candidates(self, lesion: _Lesion, avoid: Collection[str]) -> tuple[str, ...]:
        """Return the landmarks for a lesion: preferred before others, near ones before far ones, lines only beside."""
        pair = landmark_table()["pair"]
        ranked = ranks(self._regions, lesion.region)
        found: list[tuple[tuple[bool, bool, bool, int, float], str]] = []
        for landmark in (*ranked, *others(self._regions, lesion.region)):
            at = self._at(lesion, landmark)
            if at is None or (lesion.central and landmark in self._lines):
                continue
            away = math.dist(self._surface.point(at), lesion.place)
            rank = ranked.get(landmark, len(ranked))
            if away > (pair["most_mm"] if landmark in ranked else pair["beside_mm"]):
                continue
            paired_last = lesion.central and is_paired(landmark)
            found.append(((landmark in avoid, paired_last, away > pair["far_mm"], rank, away), landmark))
        return tuple(landmark for _, landmark in sorted(found))

    def _pairs(self, lesion: _Lesion, landmarks: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the pairs that may cross well, judged by straight lines, the first ones first."""
        straight = {each: self._straight(lesion, each) for each in landmarks}
        order = sorted(combinations(range(len(landmarks)), 2), key=lambda pair: (sum(pair), pair))
        least = landmark_table()["pair"]["least_angle"] - _DOUBT
        for first, second in order:
            one, other = landmarks[first], landmarks[second]
            if sharpness(angle_between(straight[one], straight[other])) >= least:
                yield one, other

    def _weak(self, lesion: _Lesion, choices: tuple[str, ...]) -> Finding:
        """Return the preferred landmark with its direction, and the one that crosses it least badly, if at all."""
        first = next((bearing for each in choices if (bearing := self._walked(lesion, each))), None)
        if first is None:
            return Finding((), None, weak=True, warn=True, choices=choices)
        rest = [each for each in choices[:_CANDIDATES] if each != first.landmark]
        rest.sort(key=lambda each: -sharpness(angle_between(self._straight(lesion, each), first.toward)))
        second = next((bearing for each in rest if (bearing := self._walked(lesion, each))), None)
        angle = angle_between(first.toward, second.toward) if second else None
        if second is None or angle is None or sharpness(angle) < landmark_table()["pair"]["warn_angle"]:
            return Finding((first,), angle, weak=True, warn=True, choices=choices)
        return Finding((first, second), angle, weak=not crosses_well(angle), warn=False, choices=choices)

    def _on_the_midline(self, lesion: _Lesion, choices: tuple[str, ...]) -> Finding:
        """Return one landmark of the midline: the phrase says already that the lesion lies there too."""
        first = next((bearing for each in choices if (bearing := self._walked(lesion, each))), None)
        settled = first is not None and not is_paired(first.landmark)
        return Finding((first,) if first else (), None, weak=not settled, warn=not settled, choices=choices)

    # one landmark
    def _walked(self, lesion: _Lesion, landmark: str) -> Bearing | None:
        """Return the bearing a tape can take: no way round something that it would lie across."""
        if landmark not in lesion.walked:
            at = self._at(lesion, landmark)
            straight = math.dist(self._surface.point(at), lesion.place) if at is not None else 0.0
            most = landmark_table()["pair"]["most_round"] * straight + _TAPE_MM
            lesion.walked[landmark] = self._bearing(lesion, landmark, most)
        return lesion.walked[landmark]

    def _bearing(self, lesion: _Lesion, landmark: str, most_mm: float) -> Bearing | None:
        at = self._at(lesion, landmark)
        way = self._ways.way(lesion.anchor, at, most_mm) if at is not None else None
        if at is None or way is None:
            return None
        side = lesion.side if is_paired(landmark) else Side.UNSIDED
        mm = rounded(way.mm, step_mm(self._regions, lesion.region))
        x, y, z = _along_skin(_ahead(way), lesion.outward).tolist()
        return Bearing(
            landmark=landmark,
            side=side,
            mm=mm,
            direction=self._direction(lesion, landmark, at),
            at=self._surface.mirrored(at) if lesion.side is Side.RIGHT else at,
            toward=(x, y, z),
        )

    def _direction(self, lesion: _Lesion, landmark: str, at: Anchor) -> str:
        """Return in which direction the lesion lies from a point of a landmark."""
        sides = (lesion.side.value, _OTHER[lesion.side].value)
        if landmark == MIDLINE:
            return sides[0]
        if landmark in self._lines:
            line = self._lines[landmark]
            return line.words[0] if (lesion.place - line.origin) @ line.across >= 0 else line.words[1]
        outward = _LESION_SHARE * lesion.outward + (1 - _LESION_SHARE) * np.array(self._surface.direction(at))
        outward /= np.linalg.norm(outward)
        frame = frame_of(self._regions, lesion.region, self._middle)
        way = lesion.place - self._surface.point(at)
        return frame.direction(way, outward, None if is_paired(landmark) else sides)

    def _at(self, lesion: _Lesion, landmark: str) -> Anchor | None:
        """Return a landmark's point on the patient's left, of a line the nearest one; None where a line is far off."""
        if landmark not in lesion.at:
            line = self._lines.get(landmark)
            most = landmark_table()["pair"]["beside_mm"]
            found = line.foot(self._surface, lesion.place, most) if line else load_landmarks().get(landmark)
            lesion.at[landmark] = found
        return lesion.at[landmark]

    def _straight(self, lesion: _Lesion, landmark: str) -> Floats:
        at = self._at(lesion, landmark)
        away = self._surface.point(at) - lesion.place if at is not None else lesion.outward
        return _along_skin(away, lesion.outward)

    @cached_property
    def _lines(self) -> Mapping[str, Line]:
        return lines(self._middle)

    def _middle(self, landmarks: Sequence[str]) -> Floats:
        middle: Floats = np.mean([self._surface.point(load_landmarks()[each]) for each in landmarks], axis=0)
        return middle


def rms_mm(angle: float) -> float:
    """Return how well a place is known from two distances that cross at some degrees, mm (root mean square).

    Each distance is taken to be 3 mm wrong (anatomy rules, section 3).
    """
    each: float = landmark_table()["pair"]["each_error_mm"]
    return each * math.sqrt(2) / math.sin(math.radians(angle))


def avoided_in_women() -> frozenset[str]:
    """Return the landmarks that are not measured from in women while there are others."""
    return frozenset(landmark_table()["avoid"]["women"])


def crosses_well(angle: float) -> bool:
    """Say whether directions that differ by some degrees find a place well: between 45 and 135."""
    least: float = landmark_table()["pair"]["least_angle"]
    return sharpness(angle) >= least


def angle_between(one: Iterable[float], other: Iterable[float]) -> float:
    """Return the angle between two directions of length 1, degrees."""
    turned = sum(a * b for a, b in zip(one, other, strict=True))
    return math.degrees(math.acos(min(max(turned, -1.0), 1.0)))


def sharpness(angle: float) -> float:
    """Return how sharply two lines cross that meet at some degrees: 90 is best, on either side of it is alike."""
    return _RIGHT_ANGLE - abs(_RIGHT_ANGLE - angle)


def _ahead(way: Way) -> Floats:
    """Return the straight line from a way's beginning to the end of its first third."""
    begin, left = np.array(way.points[0]), way.mm * _AHEAD
    for here, there in zip(way.points, way.points[1:], strict=False):
        step = math.dist(here, there)
        if step >= left and step:
            ahead: Floats = np.array(here) + (np.array(there) - np.array(here)) * left / step - begin
            return ahead
        left -= step
    whole: Floats = np.array(way.points[-1]) - begin
    return whole


def _along_skin(way: Floats, outward: Floats) -> Floats:
    """Return a direction laid flat on skin that looks outward, of length 1."""
    flat = way - (way @ outward) * outward
    unit: Floats = flat / max(float(np.linalg.norm(flat)), 1e-9)
    return unit
