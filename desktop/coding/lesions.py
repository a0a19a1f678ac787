"""From entries to lesions, and how lesions are called in a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.coding.lines import Entry
from resources.codebook import Codebook, Family


@dataclass(frozen=True, slots=True, eq=False)
class Lesion:
    """What is counted: one lesion of one or more entries, or the `count` lesions of one entry."""

    entries: tuple[Entry, ...]
    count: int

    @property
    def label(self) -> str:
        """What people call it."""
        return self.entries[0].label or self.entries[0].key


def merged(entries: Iterable[Entry]) -> list[Lesion]:
    """Return the lesions of some entries in order; entries with the same `lesion` are one."""
    entries = tuple(entries)
    named = [entry.lesion for entry in entries if entry.lesion is not None]
    if len(set(named)) == len(named):
        # the usual case, in a third of the time: a tap waits for hundreds
        return [Lesion((entry,), entry.count if entry.lesion is None else 1) for entry in entries]
    slots: list[list[Entry]] = []
    known: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.lesion is None:
            slots.append([entry])
            continue
        slot = known.get(entry.lesion)
        if slot is None:
            known[entry.lesion] = slot = []
            slots.append(slot)
        slot.append(entry)
    return [Lesion(tuple(slot), slot[0].count if slot[0].lesion is None else 1) for slot in slots]


def counted(lesions: Iterable[Lesion]) -> int:
    """Return how many lesions these are."""
    return sum(each.count for each in lesions)


def labels(lesions: Iterable[Lesion]) -> str:
    """Return the lesions' labels: ``1-17, B``. Three numbers in a row and more are drawn together."""
    names = list(dict.fromkeys([each.label for each in lesions]))
    if len(names) == 1:
        return names[0]
    numbers = sorted([int(name) for name in names if _is_number(name)])
    return ", ".join([*_runs(numbers), *[name for name in names if not _is_number(name)]])


def called(lesions: Iterable[Lesion], book: Codebook) -> str:
    """Return ``lesion 6`` or ``lesions 6, 8``; a lesion that stands there twice is named once."""
    return book.text("lesion" if is_alone(lesions) else "lesions", labels=labels(lesions))


def is_alone(lesions: Iterable[Lesion]) -> bool:
    """Say whether lesions are called by one label, so that a sentence about them has one subject."""
    return len({each.label for each in lesions}) == 1


def entries_of(lesions: Iterable[Lesion]) -> list[Entry]:
    """Return the entries of some lesions, in order."""
    return [entry for lesion in lesions for entry in lesion.entries]


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, and is else as it was."""
    return text[:1].upper() + text[1:]


def kind(lesions: Iterable[Lesion], family: Family, book: Codebook, n: int) -> str:
    """Return what `n` of these lesions are called: by their diagnosis where all have the same name, else by family."""
    first = {each.entries[0].diagnoses[:1] for each in lesions}
    found = [book.diagnosis(codes[0]) if codes else None for codes in first]
    names = {(each.one, each.many) if each and each.one else (family.one, family.many) for each in found}
    one, many = names.pop() if len(names) == 1 else (family.one, family.many)
    return one if n == 1 else many


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _runs(numbers: Sequence[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
