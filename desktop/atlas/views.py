"""The views of the body: which picture, from where it was taken, and how one gets to the next. No numpy here."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from resources import files

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """Parallel projection of the body onto a view's 1x picture.

    Lengths on the body are in decimetres, x to the patient's left, y up, z to the front; `scale` is px for each of them.
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


@dataclass(frozen=True, slots=True)
class View:
    """One fixed look at the body in one pose.

    `label` is for the rail, `title` for the map. `letters` say which of the patient's sides lies at the left and the right
    edge (R, L or nothing). `rail` is its row and place in the rail, from 1, or None; a `wide` one fills its row.
    `neighbours` are the views one turn to the left and right. `home` are the regions whose lesions may be counted here,
    with all that lies below them; none means all. `whole` marks a whole figure.
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
        self.more = tuple(each for each in self.all if each.rail is None)
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


def load_views() -> Views:
    """Return the shipped views: `rail` holds the rail's rows of keys, `more` the views that are not in it."""
    return Views(_view(row) for row in json.loads(files.read_text("body/views.json"))["views"])


# One row of the shipped file: whatever JSON holds. Its shape is the atlas build's promise, and a test reads all of it.
_Row = Mapping[str, object]


def _view(row: _Row) -> View:
    left, right = _texts(row["letters"])
    before, after = _texts(row["neighbours"])
    rail = _numbers(row["rail"]) if row["rail"] else None
    return View(
        key=str(row["key"]),
        label=str(row["label"]),
        title=str(row["title"]),
        pose=str(row["pose"]),
        camera=_camera(row),
        pictures=_pictures(row["pictures"]),
        behind=bool(row["behind"]),
        letters=(left, right),
        rail=(int(rail[0]), int(rail[1])) if rail else None,
        wide=bool(row["wide"]),
        neighbours=(before, after),
        doors=tuple(_door(each) for each in _list(row["doors"])),
        home=_texts(row["home"]),
        whole=bool(row["whole"]),
    )


def _camera(row: _Row) -> Camera:
    width, height = _numbers(row["size"])
    return Camera(
        centre=_vector(row["centre"]),
        right=_vector(row["right"]),
        up=_vector(row["up"]),
        toward=_vector(row["toward"]),
        scale=_number(row["scale"]),
        width=int(width),
        height=int(height),
    )


def _pictures(names: object) -> Pictures:
    assert isinstance(names, dict)
    large = max(names, key=lambda size: int(str(size).rstrip("x")))
    return Pictures(f"body/{names['1x']}", f"body/{names[large]}")


def _door(row: object) -> Door:
    assert isinstance(row, dict)
    left, top, right, bottom = _numbers(row["rect"])
    return Door(left, top, right, bottom, str(row["to"]))


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)


def _numbers(value: object) -> tuple[float, ...]:
    return tuple(_number(each) for each in _list(value))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in _list(value))


def _vector(value: object) -> Vector:
    x, y, z = _numbers(value)
    return x, y, z
