"""Ambient occlusion: how much of the sky each bit of skin sees, from depth pictures taken from many directions."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from atlas.mesh import evened, normals, triangles_of
from atlas.raster import Faces, project
from atlas.subdivision import Levels
from desktop.atlas.cameras import Camera, Vector
from desktop.atlas.surface import Flags, Floats, Indices, Singles

_LEVEL = 1
_DIRECTIONS = 128
_PIXELS = 700
_LEAST_FACING = 0.02
_EVENED = 2
"""So many times the result is evened out over the skin: what is left of the steps between the directions."""


class Sky:
    """Occlusion of one body, kept in a folder once it was worked out."""

    def __init__(self, levels: Levels, mirror: Indices, folder: Path) -> None:
        self._levels = levels
        self._mirror = levels.mirror(mirror, _LEVEL)
        self._folder = folder

    def seen(self, skin: Floats, parts: Sequence[Flags], hiding: Flags, level: int) -> Floats:
        """Return the share of the sky that each vertex of a level sees, 0 to 1.

        `skin` and `parts` are of the base mesh's vertices. Each part is looked at by itself, the last one counts.
        Only the base quads `hiding` hide the sky.
        """
        key = hashlib.sha256(np.float32(skin).tobytes() + np.array(parts).tobytes() + hiding.tobytes()).hexdigest()
        kept = self._folder / f"sky_{key[:16]}_{_DIRECTIONS}.npy"
        if not kept.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(f".{os.getpid()}.npy")
            np.save(unfinished, self._worked_out(skin, parts, hiding))
            unfinished.replace(kept)
        return np.clip(self._levels.refine(np.load(kept)[:, None], level, _LEVEL)[:, 0], 0, 1)

    def _worked_out(self, skin: Floats, parts: Sequence[Flags], hiding: Flags) -> Floats:
        points = self._levels.limit(skin, _LEVEL)
        quads = self._levels.quads(_LEVEL)
        outward = normals(points, quads)
        hiding_triangles = triangles_of(quads[np.repeat(hiding, 4**_LEVEL)])
        seen = np.ones(len(points))
        for part in parts:
            inside = self._levels.refine(part.astype(np.float64)[:, None], _LEVEL)[:, 0] > 0.5
            seen[inside] = _visibility(points, outward, inside, hiding_triangles)
        both_sides = (seen + seen[self._mirror]) / 2
        return evened(both_sides, self._levels.edges(_LEVEL), _EVENED)


def _visibility(points: Floats, outward: Floats, inside: Flags, triangles: Indices) -> Floats:
    numbers = np.flatnonzero(inside)
    low, high = points[inside].min(0), points[inside].max(0)
    span = float(np.linalg.norm(high - low)) * 1.1
    lit, total = np.zeros(len(numbers)), np.zeros(len(numbers))
    for direction in _directions(_DIRECTIONS):
        camera = _camera((low + high) / 2, direction, span)
        screen = project(points, camera)
        _, depth = Faces(screen, triangles, _PIXELS, _PIXELS).drawn(0, _PIXELS)
        facing = outward[numbers] @ direction
        turned = np.flatnonzero(facing > _LEAST_FACING)
        # as many px as the skin may slope within the few that are looked at
        slack = span / _PIXELS * (1 + 1.5 / np.maximum(facing[turned], 0.15))
        visible = screen[numbers[turned], 2] >= _least_around(depth, screen[numbers[turned]]) - slack
        lit[turned] += facing[turned] * visible
        total[turned] += facing[turned]
    return lit / np.maximum(total, 1e-9)


def _least_around(depth: Singles, at: Floats) -> Floats:
    """Return the farthest depth among a pixel and its four neighbours."""
    column, row = at[:, 0].astype(np.intp), at[:, 1].astype(np.intp)
    steps = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    last = _PIXELS - 1
    around = [
        depth[np.clip(row + down, 0, last) * _PIXELS + np.clip(column + across, 0, last)] for across, down in steps
    ]
    return np.asarray(np.min(around, axis=0))


def _directions(count: int) -> Floats:
    """Return directions spread evenly over the sphere, by the golden angle."""
    step = np.arange(count) + 0.5
    polar, around = np.arccos(1 - 2 * step / count), np.pi * (1 + 5**0.5) * step
    return np.stack([np.cos(around) * np.sin(polar), np.cos(polar), np.sin(around) * np.sin(polar)], 1)


def _camera(centre: Floats, toward: Floats, span: float) -> Camera:
    helper = np.array([0.0, 1.0, 0.0]) if abs(toward[1]) < 0.9 else np.array([0.0, 0.0, 1.0])
    up = helper - toward * (helper @ toward)
    up = up / np.linalg.norm(up)
    middle, right, above, forward = (_vector(each) for each in (centre, np.cross(up, toward), up, toward))
    return Camera(middle, right, above, forward, _PIXELS / span, _PIXELS, _PIXELS)


def _vector(values: Floats) -> Vector:
    x, y, z = values.tolist()
    return x, y, z
