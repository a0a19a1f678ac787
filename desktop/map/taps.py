"""What the map tells: frozen values that its signals carry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from db.records import MarkId
from resources.terms import Anchor

if TYPE_CHECKING:
    from desktop.atlas.body import Site
    from desktop.atlas.diagrams import PartSite


@dataclass(frozen=True, slots=True)
class Tap:
    """A place that was touched: (`x`, `y`) and `radius_px` in px of the view's 1x picture, `anchor` the skin there.

    `radius_px` is how coarse the pointer is. `on_mark` is the visit's mark under it, if it is one alone.
    `site` is what was said before the lift, and so what is stored; None where nothing was said.
    """

    view: str
    anchor: Anchor
    x: float
    y: float
    radius_px: float
    on_mark: MarkId | None
    site: "Site | None" = None


@dataclass(frozen=True, slots=True)
class PartTap:
    """A part of a diagram that was touched. `on_mark` is the visit's lesion counted there, if it is one alone."""

    site: "PartSite"
    on_mark: MarkId | None


@dataclass(frozen=True, slots=True)
class MenuAsk:
    """A menu is wanted at `position` (on the screen) for a place of the skin, for a mark, or for both."""

    position: QPoint
    tap: Tap | PartTap | None
    mark: MarkId | None
