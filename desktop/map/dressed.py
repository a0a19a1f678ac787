"""Which body the figure has, and which skin tone. Neither moves a mark: an anchor is the same skin on every body."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget

from desktop.atlas.views import Views, load_views
from desktop.map.turning import TurningScene
from desktop.theme import Theme
from resources.terms import BodyKind, SkinTone

if TYPE_CHECKING:
    from desktop.atlas.body import Body


class DressedScene(TurningScene):
    """A scene whose body and skin tone can be changed while view, zoom and marks stay."""

    def __init__(
        self, views: Views, theme: Theme, parent: QWidget | None = None, *, decoders: QThreadPool | None = None
    ) -> None:
        """Begin with the neutral body, whose views are `views`."""
        super().__init__(views, theme, parent, decoders=decoders)
        self._kind = BodyKind.NEUTRAL
        self._given: Body | None = None

    @property
    def body(self) -> "Body | None":
        """The surface as it is drawn; None before `set_body`."""
        return self._body

    @property
    def body_kind(self) -> BodyKind:
        """The body that is drawn."""
        return self._kind

    @property
    def skin_tone(self) -> SkinTone:
        """The tone in which its skin is drawn."""
        return self._pictures.tone

    def set_body(self, body: "Body") -> None:
        """Take the loaded surface, of whatever body: it is drawn as the body chosen here."""
        if body is self._given:
            return
        self._given = body
        self._draw_as(body.shown_as(self._kind))

    def show_body(self, kind: BodyKind) -> None:
        """Draw another body. Raises FileNotFoundError for one that is not shipped."""
        if kind is self._kind:
            return
        if self._given is None:
            self._wear(load_views(kind), None)
        else:
            self._draw_as(self._given.shown_as(kind))
        self._kind = kind

    def show_tone(self, tone: SkinTone) -> None:
        """Draw skin in another tone; the picture on show follows as soon as it has been decoded anew."""
        if tone is self._pictures.tone:
            return
        self._stay()
        self._pictures.set_tone(tone)
        if self._body is not None:
            self._reel.set_look(self._body, tone)
        self._canvas.refresh()
        self.update()

    def _draw_as(self, body: "Body") -> None:
        self._wear(body.views, body)
        super().set_body(body)
        self._reel.set_look(body, self._pictures.tone)
        self._view_came()

    def _wear(self, views: Views, body: "Body | None") -> None:
        before = self.view_key
        self._stay()
        self._hands.cancel()
        self._stage.wear(views, self._body, body)
        self._views = views
        self._canvas.refresh()
        self.update()
        if self.view_key != before:
            self.view_changed.emit(self.view_key)
