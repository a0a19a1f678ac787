"""Which view a lesion is counted in: exactly one, so that the numbers on the rail add up."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from desktop.atlas.views import View, Views
from resources.regions import Regions

SQUARELY = 0.35
"""A view sees skin well that is turned to it at least so squarely."""
_ALIKE = 0.03
"""Views that see the skin about equally squarely: the finer picture wins."""


def home_view(
    views: Views, regions: Regions, region: str, facings: Mapping[str, float], sees: Callable[[str], bool]
) -> str:
    """Return the key of the view that is home to a point of a region.

    Of the close-ups meant for the region the one that sees it most squarely: those in the rail first, and one meant for
    the ear before one for the whole head. Whole figures only where no close-up sees it well: on them head, hands and
    feet are doors. There is always one, also for a point that no view sees.
    """
    groups = nearest_first(views, regions, region)
    well = ([view for view in group if facings[view.key] > SQUARELY] for group in groups)
    for candidates in (*well, *groups, views.all):
        found = squarest(candidates, facings, sees)
        if found is not None:
            return found.key
    return max(groups[0], key=lambda view: facings[view.key]).key


def squarest(views: Iterable[View], facings: Mapping[str, float], sees: Callable[[str], bool]) -> View | None:
    """Return the view that sees a point most squarely; of views about alike the finest. Asks as few as it can."""
    best: View | None = None
    most = -1.0
    for view in sorted(views, key=lambda each: -facings[each.key]):
        if facings[view.key] < most - _ALIKE:
            break
        if (best is None or view.camera.scale > best.camera.scale) and sees(view.key):
            most = max(most, facings[view.key])
            best = view
    return best


@cache
def nearest_first(views: Views, regions: Regions, region: str) -> tuple[tuple[View, ...], ...]:
    """Return the views meant for a region in groups, those first whose pictures are about the least besides it.

    The rail's close-ups, the other close-ups, the rail's whole figures, the others.
    """
    groups: dict[tuple[bool, bool, int], list[View]] = {}
    for view in views.all:
        steps = _closeness(view, regions, region)
        if steps is not None:
            groups.setdefault((view.whole, view.rail is None, steps), []).append(view)
    return tuple(tuple(groups[each]) for each in sorted(groups))


def _closeness(view: View, regions: Regions, region: str) -> int | None:
    """Return how many steps up the table the region lies that a view is meant for; None if it isn't meant for it."""
    path = regions.path(region)
    return next((steps for steps, each in enumerate(path) if each in view.home), None if view.home else len(path))
