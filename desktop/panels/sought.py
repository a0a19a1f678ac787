"""What the sheet for finding a lesion again knows of it: landmarks to choose from, and where it lies from each."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.atlas.body import Body
from desktop.atlas.directions import direction_words
from desktop.atlas.finding import Bearing, Finding, avoided_in_women
from desktop.atlas.measures import MIDLINE, is_paired, landmark_table, no_distances
from desktop.atlas.zones import ranks
from desktop.snapshot import Numbered
from resources.regions import Regions
from resources.terms import Sex, Side

_BESIDE = ("left", "right")


@dataclass(frozen=True, slots=True)
class Sought:
    """A lesion to be found again. Without a `finding`, `why` says in words why nothing can be read off the figure."""

    mark: Numbered
    finding: Finding | None
    why: str
    choices: tuple[str, ...]
    look: Callable[[str], Bearing | None]
    directions: Callable[[str], tuple[str, ...]]

    def side(self, landmark: str) -> Side:
        """Return the side of a landmark that is measured from: the lesion's, where it has one."""
        side = self.mark.mark.place.side
        return side if is_paired(landmark) and side in (Side.LEFT, Side.RIGHT) else Side.UNSIDED


def sought(each: Numbered, body: Body, regions: Regions, sex: Sex) -> Sought:
    """Return what is known of where a lesion lies (20 to 150 ms where it has a point on the skin)."""
    place = each.mark.place
    words = direction_words(regions, place.region)

    def directions(landmark: str) -> tuple[str, ...]:
        line = landmark_table()["line"].get(landmark)
        if line is not None:
            return _BESIDE if landmark == MIDLINE else tuple(line["words"])
        if is_paired(landmark):
            return words
        return (*(word for word in words if word not in ("lateral", "medial")), *_BESIDE)

    anchor = place.anchor
    why = no_distances(regions, place.region, place.placement, current=place.is_current, anchored=anchor is not None)
    if why or anchor is None:
        return Sought(each, None, why, tuple(ranks(regions, place.region)), lambda _: None, directions)
    finder = body.finder
    avoid = avoided_in_women() if sex is Sex.FEMALE else frozenset()
    finding = finder.find(anchor, place.region, place.side, avoid)

    def look(landmark: str) -> Bearing | None:
        known = next((bearing for bearing in finding.bearings if bearing.landmark == landmark), None)
        return known or finder.bearing(anchor, place.region, place.side, landmark)

    why = "" if finding.bearings else str(landmark_table()["none"]["nowhere"])
    return Sought(each, finding, why, finding.choices, look, directions)
