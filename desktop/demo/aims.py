"""Where the demonstration taps: first where its script says, then ever more points of the skin."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.atlas.body import Body
from desktop.atlas.views import Views
from resources.terms import Anchor, Side

_APART_MM = 16.0
"""Further taps are kept this far from all others: none is asked about, although a press is only as fine as a pixel."""
_SPREAD_VIEWS = ("scalp_front", "face", "arms", "back", "front")


class DemoFailed(Exception):  # noqa: N818 - says what happened
    """The screen does not show what was done, or the script can't be played. Its text is for people."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the next tap goes: a point of a view, px of its 1x picture."""

    view: str
    x: float
    y: float
    anchor: Anchor


def aims_of(script: Iterable[Sequence[str]], body: Body, views: Views, used: Sequence[Anchor]) -> Iterator[Aim]:
    """Yield the script's taps (view, region, side), then others without end. `used` grows as they are tapped.

    Raises DemoFailed.
    """
    for view, region, side in script:
        anchor = body.middle(region, Side(side))
        if anchor is None:
            raise DemoFailed(f"{region} is not on the surface.")
        spot = body.spot(view, anchor)
        yield Aim(view, spot.x, spot.y, anchor)
    yield from _spread(body, views, used)


def _spread(body: Body, views: Views, used: Sequence[Anchor]) -> Iterator[Aim]:
    """Yield points of the skin, none near a used one, evenly spread over some views."""
    for step in itertools.count(1):
        for key in _SPREAD_VIEWS:
            view = views.get(key)
            x, y = _radical(step, 2) * view.camera.width, _radical(step, 3) * view.camera.height
            anchor = body.hit(key, x, y)
            if anchor is None or body.door(key, x, y) is not None or body.home_view(anchor) != key:
                continue
            if all(body.distance_mm(anchor, other, _APART_MM) is None for other in used):
                yield Aim(key, x, y, anchor)


def _radical(number: int, base: int) -> float:
    """Return a number's digits mirrored behind the point: points that fill 0 to 1 evenly (van der Corput)."""
    value, share = 0.0, 1.0
    while number:
        share /= base
        value += share * (number % base)
        number //= base
    return value
