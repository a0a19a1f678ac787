"""The body's skin as triangles, and the way from an anchor to a point of it and back."""

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop.atlas.cameras import Vector
from desktop.atlas.fields import PPM, Fields
from desktop.atlas.shape import Shape
from resources.terms import Anchor, BodyKind

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_HALF = PPM // 2
_SHORTEST = 1e-12
REFERENCE = "anatomical"
"""The pose in which sides and distances are taken."""
_GRID = np.array([[0, 0], [0, 1], [1, 1], [0, 3], [0, 2], [1, 2], [2, 3], [2, 2], [3, 2]])
_GRID_QUARTER, _GRID_CORNER = _GRID[:, 0], _GRID[:, 1]
"""Where the 3 x 3 corners of a base quad's quarters are found, row by row along v: the quarter and the corner of it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Many points of the skin: base quads and their parameters, 0 to 1."""

    base: Indices
    u: Floats
    v: Floats

    def __len__(self) -> int:
        return len(self.base)

    def __getitem__(self, which: Indices | Flags) -> "Places":
        return Places(self.base[which], self.u[which], self.v[which])

    @classmethod
    def joined(cls, parts: Sequence["Places"]) -> "Places":
        """Return all places of some parts."""
        base, u, v = (np.concatenate([getattr(part, name) for part in parts]) for name in ("base", "u", "v"))
        return cls(base, u, v)

    def toward(self, others: "Places", shares: Floats) -> "Places":
        """Return the places so far on the way (0 to 1) to others, each in the same base quad."""
        u, v = self.u + shares * (others.u - self.u), self.v + shares * (others.v - self.v)
        return Places(self.base, u, v)

    def anchor(self, number: int) -> Anchor:
        """Return one of them as an anchor."""
        return Anchor(int(self.base[number]), round(float(self.u[number]) * PPM), round(float(self.v[number]) * PPM))


class Surface:
    """The skin: base quads, each cut into four, each of those drawn as two triangles. Lengths are millimetres.

    Quad `4 * q + 2 * iy + ix` is a quarter of base quad q; its triangles are `2 * quad` (corners 0, 1, 2) and
    `2 * quad + 1` (corners 0, 2, 3). Poses move the corners, never what an anchor means.
    """

    def __init__(self, folder: Path, kind: BodyKind = BodyKind.NEUTRAL) -> None:
        """Read the shipped surface in the shape of a body; a pose is read when it is first asked for."""
        self._folder = folder
        self.shape = Shape(folder / kind)
        with np.load(folder / "surface.npz") as stored:
            quads: npt.NDArray[np.uint16] = stored["quads"]
            self.fields = Fields(stored["region_counts"], stored["regions"], stored["strengths"])
            self._twins: npt.NDArray[np.uint16] = stored["twins"]
            self._masks: npt.NDArray[np.uint8] = stored["masks"]
        self.quads: Indices = quads.astype(np.intp)
        corners = self.quads.take([0, 1, 2, 0, 2, 3], axis=1).reshape(-1, 3)
        # column by column: hit tests gather corners so, in half the time
        self.triangles: Indices = np.asarray(corners, order="F")

    def in_shape_of(self, kind: BodyKind) -> "Surface":
        """Return the same skin in the shape of another body; all but its corners is shared."""
        other = copy.copy(self)
        other.shape = Shape(self._folder / kind)
        return other

    @property
    def base_quads(self) -> int:
        """How many base quads there are."""
        return len(self.fields.counts)

    def tappable(self, view_number: int) -> Flags:
        """Return which base quads a view shows and takes taps on."""
        bits = np.unpackbits(self._masks[view_number], count=self.base_quads)
        return bits.astype(np.bool_)

    def vertices(self, pose: str) -> Singles:
        """Return all corners in a pose, mm."""
        return self.shape.corners(pose)

    def point(self, anchor: Anchor, pose: str = REFERENCE) -> Floats:
        """Return an anchor's place in a pose, mm."""
        triangle, weights = triangle_of(anchor)
        corners = self.vertices(pose)[self.triangles[triangle]].astype(np.float64)
        place: Floats = np.asarray(weights) @ corners
        return place

    def points(self, places: Places, pose: str = REFERENCE) -> Floats:
        """Return many places in a pose, mm."""
        triangles, u, v = _within(places)
        first = u >= v
        corners = self.vertices(pose)[self.triangles[triangles]].astype(np.float64)
        weights = np.where(first, (1 - u, u - v, v), (1 - v, u, v - u))
        found: Floats = np.einsum("wn,nwx->nx", weights, corners)
        return found

    def triangles_at(self, places: Places) -> Indices:
        """Return the triangles many places lie in."""
        return _within(places)[0]

    def directions(self, places: Places, pose: str = REFERENCE) -> Floats:
        """Return the skin's outward direction at many places in a pose, of length 1, smooth within a base quad."""
        grid = self.vertices(pose)[self.corner_numbers(places.base)].astype(np.float64)
        across, down = _tents(places.u), _tents(places.v)
        steps_u, steps_v = np.diff(grid, axis=2), np.diff(grid, axis=1)
        along_u = np.einsum("nj,ni,njix->nx", down, _pair(places.u), steps_u)
        along_v = np.einsum("nj,ni,njix->nx", _pair(places.v), across, steps_v)
        outward = np.cross(along_u, along_v)
        unit: Floats = outward / np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), _SHORTEST)
        return unit

    def direction(self, anchor: Anchor, pose: str = REFERENCE) -> Vector:
        """Return the direction of `directions` at one anchor, in plain numbers: quicker than arrays of one."""
        rows = self.vertices(pose)[self.corner_numbers(np.array([anchor.quad]))[0]].tolist()
        u, v = anchor.u_ppm / PPM, anchor.v_ppm / PPM
        across, down, pair_u, pair_v = _tent(u), _tent(v), (1 - u, u), (1 - v, v)
        along_u = [
            sum(down[j] * pair_u[i] * (rows[j][i + 1][axis] - rows[j][i][axis]) for j in range(3) for i in range(2))
            for axis in range(3)
        ]
        along_v = [
            sum(pair_v[j] * across[i] * (rows[j + 1][i][axis] - rows[j][i][axis]) for j in range(2) for i in range(3))
            for axis in range(3)
        ]
        return _unit_normal(along_u, along_v)

    def label(self, anchor: Anchor) -> int:
        """Return the number of the region at an anchor."""
        return self.fields.label(anchor)

    def labels_at(self, places: Places) -> Indices:
        """Return the numbers of the regions at many places, those of their anchors."""
        u_ppm, v_ppm = (np.rint(each * PPM).astype(np.intp) for each in (places.u, places.v))
        return self.fields.labels(places.base, u_ppm, v_ppm)

    def labels_among(self, triangles: Indices, second: Floats, third: Floats) -> set[int]:
        """Return the numbers of the regions at the weights of some triangles (-1: none): quicker for a few near ones.

        A quad is looked into only if it has a region that was not found yet.
        """
        inside: dict[int, list[tuple[int, float, float]]] = {}
        for each in zip(triangles.tolist(), second.tolist(), third.tolist(), strict=True):
            inside.setdefault(each[0] >> 3, []).append(each)
        inside.pop(-1, None)
        found: set[int] = set()
        for quad, points in inside.items():
            if not self.fields.regions_of(quad) <= found:
                found |= self.fields.labels_in(quad, [anchor_in(*each) for each in points])
        return found

    def corners(self, base: Indices, pose: str) -> Singles:
        """Return the 3 x 3 corners of the quarters of some base quads, row by row along v, in a pose, mm."""
        return self.vertices(pose)[self.corner_numbers(base)]

    def mirrored(self, anchor: Anchor) -> Anchor:
        """Return the same place on the other side of the body, exactly: mirrored twice it is the anchor itself."""
        quad, turn = divmod(int(self._twins[anchor.quad]), 4)
        u, v = anchor.u_ppm, anchor.v_ppm
        return Anchor(quad, *((v, u), (PPM - u, v), (PPM - v, PPM - u), (u, PPM - v))[turn])

    def corner_numbers(self, base: Indices) -> Indices:
        """Return which vertices the corners of `corners` are."""
        corners: Indices = self.quads[4 * base[:, None] + _GRID_QUARTER, _GRID_CORNER]
        return corners.reshape(-1, 3, 3)


