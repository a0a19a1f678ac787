"""The authored views: what each shows, from where, and how fine its pictures are."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop.atlas.surface import Floats
from desktop.atlas.views import Camera, Vector

_TABLE = Path(__file__).with_name("views.toml")
_DEFAULTS: Mapping[str, object] = {
    "behind": False, "rail": None, "wide": False, "doors": [], "home": [], "whole": False,
}  # fmt: skip
_FINE = 2

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Plan:
    """One view to be made. `fine` is how many times finer the large picture is, `fade` how far skin fades out (dm)."""

    key: str
    pose: str
    shows: str
    fine: int
    fade: float
    whole: bool
    camera: Camera
    authored: Mapping[str, object]

    def pictures(self) -> Mapping[str, str]:
        """Return the names of the pictures, the small one first."""
        return {"1x": f"views/{self.key}.webp", f"{self.fine}x": f"views/{self.key}@{self.fine}x.webp"}

    def row(self) -> Row:
        """Return what the program reads about the view."""
        camera = self.camera
        seen_from: Row = {
            name: [round(each, 7) + 0.0 for each in getattr(camera, name)]
            for name in ("centre", "right", "up", "toward")
        }
        kept = {name: self.authored[name] for name in ("key", "label", "title", "pose")}
        rest = {name: self.authored.get(name, default) for name, default in _DEFAULTS.items()}
        more = {name: self.authored[name] for name in ("scale", "size", "letters", "neighbours")}
        return {**kept, **seen_from, **more, "pictures": dict(self.pictures()), **rest}


def load_plans() -> tuple[Plan, ...]:
    """Return all views in their order."""
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["view"]
    return tuple(_plan(row) for row in rows)


def _plan(row: Mapping[str, object]) -> Plan:
    return Plan(
        key=str(row["key"]),
        pose=str(row["pose"]),
        shows=str(row.get("shows", "all")),
        fine=int(str(row.get("fine", _FINE))),
        fade=float(str(row.get("fade", 0))),
        whole=bool(row.get("whole", False)),
        camera=_camera(row),
        authored=row,
    )


def _camera(row: Mapping[str, object]) -> Camera:
    toward, up = _unit(row["toward"]), _unit(row["up"])
    up = up - toward * (toward @ up)
    up = up / np.linalg.norm(up)
    centre, right, above, forward = (
        _vector(np.asarray(each, np.float64)) for each in (row["centre"], np.cross(up, toward), up, toward)
    )
    width, height = np.asarray(row["size"]).tolist()
    return Camera(centre, right, above, forward, float(str(row["scale"])), width, height)


def _unit(value: object) -> Floats:
    vector = np.asarray(value, np.float64)
    return vector / np.linalg.norm(vector)


def _vector(values: Floats) -> Vector:
    x, y, z = values.tolist()
    return x, y, z
