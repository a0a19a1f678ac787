"""The skin in anatomical position, vertex by vertex: what the rules of the regions ask about it, and their answer."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from atlas.figure import Figure
from atlas.geodesic import UNREACHED
from atlas.mesh import normals
from atlas.rig import unit
from atlas.tints import Tints
from desktop.atlas.surface import Flags, Floats, Indices, Singles

LEVEL = 2
"""Regions are told apart at this level of subdivision."""


class SkinMap:
    """All vertices of the level. Limbs are always the patient's left ones: the right half is made by mirroring."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self._tints = Tints(figure, LEVEL)
        self.quads = figure.levels.quads(LEVEL)
        self.edges = figure.levels.edges(LEVEL)
        self.points = self.in_pose("anatomical")
        self.outward = normals(self.points, self.quads)
        self.left: Flags = self.points[:, 0] > 0

    def in_pose(self, pose: str) -> Floats:
        """Return the vertices in a pose."""
        return self._figure.levels.refine(self._figure.skin(pose), LEVEL)

    def follows(self, *roots: str) -> Floats:
        """Return how much each vertex follows some bones with all that hangs on them."""
        return self._figure.weight_at(LEVEL, *roots)

    def joint(self, bone: str) -> Floats:
        """Return where a bone begins."""
        return self._figure.joints[bone][0]

    def tip(self, bone: str) -> Floats:
        """Return where a bone ends."""
        return self._figure.joints[bone][1]

    def tinted(self, mask: str) -> Floats:
        """Return the shade of one of the mesh's own masks at each vertex."""
        return self._tints.mask_of_vertices(mask)

    def within(self, some: Flags, reach: float) -> Flags:
        """Return the vertices no farther than a reach (dm) from some others."""
        low, high = self.points[some].min(0) - reach, self.points[some].max(0) + reach
        near = np.flatnonzero(((self.points >= low) & (self.points <= high)).all(1))
        inside = np.zeros(len(self.points), np.bool_)
        inside[near] = np.linalg.norm(self.points[near, None] - self.points[some], axis=2).min(1) < reach
        return inside

    @property
    def brows(self) -> Singles:
        """How much of the brows' colour each vertex has."""
        return self._tints.brows

    @cached_property
    def mirror(self) -> Indices:
        """Each vertex's mirror image."""
        return self._figure.levels.mirror(self._figure.mirror, LEVEL)

    def around(self, begin: Floats, end: Floats) -> tuple[Floats, Floats]:
        """Return where each vertex lies along an axis (0 begin, 1 end) and its angle about it: 0 front, 90 lateral."""
        axis = unit(end - begin)
        away = self.points - begin
        front = unit(np.array([0.0, 0.0, 1.0]) - axis * axis[2])
        lateral = np.cross(axis, front)
        lateral = lateral if lateral[0] > 0 else -lateral
        return away @ axis / np.linalg.norm(end - begin), np.degrees(np.arctan2(away @ lateral, away @ front))


class Labels:
    """The region of each vertex, by its number. What is put later lies on top."""

    def __init__(self, names: Sequence[str], numbers: Indices) -> None:
        self.names = names
        self.numbers = numbers
        self._number: Mapping[str, int] = {name: number for number, name in enumerate(names)}

    def put(self, region: str, where: Flags) -> None:
        """Give some vertices to a region. Raises KeyError for a region that is not in the anatomy table."""
        self.numbers[where] = self._number[region]

    def number(self, region: str) -> int:
        """Return a region's number."""
        return self._number[region]

    @property
    def missing(self) -> Flags:
        """Which vertices belong to no region yet."""
        return np.asarray(self.numbers == UNREACHED)


FRONT, LATERAL, BACK, MEDIAL = range(4)
"""The faces of a limb, as `faces` numbers them."""


def faces(angle: Floats, front: float, back: float) -> Indices:
    """Return the face of a limb from the angle about it; front and back reach so many degrees to each side."""
    beside = np.where(angle > 0, LATERAL, MEDIAL)
    return np.where(np.abs(angle) < front, FRONT, np.where(np.abs(angle) > 180 - back, BACK, beside))
