"""Points of the skin to try, and the body's geometry worked out a second time, slowly and by other means."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.atlas.body import Body
from desktop.atlas.sight import Sight
from desktop.atlas.surface import Floats, Surface, anchor_in, triangle_of
from desktop.atlas.views import Camera, View, load_views
from resources import files
from resources.terms import Anchor

VIEWS = load_views()
KEYS = tuple(each.key for each in VIEWS.all)


@dataclass(frozen=True)
class Tapped:
    """A point of a view (px of its picture) with the skin under it."""

    x: float
    y: float
    anchor: Anchor


def surface() -> Surface:
    return Surface(files.path("body"))


def random_points(view: View, count: int, seed: int = 7) -> list[tuple[float, float]]:
    dice = np.random.default_rng([seed, *view.key.encode()])
    x, y = dice.uniform(0, view.camera.width, count), dice.uniform(0, view.camera.height, count)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def taps(body: Body, key: str, count: int, seed: int = 7) -> list[Tapped]:
    """Return the first `count` of a view's random points that lie on skin."""
    found: list[Tapped] = []
    for x, y in random_points(VIEWS.get(key), 60 * count, seed):
        anchor = body.hit(key, x, y)
        if anchor is not None:
            found.append(Tapped(x, y, anchor))
            if len(found) == count:
                break
    assert len(found) == count
    return found


@lru_cache(maxsize=4)
def sight(key: str) -> Sight:
    skin = surface()
    return Sight(skin, VIEWS.get(key), skin.tappable(KEYS.index(key)))


def skin_under(key: str, x: Floats, y: Floats) -> list[Tapped]:
    """Return what lies under many points of a view, in their order; points beside the body are left out."""
    hits = sight(key).hits(x, y)
    on = np.flatnonzero(hits.triangle >= 0)
    found = zip(*(each[on].tolist() for each in (x, y, hits.triangle, hits.second, hits.third)), strict=True)
    return [Tapped(x, y, anchor_in(triangle, second, third)) for x, y, triangle, second, third in found]


def grid(view: View, step: float) -> list[Tapped]:
    """Return the skin under a grid of points in a view."""
    x, y = np.meshgrid(np.arange(1.0, view.camera.width, step), np.arange(1.0, view.camera.height, step))
    return skin_under(view.key, x.ravel(), y.ravel())


def down(key: str, x: float) -> list[Anchor]:
    """Return the skin met walking down a column of a view, px by px."""
    y = np.arange(0.0, VIEWS.get(key).camera.height)
    return [each.anchor for each in skin_under(key, np.full(len(y), x), y)]


def across(key: str, y: float) -> list[Anchor]:
    """Return the skin met walking along a row of a view, px by px."""
    x = np.arange(0.0, VIEWS.get(key).camera.width)
    return [each.anchor for each in skin_under(key, x, np.full(len(x), y))]


def is_straight(camera: Camera) -> bool:
    """Say whether a view looks at the body along its middle plane, so that left and right mirror each other."""
    return abs(camera.right[0]) > 0.99 and abs(camera.centre[0]) < 0.02


def in_picture(points: Floats, camera: Camera) -> Floats:
    """Return points of the body (mm) as px of a view's picture and depth toward the viewer (mm)."""
    away = points / 100 - np.array(camera.centre)
    x = away @ np.array(camera.right) * camera.scale + camera.width / 2
    y = camera.height / 2 - away @ np.array(camera.up) * camera.scale
    return np.stack([x, y, away @ np.array(camera.toward) * 100], -1)


def place(skin: Surface, anchor: Anchor, pose: str) -> Floats:
    """Return where an anchor lies in a pose (mm), from its triangle's corners."""
    triangle, weights = triangle_of(anchor)
    corners = skin.vertices(pose)[skin.triangles[triangle]].astype(np.float64)
    found: Floats = sum((share * corner for share, corner in zip(weights, corners, strict=True)), np.zeros(3))
    return found


@lru_cache(maxsize=1)
def facing_corners(key: str) -> Floats:
    """Return the triangles a view shows that face the viewer: their corners in the picture, and the depth of those."""
    skin, view = surface(), VIEWS.get(key)
    shown = np.repeat(skin.tappable(KEYS.index(key)), 8)
    corners = in_picture(skin.vertices(view.pose).astype(np.float64), view.camera)[skin.triangles[shown]]
    # y runs down in a picture, so that corners which run round against the clock on the body turn the other way here
    return corners[twice_area(*corners.transpose(1, 0, 2)) < 0]


def nearest_depth(key: str, x: float, y: float) -> float | None:
    """Return how near the nearest skin under a point is (mm), by asking every triangle of the view; None for none."""
    corners = facing_corners(key)
    a, b, c = corners.transpose(1, 0, 2)
    here = np.broadcast_to(np.array([x, y, 0.0]), a.shape)
    shares = np.stack([twice_area(here, b, c), twice_area(a, here, c), twice_area(a, b, here)], 1)
    shares /= twice_area(a, b, c)[:, None]
    inside = (shares > -1e-9).all(1)
    return float((shares * corners[:, :, 2]).sum(1)[inside].max()) if inside.any() else None


def twice_area(a: Floats, b: Floats, c: Floats) -> Floats:
    """Return twice the area of triangles in the picture; the sign says which way round their corners run."""
    along, beside = b - a, c - a
    area: Floats = along[:, 0] * beside[:, 1] - along[:, 1] * beside[:, 0]
    return area
