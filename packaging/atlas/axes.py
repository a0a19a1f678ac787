"""The axes of the leaves: which way is superior, proximal or radial in each, and between which ends it is told."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from atlas.figure import Joints
from atlas.rig import unit
from atlas.shipping import write_lines
from desktop.atlas.fields import CELLS
from desktop.atlas.surface import REFERENCE, Floats, Places, Surface
from resources.regions import CLOCK, Lateral, Region, Regions

Frame = Mapping[str, Floats]
"""For each axis the direction toward its first word, of length 1, on the patient's left."""

_BONES = {
    "shoulder": ("upperarm01", "lowerarm01"),
    "upper_arm": ("upperarm01", "lowerarm01"),
    "elbow": ("upperarm01", "lowerarm01"),
    "forearm": ("lowerarm01", "wrist"),
    "wrist": ("lowerarm01", "wrist"),
    "hip": ("upperleg01", "lowerleg01"),
    "thigh": ("upperleg01", "lowerleg01"),
    "knee": ("upperleg01", "lowerleg01"),
    "lower_leg": ("lowerleg01", "foot"),
    "ankle": ("lowerleg01", "foot"),
}
"""The bone along which a part of a limb runs: from where to where."""
_DIGITS = {
    "thumb": ("finger1-2", "finger1-3"),
    "index_finger": ("finger2-1", "finger2-3"),
    "middle_finger": ("finger3-1", "finger3-3"),
    "ring_finger": ("finger4-1", "finger4-3"),
    "little_finger": ("finger5-1", "finger5-3"),
    "great_toe": ("toe1-1", "toe1-2"),
    "second_toe": ("toe2-1", "toe2-3"),
    "third_toe": ("toe3-1", "toe3-3"),
    "fourth_toe": ("toe4-1", "toe4-3"),
    "fifth_toe": ("toe5-1", "toe5-3"),
}
"""The first and the last bone of each finger and toe; the thumb's first one lies in the hand."""
_BODY: Frame = {
    "sup/inf": np.array([0.0, 1.0, 0.0]),
    "med/lat": np.array([-1.0, 0.0, 0.0]),
    "ant/post": np.array([0.0, 0.0, 1.0]),
}
_MIDLINE_MM = 1e-6
_ALIKE_MM = 0.3
"""What rounding a direction moves an end by at most, and a little more."""


class Outlines:
    """Where each leaf lies in the reference pose: the middles of the cells of all base quads, mm."""

    def __init__(self, surface: Surface, labels: Sequence[str]) -> None:
        """`labels` are the region ids behind the surface's region numbers."""
        places = _middles(surface.base_quads)
        numbers = surface.labels_at(places)
        points = surface.points(places, REFERENCE)
        self._points = {label: points[numbers == number] for number, label in enumerate(labels)}
        self._outward = {
            label: surface.directions(places[np.flatnonzero(numbers == labels.index(label))], REFERENCE)
            for label in labels
            if label.endswith("_nail")
        }

    def __contains__(self, leaf: str) -> bool:
        return leaf in self._points

    def points(self, leaf: Region) -> Floats:
        """Return where a leaf lies; of a paired one the patient's left."""
        found = self._points[leaf.id]
        return np.asarray(found[found[:, 0] > _MIDLINE_MM] if leaf.lateral is Lateral.YES else found)

    def facing(self, nail: str) -> Floats:
        """Return the direction in which the left one of a pair of nails looks."""
        left = self._points[nail][:, 0] > 0
        return unit(self._outward[nail][left].mean(0))


def write_axes(joints: Joints, regions: Regions, folder: Path) -> None:
    """Write `axes.json` beside a surface: a line for each of its leaves that has axes, in the anatomy table's order."""
    labels = json.loads((folder / "regions.json").read_text(encoding="utf-8"))
    outlines = Outlines(Surface(folder), labels)
    lines = [
        f"{json.dumps(leaf.id)}: {json.dumps(_rows(joints, outlines, regions, leaf))}"
        for leaf in regions.leaves
        if leaf.axes and leaf.id in outlines
    ]
    write_lines(folder / "axes.json", "{\n", lines, "\n}\n")


