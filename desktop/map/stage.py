"""Which view is shown and which part of it, and when a close-up takes over from a whole figure. No Qt."""

from typing import TYPE_CHECKING

from desktop.atlas.views import View, Views
from desktop.map.viewport import FARTHEST, Point, Viewport
from resources.terms import Anchor

if TYPE_CHECKING:
    from desktop.atlas.body import Body

TAKES_OVER = 4.0
"""Beyond this zoom of a whole figure its close-up is shown instead: the picture has nothing finer to give."""
_LET_GO = 0.85
"""So far a close-up must be zoomed out beyond its whole for the figure to come back: two fingers are never steady."""
_SAME_DIRECTION = 0.6
"""Least cosine between two cameras for the change of picture to look like one zoom."""


class Stage:
    """The view on show and its viewport."""

    def __init__(self, views: Views, key: str) -> None:
        self._views = views
        self._came_from: View | None = None
        self._pulled = 1.0
        self.view = views.get(key)
        self.viewport = Viewport.fitted((1.0, 1.0), _size(self.view))

    def show(self, key: str) -> None:
        """Show the whole of a view."""
        self.view = self._views.get(key)
        self._came_from = None
        self.fit()

    def resize(self, width: float, height: float) -> None:
        """Take a new size of the widget, px."""
        self.viewport = self.viewport.resized(width, height)

    def fit(self) -> None:
        """Show the whole picture."""
        self.viewport = Viewport.fitted((self.viewport.width, self.viewport.height), _size(self.view))

    def pan(self, dx: float, dy: float) -> None:
        """Drag the picture by widget px."""
        self.viewport = self.viewport.panned(dx, dy)

    def neighbour(self, step: int) -> str:
        """Return the key of the view to the left (-1) or to the right (1), or "" where there is none."""
        left, right = self.view.neighbours
        return (left if step < 0 else right) or ""

    def zoom(self, factor: float, at: Point, body: "Body | None") -> bool:
        """Zoom at a point of the widget; return whether another view took over.

        Beyond 4x on a whole figure the close-up that sees the same skin from the same direction takes over, at least as
        large as fits; zoomed out beyond the whole of it, the whole figure comes back.
        """
        if body is not None and self._came_from is not None and self._pulls_back(factor):
            self._back(self._came_from, at, body)
            return True
        self.viewport = self.viewport.zoomed(factor, at)
        if body is None or not self.view.whole or self.viewport.zoom <= TAKES_OVER:
            return False
        return self._close_up(at, body)

    def _pulls_back(self, factor: float) -> bool:
        """Say whether a close-up that took over has been zoomed out so far beyond its whole that it is meant to go."""
        if factor > 1 or not self.viewport.at_fit:
            self._pulled = 1.0
            return False
        self._pulled *= factor
        return self._pulled < _LET_GO

    def _close_up(self, at: Point, body: "Body") -> bool:
        for point in self._held_by(at):
            anchor = body.hit(self.view.key, *self.viewport.to_view(*point))
            closer = self._closer(anchor, body) if anchor is not None else None
            if anchor is not None and closer is not None:
                whole = self.view
                self._switch(closer, anchor, point, body)
                self._came_from, self._pulled = whole, 1.0
                return True
        return False

    def _closer(self, anchor: Anchor, body: "Body") -> View | None:
        """Return the close-up in the same pose that sees the skin most nearly from where the whole figure is seen."""
        best, best_turn = None, _SAME_DIRECTION
        for key in body.views_seeing(anchor):
            view = self._views.get(key)
            turn = sum(a * b for a, b in zip(view.camera.toward, self.view.camera.toward, strict=True))
            upright = sum(a * b for a, b in zip(view.camera.up, self.view.camera.up, strict=True))
            if not view.whole and view.pose == self.view.pose and upright > _SAME_DIRECTION and turn > best_turn:
                best, best_turn = view, turn
        return best

    def _back(self, whole: View, at: Point, body: "Body") -> None:
        """Show the whole figure again, with the same skin under the same point where there is skin."""
        self._came_from = None
        for point in self._held_by(at):
            anchor = body.hit(self.view.key, *self.viewport.to_view(*point))
            if anchor is not None:
                self._switch(whole, anchor, point, body, most=TAKES_OVER)
                return
        self.view = whole
        self.fit()

    def _held_by(self, at: Point) -> tuple[Point, Point]:
        """Return the points whose skin a change of view may keep in place: where it was zoomed, else the middle."""
        return at, (self.viewport.width / 2, self.viewport.height / 2)

    def _switch(self, view: View, anchor: Anchor, at: Point, body: "Body", most: float = FARTHEST) -> None:
        """Show another view with the same skin under the same point of the widget and as many mm on the screen.

        The picture is never shown smaller than it fits, nor larger than `most`; where all of it fits it is centred.
        """
        mm_on_screen = body.mm_per_px(self.view.key) / self.viewport.scale
        fitted = Viewport.fitted((self.viewport.width, self.viewport.height), _size(view))
        zoom = min(body.mm_per_px(view.key) / mm_on_screen / fitted.fit_scale, most)
        spot = body.spot(view.key, anchor)
        self.view = view
        self.viewport = fitted.at_zoom(zoom).holding((spot.x, spot.y), at) if zoom > 1 else fitted


def _size(view: View) -> Point:
    return float(view.camera.width), float(view.camera.height)