def quarter(anchor: Anchor) -> tuple[int, float, float]:
    """Return the quad an anchor lies in and its parameters there, 0 to 1."""
    right, upper = int(anchor.u_ppm >= _HALF), int(anchor.v_ppm >= _HALF)
    quad = 4 * anchor.quad + 2 * upper + right
    return quad, (anchor.u_ppm - right * _HALF) / _HALF, (anchor.v_ppm - upper * _HALF) / _HALF


def triangle_of(anchor: Anchor) -> tuple[int, tuple[float, float, float]]:
    """Return the triangle an anchor lies in and the weights of that triangle's corners."""
    quad, u, v = quarter(anchor)
    if u >= v:
        return 2 * quad, (1 - u, u - v, v)
    return 2 * quad + 1, (1 - v, u, v - u)


def anchor_in(triangle: int, second: float, third: float) -> Anchor:
    """Return the anchor at a triangle's weights of its second and third corner.

    Rounding never leaves the triangle: its borders lie on whole millionths.
    """
    u, v = (second, second + third) if triangle & 1 else (second + third, third)
    quad = triangle >> 1
    u_ppm, v_ppm = round(min(max(u, 0.0), 1.0) * _HALF), round(min(max(v, 0.0), 1.0) * _HALF)
    return Anchor(quad >> 2, u_ppm + (quad & 1) * _HALF, v_ppm + (quad >> 1 & 1) * _HALF)


def places_in(triangles: Indices, second: Floats, third: Floats) -> Places:
    """Return what `anchor_in` says of many triangles and their weights, as places."""
    lower = (triangles & 1).astype(np.bool_)
    u, v = np.where(lower, second, second + third), np.where(lower, second + third, third)
    quad = triangles >> 1
    right, upper = quad & 1, quad >> 1 & 1
    return Places(quad >> 2, (np.clip(u, 0.0, 1.0) + right) / 2, (np.clip(v, 0.0, 1.0) + upper) / 2)


def _within(places: Places) -> tuple[Indices, Floats, Floats]:
    """Return the triangles many places lie in, and their parameters in the quad of each, 0 to 1."""
    right, upper = places.u >= 0.5, places.v >= 0.5
    u, v = 2 * places.u - right, 2 * places.v - upper
    triangles: Indices = 2 * (4 * places.base + 2 * upper + right) + (u < v)
    return triangles, u, v


def _tents(at: Floats) -> Floats:
    """Return the weights of three points at 0, 1/2 and 1."""
    return np.stack([np.maximum(1 - 2 * at, 0), 1 - np.abs(2 * at - 1), np.maximum(2 * at - 1, 0)], 1)


def _tent(at: float) -> tuple[float, float, float]:
    return max(1 - 2 * at, 0.0), 1 - abs(2 * at - 1), max(2 * at - 1, 0.0)


def _unit_normal(a: Sequence[float], b: Sequence[float]) -> Vector:
    """Return the direction square to two others, of length 1."""
    x, y, z = a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    length = max(math.hypot(x, y, z), _SHORTEST)
    return x / length, y / length, z / length


def _pair(at: Floats) -> Floats:
    return np.stack([1 - at, at], 1)
