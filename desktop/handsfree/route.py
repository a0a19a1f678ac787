"""The sites of a hands-free visit in the order in which somebody works. No Qt."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from db.records import RouteStep
from desktop.atlas.phrases import site_phrase, stored_side
from resources import files
from resources.regions import ROOT, Regions
from resources.terms import Side

NOWHERE = RouteStep(ROOT, Side.UNSIDED)
"""Where a lesion is counted before anybody said where: it is placed later, and keeps the visit from being signed."""


@cache
def shipped_route() -> tuple[RouteStep, ...]:
    """Return the route a practice works by until it has one of its own."""
    rows = tomllib.loads(files.read_text("body/route.toml"))["step"]
    return tuple(RouteStep(row["region"], Side(row.get("side", Side.UNSAID))) for row in rows)


def words(regions: Regions, step: RouteStep) -> str:
    """Return a step as it is read and spoken: ``right temple``, ``scalp``."""
    return site_phrase(regions, step.region, step.side)


@dataclass(frozen=True, slots=True)
class Walk:
    """A route and how far somebody has come. Without any step everything is counted without a place."""

    steps: tuple[RouteStep, ...]
    at: int = 0

    @property
    def here(self) -> RouteStep:
        """The site that is worked on."""
        return self.steps[self.at] if self.steps else NOWHERE

    @property
    def after(self) -> RouteStep | None:
        """The site that comes next; None at the end."""
        return self.steps[self.at + 1] if self.at + 1 < len(self.steps) else None

    def onward(self) -> "Walk":
        """Return the walk one site on; at its end it stays."""
        return replace(self, at=self.at + 1) if self.after is not None else self


def walk(regions: Regions, steps: Sequence[RouteStep]) -> Walk:
    """Return the walk along some sites, at its beginning; each has the side that is kept for its region."""
    return Walk(tuple(RouteStep(each.region, stored_side(regions.get(each.region), each.side)) for each in steps))
