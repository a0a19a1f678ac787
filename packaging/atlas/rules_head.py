"""The regions of the head that follow from the mesh's own masks: lips, their border and corners, and the brows."""

import numpy as np

from atlas.geodesic import UNREACHED, SkinGraph, Source
from atlas.skin_map import Labels, SkinMap
from desktop.atlas.surface import Flags, Floats, Indices

_LIP_SEEDS = (
    ("upper_vermilion", np.array([0.0, 14.945, 1.52])),
    ("lower_vermilion", np.array([0.0, 14.84, 1.50])),
)
_LIP = 0.5
_RINGS = 5
"""The vermilion border is looked for within so many vertices of the lip."""
_BORDER = 0.011
"""The vermilion border reaches so far (dm) to each side of the line where the lip's colour ends."""
_CORNER = 0.02
"""The commissure takes so much (dm) of the vermilion border about the corner of the mouth (Farkas 1994: cheilion)."""
_BROW = 0.1
"""Skin with at least this share of the brows' colour is brow."""


def label_head(skin: SkinMap, labels: Labels, graph: SkinGraph) -> None:
    """Label brows and lips on top of what the strokes gave."""
    labels.put("eyebrow", np.asarray(skin.brows > _BROW))
    _label_lips(skin, labels, graph)


def _label_lips(skin: SkinMap, labels: Labels, graph: SkinGraph) -> None:
    """Part the mask of the lips in two; they are separate sheets of skin, so each is flooded from a seed of its own."""
    shade = skin.tinted("lips")
    lips = shade > _LIP
    inside = np.flatnonzero(lips)
    seeds = [
        Source(int(inside[_away(skin.points[inside], place).argmin()]), labels.number(region))
        for region, place in _LIP_SEEDS
    ]
    lip = graph.nearest(seeds, _grown(skin, lips))
    for region, _ in _LIP_SEEDS:
        mine = lip == labels.number(region)
        labels.put(region, lips & mine)
        labels.put(f"{region}_border", mine & _beside(skin.points, _edge(skin, shade, mine), _BORDER))
    _label_corner(skin, labels, _edge(skin, shade, (lip != UNREACHED) & (skin.tinted("inside-mouth") < _LIP)))


def _label_corner(skin: SkinMap, labels: Labels, edge: Floats) -> None:
    """Give the left commissure the vermilion border at the corner, where the lips' colour reaches farthest aside."""
    corner = edge[edge[:, 0].argmax()][None]
    border = np.isin(labels.numbers, [labels.number(f"{region}_border") for region, _ in _LIP_SEEDS])
    labels.put("oral_commissure", border & _beside(skin.points, corner, _CORNER))


def _grown(skin: SkinMap, lips: Flags) -> Flags:
    grown = lips.copy()
    for _ in range(_RINGS):
        grown[skin.edges[grown[skin.edges].any(1)]] = True
    return grown


def _edge(skin: SkinMap, shade: Floats, mine: Flags) -> Floats:
    """Return the points of edges where the lip's colour ends on one lip."""
    edges: Indices = skin.edges[mine[skin.edges].all(1)]
    first, last = shade[edges].T - _LIP
    edges, first, last = edges[first * last < 0], first[first * last < 0], last[first * last < 0]
    share = (first / (first - last))[:, None]
    return np.asarray(skin.points[edges[:, 0]] * (1 - share) + skin.points[edges[:, 1]] * share)


def _beside(points: Floats, line: Floats, reach: float) -> Flags:
    near = np.flatnonzero(((points > line.min(0) - reach) & (points < line.max(0) + reach)).all(1))
    inside = np.zeros(len(points), np.bool_)
    inside[near] = np.linalg.norm(points[near, None] - line, axis=2).min(1) < reach
    return inside


def _away(points: Floats, place: Floats) -> Floats:
    return np.asarray(np.linalg.norm(points - place, axis=1))
