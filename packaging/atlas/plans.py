"""The authored views: what each shows, from where, and how fine its pictures are."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from atlas.rig import unit
from desktop.atlas.cameras import Camera, Vector
from desktop.atlas.surface import Floats
from desktop.atlas.view import Door

_TABLE = Path(__file__).with_name("views.toml")
_DEFAULTS: Mapping[str, object] = {
    "behind": False, "rail": None, "wide": False, "home": [], "whole": False,
}  # fmt: skip
_FINE = 3

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Plan:
    """One view to be made. `fine` is how many times finer the large picture is, `fade` how far skin fades out (dm).

    `fits` names the part whose size and place carry the camera from the neutral body over to others; "frame" means the
    skin in the picture.
    """

    key: str
    pose: str
    shows: str
    fits: str
    fine: int
    fade: float
    whole: bool
    camera: Camera
    doors: tuple[Door, ...]
    authored: Mapping[str, object]

    def pictures(self) -> Mapping[str, str]:
        """Return the names of the pictures, the small one first."""
        return {"1x": f"views/{self.key}.webp", f"{self.fine}x": f"views/{self.key}@{self.fine}x.webp"}

    def row(self) -> Row:
        """Return what the program reads about the view."""
        kept = {name: self.authored[name] for name in ("key", "label", "title", "pose")}
        rest = {name: self.authored.get(name, default) for name, default in _DEFAULTS.items()}
        more = {name: self.authored[name] for name in ("letters", "neighbours")}
        return {
            **kept,
            **camera_row(self.camera),
            **more,
            "pictures": dict(self.pictures()),
            "doors": [{"rect": [each.left, each.top, each.right, each.bottom], "to": each.to} for each in self.doors],
            **rest,
        }


def load_plans() -> tuple[Plan, ...]:
    """Return all views in their order, as the neutral body is seen."""
    return tuple(_plan(row) for row in table()["view"])


def table() -> Mapping[str, list[Mapping[str, object]]]:
    """Return the authored rows: views and turns."""
    found: Mapping[str, list[Mapping[str, object]]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return found


def camera_of(row: Mapping[str, object]) -> Camera:
    """Return the camera of an authored row."""
    toward, up = (unit(np.asarray(row[name], np.float64)) for name in ("toward", "up"))
    up = unit(up - toward * (toward @ up))
    centre, right, above, forward = (
        vector(np.asarray(each, np.float64)) for each in (row["centre"], np.cross(up, toward), up, toward)
    )
    width, height = np.asarray(row["size"]).tolist()
    return Camera(centre, right, above, forward, float(str(row["scale"])), width, height)


def camera_row(camera: Camera) -> Row:
    """Return what the program reads about a camera."""
    axes = {
        name: [round(each, 7) + 0.0 for each in getattr(camera, name)] for name in ("centre", "right", "up", "toward")
    }
    return {**axes, "scale": camera.scale, "size": [camera.width, camera.height]}


def vector(values: Floats) -> Vector:
    """Return three numbers as a vector of the program."""
    x, y, z = values.tolist()
    return x, y, z


def _plan(row: Mapping[str, object]) -> Plan:
    shows = str(row.get("shows", "all"))
    return Plan(
        key=str(row["key"]),
        pose=str(row["pose"]),
        shows=shows,
        fits=str(row.get("fits", shows)),
        fine=int(str(row.get("fine", _FINE))),
        fade=float(str(row.get("fade", 0))),
        whole=bool(row.get("whole", False)),
        camera=camera_of(row),
        doors=tuple(_door(each) for each in _tables(row.get("doors", []))),
        authored=row,
    )


def _tables(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError(f"not a list of tables: {value!r}")
    return value


def _door(row: Mapping[str, object]) -> Door:
    left, top, right, bottom = (float(each) for each in np.asarray(row["rect"]).tolist())
    return Door(left, top, right, bottom, str(row["to"]))
