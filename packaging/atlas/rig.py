"""The bones of the body: which vertices follow them, and how they are turned into a pose."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from atlas.mesh import SKIN
from atlas.wheel import Wheel
from desktop.atlas.surface import Floats, Indices, Singles

_RIG = "rigs/standard/rig.default.json"
_WEIGHTS = "rigs/standard/weights.default.json"
_GROUPS = "mesh_metadata/basemesh_vertex_groups.json"


class Rig:
    """The bones at rest. Left ones end in `.L`, right ones in `.R`."""

    def __init__(self, wheel: Wheel) -> None:
        bones = wheel.table(_RIG)
        self._bones = _as_table(bones.get("bones", bones))
        self._groups = wheel.table(_GROUPS)
        self.names = self._parents_first()
        self.index = {name: number for number, name in enumerate(self.names)}
        self._weight_rows = _as_table(wheel.table(_WEIGHTS)["weights"])

    @cached_property
    def weights(self) -> Singles:
        """How much each vertex of the skin follows each bone; rows add up to 1."""
        weights = np.zeros((SKIN, len(self.names)), np.float32)
        for name, number in self.index.items():
            rows = np.array(self._weight_rows.get(name, []), np.float64).reshape(-1, 2)
            rows = rows[rows[:, 0] < SKIN]
            weights[rows[:, 0].astype(np.intp), number] = rows[:, 1]
        total = weights.sum(1, keepdims=True)
        return np.asarray(weights / np.where(total == 0, 1, total), np.float32)

    def below(self, root: str) -> list[int]:
        """Return the numbers of a bone and of all that hang on it."""
        found = {root}
        for name in self.names:
            if self._parent(name) in found:
                found.add(name)
        return [self.index[name] for name in self.names if name in found]

    def joints(self, vertices: Floats) -> tuple[Floats, Floats]:
        """Return where the bones of a shape begin and end; they follow the shape."""
        ends = [[self._point(self._bone(name)[end], vertices) for name in self.names] for end in ("head", "tail")]
        return np.array(ends[0]), np.array(ends[1])

    def _bone(self, name: str) -> Mapping[str, object]:
        return _as_table(self._bones[name])

    def _parent(self, name: str) -> str:
        return str(self._bone(name)["parent"] or "")

    def _parents_first(self) -> Sequence[str]:
        names = [name for name in self._bones if not self._parent(name)]
        for name in names:
            names.extend(each for each in self._bones if self._parent(each) == name)  # grows while it is walked
        return names

    def _point(self, place: object, vertices: Floats) -> Floats:
        spec = _as_table(place)
        if spec["strategy"] == "CUBE":
            ranges = self._groups[str(spec["cube_name"])]
            rows = np.concatenate([np.arange(first, last + 1) for first, last in np.asarray(ranges)])
        else:
            rows = np.ravel(np.asarray(spec["vertex_index" if spec["strategy"] == "VERTEX" else "vertex_indices"]))
        return np.asarray(vertices[rows].mean(0))


class Posing:
    """A body whose bones are turned one after the other; each turn takes along all that hangs on the bone."""

    def __init__(self, rig: Rig, vertices: Floats) -> None:
        self._rig = rig
        self._vertices = vertices[:SKIN]
        self._heads, self._tails = rig.joints(vertices)
        self._moved = np.repeat(np.eye(4)[None], len(rig.names), 0)

    def head(self, bone: str) -> Floats:
        """Return where a bone begins now."""
        return np.asarray(self._heads[self._rig.index[bone]])

    def tail(self, bone: str) -> Floats:
        """Return where a bone ends now."""
        return np.asarray(self._tails[self._rig.index[bone]])

    def joints(self) -> Mapping[str, tuple[Floats, Floats]]:
        """Return where each bone begins and ends now."""
        return {name: (self._heads[number], self._tails[number]) for name, number in self._rig.index.items()}

    def turn(self, bone: str, axis: Floats, degrees: float) -> None:
        """Turn a bone about its beginning."""
        rotation, pivot = rotation_about(axis, degrees), self.head(bone)
        step = np.eye(4)
        step[:3, :3], step[:3, 3] = rotation, pivot - rotation @ pivot
        parts: Indices = np.array(self._rig.below(bone))
        self._moved[parts] = step @ self._moved[parts]
        for ends in (self._heads, self._tails):
            ends[parts] = ends[parts] @ rotation.T + step[:3, 3]

    def aim(self, bone: str, line: tuple[Floats, Floats], toward: Floats, share: float = 1.0) -> None:
        """Turn a bone so that the line between two points that move with it goes a share of the way to a direction."""
        now, wanted = unit(line[1] - line[0]), unit(toward)
        axis = np.cross(now, wanted)
        size = float(np.linalg.norm(axis))
        if size > 1e-9:
            self.turn(bone, axis, float(np.degrees(np.arctan2(size, now @ wanted))) * share)

    def skin(self) -> tuple[Floats, Floats]:
        """Return the skin as it follows the bones, and the matrix (3 x 3) by which each vertex was turned."""
        blended = np.einsum("vb,bij->vij", self._rig.weights, self._moved[:, :3])
        points = np.concatenate([self._vertices, np.ones((SKIN, 1))], 1)
        return np.einsum("vij,vj->vi", blended, points), blended[:, :, :3]


def unit(vector: Floats) -> Floats:
    """Return a vector of length 1."""
    return vector / np.linalg.norm(vector)


def rotation_about(axis: Floats, degrees: float) -> Floats:
    """Return the matrix that turns about an axis."""
    x, y, z = unit(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)


def _as_table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"not a table: {value!r}")
    return value
