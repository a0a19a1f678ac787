"""Which view is shown and which part of it, and when a close-up takes over from a whole figure. No Qt."""

from typing import TYPE_CHECKING

from desktop.atlas.cameras import Camera, dot
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

_SAME_LOOK = 0.99
"""Least cosine between two cameras for one picture to stand for the other, point by point."""


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

    def turn_to(self, key: str, body: "Body | None") -> None:
        """Show another frame of the turn the view belongs to, or the fixed view that stands for its frame.

        The axis of the turn stays where it is on the screen, and the skin as large.
        """
        begun = self._views.frame(self.view.key)
        if begun is not None and self._views.is_fixed(self.view.key):
            self._replace_by(begun[0].frame(begun[1]), body)
        if self._views.is_fixed(key):
            self._replace_by(self._views.get(key), body)
        self.view, self._came_from = self._views.get(key), None

    def _replace_by(self, view: View, body: "Body | None") -> None:
        """Show the same part as large in a view that stands for the one on show, or at least the skin in its middle."""
        viewport, old = self.viewport, self.view.camera
        middle = viewport.width / 2, viewport.height / 2
        if self.view.pose == view.pose and dot(old.toward, view.camera.toward) > _SAME_LOOK:
            self.viewport = _through(viewport, old, view.camera)
        elif (
            body is not None and not viewport.at_fit and (anchor := body.hit(self.view.key, *viewport.to_view(*middle)))
        ):
            self._switch(view, anchor, middle, body)
        else:
            self.viewport = Viewport.fitted((viewport.width, viewport.height), _size(view))
        self.view = view

    def wear(self, views: Views, before: "Body | None", after: "Body | None") -> None:
        """Show the same view, and the same skin in the middle as large, of another body.

        A frame of a turn which that body lacks is left for the fixed view nearest to it.
        """
        old, viewport = self.view, self.viewport
        middle = viewport.width / 2, viewport.height / 2
        anchor = before.hit(old.key, *viewport.to_view(*middle)) if before is not None else None
        self.view = views.get(old.key if old.key in views else self._views.fixed(old.key))
        self._views, self._came_from = views, None
        self.fit()
        if viewport.at_fit:
            return
        spot = after.spot(self.view.key, anchor) if after is not None and anchor is not None else None
        width, height = _size(self.view)
        share = viewport.x / viewport.picture_width, viewport.y / viewport.picture_height
        held = (spot.x, spot.y) if spot is not None else (share[0] * width, share[1] * height)
        self.viewport = self.viewport.at_zoom(viewport.zoom).holding(held, middle)

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


def _through(viewport: Viewport, old: Camera, new: Camera) -> Viewport:
    """Return the viewport through which another camera, that looks the same way, shows the same part as large."""
    fitted = Viewport.fitted((viewport.width, viewport.height), (float(new.width), float(new.height)))
    if viewport.at_fit:
        return fitted
    middle = viewport.width / 2, viewport.height / 2
    zoom = viewport.scale * old.scale / new.scale / fitted.fit_scale
    return fitted.at_zoom(zoom).holding(old.seen_by(new, *viewport.to_view(*middle)), middle)


def _size(view: View) -> Point:
    return float(view.camera.width), float(view.camera.height)
