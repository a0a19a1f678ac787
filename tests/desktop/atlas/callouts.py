"""Reading call-outs with the shipped words, as the tests ask about them."""

from desktop.atlas.callout import Callout, ProblemKind
from desktop.atlas.reader import parse
from resources.presets import load_presets
from resources.regions import load_regions

REGIONS = load_regions()


def read(text: str) -> Callout:
    return parse(text, REGIONS, load_presets())


def entries(text: str) -> list[tuple[int, str, str, str | None]]:
    """Return what a text counts, if Enter would take it."""
    callout = read(text)
    assert callout.ready
    return [(each.count, each.phrase, each.side.value, each.preset) for each in callout.entries]


def trouble(text: str) -> tuple[ProblemKind, str, tuple[str, ...]]:
    callout = read(text)
    assert not callout.ready
    assert callout.problem
    return callout.problem.kind, callout.problem.word, callout.problem.candidates
