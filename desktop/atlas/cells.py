"""The squares of the surface whose middles lie in a region on a side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop.atlas.fields import CELLS, PPM
from desktop.atlas.sides import tolerance_mm
from desktop.atlas.surface import REFERENCE, Flags, Floats, Indices, Places, Surface
from desktop.atlas.tents import spread
from resources.regions import Lateral, Regions
from resources.terms import Side

_MIDDLES_PPM = (2 * np.arange(CELLS) + 1) * PPM // (2 * CELLS)


@dataclass(frozen=True, slots=True)
class Patch:
    """Some squares: the base quads they lie in, and for each of those 8 x 8 flags, row along v, column along u."""

    base: Indices
    inside: Flags

    def places(self) -> Places:
        """Return the middles of the squares."""
        number, row, column = np.nonzero(self.inside)
        return Places(self.base[number], (column + 0.5) / CELLS, (row + 0.5) / CELLS)

    def where(self, flags: Flags) -> "Patch":
        """Return those of the squares that are flagged."""
        return Patch(self.base, self.inside & flags)


class Cells:
    """Regions as sets of squares, by the region and side of each one's middle."""

    def __init__(self, surface: Surface, labels: Sequence[str], regions: Regions) -> None:
        """`labels` are the region ids behind the surface's region numbers."""
        self._surface = surface
        self._labels = labels
        self._regions = regions

    def of(self, region: str, side: Side) -> Patch:
        """Return the squares of a region and of all below it, on one side where it has sides and one was said."""
        wanted = np.array([self._regions.under(each, region) for each in self._labels])
        base = np.flatnonzero(self._surface.fields.holds(wanted))
        found = Patch(base, wanted[self.numbers(base)])
        lateral = self._regions.get(region).lateral
        if lateral is Lateral.NO or side in (Side.UNSIDED, Side.UNSAID):
            return found
        beside = tolerance_mm(self._regions, region) if lateral is Lateral.MIDLINE_SPLIT else 0.0
        x_mm = self.x_mm(base)
        if side is Side.MIDLINE:
            return found.where(np.abs(x_mm) <= beside)
        return found.where(x_mm > beside if side is Side.LEFT else x_mm < -beside)

    def numbers(self, base: Indices) -> Indices:
        """Return the region numbers of the squares of some base quads, by their middles."""
        rows, columns = np.meshgrid(_MIDDLES_PPM, _MIDDLES_PPM, indexing="ij")
        everywhere = (np.tile(each.ravel(), len(base)) for each in (columns, rows))
        found = self._surface.fields.labels(np.repeat(base, CELLS * CELLS), *everywhere)
        return found.reshape(-1, CELLS, CELLS)

    def x_mm(self, base: Indices) -> Floats:
        """Return how far the middles of the squares of some base quads lie to the patient's left of the midline."""
        return spread(self._surface.corners(base, REFERENCE)[..., 0].astype(np.float64)).middles
