"""What a pathologist's result makes of a lesion that was treated on suspicion."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.coding.lines import Entry
from resources.terms import Category, DiagnosisState


@dataclass(frozen=True, slots=True)
class Result:
    """What was found: the entry's key, what the lesion is, and its diagnoses. All lines are worked out anew with it."""

    key: str
    category: Category
    diagnoses: tuple[str, ...]


def with_results(entries: Iterable[Entry], results: Iterable[Result]) -> tuple[Entry, ...]:
    """Return what was recorded with results entered. KeyError for a result of an entry that is not there."""
    found = {result.key: result for result in results}
    made = tuple(_settled(entry, found.pop(entry.key, None)) for entry in entries)
    if found:
        raise KeyError(next(iter(found)))
    return made


def _settled(entry: Entry, result: Result | None) -> Entry:
    if result is None:
        return entry
    return replace(
        entry, category=result.category, diagnoses=result.diagnoses, diagnosis_state=DiagnosisState.CONFIRMED
    )
