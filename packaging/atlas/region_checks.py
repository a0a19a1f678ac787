"""Checks of the regions on the shipped surface: none missing, each in one piece on each side, both sides alike."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from atlas.cells import CellMap
from atlas.pieces import pieces
from desktop.atlas.surface import REFERENCE, Flags, Indices, Surface
from resources.regions import Lateral, Regions

_ALIKE = 0.05
"""The areas of a region's two sides may differ by this share."""
_NO_SKIN: Mapping[str, str] = {
    "oral_cavity": "the mouth of the mannequin is closed",
    "upper_labial_mucosa": "the mouth of the mannequin is closed",
    "lower_labial_mucosa": "the mouth of the mannequin is closed",
    "penis": "the mannequin is neutral",
    "scrotum": "the mannequin is neutral",
    "vulva": "the mannequin is neutral",
    "anus": "the mannequin is smooth there",
}
"""What the surface need not have, with all that lies below it, and why."""
_BASE_CORNERS = np.array([[0, 0], [1, 1], [3, 2], [2, 3]])
"""Where the corners of a base quad are found: the quarter and the corner of it."""


def faults(surface: Surface, labels: Sequence[str], regions: Regions) -> Iterator[str]:
    """Yield in words what is wrong with the regions of a surface."""
    cells = cell_map(surface)
    numbers = surface.labels.astype(np.intp).ravel()
    yield from _missing(labels, regions)
    piece = pieces(numbers, cells.edges[_same_side(cells, numbers, _paired(labels, regions))])
    areas = np.bincount(piece, cells.areas, cells.count)
    begins = np.flatnonzero(areas)
    for number, label in enumerate(labels):
        mine = begins[numbers[begins] == number]
        yield from _in_pieces(label, regions, cells, mine)
        yield from _unlike(label, regions, cells, numbers == number)


def cell_map(surface: Surface) -> CellMap:
    """Return the cells of a surface."""
    quarters = 4 * np.arange(surface.base_quads)[:, None] + _BASE_CORNERS[:, 0]
    corners = surface.quads[quarters, _BASE_CORNERS[:, 1]]
    return CellMap(corners, surface.vertices(REFERENCE).astype(np.float64))


def _missing(labels: Sequence[str], regions: Regions) -> Iterator[str]:
    for leaf in regions.leaves:
        exempt = any(regions.under(leaf.id, each) for each in _NO_SKIN)
        if leaf.id not in labels and not exempt:
            yield f"{leaf.id} is not on the surface"
        if leaf.id in labels and exempt:
            yield f"{leaf.id} is on the surface, but the mannequin has no such skin"


def _paired(labels: Sequence[str], regions: Regions) -> Flags:
    return np.array([regions.get(label).lateral is Lateral.YES for label in labels])


def _same_side(cells: CellMap, numbers: Indices, paired: Flags) -> Flags:
    first, second = cells.edges.T
    alike = (cells.across[first] >= 0) == (cells.across[second] >= 0)
    return np.asarray(alike | ~paired[numbers[first]])


def _in_pieces(label: str, regions: Regions, cells: CellMap, begins: Indices) -> Iterator[str]:
    if regions.get(label).lateral is not Lateral.YES:
        if len(begins) != 1:
            yield f"{label} is in {len(begins)} pieces"
        return
    left = int((cells.across[begins] >= 0).sum())
    for side, count in (("left", left), ("right", len(begins) - left)):
        if count != 1:
            yield f"the {side} {label} is in {count} pieces"


def _unlike(label: str, regions: Regions, cells: CellMap, mine: Flags) -> Iterator[str]:
    if regions.get(label).lateral is Lateral.NO:
        return
    left = float(cells.areas[mine & (cells.across >= 0)].sum())
    right = float(cells.areas[mine & (cells.across < 0)].sum())
    if abs(left - right) > _ALIKE * max(left, right):
        yield f"{label} has {left:.0f} mm2 on the left and {right:.0f} mm2 on the right"
