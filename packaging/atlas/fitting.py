"""The cameras of the other bodies: carried over from the neutral body, to show the same skin as large."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from atlas.figure import Figure
from atlas.mesh import normals
from atlas.plans import Plan, vector
from atlas.raster import project
from atlas.turns import Turn
from desktop.atlas.cameras import Camera
from desktop.atlas.surface import Floats, Indices
from desktop.atlas.view import Door

_FRAME = "frame"
_DIGITS = 5


class Fitting:
    """From the neutral body's views to those of another one. The neutral body's own stay exactly as they are."""

    def __init__(self, figure: Figure, door_parts: Callable[[str], str]) -> None:
        """`door_parts` names the part that a view's door leads to."""
        self._figure = figure
        self._neutral = figure.neutral
        self._door_parts = door_parts

    def view(self, plan: Plan) -> Plan:
        """Return a view of the body."""
        if self._figure is self._neutral:
            return plan
        camera = self._camera(plan)
        return replace(plan, camera=camera, doors=tuple(self._door(plan, camera, each) for each in plan.doors))

    def turn(self, turn: Turn) -> Turn:
        """Return a turn of the body."""
        return replace(turn, first=self.view(turn.first))

    def _camera(self, plan: Plan) -> Camera:
        """Return the camera that sees the box around the same skin in the same place, its longest side as long."""
        rows = self._rows(plan)
        (low, high), (new_low, new_high) = (
            (points.min(0), points.max(0)) for points in (each.skin(plan.pose)[rows] for each in self._both())
        )
        longest = int(np.argmax(high - low))
        larger = float((new_high - new_low)[longest] / (high - low)[longest])
        away = np.array(plan.camera.centre) - (low + high) / 2
        centre = np.round((new_low + new_high) / 2 + larger * away, _DIGITS) + 0.0
        return replace(plan.camera, centre=vector(centre), scale=round(plan.camera.scale / larger, _DIGITS))

    def _rows(self, plan: Plan) -> Indices:
        if plan.fits != _FRAME:
            return np.unique(self._neutral.mesh.quads[self._neutral.part(plan.fits)])
        points = self._neutral.skin(plan.pose)
        x, y, _ = project(points, plan.camera).T
        inside = (x >= 0) & (x < plan.camera.width) & (y >= 0) & (y < plan.camera.height)
        facing = normals(points, self._neutral.mesh.quads) @ np.array(plan.camera.toward) > 0
        head = self._neutral.weight("head") > 0.5
        return np.flatnonzero(inside & facing & head)

    def _door(self, plan: Plan, camera: Camera, door: Door) -> Door:
        """Return a door around the same skin: the part it leads to, as far as the neutral body's door frames it."""
        part = np.unique(self._neutral.mesh.quads[self._neutral.part(self._door_parts(door.to))])
        old = project(self._neutral.skin(plan.pose)[part], plan.camera)[:, :2]
        inside = (old >= [door.left, door.top]).all(1) & (old <= [door.right, door.bottom]).all(1)
        new = project(self._figure.skin(plan.pose)[part], camera)[:, :2]
        corners = _carried(np.array([[door.left, door.top], [door.right, door.bottom]]), old[inside], new[inside])
        (left, top), (right, bottom) = np.round(corners).tolist()
        return Door(left, top, right, bottom, door.to)

    def _both(self) -> tuple[Figure, Figure]:
        return self._neutral, self._figure


def _carried(points: Floats, old: Floats, new: Floats) -> Floats:
    """Return points carried over from the box around some points to the box around the same points elsewhere."""
    size, new_size = np.ptp(old, axis=0), np.ptp(new, axis=0)
    return np.asarray(new.min(0) + (points - old.min(0)) * new_size / size)
