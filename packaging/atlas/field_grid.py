"""The fields as they ship: for each base quad its few regions and how strong each is on a lattice of 9 x 9 nodes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.strengths import NODES_LEVEL, Strengths, expanded
from atlas.subdivision import Levels, places
from desktop.atlas.surface import Flags, Indices

_SIDE = 2**NODES_LEVEL + 1
_STRONGEST = 255
_GAIN = 2.0
"""Half the way from 0 to 1 fills the scale: whatever is weaker by more than that lies far from any border."""

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class QuadFields:
    """The regions that come forward somewhere in a base quad, by number, and for each its strength at the nodes."""

    regions: Indices
    strengths: Bytes


def quad_fields(levels: Levels, found: Strengths, twins: Indices, left: Flags) -> list[QuadFields]:
    """Return the fields of all base quads; those that are not `left` mirror their twins exactly."""
    nodes = _lattice(levels)
    made = {int(quad): _fields(found, nodes[quad]) for quad in np.flatnonzero(left)}
    return [made[quad] if quad in made else _mirrored(made[twin // 4], twin % 4) for quad, twin in enumerate(twins)]


def _lattice(levels: Levels) -> Indices:
    """Return the nodes of each base quad, row by row along v."""
    quads = levels.quads(NODES_LEVEL).reshape(-1, 4**NODES_LEVEL, 4)
    column, row = places(NODES_LEVEL)
    nodes = np.empty((len(quads), _SIDE, _SIDE), np.intp)
    for corner, (right, down) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
        nodes[:, row + down, column + right] = quads[:, :, corner]
    return nodes.reshape(len(quads), -1)


def _fields(found: Strengths, nodes: Indices) -> QuadFields:
    inside = found.inside[nodes]
    node, pair = expanded(found.starts, nodes)
    alone = np.flatnonzero(inside >= 0)
    regions = np.unique(np.concatenate([found.regions[pair], inside[alone]]))
    values = np.zeros((len(regions), len(nodes)))
    values[np.searchsorted(regions, found.regions[pair]), node] = found.values[pair]
    values[np.searchsorted(regions, inside[alone]), alone] = 1
    behind = np.minimum(_GAIN * (values.max(0) - values), 1)
    strengths = np.round(_STRONGEST * (1 - behind)).astype(np.uint8).reshape(-1, _SIDE, _SIDE)
    ahead = _come_forward(strengths)
    return QuadFields(regions[ahead], strengths[ahead])


def _come_forward(strengths: Bytes) -> Flags:
    """Return which fields are not behind one and the same other field all over every cell; the first wins a tie."""
    cells = np.stack(
        [strengths[:, row : row - 1 or None, column : column - 1 or None] for row in (0, 1) for column in (0, 1)], -1
    )
    number = np.arange(len(strengths))
    first = (number[:, None] < number)[..., None, None]
    behind = (cells[:, None] > cells).all(-1) | ((cells[:, None] >= cells).all(-1) & first)
    return np.asarray(~behind.any(0).reshape(len(strengths), -1).all(1))


def _mirrored(fields: QuadFields, turn: int) -> QuadFields:
    """Return the fields as a twin has them whose corner `(turn - k) % 4` mirrors corner k."""
    rows = fields.strengths
    images = (rows.transpose(0, 2, 1), rows[:, :, ::-1], rows.transpose(0, 2, 1)[:, ::-1, ::-1], rows[:, ::-1])
    return QuadFields(fields.regions, images[turn])
