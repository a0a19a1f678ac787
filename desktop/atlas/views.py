"""The views of the body: which picture, from where it was taken, and how one gets to the next. No numpy here."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from resources import files
from resources.terms import BodyKind

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


@dataclass(frozen=True, slots=True)
class Pictures(Mapping[str, str]):
    """The names of a view's shipped pictures: `small` at 1x, and the finest one, `large`."""

    small: str
    large: str

    def __getitem__(self, size: str) -> str:
        return {"small": self.small, "large": self.large}[size]

    def __iter__(self) -> Iterator[str]:
        return iter(("small", "large"))

    def __len__(self) -> int:
        return 2


@dataclass(frozen=True, slots=True)
class Door:
    """A part of a whole figure, px of its 1x picture, where a tap opens the close-up `to`."""

    left: float
    top: float
    right: float
    bottom: float
    to: str

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies in the frame."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class View:
    """One fixed look at the body in one pose.

    `label` is for the rail, `title` for the map. `letters` say which of the patient's sides lies at the left and the
    right edge (R, L or nothing). `rail` is its row and place in the rail, from 1, or None; a `wide` one fills its row.
    `neighbours` are the views one turn to the left and right. `home` are the regions whose lesions may be counted
    here, with all that lies below them; none means all. `whole` marks a whole figure.
    """

    key: str
    label: str
    title: str
    pose: str
    camera: Camera
    pictures: Pictures
    behind: bool
    letters: tuple[str, str]
    rail: tuple[int, int] | None
    wide: bool
    neighbours: tuple[str, str]
    doors: tuple[Door, ...]
    home: tuple[str, ...]
    whole: bool


class Views:
    """All views. Keys that were never shipped raise KeyError."""

    def __init__(self, views: Iterable[View]) -> None:
        self.all = tuple(views)
        self._by_key = {each.key: each for each in self.all}
        self.more = _in_pairs([each for each in self.all if each.rail is None])
        rows: dict[int, list[tuple[int, str]]] = {}
        for each in self.all:
            if each.rail is not None:
                rows.setdefault(each.rail[0], []).append((each.rail[1], each.key))
        self.rail = tuple(tuple(key for _, key in sorted(rows[row])) for row in sorted(rows))

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def get(self, key: str) -> View:
        """Return a view by its key."""
        return self._by_key[key]


def _in_pairs(views: Sequence[View]) -> tuple[View, ...]:
    """Return the views so that the left side's follows the right side's of the same part."""
    by_key = {each.key: each for each in views}
    ordered: dict[str, View] = {}
    for each in views:
        right = by_key.get(each.key.replace("left", "right"), each)
        ordered.setdefault(right.key, right)
        left = by_key.get(right.key.replace("right", "left"), right)
        ordered.setdefault(left.key, left)
    return tuple(ordered.values())


def load_views(kind: BodyKind = BodyKind.NEUTRAL) -> Views:
    """Return the views of a body: `rail` holds the rail's rows of keys, `more` the views that are not in it."""
    folder = f"body/{kind}"
    rows: list[_Row] = json.loads(files.read_text(f"{folder}/views.json"))["views"]
    return Views(_view(row, folder) for row in rows)


class _DoorRow(TypedDict):
    rect: list[float]
    to: str


class _Row(TypedDict):
    """One view as the atlas build writes it; a test reads every row there is."""

    key: str
    label: str
    title: str
    pose: str
    size: list[int]
    centre: list[float]
    right: list[float]
    up: list[float]
    toward: list[float]
    scale: float
    pictures: dict[str, str]
    behind: bool
    letters: list[str]
    rail: list[int] | None
    wide: bool
    neighbours: list[str]
    doors: list[_DoorRow]
    home: list[str]
    whole: bool


def _view(row: _Row, folder: str) -> View:
    left, right = row["letters"]
    before, after = row["neighbours"]
    rail = row["rail"]
    return View(
        key=row["key"],
        label=row["label"],
        title=row["title"],
        pose=row["pose"],
        camera=_camera(row),
        pictures=_pictures(row["pictures"], folder),
        behind=row["behind"],
        letters=(left, right),
        rail=(rail[0], rail[1]) if rail else None,
        wide=row["wide"],
        neighbours=(before, after),
        doors=tuple(_door(each) for each in row["doors"]),
        home=tuple(row["home"]),
        whole=row["whole"],
    )


def _camera(row: _Row) -> Camera:
    width, height = row["size"]
    return Camera(
        centre=_vector(row["centre"]),
        right=_vector(row["right"]),
        up=_vector(row["up"]),
        toward=_vector(row["toward"]),
        scale=float(row["scale"]),
        width=width,
        height=height,
    )


def _door(row: _DoorRow) -> Door:
    left, top, right, bottom = row["rect"]
    return Door(float(left), float(top), float(right), float(bottom), row["to"])


def _pictures(names: Mapping[str, str], folder: str) -> Pictures:
    finest = max(names, key=lambda size: int(size.rstrip("x")))
    return Pictures(f"{folder}/{names['1x']}", f"{folder}/{names[finest]}")


def _vector(numbers: list[float]) -> Vector:
    x, y, z = numbers
    return float(x), float(y), float(z)
