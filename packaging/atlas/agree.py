"""Proof that art and hit test agree: what the program hits is what the build's own rasteriser and the pictures show."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from atlas.shown import Shape, Shown
from desktop.atlas.body import Body
from desktop.atlas.fields import PPM
from desktop.atlas.surface import Floats, Indices, Surface
from resources import files
from resources.regions import Lateral, load_regions
from resources.terms import Anchor, BodyKind, Side

_MM_PER_DM = 100
_SEED = 20261123
_SHIPPED_LEVEL = 1
_NEAR_MM, _NEAR_PX = 2.0, 1.5
"""A mark as near as either to the skin around its px lies on it, whatever its quad: some quads are finer than a px.

Skin seen aslant shows more mm in a px.
"""
_ASLANT = 0.2


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of a view's random points agree, in shares; those too near to a silhouette or a border are left out.

    `marks` is the share of random places that the view claims to show of which its picture shows the same quad there.
    """

    body_kind: BodyKind
    view: str
    points: int
    body: float
    picture: float
    near_silhouette: float
    quad: float
    region: float
    side: float
    left_out: float
    marks: float

    def line(self) -> str:
        """Return the agreement in words."""
        return (
            f"{self.body_kind:8}{self.view:19} body {self.body:8.3%}  picture {self.picture:8.3%}"
            f" (out {self.near_silhouette:6.2%})  quad {self.quad:8.3%}  region {self.region:8.3%}"
            f"  side {self.side:8.3%} (out {self.left_out:6.2%})  marks {self.marks:8.3%}"
        )

    @property
    def good(self) -> bool:
        """Say whether body, picture, side and marks agree everywhere, and the region at 99.9 % of the points."""
        return self.body == self.picture == self.side == self.marks == 1 and self.region >= 0.999


class Judge:
    """Asks the program about random points of a body's views and compares what it says with the pictures."""

    def __init__(self, kind: BodyKind = BodyKind.NEUTRAL, shape: Callable[[str], Shape] | None = None) -> None:
        """`shape` gives the skin in a pose as it was painted; without it the shipped skin is compared."""
        self._kind = kind
        self._shape = shape or self._shipped
        self._body = Body.load(kind)
        self._surface = Surface(files.path("body"), kind)
        self._labels: list[str] = json.loads(files.read_text("body/regions.json"))
        self._regions = load_regions()

    def keys(self) -> Sequence[str]:
        """Return the keys of all views and frames."""
        views = self._body.views
        frames = [turn.key_of(number) for turn in views.turns for number in range(turn.frames)]
        return [*(view.key for view in views.all), *frames]

    def agreement(self, key: str, points: int) -> Agreement:
        """Return how far a view or frame agrees at so many points of the picture, of the skin, and of the surface."""
        view = self._body.views.get(key)
        tappable = self._surface.tappable(self._body.views.mask(key))
        shown = Shown(view, self._shape(view.pose), tappable, self._surface)
        random = np.random.default_rng(_SEED)
        anywhere = random.integers(shown.picture.body.size, size=points)
        clear = anywhere[~shown.near_silhouette.ravel()[anywhere]]
        hit = np.array([self._hit(shown, pixel) is not None for pixel in clear.tolist()])
        skin = random.choice(np.flatnonzero(shown.picture.body), points)
        inside = skin[~shown.near_silhouette.ravel()[skin]]
        inside = inside[~shown.near_border(inside)]
        anchors = [self._hit(shown, pixel) for pixel in inside.tolist()]
        return Agreement(
            body_kind=self._kind,
            view=key,
            points=points,
            body=_share(hit == shown.picture.body.ravel()[clear]),
            picture=_share(shown.painted(clear, hit)),
            near_silhouette=1 - len(clear) / points,
            quad=_share(
                [a is not None and a.quad == quad for a, quad in zip(anchors, shown.quads(inside), strict=True)]
            ),
            region=_share(
                [self._named(a) == name for a, name in zip(anchors, self._names(shown, inside), strict=True)]
            ),
            side=_share(
                [self._on_its_side(shown, a, pixel) for a, pixel in zip(anchors, inside.tolist(), strict=True)]
            ),
            left_out=1 - len(inside) / points,
            marks=self._marks(shown, np.flatnonzero(tappable), random.random((points, 3))),
        )

    def _marks(self, shown: Shown, quads: Indices, places: Floats) -> float:
        """Return of how many random places on some quads that the view claims to show its picture shows the quad."""
        rows = zip(quads[(places[:, 0] * len(quads)).astype(np.intp)].tolist(), places[:, 1:].tolist(), strict=True)
        anchors = [Anchor(quad, round(u * PPM), round(v * PPM)) for quad, (u, v) in rows]
        spots = zip(anchors, self._body.spots(shown.view.key, anchors), strict=True)
        drawn = [(anchor, spot) for anchor, spot in spots if spot.visible]
        pixels = np.array([int(spot.y) * shown.view.camera.width + int(spot.x) for _, spot in drawn], np.intp)
        clear = ~shown.near_silhouette.ravel()[pixels]
        drawn, pixels = [each for each, kept in zip(drawn, clear.tolist(), strict=True) if kept], pixels[clear]
        px_mm = _MM_PER_DM / shown.view.camera.scale
        numbers = np.array([anchor.quad for anchor, _ in drawn], np.intp)
        same = (shown.quads_around(pixels) == numbers[:, None]).any(1)
        for number in np.flatnonzero(~same).tolist():
            anchor, spot = drawn[number]
            away = shown.away_mm(int(pixels[number]), self._surface.point(anchor, shown.view.pose))
            same[number] = away <= max(_NEAR_MM, _NEAR_PX * px_mm / max(spot.facing, _ASLANT))
        return _share(same)

    def _shipped(self, pose: str) -> Shape:
        return Shape(self._surface.vertices(pose).astype(np.float64) / _MM_PER_DM, self._surface.quads, _SHIPPED_LEVEL)

    def _hit(self, shown: Shown, pixel: int) -> Anchor | None:
        row, column = divmod(pixel, shown.view.camera.width)
        return self._body.hit(shown.view.key, column + 0.5, row + 0.5)

    def _named(self, anchor: Anchor | None) -> str:
        return "" if anchor is None else self._body.region(anchor)

    def _names(self, shown: Shown, pixels: Indices) -> list[str]:
        return [self._labels[number] for number in shown.regions.ravel()[pixels].tolist()]

    def _on_its_side(self, shown: Shown, anchor: Anchor | None, pixel: int) -> bool:
        """Say whether the side of a paired region is the one where the view shows it."""
        if anchor is None or self._regions.get(self._body.region(anchor)).lateral is not Lateral.YES:
            return True
        side = self._body.side(anchor)
        expected = shown.side(pixel)
        return side in (Side.LEFT, Side.RIGHT) and expected in (None, side)


def _share(agree: npt.NDArray[np.bool_] | list[bool]) -> float:
    return float(np.mean(agree)) if len(agree) else 1.0
