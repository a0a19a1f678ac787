"""The authored turns: a part of the body seen from all around, frame by frame."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from atlas.plans import Plan, Row, camera_of, camera_row, table, vector
from atlas.rig import unit
from desktop.atlas.cameras import Vector


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn to be made: `first` is its frame 0, the viewer walks around `axis` from frame to frame."""

    key: str
    frames: int
    axis: Vector
    first: Plan
    authored: Mapping[str, object]

    def plan(self, number: int) -> Plan:
        """Return what a frame shows, as a view of its own whose only picture is the small one."""
        camera = self.first.camera.turned(self.axis, 360 * number / self.frames)
        return replace(self.first, key=f"{self.key}/{number:02}", camera=camera)

    def picture(self, number: int) -> str:
        """Return the name of a frame's picture."""
        return f"turns/{self.key}_{number:02}.webp"

    def row(self) -> Row:
        """Return what the program reads about the turn."""
        kept = {name: self.authored[name] for name in ("key", "title", "pose", "frames")}
        axis = [round(each, 7) + 0.0 for each in self.axis]
        rest = {name: self.authored[name] for name in ("rest", "from")}
        return {**kept, **camera_row(self.first.camera), "axis": axis, **rest}


def load_turns() -> tuple[Turn, ...]:
    """Return all turns in their order, as the neutral body is seen."""
    return tuple(_turn(row) for row in table()["turn"])


def _turn(row: Mapping[str, object]) -> Turn:
    shows = str(row.get("shows", "all"))
    first = Plan(
        key=str(row["key"]),
        pose=str(row["pose"]),
        shows=shows,
        fits=str(row.get("fits", shows)),
        fine=1,
        fade=float(str(row.get("fade", 0))),
        whole=False,
        camera=camera_of(row),
        doors=(),
        authored=row,
    )
    axis = vector(unit(np.asarray(row["axis"], np.float64)))
    return Turn(str(row["key"]), int(str(row["frames"])), axis, first, row)
