"""Which view a lesion is counted in: exactly one, so that the numbers on the rail add up."""

from collections.abc import Callable, Iterable, Mapping

from desktop.atlas.views import View, Views
from resources.regions import Regions

_SQUARELY = 0.35
"""A close-up that sees the skin at least so squarely is preferred to a whole figure."""
_ALIKE = 0.03
"""Views that see the skin about equally squarely: the finer picture wins."""


def home_view(
    views: Views, regions: Regions, region: str, facings: Mapping[str, float], sees: Callable[[str], bool]
) -> str:
    """Return the key of the view that is home to a point of a region.

    Of the close-ups in the rail the one that sees it most squarely, one meant for the ear before one for the whole
    head; whole figures only if none sees it well, the views outside the rail only if none in the rail sees it at all.
    There is always one, also for a point that no view sees.
    """
    meant = [view for view in views.all if _closeness(view, regions, region) is not None]
    rail = [view for view in meant if view.rail is not None]
    tries: list[Iterable[View]] = [
        [view for view in group if facings[view.key] > _SQUARELY] for group in nearest_first(views, regions, region)
    ]
    for candidates in (*tries, rail, meant, views.all):
        found = squarest(candidates, facings, sees)
        if found is not None:
            return found.key
    return max(rail or views.all, key=lambda view: facings[view.key]).key


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


def nearest_first(views: Views, regions: Regions, region: str) -> tuple[tuple[View, ...], ...]:
    """Return the rail's close-ups meant for a region, those first that are meant for the least besides it.

    Where there is none, the rail's whole figures.
    """
    rail = [(view, _closeness(view, regions, region)) for view in views.all if view.rail is not None]
    close = [(view, steps) for view, steps in rail if steps is not None and not view.whole]
    if not close:
        return (tuple(view for view, steps in rail if steps is not None),)
    return tuple(
        tuple(view for view, steps in close if steps == level) for level in sorted({steps for _, steps in close})
    )


def _closeness(view: View, regions: Regions, region: str) -> int | None:
    """Return how many steps up the table the region lies that a view is meant for; None if it isn't meant for it."""
    path = regions.path(region)
    return next((steps for steps, each in enumerate(path) if each in view.home), None if view.home else len(path))
