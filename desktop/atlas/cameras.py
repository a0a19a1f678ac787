"""Cameras: from where the body is looked at, and the same look turned about an axis. No numpy here."""

import math
from dataclasses import dataclass, replace

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """Parallel projection of the body onto a view's 1x picture.

    Lengths on the body are in decimetres, x to the patient's left, y up, z to the front; `scale` is px for each.
    `toward` points from the skin to the viewer. Pictures are `width` x `height` px, x right, y down.
    """

    centre: Vector
    right: Vector
    up: Vector
    toward: Vector
    scale: float
    width: int
    height: int

    def turned(self, axis: Vector, degrees: float) -> "Camera":
        """Return the camera led around its centre: about an axis of length 1, by the right-hand rule."""
        if not degrees:
            return self
        right, up, toward = (rotated(each, axis, degrees) for each in (self.right, self.up, self.toward))
        return replace(self, right=right, up=up, toward=toward)

    def led(self, axis: Vector) -> tuple[float, float]:
        """Return which way a turn about an axis leads the viewer, as shares across and up the picture."""
        way = cross(axis, self.toward)
        return dot(way, self.right), dot(way, self.up)

    def seen_by(self, other: "Camera", x: float, y: float) -> tuple[float, float]:
        """Return where another camera shows what lies at a point of this picture, as deep as this camera's centre."""
        across, above = (x - self.width / 2) / self.scale, (self.height / 2 - y) / self.scale
        away = tuple(
            middle + across * right + above * up - theirs
            for middle, right, up, theirs in zip(self.centre, self.right, self.up, other.centre, strict=True)
        )
        right, up = (sum(a * b for a, b in zip(away, each, strict=True)) for each in (other.right, other.up))
        return other.width / 2 + right * other.scale, other.height / 2 - up * other.scale


def rotated(vector: Vector, axis: Vector, degrees: float) -> Vector:
    """Return a vector turned about an axis of length 1 by the right-hand rule."""
    angle = math.radians(degrees)
    beside, along = cross(axis, vector), dot(axis, vector) * (1 - math.cos(angle))
    x, y, z = (
        math.cos(angle) * own + math.sin(angle) * side + along * way
        for own, side, way in zip(vector, beside, axis, strict=True)
    )
    return x, y, z


def dot(a: Vector, b: Vector) -> float:
    """Return the product of two vectors' lengths and the cosine between them."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector square to two others."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
