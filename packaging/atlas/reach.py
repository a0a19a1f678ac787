"""How much of each region any view shows, so that none is left that no tap can reach."""

import numpy as np

from atlas.skin_points import SkinPoints
from desktop.atlas.sight import Sight
from desktop.atlas.surface import Flags, Floats, Indices, Surface
from desktop.atlas.views import Views

_MOST = 40
"""So many points of a region on a side are looked at."""
_SAME_MM = 0.5


def shown_mm2(surface: Surface, points: SkinPoints, groups: Indices, views: Views, enough: float) -> Floats:
    """Return for each group of points how much skin (mm2) the first view shows that shows enough, else the best one.

    `groups` gives each point's group, -1 for none.
    """
    count = int(groups.max()) + 1
    areas = np.bincount(groups[groups >= 0], points.areas[groups >= 0], count)
    sample, group = _sampled(groups, count)
    looked = np.bincount(group, minlength=count)
    found = np.zeros(count)
    for number, view in enumerate(views.all):
        open_ones = (found < enough)[group]
        if not open_ones.any():
            break
        seen = _seen(surface, points, Sight(surface, view, surface.tappable(number)), view.pose, sample[open_ones])
        share = np.bincount(group[open_ones][seen], minlength=count) / np.maximum(looked, 1)
        found = np.maximum(found, share * areas)
    return found


def _sampled(groups: Indices, count: int) -> tuple[Indices, Indices]:
    """Return some points of each group, evenly taken, and their groups."""
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(count + 1))
    picked = [
        order[np.linspace(first, last - 1, min(_MOST, last - first)).astype(np.intp)]
        for first, last in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)
    ]
    sample = np.concatenate(picked)
    return sample, groups[sample]


def _seen(surface: Surface, points: SkinPoints, sight: Sight, pose: str, which: Indices) -> Flags:
    places = points.places(which)
    shown = np.flatnonzero(sight.tappable[places.base])
    shown = shown[sight.facing(surface.triangles_at(places[shown]))]
    at = sight.project(surface.points(places[shown], pose))
    nearest = sight.hits(at[:, 0], at[:, 1]).depth
    found = np.zeros(len(which), np.bool_)
    found[shown] = (nearest > -np.inf) & (at[:, 2] >= nearest - _SAME_MM)
    return found
