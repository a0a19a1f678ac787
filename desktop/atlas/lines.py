"""Lines on the skin that a lesion is measured square to: the midline, the middle of the forearm's back, the shin."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.atlas.directions import Middle
from desktop.atlas.fields import PPM
from desktop.atlas.measures import MIDLINE, landmark_table
from desktop.atlas.surface import REFERENCE, Floats, Indices, Surface
from resources.terms import Anchor

_HALF = PPM // 2
_CORNERS = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
_ASIDE_MM = 0.02
"""The plane is moved by so little that it never runs along edges of the skin."""
_NO_LENGTH = 1e-9


@dataclass(frozen=True, slots=True)
class Line:
    """Where a plane meets the skin, on the patient's left: all points `facing` sees from `origin`.

    `across` is the plane's normal, toward the first of `words`. The midline has no side and faces everywhere.
    """

    key: str
    origin: Floats
    across: Floats
    facing: Floats
    words: tuple[str, str]

    def foot(self, surface: Surface, place: Floats, most_mm: float) -> Anchor | None:
        """Return the line's nearest point to a place (mm, reference pose); None beyond some mm straight through."""
        corners = surface.vertices(REFERENCE)[surface.quads]
        near = np.flatnonzero((np.abs(corners[:, 0] - place.astype(np.float32)) <= most_mm).all(1))
        begins, ends, quads = self._pieces(corners[near].astype(np.float64))
        points = [_within(corners[near[quads]], each) for each in (begins, ends)]
        along = points[1] - points[0]
        square = np.maximum((along**2).sum(1), _NO_LENGTH)
        share = np.clip(((place - points[0]) * along).sum(1) / square, 0.0, 1.0)[:, None]
        found = points[0] + share * along
        away = np.linalg.norm(found - place, axis=1)
        away[(found - self.origin) @ self.facing < 0] = np.inf
        if not len(away) or away.min() > most_mm:
            return None
        nearest = int(away.argmin())
        u, v = (begins + share * (ends - begins))[nearest].tolist()
        return _anchor(int(near[quads[nearest]]), u, v)

    def _pieces(self, corners: Floats) -> tuple[Floats, Floats, Indices]:
        """Return where the plane cuts quads: parameters in the quad at both ends of each cut, and which quad it is."""
        beside = (corners - self.origin) @ self.across - _ASIDE_MM
        after = np.roll(beside, -1, axis=1)
        cut = (beside < 0) != (after < 0)
        twice = np.flatnonzero(cut.sum(1) == 2)
        quad, edge = np.nonzero(cut[twice])
        rows = twice[quad]
        share = beside[rows, edge] / (beside[rows, edge] - after[rows, edge])
        crossings = _CORNERS[edge] + share[:, None] * (_CORNERS[(edge + 1) % 4] - _CORNERS[edge])
        return crossings[0::2], crossings[1::2], twice


def lines(middle: Middle) -> dict[str, Line]:
    """Return all lines by key."""
    return {key: _line(key, middle) for key in landmark_table()["line"]}


def _line(key: str, middle: Middle) -> Line:
    row = landmark_table()["line"][key]
    words = row["words"][0], row["words"][1]
    if key == MIDLINE:
        return Line(key, np.zeros(3), np.array([1.0, 0.0, 0.0]), np.zeros(3), words)
    origin = middle(row["through"])
    along = _unit(middle(row["to"]) - origin)
    begin, end = row["across"]
    across = middle(end) - middle(begin)
    begin, end = row["facing"]
    facing = middle(end) - middle(begin)
    facing = _unit(facing - (facing @ along) * along)
    across = across - (across @ along) * along
    return Line(key, origin, _unit(across - (across @ facing) * facing), facing, words)


def _within(corners: npt.NDArray[np.floating], parameters: Floats) -> Floats:
    """Return the points at parameters of quads, 0 to 1."""
    u, v = parameters[:, :1], parameters[:, 1:]
    first, second, third, fourth = corners.astype(np.float64).transpose(1, 0, 2)
    found: Floats = (1 - u) * (1 - v) * first + u * (1 - v) * second + u * v * third + (1 - u) * v * fourth
    return found


def _unit(vector: Floats) -> Floats:
    unit: Floats = vector / np.linalg.norm(vector)
    return unit


def _anchor(quad: int, u: float, v: float) -> Anchor:
    """Return the anchor at parameters of a quad, 0 to 1."""
    u_ppm, v_ppm = (round(min(max(each, 0.0), 1.0) * _HALF) for each in (u, v))
    return Anchor(quad >> 2, u_ppm + (quad & 1) * _HALF, v_ppm + (quad >> 1 & 1) * _HALF)
