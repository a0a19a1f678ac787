"""Zoom and pan: which part of a picture a widget shows. Arithmetic on widget px (device independent) and view px."""

from dataclasses import dataclass, replace

MARGIN = 4
"""Widget px left free above and below a picture that fits."""
FARTHEST = 8.0
"""The strongest zoom; 1 is the whole picture."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Viewport:
    """A widget of `width` x `height` px over a picture of `picture_width` x `picture_height` view px.

    `zoom` is relative to the whole picture fitting the widget; (`x`, `y`) is the view px at the widget's middle.
    """

    width: float
    height: float
    picture_width: float
    picture_height: float
    zoom: float
    x: float
    y: float

    @staticmethod
    def fitted(size: Point, picture: Point) -> "Viewport":
        """Return the viewport that shows the whole picture, centred."""
        return Viewport(*size, *picture, 1.0, picture[0] / 2, picture[1] / 2)

    @property
    def fit_scale(self) -> float:
        """Widget px per view px when the whole picture fits."""
        tall = max(1.0, self.height - 2 * MARGIN) / self.picture_height
        return min(tall, max(1.0, self.width) / self.picture_width)

    @property
    def scale(self) -> float:
        """Widget px per view px."""
        return self.fit_scale * self.zoom

    @property
    def at_fit(self) -> bool:
        """Whether the whole picture is shown, so that there is nothing to pan to."""
        return self.zoom <= 1.0

    def to_widget(self, x: float, y: float) -> Point:
        """Return where a point of the picture lies in the widget."""
        scale = self.scale
        return self.width / 2 + (x - self.x) * scale, self.height / 2 + (y - self.y) * scale

    def to_view(self, px: float, py: float) -> Point:
        """Return which point of the picture lies under a point of the widget."""
        scale = self.scale
        return self.x + (px - self.width / 2) / scale, self.y + (py - self.height / 2) / scale

    def resized(self, width: float, height: float) -> "Viewport":
        """Return the same part of the picture in a widget of another size."""
        return replace(self, width=width, height=height)

    def zoomed(self, factor: float, at: Point) -> "Viewport":
        """Return the picture zoomed between 1 and 8; what lies under `at` (widget px) stays there.

        Zoomed out to the whole picture it is centred again; no border of the picture ever passes the middle.
        """
        zoom = min(max(self.zoom * factor, 1.0), FARTHEST)
        if zoom <= 1.0:
            return self.fitted((self.width, self.height), (self.picture_width, self.picture_height))
        held = self.to_view(*at)
        return replace(self, zoom=zoom).holding(held, at)

    def at_zoom(self, zoom: float) -> "Viewport":
        """Return the same middle at a zoom between 1 and 8."""
        return replace(self, zoom=min(max(zoom, 1.0), FARTHEST))

    def holding(self, point: Point, at: Point) -> "Viewport":
        """Return the viewport moved so that `point` (view px) lies under `at` (widget px), if it goes so far."""
        scale = self.scale
        x = point[0] - (at[0] - self.width / 2) / scale
        y = point[1] - (at[1] - self.height / 2) / scale
        return replace(self, x=min(max(x, 0.0), self.picture_width), y=min(max(y, 0.0), self.picture_height))

    def panned(self, dx: float, dy: float) -> "Viewport":
        """Return the viewport with the picture dragged by widget px; at fit nothing moves."""
        if self.at_fit:
            return self
        middle = (self.width / 2, self.height / 2)
        return self.holding(self.to_view(middle[0] - dx, middle[1] - dy), middle)
