"""Skin that fades out toward the edge of what a view shows, and up to where it still takes taps."""

import numpy as np

from atlas.figure import Figure
from atlas.mesh import evened
from atlas.plans import Plan
from desktop.atlas.surface import Flags, Floats

LEVEL = 2
_EVENED = 40
"""So many times a fading edge is evened out: it lies along the steps of the quads."""
_LEAST_TAPPED = 0.12
"""Fainter skin takes no taps: nobody sees it well enough to mean it."""
FAINTEST = 1 / 255


def opacity(figure: Figure, plan: Plan) -> Floats | None:
    """Return how opaque each vertex of the level is: less and less toward the edge. None: all are, fully.

    It is worked out on the neutral body and goes with the vertices.
    """
    if not plan.fade:
        return None
    neutral = figure.neutral
    points, quads = neutral.smooth_skin(plan.pose, LEVEL), neutral.levels.quads(LEVEL)
    shown = np.repeat(neutral.part(plan.shows), 4**LEVEL)
    inside = np.unique(quads[shown])
    rim = np.intersect1d(inside, np.unique(quads[~shown]))
    share = np.zeros(len(points))
    for part in np.array_split(inside, 1 + len(inside) // 2000):
        away = np.linalg.norm(points[part, None] - points[rim], axis=2).min(1)
        share[part] = np.clip(away / plan.fade, 0, 1)
    share = evened(share, neutral.levels.edges(LEVEL), _EVENED)
    nothing = float(np.median(share[rim]))
    share = np.clip((share - nothing) / (1 - nothing), 0, 1)
    return np.asarray(np.maximum(share * share * (3 - 2 * share), FAINTEST))


def tappable(figure: Figure, plan: Plan) -> Flags:
    """Return the base quads on which a view takes taps: all it shows that can be seen well enough."""
    shown = figure.part(plan.shows)
    solid = opacity(figure, plan)
    if solid is None:
        return shown
    of_quads = solid[figure.levels.quads(LEVEL)].mean(1).reshape(-1, 4**LEVEL).mean(1)
    return np.asarray(shown & (of_quads >= _LEAST_TAPPED))
