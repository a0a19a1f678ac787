"""Diagrams of mouth and genitals as views that can be printed, and where on them a place is drawn."""

from collections.abc import Mapping

from desktop.atlas.diagrams import Diagram, Part, load_diagrams
from desktop.atlas.strokes import Point, path_data
from resources.terms import Side


class DiagramView:
    """A diagram as a view of its own: lines in place of a picture."""

    def __init__(self, key: str) -> None:
        """Take a diagram by its key. Raises KeyError."""
        self._diagram = load_diagrams().get(key)

    @property
    def key(self) -> str:
        """The diagram's key."""
        return self._diagram.key

    @property
    def title(self) -> str:
        """The diagram's name."""
        return self._diagram.title

    @property
    def behind(self) -> bool:
        """Whether it shows the patient from behind."""
        return self._diagram.behind

    @property
    def letters(self) -> tuple[str, str]:
        """What stands at the left and right edge."""
        return self._diagram.letters

    @property
    def camera(self) -> Diagram:
        """What has the picture's size: the drawing itself."""
        return self._diagram

    @property
    def whole(self) -> bool:
        """Whether it shows the whole figure."""
        return False

    @property
    def rail(self) -> None:
        """Its place in the order of the views: behind all that have one."""
        return

    @property
    def pictures(self) -> Mapping[str, str]:
        """The names of its shipped pictures: none."""
        return {"small": "", "large": ""}

    @property
    def lines(self) -> tuple[str, ...]:
        """Its shapes and lines as SVG paths, the lowest first."""
        drawn = self._diagram.drawn
        return tuple(path_data(each.strokes if isinstance(each, Part) else each) for each in drawn)


def middle_on_diagram(region: str, side: Side) -> tuple[str, Point] | None:
    """Return the diagram that shows a place and the middle of its shape there.

    None where no diagram does, and for a side nobody said.
    """
    key = load_diagrams().home(region, side)
    zone = load_diagrams().get(key).zone(region, side) if key else None
    if zone is None or (zone.side is not side and Side.UNSIDED not in (zone.side, side)):
        return None
    return key, zone.middle
