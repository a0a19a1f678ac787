"""What the body answers beside where a point lies: both names beside a border, outlines, and what a call-out means."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from desktop.atlas.body import Body, Site
from desktop.atlas.reader import call_out_reader
from desktop.snapshot import Rules

MOUSE_PX = 3.0
OF_NAMES = ("face", "head_right", "head_left", "ear_right", "ear_left")
"""Views of the parts where a tap beside a border has two names."""
SAID = (
    "3 left forehead",
    "2 R dorsal hand",
    "vertex 4",
    "l helix",
    "2 warts r thumb",
    "3 l cheek, 2 nose, 1 r ear",
    "=4",
    "-1",
    "other side",
    "+3",
    "frobnicate 2",
)


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def sites(body: Body, views: tuple[str, ...]) -> Iterator[tuple[str, Site]]:
    """Yield places under a mouse in some views, at random, without end."""
    chosen = random.Random(5)  # noqa: S311 - an order of places
    while True:
        key = chosen.choice(views)
        camera = body.views.get(key).camera
        found = body.site(key, chosen.uniform(0, camera.width), chosen.uniform(0, camera.height), MOUSE_PX)
        if found is not None:
            yield key, found


def phrases(body: Body, count: int) -> list[float]:
    """Put places into words, with where in their region they lie."""
    places = islice(sites(body, tuple(each.key for each in body.views.all)), count)
    return [timed(partial(body.site_at, site.anchor)) for _, site in places]


def names(body: Body, count: int) -> list[float]:
    """Look for the name beyond a border, as each tap on face and ear does once its region has lit up."""
    seconds = []
    for key, site in islice(sites(body, OF_NAMES), count):
        body.outline(key, site.region, site.side)
        seconds.append(timed(partial(body.other_name, site)))
    return seconds


def outlines(body: Body, count: int) -> tuple[list[float], list[float]]:
    """Light up each region once in the view where it is at home, and once more: the first times, and the others."""
    found = dict.fromkeys((key, site.region, site.side) for key, site in islice(sites(body, _rail(body)), count))
    first, again = ([timed(partial(body.outline, *each)) for each in found] for _ in range(2))
    return first, again


def readings(rules: Rules, rounds: int) -> list[float]:
    """Read call-outs, the tables being loaded."""
    reader = call_out_reader(rules.regions, rules.presets, {})
    reader.read(SAID[0])
    return [timed(partial(reader.read, text)) for _ in range(rounds) for text in SAID]


def _rail(body: Body) -> tuple[str, ...]:
    return tuple(key for row in body.views.rail for key in row)
