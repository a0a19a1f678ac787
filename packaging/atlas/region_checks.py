"""Checks of the regions on the shipped surface: none missing, torn, lopsided or out of reach."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from atlas.pieces import pieces
from atlas.reach import shown_mm2
from atlas.skin_points import SkinPoints
from desktop.atlas.surface import Surface
from desktop.atlas.views import Views
from resources.regions import Lateral, Regions

_ALIKE = 0.05
"""The areas of a region's two sides may differ by this share."""
_ENOUGH_MM2 = 3.0
"""Some view shows at least so much of every region on each side: what a finger can be sent to once enlarged."""
_SIDES = ("right", "left")


def faults(
    surface: Surface, labels: Sequence[str], regions: Regions, views: Views, off_surface: Mapping[str, str]
) -> Iterator[str]:
    """Yield in words what is wrong with the regions of a surface; `off_surface` are the leaves it need not have."""
    yield from missing(labels, regions, off_surface)
    skin = Skin(surface, labels, regions)
    yield from skin.torn()
    yield from skin.lopsided()
    yield from skin.hidden(views)


def missing(labels: Sequence[str], regions: Regions, off_surface: Mapping[str, str]) -> Iterator[str]:
    """Yield which leaves are not drawn and not declared to have no skin, and which are both."""
    for leaf in regions.leaves:
        if leaf.id not in labels and leaf.id not in off_surface:
            yield f"{leaf.id} is not on the surface"
        if leaf.id in labels and leaf.id in off_surface:
            yield f"{leaf.id} is on the surface, but {off_surface[leaf.id]}"


class Skin:
    """The regions of a surface, each side of a paired one by itself."""

    def __init__(self, surface: Surface, labels: Sequence[str], regions: Regions) -> None:
        """`labels` are the region ids behind the surface's region numbers."""
        self._surface = surface
        self._labels = labels
        self._points = SkinPoints(surface)
        self._laterals = [regions.get(label).lateral for label in labels]
        paired = np.array([lateral is Lateral.YES for lateral in self._laterals])
        left = (self._points.across >= 0) & paired[self._points.numbers]
        self._groups = 2 * self._points.numbers + left

    def torn(self) -> Iterator[str]:
        """Yield which are in more pieces than one, or in none."""
        first = np.unique(pieces(self._groups, self._points.edges))
        counts = np.bincount(self._groups[first], minlength=2 * len(self._labels)).tolist()
        for group, name in self._names():
            if counts[group] != 1:
                yield f"{name} is in {counts[group]} pieces"

    def lopsided(self) -> Iterator[str]:
        """Yield which have more skin on one side than on the other."""
        points = self._points
        right, left = (
            np.bincount(points.numbers, points.areas * beside, len(self._labels)).tolist()
            for beside in (points.across < 0, points.across > 0)
        )
        for number, label in enumerate(self._labels):
            one, other = right[number], left[number]
            if self._laterals[number] is not Lateral.NO and abs(one - other) > _ALIKE * max(one, other):
                yield f"{label} has {other:.0f} mm2 on the left and {one:.0f} mm2 on the right"

    def hidden(self, views: Views) -> Iterator[str]:
        """Yield which no view shows enough of."""
        shown = shown_mm2(self._surface, self._points, self._groups, views, _ENOUGH_MM2).tolist()
        for group, name in self._names():
            if group < len(shown) and shown[group] < _ENOUGH_MM2:
                yield f"{name} is out of reach: no view shows more than {shown[group]:.1f} mm2 of it"

    def _names(self) -> Iterator[tuple[int, str]]:
        for number, label in enumerate(self._labels):
            if self._laterals[number] is Lateral.YES:
                yield from ((2 * number + side, f"the {name} {label}") for side, name in enumerate(_SIDES))
            else:
                yield 2 * number, label
