"""What stands on the map for one lesion or for several."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from db.records import MarkId
from desktop.controls.stamps import Shape, Stamp
from resources.terms import Anchor


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn at a point of the view (view px): one mark, the badge of `marks` placed by name, or their cluster.

    `anchor` is the point of the skin it stands on.
    """

    marks: tuple[MarkId, ...]
    x: float
    y: float
    stamp: Stamp
    anchor: Anchor

    @property
    def newest(self) -> MarkId:
        """The mark that a press on it means."""
        return self.marks[-1]

    @property
    def is_cluster(self) -> bool:
        """Whether it stands for marks too close to be told apart: a press there means the skin, not one of them."""
        return self.stamp.shape is Shape.CLUSTER


def nearest(drawn: Iterable[Drawn], x: float, y: float, within: float) -> Drawn | None:
    """Return the mark nearest to a point, at most `within` view px away; of marks equally near the one drawn last."""
    best, least = None, within
    for each in drawn:
        away = math.hypot(each.x - x, each.y - y)
        if away <= least:
            best, least = each, away
    return best
