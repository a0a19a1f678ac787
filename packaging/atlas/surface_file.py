"""The shipped file of what all bodies share: the topology of the skin, its regions, its mirror, what each view shows."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from atlas.cells import CellMap
from atlas.figure import Figure
from atlas.label_grid import Grid, label_grid
from atlas.labelling import label_vertices
from atlas.pieces import join_islands
from atlas.plans import Plan
from atlas.shipping import write_lines
from atlas.skin_map import LEVEL
from atlas.turns import load_turns
from atlas.twins import twins
from desktop.atlas.surface import REFERENCE

_MM_PER_DM = 100
_STORED_LEVEL = 1


def write_surface(figure: Figure, plans: Sequence[Plan], names: Sequence[str], folder: Path) -> None:
    """Write `surface.npz` and `regions.json`; `names` are all regions in the order of the anatomy table."""
    grid = _joined(figure, label_grid(figure.levels, LEVEL, label_vertices(figure, plans, names)))
    shown = (*plans, *(turn.first for turn in load_turns()))
    used, numbers = np.unique(grid, return_inverse=True)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "quads": figure.levels.quads(_STORED_LEVEL).astype(np.uint16),
        "regions": numbers.reshape(grid.shape).astype(np.uint16),
        "twins": twins(figure.mesh.quads, figure.mirror),
        "masks": np.packbits(np.stack([figure.part(plan.shows) for plan in shown]), axis=1),
    }
    np.savez_compressed(folder / "surface.npz", allow_pickle=False, **arrays)
    write_lines(folder / "regions.json", "[\n", [json.dumps(names[number]) for number in used], "\n]\n")


def _joined(figure: Figure, grid: Grid) -> Grid:
    """Return the grid without specks: each region in one piece on each side of the body."""
    cells = CellMap(figure.levels.quads(0), figure.smooth_skin(REFERENCE, 0) * _MM_PER_DM)
    numbers = grid.astype(np.intp).ravel()
    for side in (cells.across >= 0, cells.across < 0):
        join_islands(numbers, cells.edges, cells.areas, side)
    return numbers.reshape(grid.shape).astype(np.uint16)
