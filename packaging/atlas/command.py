"""The build as a command: which parts to make, and the checks."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from atlas.axes import write_axes
from atlas.bodies import recipe
from atlas.checking import check
from atlas.landmarks import write_landmarks
from atlas.licence import notice
from atlas.plans import load_plans
from atlas.plates import write_plates
from atlas.shipping import write_shape, write_views
from atlas.studio import Job, Studio, paint_all
from atlas.surface_file import write_surface
from atlas.turns import load_turns
from atlas.wheel import fetch
from resources.regions import load_regions
from resources.terms import BodyKind

_ROOT = Path(__file__).resolve().parents[2]
_OUT = _ROOT / "resources" / "body"
_WORK = _ROOT / "build" / "atlas"
_PARTS = ("surface", "landmarks", "axes", "licence", "shape", "views", "pictures", "turns")


def main(arguments: list[str]) -> int:
    """Build or check, and return the exit code: 0 for done, 1 for checked and found wrong."""
    chosen = _parser().parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen.plates:
        write_plates(chosen.plates, chosen.view)
        return 0
    kinds = [BodyKind(name) for name in chosen.body] or list(BodyKind)
    if not chosen.check:
        parts = chosen.only or _named_parts(chosen) or _PARTS
        build(chosen.out, parts, kinds, [*chosen.view, *chosen.turn], chosen.jobs)
    if chosen.check or chosen.out == _OUT:
        return check(kinds, [*chosen.view, *chosen.turn], chosen.jobs)
    return 0


def build(out: Path, parts: Sequence[str], kinds: Sequence[BodyKind], only: Sequence[str], processes: int) -> None:
    """Write parts of some bodies into a folder, of the pictures only those of some views and turns if any are named."""
    out.mkdir(parents=True, exist_ok=True)
    neutral = Studio(BodyKind.NEUTRAL, _WORK)
    if "surface" in parts:
        print("surface", flush=True)
        write_surface(neutral.figure, neutral.plans, [region.id for region in load_regions().all], out)
    if "licence" in parts:
        (out / "LICENSE-CC0.md").write_text(notice(fetch(_WORK)), encoding="utf-8", newline="\n")
    for kind in kinds:
        _write_body(neutral if kind is BodyKind.NEUTRAL else Studio(kind, _WORK), out / kind, parts)
    if {"surface", "axes"}.intersection(parts):
        write_axes(neutral.figure.joints, load_regions(), out)
    if {"surface", "landmarks"}.intersection(parts):
        write_landmarks(out)
    for kind in kinds:
        for job in paint_all(_jobs(kind, parts, only), out, _WORK, processes):
            print(f"{'light' if job.is_pose else 'picture'} {job.kind} {job.key}", flush=True)


def _write_body(studio: Studio, folder: Path, parts: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if "shape" in parts:
        write_shape(studio.figure, studio.plans, folder)
    if "views" in parts:
        write_views(studio.plans, studio.turns, folder)


def _jobs(kind: BodyKind, parts: Sequence[str], only: Sequence[str]) -> list[Job]:
    """Return what is to be painted of a body: first the light in each pose, then views and frames."""
    plans = [plan for plan in load_plans() if "pictures" in parts and (not only or plan.key in only)]
    turns = [turn for turn in load_turns() if "turns" in parts and (not only or turn.key in only)]
    turns = turns if recipe(kind).turns else []
    poses = dict.fromkeys([plan.pose for plan in plans] + [turn.first.pose for turn in turns])
    frames = [turn.plan(number).key for turn in turns for number in range(turn.frames)]
    return [Job(kind, pose, is_pose=True) for pose in poses] + [
        Job(kind, key) for key in (*(plan.key for plan in plans), *frames)
    ]


def _named_parts(chosen: argparse.Namespace) -> list[str]:
    """Return the parts that are meant when views or turns are named."""
    return ["pictures"] * bool(chosen.view) + ["turns"] * bool(chosen.turn)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Make the body surface, its views and turns.")
    some: list[tuple[str, Sequence[str] | None, str]] = [
        ("--only", _PARTS, "make this part"),
        ("--body", list(BodyKind), "make or check this body"),
        ("--view", None, "of the views make or check this one"),
        ("--turn", None, "of the turns make or check this one"),
    ]
    for name, choices, words in some:
        metavar = None if choices else "KEY"
        parser.add_argument(
            name, choices=choices, metavar=metavar, action="append", default=[], help=f"{words}; may be said again"
        )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="paint and check in so many processes")
    parser.add_argument("--check", action="store_true", help="make nothing; check what is there")
    parser.add_argument("--plates", type=Path, metavar="OUT", help="only draw the named regions of the shipped views")
    parser.add_argument("--out", type=Path, default=_OUT, help="write here instead of resources/body")
    return parser
