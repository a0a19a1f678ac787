"""The shipped file of what all bodies share: the topology of the skin, its regions, its mirror, what views show."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from atlas.fading import tappable
from atlas.field_grid import QuadFields, quad_fields
from atlas.figure import Figure
from atlas.labelling import label_vertices
from atlas.plans import Plan
from atlas.shipping import write_lines
from atlas.skin_map import LEVEL
from atlas.strengths import strengths
from atlas.turns import load_turns
from atlas.twins import twins
from desktop.atlas.surface import REFERENCE, Indices
from resources.regions import load_regions

_STORED_LEVEL = 1
_MM_PER_DM = 100

Arrays = dict[str, npt.NDArray[np.generic]]


def write_surface(figure: Figure, plans: Sequence[Plan], names: Sequence[str], folder: Path) -> None:
    """Write `surface.npz` and `regions.json`; `names` are all regions in the order of the anatomy table."""
    mirror = twins(figure.mesh.quads, figure.mirror)
    left = figure.mesh.vertices[figure.mesh.quads, 0].mean(1) > 0
    numbers = label_vertices(figure, plans, names)
    points = figure.levels.refine(figure.skin(REFERENCE), LEVEL) * _MM_PER_DM
    found = strengths(figure.levels, numbers, _parents(names), points)
    used, regions = _packed(quad_fields(figure.levels, found, mirror.astype(np.intp), left))
    shown = (*plans, *(turn.first for turn in load_turns()))
    arrays: Arrays = {
        "quads": figure.levels.quads(_STORED_LEVEL).astype(np.uint16),
        **regions,
        "twins": mirror,
        "masks": np.packbits(np.stack([tappable(figure, plan) for plan in shown]), axis=1),
    }
    # packed files of this size take longer to unpack than to read
    np.savez(folder / "surface.npz", allow_pickle=False, **arrays)
    write_lines(folder / "regions.json", "[\n", [json.dumps(names[number]) for number in used], "\n]\n")


def _parents(names: Sequence[str]) -> Indices:
    """Return the number of each region's parent; that of the whole skin is its own."""
    regions = load_regions()
    paths = [regions.path(name) for name in names]
    return np.array([names.index(path[1] if len(path) > 1 else path[0]) for path in paths])


def _packed(quads: Sequence[QuadFields]) -> tuple[Indices, Arrays]:
    """Return the numbers of the regions there are, and the fields with the regions renumbered by their place there."""
    used, numbers = np.unique(np.concatenate([each.regions for each in quads]), return_inverse=True)
    return used, {
        "region_counts": np.array([len(each.regions) for each in quads], np.uint8),
        "regions": numbers.astype(np.uint16),
        "strengths": np.concatenate([each.strengths for each in quads if len(each.regions) > 1]),
    }
