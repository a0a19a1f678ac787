"""A diagram with the lesions counted on it, as shown. It takes no input; `diagram.DiagramView` adds the hands."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from db.records import MarkId
from desktop.atlas.diagrams import Diagram, PartSite, Zone
from desktop.controls.focus import OFF, OWN_RING, RING
from desktop.controls.stamps import Stamp, Stamps
from desktop.controls.themed import Ground
from desktop.map.bubbles import Phrase
from desktop.map.canvas import GROWN
from desktop.map.clusters import numbers
from desktop.map.drawing import Badge, Drawing, badges
from desktop.map.pointer import Pointer
from desktop.map.viewport import Point, Viewport
from desktop.snapshot import Snapshot
from desktop.theme import CORNER, Theme
from resources.terms import Side

_REACH = 18.0
"""How far from a badge's middle a press still means its lesions, px."""


class DiagramScene(Ground):
    """A diagram and its lesions. They come only from `show_snapshot`."""

    def __init__(self, diagram: Diagram, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setProperty(OWN_RING, True)  # noqa: FBT003 - Qt's signature
        self.diagram = diagram
        self._stamps = Stamps(theme)
        self._drawing = Drawing(diagram, theme)
        self._viewport = Viewport.fitted((1.0, 1.0), (diagram.width, diagram.height))
        self._snapshot: Snapshot | None = None
        self._badges: tuple[Badge, ...] = ()
        self._picked: MarkId | None = None
        self._keyboard = False
        self._lit: tuple[str, Side] | None = None
        self._keyed: Zone | None = None
        self._phrase = Phrase(theme, self._stamps, self)
        self._name()

    @property
    def badges(self) -> tuple[Badge, ...]:
        """The lesions on show."""
        return self._badges

    @property
    def lit(self) -> tuple[str, Side] | None:
        """The region and the side that are lit up: under the pointer, or reached by keys."""
        return self._lit

    def to_widget(self, x: float, y: float) -> QPoint:
        """Return where a point of the diagram lies in this widget."""
        px, py = self._viewport.to_widget(x, y)
        return QPoint(round(px), round(py))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the lesions of a visit that belong here."""
        self._snapshot = snapshot
        self._badges = badges(self.diagram, snapshot)
        self._name()
        self.update()

    def show_stamp(self, stamp: Stamp | None) -> None:
        """Show at the pointer what the next tap will make."""
        self._phrase.stamp = stamp
        self._phrase.update()

    def select(self, mark_id: MarkId | None) -> None:
        """Show a lesion as selected, or none."""
        self._picked = mark_id
        self.update()

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        self._stamps = Stamps(self.theme)
        self._drawing = Drawing(self.diagram, self.theme)
        self._phrase.set_stamps(self._stamps)

    def _site(self, at: Point) -> PartSite | None:
        return self.diagram.site(*self._viewport.to_view(*at))

    def _badge(self, at: Point) -> Badge | None:
        x, y = self._viewport.to_view(*at)
        reach = _REACH / self._viewport.scale
        near = [each for each in self._badges if abs(each.x - x) < reach and abs(each.y - y) < reach]
        return min(near, key=lambda each: abs(each.x - x) + abs(each.y - y), default=None)

    def _here(self, marks: tuple[MarkId, ...]) -> str:
        found = [each for each in map(self._snapshot.mark, marks) if each is not None] if self._snapshot else []
        return self.tr("here: {numbers}").format(numbers=numbers(each.label for each in found))

    def _light(self, lit: tuple[str, Side] | None) -> None:
        if lit != self._lit:
            self._lit = lit
            self.update()

    def _hush(self) -> None:
        self._light(None)
        self._phrase.say("", (0.0, 0.0), Pointer.MOUSE)

    def _name(self) -> None:
        self.setAccessibleName(self.diagram.title)
        zone = self._keyed
        self.setAccessibleDescription(
            self.tr("Arrows go from part to part, Enter adds a lesion.") if zone is None else self._spoken(zone)
        )

    def _spoken(self, zone: Zone) -> str:
        """Return a part in words, with the lesions on it."""
        count = sum(len(each.marks) for each in self._badges if each.x == zone.middle[0] and each.y >= zone.middle[1])
        return ", ".join(filter(None, (zone.phrase, self.tr("%n lesion(s)", "", count) if count else "")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole diagram in the new size."""
        self._viewport = self._viewport.resized(event.size().width(), event.size().height())
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the diagram with its lesions."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.theme.window)
            self._drawing.paint(painter, self._viewport, self._lit)
            for each in self._badges:
                picked = self._picked in each.marks
                x, y = self._viewport.to_widget(each.x, each.y)
                self._stamps.draw(painter, x, y, each.stamp, *((GROWN,) if picked else ()))
            if self._keyboard and self.hasFocus():
                painter.setPen(QPen(self.theme.act, RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                inside = OFF + RING / 2
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(inside, inside, -inside, -inside), CORNER, CORNER)