def stale_axes(outlines: Outlines, regions: Regions, shipped: str) -> Iterator[str]:
    """Say of each leaf whose axes were not built from a surface what is wrong; `shipped` is the text of `axes.json`."""
    table = json.loads(shipped)
    for leaf in regions.leaves:
        if (leaf.id in table) != (leaf.id in outlines and bool(leaf.axes)):
            yield f"{leaf.id} has axes but no skin, or skin but no axes"
            continue
        for row in table.get(leaf.id, ()):
            along = outlines.points(leaf) @ np.array(row["toward"])
            ends = row.get("extent", (along.min(), along.max()))
            if abs(ends[0] - along.min()) > _ALIKE_MM or abs(ends[1] - along.max()) > _ALIKE_MM:
                yield f"{leaf.id} lies elsewhere along {row['axis']} than its axis says"


def _rows(joints: Joints, outlines: Outlines, regions: Regions, leaf: Region) -> list[dict[str, object]]:
    points = outlines.points(leaf)
    if leaf.axes == (CLOCK,):
        return [_clock(points, outlines.points(regions.get("perineum")))]
    frame = _frame(joints, outlines, regions, leaf.id)
    return [
        {"axis": axis, "toward": _rounded(frame[axis], 4), "extent": _ends(points @ frame[axis])}
        for axis in leaf.axes
        # beside the midline the side says it already
        if not (axis == "med/lat" and leaf.lateral is Lateral.MIDLINE_SPLIT)
    ]


def _clock(points: Floats, ahead: Floats) -> dict[str, object]:
    """Return a clock around the middle of some points, 12 toward others, both on the midline."""
    flat = np.array([0.0, 1.0, 1.0])
    centre = points.mean(0) * flat
    return {"axis": CLOCK, "toward": _rounded(unit((ahead.mean(0) - centre) * flat), 4), "centre": _rounded(centre, 1)}


def _frame(joints: Joints, outlines: Outlines, regions: Regions, leaf: str) -> Frame:
    """Return the directions of the part of the body a leaf belongs to."""
    path = regions.path(leaf)
    digit = next((node for node in path if node in _DIGITS), None)
    if digit is not None:
        first, last = _DIGITS[digit]
        return _digit(_head(joints, first), joints[f"{last}.L"][1], outlines.facing(f"{digit}_nail"))
    if "hand" in path:
        return _hand(joints)
    if "foot" in path:
        return _foot(joints)
    bone = next((_BONES[node] for node in path if node in _BONES), None)
    return _BODY if bone is None else _limb(_head(joints, bone[0]), _head(joints, bone[1]))


def _limb(begin: Floats, end: Floats) -> Frame:
    """Return the directions of a straight part of a limb; with the palm to the front, lateral is radial."""
    distal = unit(end - begin)
    front = unit(_BODY["ant/post"] - distal * distal[2])
    lateral = np.cross(distal, front)
    lateral = lateral if lateral[0] > 0 else -lateral
    return {
        "prox/dist": -distal,
        "ant/post": front,
        "med/lat": -lateral,
        "radial/ulnar": lateral,
        "dorsal/volar": -front,
    }


def _hand(joints: Joints) -> Frame:
    wrist, index, little = (_head(joints, bone) for bone in ("wrist", "finger2-1", "finger5-1"))
    distal = unit(_head(joints, "finger3-1") - wrist)
    return {"prox/dist": -distal, "radial/ulnar": _square(index - little, distal)}


def _foot(joints: Joints) -> Frame:
    distal = unit((_head(joints, "toe3-1") - _head(joints, "foot")) * [1, 0, 1])
    return {"prox/dist": -distal, "med/lat": _square(_head(joints, "toe1-1") - _head(joints, "toe5-1"), distal)}


def _digit(begin: Floats, tip: Floats, back: Floats) -> Frame:
    """Return the directions of a left finger or toe from where it looks with its nail.

    The thumb is turned against the fingers, but seen from its own back the radial side lies as theirs does.
    """
    distal = unit(tip - begin)
    beside = unit(np.cross(distal, back))
    return {"prox/dist": -distal, "radial/ulnar": beside, "med/lat": beside}


def _head(joints: Joints, bone: str) -> Floats:
    return joints[f"{bone}.L"][0]


def _square(direction: Floats, axis: Floats) -> Floats:
    return unit(direction - axis * (direction @ axis))


def _ends(along: Floats) -> list[float]:
    return _rounded(np.array([along.min(), along.max()]), 1)


def _rounded(numbers: Floats, digits: int) -> list[float]:
    return [round(float(each), digits) + 0.0 for each in numbers]


def _middles(base_quads: int) -> Places:
    middle = (np.arange(CELLS) + 0.5) / CELLS
    v, u = (each.ravel() for each in np.meshgrid(middle, middle, indexing="ij"))
    base = np.repeat(np.arange(base_quads), len(u))
    return Places(base, np.tile(u, base_quads), np.tile(v, base_quads))
