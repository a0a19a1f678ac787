"""The region of every vertex: strokes for head and trunk, rules for limbs, the mesh's masks for lips and areolae."""

from collections.abc import Sequence

import numpy as np

from atlas.figure import Figure
from atlas.geodesic import SkinGraph, Source
from atlas.pieces import join_islands
from atlas.plans import Plan
from atlas.rules_arm import label_arm
from atlas.rules_foot import label_foot
from atlas.rules_hand import label_hand
from atlas.rules_leg import label_leg
from atlas.skin_map import LEVEL, Labels, SkinMap
from atlas.strokes import load_strokes, sources
from desktop.atlas.surface import Flags, Floats, Indices

_GROIN = 7.0
"""The trunk's strokes reach no lower than this height (dm)."""
_LIP_SEEDS = (
    ("upper_vermilion", np.array([0.0, 14.945, 1.52])),
    ("lower_vermilion", np.array([0.0, 14.84, 1.50])),
)
_NIPPLE = 0.055
_MIDLINE = 1e-6
"""Vertices of the midline lie nearer to x = 0 than this."""


def label_vertices(figure: Figure, plans: Sequence[Plan], names: Sequence[str]) -> Indices:
    """Return for each vertex of level 2 the number of its region among some names, alike on both sides."""
    skin = SkinMap(figure)
    graph = SkinGraph(skin.quads, skin.points, skin.in_pose("ears_out"))
    drawn = (skin.follows("neck01") > 0.3) | (skin.points[:, 1] > _GROIN)
    numbers = {name: number for number, name in enumerate(names)}
    found = graph.nearest(sources(figure, LEVEL, plans, load_strokes(), numbers), drawn)
    labels = Labels(names, found)
    for rule in (label_arm, label_hand, label_leg, label_foot):
        rule(skin, labels)
    _label_lips(skin, labels, graph)
    _label_areola(skin, labels)
    _join_islands(skin, labels)
    _mirror(skin, labels)
    if labels.missing.any():
        raise ValueError(f"{labels.missing.sum()} vertices belong to no region")
    return labels.numbers


def _label_lips(skin: SkinMap, labels: Labels, graph: SkinGraph) -> None:
    """Part the mask of the lips in two; they are separate sheets of skin, so each is flooded from a seed of its own."""
    shade = skin.tinted("lips")
    lips, border = shade > 0.5, (shade > 0.12) & (shade <= 0.5)
    inside = np.flatnonzero(lips)
    seeds = [
        Source(int(inside[_away(skin.points[inside], place).argmin()]), labels.number(region))
        for region, place in _LIP_SEEDS
    ]
    lip = graph.nearest(seeds, lips | border)
    for region, _ in _LIP_SEEDS:
        mine = lip == labels.number(region)
        labels.put(region, lips & mine)
        labels.put(f"{region}_border", border & mine)


def _label_areola(skin: SkinMap, labels: Labels) -> None:
    areola = (skin.tinted("aureolae") > 0.5) & skin.left
    inside = np.flatnonzero(areola)
    tip = skin.points[inside[skin.points[inside, 2].argmax()]]
    labels.put("areola", areola)
    labels.put("nipple", areola & (_away(skin.points, tip) < _NIPPLE))


def _join_islands(skin: SkinMap, labels: Labels) -> None:
    """Give every piece of the left half that is cut off from the rest of its region to what lies around it."""
    half: Flags = skin.points[:, 0] > -_MIDLINE
    # the mouth is a pocket of the skin; nobody sees it, and it must not outweigh the lips' corners
    seen = (skin.tinted("inside-mouth") < 0.5).astype(np.float64)
    join_islands(labels.numbers, skin.edges, seen, half)


def _mirror(skin: SkinMap, labels: Labels) -> None:
    right = skin.points[:, 0] < -_MIDLINE
    labels.numbers[right] = labels.numbers[skin.mirror[right]]


def _away(points: Floats, place: Floats) -> Floats:
    return np.asarray(np.linalg.norm(points - place, axis=1))
