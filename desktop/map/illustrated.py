"""The map with diagrams in its place: what the body surface does not carry is shown, tapped and counted there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from db.records import MarkId
from desktop.atlas.views import Views
from desktop.controls.brush import Brush
from desktop.map.diagram_keys import DIAGRAMS, is_off_skin
from desktop.map.dressed import DressedScene
from desktop.snapshot import Snapshot
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.atlas.diagrams import Diagrams
    from desktop.map.diagram import DiagramView


class IllustratedScene(DressedScene):
    """A scene that shows a diagram where its key is asked for. Diagrams are read when the first of them is wanted."""

    def __init__(
        self, views: Views, theme: Theme, parent: QWidget | None = None, *, decoders: QThreadPool | None = None
    ) -> None:
        super().__init__(views, theme, parent, decoders=decoders)
        self._diagrams: Diagrams | None = None
        self._diagram: DiagramView | None = None

    @property
    def diagram(self) -> "DiagramView | None":
        """The diagram that is shown in the place of the figure."""
        return self._diagram

    @property
    def shown_key(self) -> str:
        """The key of what is on show: the diagram's, else the view's."""
        return self._diagram.diagram.key if self._diagram is not None else self.view_key

    def show_view(self, key: str) -> None:
        """Show the whole of a view, or a diagram in its place."""
        self._put_away()
        if key.startswith(DIAGRAMS):
            self._put_up(key)
        else:
            super().show_view(key)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the lesions of a visit as they are on disk."""
        super().show_snapshot(snapshot)
        if self._diagram is not None:
            self._diagram.show_snapshot(snapshot)

    def show_brush(self, brush: Brush) -> None:
        """Show at the pointer what the next tap will make."""
        super().show_brush(brush)
        if self._diagram is not None:
            self._diagram.show_stamp(self._phrase.stamp)

    def set_notice(self, text: str) -> None:
        """Say on the map that it takes no taps, and why; an empty text lets it take taps again."""
        super().set_notice(text)
        if self._diagram is not None:
            self._diagram.set_taking(on=not text)

    def select(self, mark_id: MarkId | None) -> None:
        """Show a mark as selected, or none; where it is drawn on a diagram that is shown, where on the figure, that."""
        super().select(mark_id)
        if mark_id is not None:
            self._show_place_of(mark_id)
        if self._diagram is not None:
            self._diagram.select(mark_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a diagram fill the map."""
        super().resizeEvent(event)
        if self._diagram is not None:
            self._diagram.setGeometry(self.rect())

    def _put_up(self, key: str) -> None:
        # imported here: opened now and then, and the first frame waits for every import
        from desktop.map.diagram import DiagramView  # noqa: PLC0415

        self._hands.cancel()
        self._hush()
        made = self._diagram = DiagramView(self._all().get(key), self.theme, self)
        made.tapped.connect(self.tapped)
        made.selected.connect(self.selected)
        made.menu_asked.connect(self.menu_asked)
        made.said.connect(self.said)
        made.show_stamp(self._phrase.stamp)
        made.set_taking(on=self.taking)
        made.select(self._selected)
        if self._snapshot is not None:
            made.show_snapshot(self._snapshot)
        made.setGeometry(self.rect())
        made.show()
        self._notice.raise_()
        self.setFocusProxy(made)

    def _put_away(self) -> None:
        if self._diagram is not None:
            gone, self._diagram = self._diagram, None
            self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none: the stub does not know
            gone.hide()
            gone.deleteLater()

    def _show_place_of(self, mark_id: MarkId) -> None:
        each = self._snapshot.mark(mark_id) if self._snapshot is not None else None
        if each is None:
            return
        place = each.mark.place
        if not is_off_skin(place):
            self._put_away()
            return
        key = self._all().home(place.region, place.side)
        if key and key != self.shown_key:
            self._put_away()
            self._put_up(key)

    def _all(self) -> "Diagrams":
        if self._diagrams is None:
            from desktop.atlas.diagrams import load_diagrams  # noqa: PLC0415 - read when the first one is wanted

            self._diagrams = load_diagrams()
        return self._diagrams
