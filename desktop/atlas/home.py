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

    Of the close-ups in the rail that are meant for the region the one that sees it most squarely; whole figures only if
    none sees it well, the views outside the rail only if none in the rail sees it at all. There is always one, also for
    a point that no view sees.
    """
    meant = [view for view in views.all if _meant(view, regions, region)]
    rail = [view for view in meant if view.rail is not None]
    close = squarest([view for view in rail if not view.whole and facings[view.key] > _SQUARELY], facings, sees)
    found = (
        close or squarest(rail, facings, sees) or squarest(meant, facings, sees) or squarest(views.all, facings, sees)
    )
    return found.key if found else max(rail or views.all, key=lambda view: facings[view.key]).key


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


def meant_for(views: Views, regions: Regions, region: str) -> tuple[View, ...]:
    """Return the views to look for a region's middle in: the rail's close-ups meant for it, else its whole figures."""
    rail = [view for view in views.all if view.rail is not None and _meant(view, regions, region)]
    return tuple(view for view in rail if not view.whole) or tuple(rail)


def _meant(view: View, regions: Regions, region: str) -> bool:
    return not view.home or any(regions.under(region, each) for each in view.home)
