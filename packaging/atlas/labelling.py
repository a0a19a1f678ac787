"""The region of every vertex: strokes for head and trunk, rules for limbs, the mesh's masks for lips and areolae."""

from collections.abc import Sequence

import numpy as np

from atlas.bands import label_bands
from atlas.border_lines import closed_ways
from atlas.figure import Figure
from atlas.geodesic import SkinGraph
from atlas.pieces import join_islands
from atlas.plans import Plan
from atlas.rules_arm import label_arm
from atlas.rules_foot import label_foot
from atlas.rules_hand import label_hand
from atlas.rules_head import label_head
from atlas.rules_leg import label_leg
from atlas.rules_trunk import label_trunk
from atlas.skin_map import LEVEL, Labels, SkinMap
from atlas.strokes import load_borders, load_strokes, sources
from desktop.atlas.surface import Flags, Floats, Indices

_GROIN = 7.0
"""The trunk's strokes reach no lower than this height (dm)."""
_NIPPLE = 0.055
_MIDLINE = 1e-6
"""Vertices of the midline lie nearer to x = 0 than this."""


def label_vertices(figure: Figure, plans: Sequence[Plan], names: Sequence[str]) -> Indices:
    """Return for each vertex of level 2 the number of its region among some names, alike on both sides."""
    skin = SkinMap(figure)
    closed = closed_ways(figure, LEVEL, plans, load_borders())
    graph = SkinGraph(skin.quads, skin.points, skin.in_pose("ears_out"), closed=closed)
    drawn = (skin.follows("neck01") > 0.3) | (skin.points[:, 1] > _GROIN)
    numbers = {name: number for number, name in enumerate(names)}
    found = graph.nearest(sources(figure, LEVEL, plans, load_strokes(), numbers), drawn)
    labels = Labels(names, found)
    for rule in (label_arm, label_hand, label_leg, label_foot):
        rule(skin, labels)
    label_bands(figure, plans, skin, labels)
    label_trunk(skin, labels)
    label_head(skin, labels, graph)
    _label_areola(skin, labels)
    _join_islands(skin, labels)
    _mirror(skin, labels)
    if labels.missing.any():
        raise ValueError(f"{labels.missing.sum()} vertices belong to no region")
    return labels.numbers


def _label_areola(skin: SkinMap, labels: Labels) -> None:
    areola = (skin.tinted("aureolae") > 0.5) & skin.left
    tip = skin.points[areola].mean(0)
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
