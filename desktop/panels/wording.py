"""Words several panels share."""

from collections.abc import Iterable

from desktop.controls.brush import Brush
from desktop.messages import translate
from desktop.snapshot import Numbered, Question, Snapshot
from resources.terms import Method, Side


def side_word(side: Side) -> str:
    """Return a side in full: ``right``, ``middle``, ``left``."""
    return {
        Side.RIGHT: translate("Sides", "right"),
        Side.MIDLINE: translate("Sides", "middle"),
        Side.LEFT: translate("Sides", "left"),
        Side.UNSAID: translate("Sides", "side not said"),
        Side.UNSIDED: translate("Sides", "no side"),
    }[side]


def side_letter(side: Side) -> str:
    """Return a side for a column head: ``R``, ``M``, ``L``."""
    letters = {
        Side.RIGHT: translate("Sides", "R"),
        Side.MIDLINE: translate("Sides", "M"),
        Side.LEFT: translate("Sides", "L"),
    }
    return letters.get(side, "?")


def method_word(method: Method) -> str:
    """Return a method in words."""
    return {
        Method.CRYOTHERAPY: translate("Methods", "cryotherapy"),
        Method.ELECTROSURGERY: translate("Methods", "electrosurgery"),
        Method.LASER: translate("Methods", "laser"),
        Method.CHEMICAL: translate("Methods", "chemical"),
        Method.CURETTEMENT: translate("Methods", "curettement"),
    }[method]


def methods_words(methods: Iterable[Method]) -> str:
    """Return methods in words: ``curettement and cryotherapy``."""
    return translate("Methods", " and ").join(method_word(each) for each in methods)


def question_words(each: Numbered, snapshot: Snapshot) -> str:
    """Return the first thing to settle about a mark, short: ``same as 18?``; empty when nothing is open."""
    if not each.questions:
        return ""
    question = each.questions[0]
    if question is Question.SAME:
        other = snapshot.mark(each.mark.maybe_same_as) if each.mark.maybe_same_as else None
        return translate("Questions", "same as {other}?").format(other=other.label if other else "?")
    return {
        Question.SIDE: translate("Questions", "which side?"),
        Question.PLACE: translate("Questions", "which place?"),
        Question.SIZE: translate("Questions", "size?"),
    }[question]


def ranges(labels: Iterable[str]) -> str:
    """Return lesion labels with runs of numbers closed up: ``#1–17, 19``; letters stand behind them: ``#1, A``."""
    distinct = tuple(dict.fromkeys(labels))
    numbers = sorted(int(each) for each in distinct if each.isdecimal())
    letters = [each for each in distinct if not each.isdecimal()]
    parts: list[str] = []
    start = 0
    for index, number in enumerate(numbers):
        if index + 1 < len(numbers) and numbers[index + 1] == number + 1:
            continue
        first = numbers[start]
        parts.append(str(first) if first == number else f"{first}–{number}")
        start = index + 1
    text = ", ".join([*parts, *letters])
    return f"#{text}" if numbers else text


def brush_sentence(brush: Brush) -> str:
    """Return what the next tap will do: ``Actinic keratosis · cryotherapy``."""
    if brush.preset.sentence:
        return brush.preset.sentence
    if not brush.methods:
        return brush.preset.name
    usual = brush.preset.methods == brush.methods
    # Presets such as "Wart, electrosurgery" say their method themselves.
    said = usual and "," in brush.preset.name
    return brush.preset.name if said else f"{brush.preset.name} · {methods_words(brush.methods)}"
