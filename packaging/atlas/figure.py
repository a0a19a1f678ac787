"""One body: its skin in every pose, its joints, and which skin belongs to which part."""

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from atlas.bodies import EARS_FOLDED, recipe
from atlas.mesh import SKIN, Mesh, levelled, load_mesh, moved_by, shaped
from atlas.poses import POSES, smoothed
from atlas.rig import Posing, Rig
from atlas.subdivision import Levels
from atlas.wheel import Wheel
from desktop.atlas.surface import Flags, Floats, Indices
from resources.terms import BodyKind

_ARMS_CLOSER = 0.62
"""How much nearer to the midline each arm is drawn when both are held out: side by side they fill their picture."""
_CREASE = 0.4
"""How far in front of the body the crease of the elbow lies when the arms are held out: their view begins there."""
_NIPPLES = "breast/nipple-point-decr"
"""The shape target that moves the nipples, and nothing else."""
_LEVELLED = 60

Joints = Mapping[str, tuple[Floats, Floats]]


class Figure:
    """A body that the views show. Skin is given by the vertices of the base mesh unless a level is named.

    `neutral` is the body in whose pictures views and strokes are authored; it says what belongs to which part.
    """

    def __init__(self, wheel: Wheel, kind: BodyKind = BodyKind.NEUTRAL) -> None:
        self.wheel = wheel
        self.recipe = recipe(kind)
        self.neutral: Figure = self if kind is BodyKind.NEUTRAL else Figure(wheel)
        self.mesh, self.rig, self.levels = self._made(wheel) if self.neutral is self else self.neutral.shared
        self._skins: dict[str, Floats] = {}

    @property
    def shared(self) -> tuple[Mesh, Rig, Levels]:
        """What all bodies have in common: the mesh, its bones, its subdivision."""
        return self.mesh, self.rig, self.levels

    def skin(self, pose: str) -> Floats:
        """Return the vertices of the skin in a pose, standing on y = 0."""
        if pose not in self._skins:
            shape = self._shape(pose)
            posing = self._posing(pose, shape)
            skin = smoothed(shape[:SKIN], *posing.skin(), self.levels.edges(0))
            skin[:, 1] -= skin[:, 1].min()
            if pose == "arms":
                skin[:, 0] -= _ARMS_CLOSER * (self.weight("upperarm01.L") - self.weight("upperarm01.R"))
            self._skins[pose] = skin
        return self._skins[pose]

    def smooth_skin(self, pose: str, level: int) -> Floats:
        """Return the points of the smooth surface that belong to a level's vertices; finer levels only add points."""
        return self.levels.limit(self.skin(pose), level)

    @cached_property
    def joints(self) -> Joints:
        """Where each bone begins and ends in anatomical position."""
        posing = self._posing("anatomical", self._shape("anatomical"))
        lowest = posing.skin()[0][:, 1].min()
        down = np.array([0, lowest, 0])
        return {name: (head - down, tail - down) for name, (head, tail) in posing.joints().items()}

    @cached_property
    def mirror(self) -> Indices:
        """Each vertex's mirror image on the other side of the body."""
        points = self.mesh.vertices[:SKIN]
        found = np.empty(SKIN, np.intp)
        for first in range(0, SKIN, 1000):
            image = points[first : first + 1000] * [-1, 1, 1]
            away = (image**2).sum(1)[:, None] + (points**2).sum(1) - 2 * image @ points.T
            found[first : first + 1000] = away.argmin(1)
        if not np.array_equal(found[found], np.arange(SKIN)):
            raise ValueError("the base mesh is not symmetric")
        return found

    def weight(self, *roots: str) -> Floats:
        """Return how much the skin follows some bones with all that hangs on them, 0 to 1."""
        bones = sorted({bone for root in roots for bone in self.rig.below(root)})
        return np.asarray(self.rig.weights[:, bones].sum(1), np.float64)

    def weight_at(self, level: int, *roots: str) -> Floats:
        """Return the same for the vertices of a level."""
        return self.levels.refine(self.weight(*roots)[:, None], level)[:, 0]

    def part(self, name: str) -> Flags:
        """Return the base quads of a part of the body that a view may show."""
        kind, _, side = name.partition("_")
        letter, other = ("L", "R") if side == "left" else ("R", "L")
        parts: Mapping[str, Callable[[], Flags]] = {
            "all": lambda: np.ones(SKIN, np.bool_),
            "head": lambda: self.weight("head") > 0.5,
            "arms": self._beyond_elbow,
            "fingers": lambda: self.weight(f"wrist.{letter}") > 0.5,
            "hand": lambda: (self.weight(f"lowerarm02.{letter}") > 0.3) | (self.weight(f"wrist.{letter}") > 0.5),
            "leg": lambda: self.weight(f"lowerleg01.{letter}") > 0.3,
            "foot": lambda: (self.weight(f"lowerleg02.{letter}") > 0.3) | (self.weight(f"foot.{letter}") > 0.5),
            "sole": lambda: self.weight(f"foot.{letter}") > 0.5,
            "flank": lambda: self.weight(f"clavicle.{other}") < 0.5,
        }
        inside = parts[kind]()
        return np.asarray(inside[self.mesh.quads].all(1))

    @staticmethod
    def _made(wheel: Wheel) -> tuple[Mesh, Rig, Levels]:
        mesh = load_mesh(wheel)
        return mesh, Rig(wheel), Levels(mesh.quads, SKIN)

    def _beyond_elbow(self) -> Flags:
        in_front = self.neutral.skin("arms")[:, 2] > _CREASE
        return (self.weight("lowerarm01.L", "lowerarm01.R") > 0.3) & in_front

    def _shape(self, pose: str) -> Floats:
        shape = shaped(self.wheel, self.mesh, {**self.recipe.targets, **(EARS_FOLDED if pose == "ears_out" else {})})
        if not self.recipe.areola:
            relief = moved_by(self.wheel, _NIPPLES)
            shape[:SKIN] = levelled(shape[:SKIN], self.levels.edges(0), relief, _LEVELLED)
        return shape

    def _posing(self, pose: str, shape: Floats) -> Posing:
        posing = Posing(self.rig, shape)
        POSES[pose](posing)
        return posing
