"""The neutral body: what names, sides, distances and home views go by, whatever body is drawn."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.atlas.seeing import Seeing
from desktop.atlas.surface import Surface
from desktop.atlas.views import Views
from resources.regions import Regions

if TYPE_CHECKING:
    from desktop.atlas.axes import Axes
    from desktop.atlas.borders import Borders
    from desktop.atlas.distance import SkinDistance
    from desktop.atlas.finding import Finder
    from desktop.atlas.middles import Middles
    from desktop.atlas.ways import Ways


class Neutral:
    """Shared by all bodies that are drawn from one surface. What the first picture does not need comes when needed."""

    def __init__(self, surface: Surface, labels: Iterable[str], views: Views, regions: Regions) -> None:
        """`labels` are the region ids behind the surface's region numbers."""
        self.surface = surface
        self.labels = tuple(labels)
        self.regions = regions
        self.seeing = Seeing(surface, views)

    @cached_property
    def axes(self) -> "Axes":
        """Where in its region a point lies, in words."""
        from desktop.atlas.axes import load_axes  # noqa: PLC0415

        return load_axes()

    @cached_property
    def borders(self) -> "Borders":
        """The borders of all regions."""
        from desktop.atlas.borders import Borders  # noqa: PLC0415

        return Borders(self.surface, self.labels, self.regions)

    @cached_property
    def middles(self) -> "Middles":
        """The middles of all regions."""
        from desktop.atlas.cells import Cells  # noqa: PLC0415
        from desktop.atlas.middles import Middles  # noqa: PLC0415

        cells = Cells(self.surface, self.labels, self.regions)
        return Middles(self.surface, cells, self.borders, self.regions, self.seeing.sight)

    @cached_property
    def distances(self) -> "SkinDistance":
        """Distances along the skin."""
        from desktop.atlas.distance import SkinDistance  # noqa: PLC0415

        return SkinDistance(self.surface, self.borders)

    @cached_property
    def ways(self) -> "Ways":
        """Ways along the skin between far points."""
        # imported here: no tap and no picture needs it
        from desktop.atlas.ways import Ways  # noqa: PLC0415

        return Ways(self.surface)

    @cached_property
    def finder(self) -> "Finder":
        """What to measure to find a lesion again."""
        # imported here, as above
        from desktop.atlas.finding import Finder  # noqa: PLC0415

        return Finder(self.surface, self.ways, self.regions)
