"""The build as a command: which parts to make, and the checks."""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from atlas.agree import Judge, Shape
from atlas.axes import write_axes
from atlas.figure import Figure
from atlas.landmarks import write_landmarks
from atlas.licence import notice
from atlas.occlusion import Sky
from atlas.painting import LEVEL, Painter
from atlas.plans import Plan, load_plans
from atlas.region_checks import faults
from atlas.shipping import write_pictures, write_shape, write_views
from atlas.surface_file import write_surface
from atlas.turns import load_turns
from atlas.wheel import fetch
from desktop.atlas.surface import Surface
from desktop.atlas.views import load_views
from resources import files
from resources.off_surface import off_surface
from resources.regions import load_regions
from resources.terms import BodyKind

_ROOT = Path(__file__).resolve().parents[2]
_OUT = _ROOT / "resources" / "body"
_WORK = _ROOT / "build" / "atlas"
_PARTS = ("surface", "landmarks", "shape", "axes", "views", "pictures", "licence")
_POINTS = 2000


def main(arguments: list[str]) -> int:
    """Build or check, and return the exit code: 0 for done, 1 for checked and found wrong."""
    parser = argparse.ArgumentParser(prog="build.py", description="Make the body surface and its views.")
    parser.add_argument("--only", choices=_PARTS, action="append", help="make this part; may be said several times")
    parser.add_argument(
        "--view", action="append", default=[], metavar="KEY", help="of the pictures make or check these"
    )
    parser.add_argument("--check", action="store_true", help="make nothing; check what is there")
    parser.add_argument("--out", type=Path, default=_OUT, help="write here instead of resources/body")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if chosen.check:
        return check(chosen.view)
    figure = build(chosen.out, chosen.only or _PARTS, chosen.view)
    if chosen.out != _OUT:
        return 0
    print("Against the skin the pictures were painted from:")
    painted = check(chosen.view, lambda pose: Shape(figure.smooth_skin(pose, LEVEL), figure.levels.quads(LEVEL), LEVEL))
    print("Against the shipped skin:")
    return painted or check(chosen.view)


def build(out: Path, parts: list[str] | tuple[str, ...], only: list[str]) -> Figure:
    """Write parts of the body into a folder, of the pictures only those of some views if any are named."""
    body = out / BodyKind.NEUTRAL
    body.mkdir(parents=True, exist_ok=True)
    wheel = fetch(_WORK)
    figure = Figure(wheel)
    plans = load_plans()
    if "surface" in parts:
        print("surface", flush=True)
        write_surface(figure, plans, [region.id for region in load_regions().all], out)
    if "shape" in parts or not (body / "shape.npz").exists():
        write_shape(figure, plans, body)
    if "surface" in parts or "axes" in parts:
        write_axes(figure.joints, load_regions(), out)
    if "views" in parts:
        write_views(plans, load_turns(), body)
    if "licence" in parts:
        (out / "LICENSE-CC0.md").write_text(notice(wheel), encoding="utf-8", newline="\n")
    if {"surface", "landmarks"}.intersection(parts):
        write_landmarks(out)
    if "pictures" in parts:
        _paint(figure, [plan for plan in plans if not only or plan.key in only], body)
    return figure


def _paint(figure: Figure, plans: Sequence[Plan], body: Path) -> None:
    painter = Painter(figure, Sky(figure.levels, figure.mirror, _WORK / "sky"))
    for plan in plans:
        print(f"picture {plan.key}", flush=True)
        write_pictures(painter, plan, body)


def check(only: list[str], shape: Callable[[str], Shape] | None = None) -> int:
    """Say how far art and hit test of the shipped body agree, and what is wrong with its regions; needs no wheel."""
    labels = json.loads(files.read_text("body/regions.json"))
    wrong = list(faults(Surface(files.path("body")), labels, load_regions(), load_views(), off_surface()))
    for agreement in Judge(_POINTS, shape).agreements(*only):
        print(agreement.line(), flush=True)
        if not agreement.good:
            wrong.append(f"{agreement.view} does not agree")
    print("\n".join(wrong) or "All is well.")
    return 1 if wrong else 0
