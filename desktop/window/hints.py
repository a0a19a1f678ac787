"""What is missing in a call-out, in words short enough for the field."""

from collections.abc import Iterable

from desktop.atlas.callout import CalloutProblem, ProblemKind
from desktop.atlas.completion import Choice
from desktop.messages import translate
from desktop.panels.offers import Offer
from desktop.panels.wording import side_word
from resources.terms import Side

_SHOWN = 3


def side_words(sides: Iterable[Side]) -> str:
    """Ask for a side: ``right, middle, left?``."""
    return ", ".join(side_word(each) for each in sides) + "?"


def offer_of(choice: Choice) -> Offer:
    """Return a place that fits as a row: ``left eyebrow  “brow”  Face``."""
    name = translate("CallOut", "“{word}”").format(word=choice.name) if choice.name else ""
    note = translate("CallOut", "your own word · {part}").format(part=choice.part) if choice.own else choice.part
    return Offer(choice.phrase, name, note, text=choice.text)


def question_offer(word: str) -> Offer:
    """Return the row that asks what a word means."""
    words = translate("CallOut", "What is “{word}”?").format(word=word)
    return Offer(words, note=translate("CallOut", "say its place once"), word=word)


def problem_words(problem: CalloutProblem | None) -> str:
    """Say what keeps a call-out from being taken: ``forehead or forearm?``, ``"lefft" not known``."""
    if problem is None:
        return translate("CallOut", "where?")
    if problem.kind in (ProblemKind.WHICH_PLACE, ProblemKind.WHICH_BRUSH):
        return _which(problem.candidates)
    if problem.kind is ProblemKind.WHICH_SIDE:
        sides = side_words(problem.sides)
        return f"{problem.word}: {sides}" if problem.word else sides
    return _plain(problem)


def _plain(problem: CalloutProblem) -> str:
    words = {
        ProblemKind.UNKNOWN_WORD: translate("CallOut", '"{word}" not known').format(word=problem.word),
        ProblemKind.UNFINISHED: "",
        ProblemKind.NO_PLACE: translate("CallOut", "where?"),
        ProblemKind.TWO_PLACES: translate("CallOut", "two places: a comma between them"),
        ProblemKind.TWO_COUNTS: translate("CallOut", "two numbers: a comma between them"),
        ProblemKind.NO_COUNT: translate("CallOut", "0 is not counted"),
        ProblemKind.TOO_MANY: translate("CallOut", "too many at once"),
        ProblemKind.NOT_ALONE: translate("CallOut", "a correction stands alone"),
    }
    return words[problem.kind]


def _which(candidates: tuple[str, ...]) -> str:
    shown = candidates[:_SHOWN]
    if len(candidates) > _SHOWN:
        more = translate("CallOut", "{names} or {count} more?")
        return more.format(names=", ".join(shown), count=len(candidates) - _SHOWN)
    if len(shown) < 2:
        return f"{''.join(shown)}?"
    return translate("CallOut", "{names} or {last}?").format(names=", ".join(shown[:-1]), last=shown[-1])
