"""One body with all that is painted of it, and the pictures as jobs that several processes can share."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from multiprocessing import get_context
from pathlib import Path

from atlas.figure import Figure
from atlas.fitting import Fitting
from atlas.occlusion import Sky
from atlas.painting import Painter
from atlas.plans import Plan, load_plans
from atlas.shipping import write_frame, write_pictures
from atlas.turns import Turn, load_turns
from atlas.wheel import fetch
from resources.terms import BodyKind

_HEAD = "head"


class Studio:
    """A body, its views and turns, and the painter of both."""

    def __init__(self, kind: BodyKind, work: Path) -> None:
        """`work` is the folder of the wheel and of what is worked out once."""
        self._work = work
        self.figure = Figure(fetch(work), kind)
        authored = load_plans()
        shows = {plan.key: plan.shows for plan in authored}
        fitting = Fitting(self.figure, lambda key: _HEAD if shows[key] == "all" else shows[key])
        self.plans: Sequence[Plan] = tuple(fitting.view(plan) for plan in authored)
        turned = load_turns() if self.figure.recipe.turns else ()
        self.turns: Sequence[Turn] = tuple(fitting.turn(turn) for turn in turned)

    @cached_property
    def painter(self) -> Painter:
        """The painter of the body."""
        figure = self.figure
        return Painter(figure, Sky(figure.levels, figure.mirror, self._work / "sky"))

    def paint(self, key: str, folder: Path) -> None:
        """Write the pictures of a view or of a frame into the body's folder."""
        turn_key, _, number = key.partition("/")
        if number:
            turn = next(each for each in self.turns if each.key == turn_key)
            write_frame(self.painter, turn, int(number), folder)
        else:
            plan = next(each for each in self.plans if each.key == key)
            write_pictures(self.painter, plan, folder)

    def light(self, pose: str) -> None:
        """Work out how much of the sky the skin sees in a pose, which all pictures of the pose need."""
        self.painter.light(pose)


@dataclass(frozen=True, slots=True)
class Job:
    """Pictures of one body to be painted: the key of a view or a frame; or the light in a pose to be worked out."""

    kind: BodyKind
    key: str
    is_pose: bool = False


def paint_all(jobs: Sequence[Job], folder: Path, work: Path, processes: int) -> Iterator[Job]:
    """Paint pictures below a folder in several processes, and yield each job when it is done.

    Which process paints a picture makes no difference to it.
    """
    if processes == 1:
        for job in jobs:
            _paint(job, folder, work)
            yield job
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for job, done in [(job, pool.submit(_paint, job, folder, work)) for job in jobs]:
            done.result()
            yield job


def _paint(job: Job, folder: Path, work: Path) -> None:
    studio = _studio(job.kind, work)
    if job.is_pose:
        studio.light(job.key)
    else:
        studio.paint(job.key, folder / job.kind)


@lru_cache(maxsize=1)
def _studio(kind: BodyKind, work: Path) -> Studio:
    return Studio(kind, work)
