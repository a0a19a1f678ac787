"""Reads views and turns as the atlas build writes them; a test reads every row there is."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from desktop.atlas.cameras import Camera, Vector
from desktop.atlas.turns import Turn
from desktop.atlas.view import Door, Pictures, View


class DoorRow(TypedDict):
    """A door of a whole figure."""

    rect: list[float]
    to: str


class ViewRow(TypedDict):
    """One fixed view."""

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
    doors: list[DoorRow]
    home: list[str]
    whole: bool


TurnRow = TypedDict(
    "TurnRow",
    {
        "key": str,
        "title": str,
        "pose": str,
        "frames": int,
        "size": list[int],
        "centre": list[float],
        "axis": list[float],
        "right": list[float],
        "up": list[float],
        "toward": list[float],
        "scale": float,
        "rest": dict[str, str],
        "from": dict[str, int],
    },
)
"""One turn; `right`, `up` and `toward` are those of frame 0."""


class BodyRows(TypedDict):
    """All views and turns of one body."""

    surface: str
    views: list[ViewRow]
    turns: list[TurnRow]


def view(row: ViewRow, folder: str) -> View:
    """Return a fixed view whose pictures lie in a folder."""
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


def turn(row: TurnRow, folder: str, views: Sequence[View]) -> Turn:
    """Return a turn whose pictures lie in a folder; it is one of the whole figure if the views it begins from are."""
    whole = {each.key for each in views if each.whole}
    return Turn(
        key=row["key"],
        title=row["title"],
        pose=row["pose"],
        first=_camera(row),
        axis=_vector(row["axis"]),
        pictures=tuple(f"{folder}/turns/{row['key']}_{number:02}.webp" for number in range(row["frames"])),
        rest={int(number): key for number, key in row["rest"].items()},
        begins=dict(row["from"]),
        whole=bool(row["from"]) and whole.issuperset(row["from"]),
    )


def _camera(row: ViewRow | TurnRow) -> Camera:
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


def _door(row: DoorRow) -> Door:
    left, top, right, bottom = row["rect"]
    return Door(float(left), float(top), float(right), float(bottom), row["to"])


def _pictures(names: Mapping[str, str], folder: str) -> Pictures:
    finest = max(names, key=lambda size: int(size.rstrip("x")))
    return Pictures(f"{folder}/{names['1x']}", f"{folder}/{names[finest]}")


def _vector(numbers: list[float]) -> Vector:
    x, y, z = numbers
    return float(x), float(y), float(z)
