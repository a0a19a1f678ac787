"""The shipped files of one body: its shape, the views and turns, the pictures."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from atlas.figure import Figure
from atlas.painting import Painter, save
from atlas.plans import Plan
from atlas.turns import Turn
from desktop.atlas.surface import REFERENCE

_VERSION = "hm08/1"
_QUALITY = {1: 92, 3: 90, 4: 92}
"""How well pictures of each fineness are kept: the coarser they are, the more a flaw is magnified."""
_TURN_QUALITY = 88
_STORED_LEVEL = 1
_TENTHS_OF_MM = 1000
"""The stored vertices are whole tenths of a millimetre; the mesh is in decimetres."""


def write_shape(figure: Figure, plans: Sequence[Plan], folder: Path) -> None:
    """Write `shape.npz`, a body's skin in every pose, into its folder.

    Rows are x, y and z; all poses but one are stored as moves from that one, which packs into a third of the space.
    """
    poses = dict.fromkeys(plan.pose for plan in plans)
    tenths = {pose: np.round(figure.smooth_skin(pose, _STORED_LEVEL) * _TENTHS_OF_MM) for pose in poses}
    stored = {pose: np.ascontiguousarray(each.T, np.int16) for pose, each in tenths.items()}
    reference = stored.pop(REFERENCE)
    arrays = {f"verts_{REFERENCE}": reference, **{f"moves_{pose}": each - reference for pose, each in stored.items()}}
    np.savez_compressed(folder / "shape.npz", allow_pickle=False, **arrays)


def write_views(plans: Sequence[Plan], turns: Sequence[Turn], folder: Path) -> None:
    """Write `views.json`, one view or turn a line."""
    views, turned = ([json.dumps(each.row()) for each in rows] for rows in (plans, turns))
    head = f'{{"surface": {json.dumps(_VERSION)}, "views": [\n'
    middle = '\n], "turns": [\n' if turned else '\n], "turns": ['
    write_lines(folder / "views.json", head, views, middle + ",\n".join(turned) + "\n]}\n")


def write_pictures(painter: Painter, plan: Plan, folder: Path) -> None:
    """Write the small and the large picture of a view, and drop those of another fineness."""
    views = folder / "views"
    views.mkdir(parents=True, exist_ok=True)
    for old in (*views.glob(f"{plan.key}.webp"), *views.glob(f"{plan.key}@*.webp")):
        old.unlink()
    kept = zip(plan.pictures().values(), (1, plan.fine), painter.paint(plan), strict=True)
    for name, fine, picture in kept:
        save(picture, folder / name, _QUALITY[fine])


def write_frame(painter: Painter, turn: Turn, number: int, folder: Path) -> None:
    """Write the picture of a frame of a turn."""
    (folder / "turns").mkdir(parents=True, exist_ok=True)
    small, _ = painter.paint(turn.plan(number))
    save(small, folder / turn.picture(number), _TURN_QUALITY)


def write_lines(path: Path, head: str, lines: Sequence[str], foot: str) -> None:
    """Write a JSON text of many rows, one a line."""
    path.write_text(head + ",\n".join(lines) + foot, encoding="utf-8", newline="\n")
