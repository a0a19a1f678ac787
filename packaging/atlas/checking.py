"""The checks of the shipped bodies: regions, size, and the agreement of art and hit test in every view and frame."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context

from atlas.agree import Agreement, Judge
from atlas.region_checks import faults
from desktop.atlas.surface import Surface
from desktop.atlas.views import load_views
from resources import files
from resources.off_surface import off_surface
from resources.regions import load_regions
from resources.terms import BodyKind

_POINTS = 2000
_FRAME_POINTS = 300
_MOST_BYTES = 30_000_000
_AT_ONCE = 8
"""So many views are judged by a process before it asks for more: building a body takes longer than judging one."""


def check(kinds: Sequence[BodyKind], only: Sequence[str], processes: int) -> int:
    """Say how far art and hit test of the shipped bodies agree, and what is wrong with the regions; needs no wheel."""
    labels = json.loads(files.read_text("body/regions.json"))
    wrong = [*faults(Surface(files.path("body")), labels, load_regions(), load_views(), off_surface()), *too_large()]
    for agreement in _agreements(kinds, only, processes):
        print(agreement.line(), flush=True)
        if not agreement.good:
            wrong.append(f"{agreement.view} of the body {agreement.body_kind} does not agree")
    print("\n".join(wrong) or "All is well.")
    return 1 if wrong else 0


def too_large() -> Iterator[str]:
    """Yield in words if the shipped body takes up more than the program may carry."""
    size = sum(path.stat().st_size for path in files.path("body").rglob("*") if path.is_file())
    print(f"resources/body takes up {size / 1e6:.1f} MB")
    if size >= _MOST_BYTES:
        yield f"resources/body takes up {size} bytes, more than {_MOST_BYTES}"


def _agreements(kinds: Sequence[BodyKind], only: Sequence[str], processes: int) -> Iterator[Agreement]:
    asked = [(kind, keys) for kind in kinds for keys in _in_parts(_keys(kind, only))]
    if processes == 1:
        for kind, keys in asked:
            yield from _judged(kind, keys)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for found in [pool.submit(_judged, kind, keys) for kind, keys in asked]:
            yield from found.result()


def _keys(kind: BodyKind, only: Sequence[str]) -> list[str]:
    """Return the keys of a body's views and frames; frames are meant by their own key or that of their turn."""
    keys = _judge(kind).keys()
    return [key for key in keys if not only or key in only or key.partition("/")[0] in only]


def _in_parts(keys: Sequence[str]) -> list[Sequence[str]]:
    return [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]


def _judged(kind: BodyKind, keys: Sequence[str]) -> list[Agreement]:
    return [_judge(kind).agreement(key, _FRAME_POINTS if "/" in key else _POINTS) for key in keys]


@lru_cache(maxsize=1)
def _judge(kind: BodyKind) -> Judge:
    return Judge(kind)
