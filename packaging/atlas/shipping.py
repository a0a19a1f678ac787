"""The shipped files of the body: the surface with its regions, the views, the pictures."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from atlas.cells import CellMap
from atlas.figure import Figure
from atlas.label_grid import Grid, label_grid
from atlas.labelling import label_vertices
from atlas.painting import Painter, save
from atlas.pieces import join_islands
from atlas.plans import Plan
from atlas.skin_map import LEVEL
from desktop.atlas.surface import REFERENCE

_MM_PER_DM = 100
_VERSION = "hm08/1"
_STORED_LEVEL = 1
_TENTHS_OF_MM = 1000
"""The stored vertices are whole tenths of a millimetre; the mesh is in decimetres."""


def write_surface(figure: Figure, plans: Sequence[Plan], names: Sequence[str], folder: Path) -> None:
    """Write `surface.npz` and `regions.json`; `names` are all regions in the order of the anatomy table."""
    grid = _joined(figure, label_grid(figure.levels, LEVEL, label_vertices(figure, plans, names)))
    used, numbers = np.unique(grid, return_inverse=True)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "quads": figure.levels.quads(_STORED_LEVEL).astype(np.uint16),
        "regions": numbers.reshape(grid.shape).astype(np.uint16),
        "masks": np.packbits(np.stack([figure.part(plan.shows) for plan in plans]), axis=1),
    }
    np.savez_compressed(folder / "surface.npz", allow_pickle=False, **arrays)
    _write_lines(folder / "regions.json", "[\n", [json.dumps(names[number]) for number in used], "\n]\n")


def write_shape(figure: Figure, plans: Sequence[Plan], folder: Path) -> None:
    """Write `shape.npz`, a body's skin in every pose, into its folder."""
    poses = dict.fromkeys(plan.pose for plan in plans)
    stored = {pose: np.round(figure.smooth_skin(pose, _STORED_LEVEL) * _TENTHS_OF_MM) for pose in poses}
    arrays = {f"verts_{pose}": vertices.astype(np.int16) for pose, vertices in stored.items()}
    np.savez_compressed(folder / "shape.npz", allow_pickle=False, **arrays)


def write_views(plans: Sequence[Plan], folder: Path) -> None:
    """Write `views.json`, one view a line."""
    head = f'{{"surface": {json.dumps(_VERSION)}, "views": [\n'
    _write_lines(folder / "views.json", head, [json.dumps(plan.row()) for plan in plans], "\n]}\n")


def write_pictures(painter: Painter, plan: Plan, folder: Path) -> None:
    """Write the small and the large picture of a view, and drop those of another fineness."""
    views = folder / "views"
    views.mkdir(exist_ok=True)
    names = plan.pictures().values()
    for old in (*views.glob(f"{plan.key}.webp"), *views.glob(f"{plan.key}@*.webp")):
        old.unlink()
    for name, picture in zip(names, painter.paint(plan), strict=True):
        save(picture, folder / name)


def _write_lines(path: Path, head: str, lines: Sequence[str], foot: str) -> None:
    path.write_text(head + ",\n".join(lines) + foot, encoding="utf-8", newline="\n")


def _joined(figure: Figure, grid: Grid) -> Grid:
    """Return the grid without specks: each region in one piece on each side of the body."""
    cells = CellMap(figure.levels.quads(0), figure.smooth_skin(REFERENCE, 0) * _MM_PER_DM)
    numbers = grid.astype(np.intp).ravel()
    for side in (cells.across >= 0, cells.across < 0):
        join_islands(numbers, cells.edges, cells.areas, side)
    return numbers.reshape(grid.shape).astype(np.uint16)
