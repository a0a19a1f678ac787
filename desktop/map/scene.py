"""The figure with the marks of a visit, as shown. It takes no input; `figure.MapView` adds the hands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from db.records import MarkId
from desktop.atlas.views import Views
from desktop.controls.focus import OFF, OWN_RING, RING
from desktop.controls.stamps import Stamp
from desktop.controls.themed import Panel
from desktop.map.bubbles import Notice, Phrase
from desktop.map.canvas import GROWN, Canvas, box
from desktop.map.drawn import Drawn
from desktop.map.loupe import Loupe
from desktop.map.marks import Places
from desktop.map.outline import Outline
from desktop.map.pictures import Pictures
from desktop.map.pointer import Pointer
from desktop.map.skin import Skin
from desktop.map.stage import Stage
from desktop.map.viewport import Point
from desktop.snapshot import Snapshot
from desktop.theme import CORNER, Theme
from resources.terms import Side

if TYPE_CHECKING:
    from desktop.atlas.body import Body, Site

NEW_MS, CALM_MS = 600, 3000
"""How long the ring around a new mark stays; with reduced motion it stays longer, thicker and still."""


class Scene(Panel):
    """A view with the marks it can see. Marks come only from `show_snapshot`."""

    def __init__(self, views: Views, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty(OWN_RING, True)  # noqa: FBT003 - Qt's signature
        self._pictures = Pictures(self)
        self._pictures.sharpened.connect(self._sharpen)
        self._canvas = Canvas(theme, self._pictures)
        self._views = views
        self._stage = Stage(views, views.all[0].key)
        self._body: Body | None = None
        self._places: Places | None = None
        self._skin: Skin | None = None
        self._snapshot: Snapshot | None = None
        self._drawn: tuple[Drawn, ...] = ()
        self._selected: MarkId | None = None
        self._ringed: frozenset[MarkId] = frozenset()
        self._calm = False
        self._carried: tuple[Point, Stamp] | None = None
        self._lit: Outline | None = None
        self._lit_place: tuple[str, Side] | None = None
        self._keyboard = False
        self._ring_timer = QTimer(self)
        self._ring_timer.setSingleShot(True)
        self._ring_timer.timeout.connect(self._end_rings)
        self._loupe = Loupe(theme, self._canvas, self)
        self._phrase = Phrase(theme, self._canvas.stamps, self)
        self._notice = Notice(theme, self)
        self._name()

    @property
    def view_key(self) -> str:
        """The key of the view on show."""
        return self._stage.view.key

    @property
    def zoom(self) -> float:
        """How much larger than the whole picture it is shown."""
        return self._stage.viewport.zoom

    @property
    def selected_mark(self) -> MarkId | None:
        """The mark that is shown as selected."""
        return self._selected

    @property
    def marks_shown(self) -> tuple[Drawn, ...]:
        """The marks and badges in the view on show, in view px."""
        return self._drawn

    def selected_at(self) -> Point | None:
        """Return where the selected mark is drawn in this widget; None if none is, or it lies outside what is shown."""
        for each in self._drawn:
            at = self._stage.viewport.to_widget(each.x, each.y)
            if self._selected in each.marks and self.rect().contains(round(at[0]), round(at[1])):
                return at
        return None

    def to_widget(self, x: float, y: float) -> QPointF:
        """Return where a point of the view (view px) lies in this widget."""
        return QPointF(*self._stage.viewport.to_widget(x, y))

    def set_body(self, body: "Body") -> None:
        """Take the loaded surface: from now on marks are shown and places can be told."""
        self._body = body
        self._places, self._skin = Places(body), Skin(body, self._stage)
        body.prepare(self.view_key)
        self._redraw_all()

    def show_view(self, key: str) -> None:
        """Show the whole of a view."""
        self._stage.show(key)
        self._view_came()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the marks of a visit as they are on disk; marks that were not there a moment ago get a ring."""
        before, self._snapshot = self._snapshot, snapshot
        if before is None or before.chart.visit.id != snapshot.chart.visit.id:
            self._selected = None
            self._redraw_all()
            return
        new = {each.id for each in snapshot.marks} - {each.id for each in before.marks}
        if self._selected is not None and snapshot.mark(self._selected) is None:
            self._selected = None
        self._redraw()
        if new:
            self._ring(frozenset(new))

    def select(self, mark_id: MarkId | None) -> None:
        """Show a mark as selected, or none."""
        self._update_marks({self._selected, mark_id})
        self._selected = mark_id

    def flash(self, mark_id: MarkId) -> None:
        """Draw the eye to a mark of the view on show."""
        self._ring(frozenset({mark_id}))

    def set_notice(self, text: str) -> None:
        """Say on the map that it takes no taps, and why; an empty text lets it take taps again."""
        self._notice.say(text)

    @property
    def calm(self) -> bool:
        """Whether a new mark's ring stands still."""
        return self._calm

    def set_reduced_motion(self, *, on: bool) -> None:
        """Choose the quiet ring: thick, for 3 s."""
        self._calm = on

    def take_picture(self, key: str, image: QImage) -> None:
        """Take a view's picture that has been decoded already."""
        self._pictures.take_small(self._views.get(key), image)

    def stop(self) -> None:
        """Wait for the worker that decodes pictures; call before the window goes."""
        self._pictures.close()

    def restyle(self) -> None:
        """Follow a new theme."""
        self._canvas.set_theme(self.theme)
        self._phrase.set_stamps(self._canvas.stamps)
        self._notice.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same part of the picture in the new size."""
        self._stage.resize(event.size().width(), event.size().height())
        self._drawn = self._now_drawn()
        self._notice.place()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what changed."""
        # a tap changes a few marks far apart: what lies between them stays as it is
        dirty: tuple[QRect, ...] = tuple(event.region())  # type: ignore[arg-type]  # the stubs lack its parts
        viewport = self._stage.viewport
        with QPainter(self) as painter:
            for part in dirty:
                self._canvas.paint_ground(painter, self._stage.view, viewport, part, self.devicePixelRatioF())
            if self._lit is not None:
                self._canvas.paint_outline(painter, viewport, self._lit, dirty)
            self._canvas.paint_marks(painter, viewport, self._drawn, dirty, self._selected)
            for each in self._drawn:
                if not self._ringed.isdisjoint(each.marks):
                    self._canvas.paint_new(painter, viewport.to_widget(each.x, each.y), calm=self._calm)
            if self._carried is not None:
                at, stamp = self._carried
                painter.setOpacity(0.85)
                self._canvas.stamps.draw(painter, *at, stamp, GROWN)
                painter.setOpacity(1.0)
            if self._keyboard and self.hasFocus():
                self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.act, RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = OFF + RING / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inside, inside, -inside, -inside), CORNER, CORNER)

    def _view_came(self) -> None:
        """Everything that follows from another view being on show."""
        self._light(None)
        self._phrase.say("", (0.0, 0.0), Pointer.MOUSE)
        if self._body is not None:
            self._body.prepare(self.view_key)
        self._name()
        self._redraw_all()

    def _name(self) -> None:
        self.setAccessibleName(self._stage.view.title)
        self.setAccessibleDescription(self.tr("Use the site table: Ctrl+T."))

    def _redraw_all(self) -> None:
        self._drawn = self._now_drawn()
        self.update()

    def _redraw(self) -> None:
        """Paint only the marks that came, went or changed."""
        before, self._drawn = self._drawn, self._now_drawn()
        # most marks are the same objects as before: only the others are compared
        kept = {id(each) for each in before} & {id(each) for each in self._drawn}
        old, new = ({each for each in drawn if id(each) not in kept} for drawn in (before, self._drawn))
        for each in old ^ new:
            self.update(self._box(each))

    def _now_drawn(self) -> tuple[Drawn, ...]:
        if self._places is None or self._snapshot is None:
            return ()
        return self._places.drawn(self.view_key, self._snapshot.marks, 1 / self._stage.viewport.scale)

    def _ring(self, marks: frozenset[MarkId]) -> None:
        self._update_marks(self._ringed | marks)
        self._ringed = marks
        self._ring_timer.start(CALM_MS if self._calm else NEW_MS)

    @Slot()
    def _end_rings(self) -> None:
        self._update_marks(self._ringed)
        self._ringed = frozenset()

    def _update_marks(self, marks: "frozenset[MarkId] | set[MarkId | None]") -> None:
        for each in self._drawn:
            if not marks.isdisjoint(each.marks):
                self.update(self._box(each))

    def _box(self, drawn: Drawn) -> QRect:
        return box(self._stage.viewport.to_widget(drawn.x, drawn.y))

    def _light(self, site: "Site | None") -> None:
        """Light up the outline of the region under the pointer; while it stays the same, nothing is painted."""
        lit = (site.region, site.side) if site is not None else None
        if lit == self._lit_place:
            return
        self._lit_place = lit
        lines = self._skin.outline(site) if self._skin is not None and site is not None else ()
        before, self._lit = self._lit, Outline(lines) if lines else None
        for each in (before, self._lit):
            if each is not None:
                self._update_outline(each)

    def _update_outline(self, outline: Outline) -> None:
        bounds = outline.bounds
        corner = self.to_widget(bounds.left(), bounds.top())
        self.update(
            QRectF(corner, self.to_widget(bounds.right(), bounds.bottom())).toAlignedRect().adjusted(-3, -3, 3, 3)
        )

    @Slot(str)
    def _sharpen(self, key: str) -> None:
        if key == self.view_key:
            self._canvas.refresh()
            self.update()
