"""What a coder would ask about before these lines are sent."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from desktop.coding.lesions import Lesion, called, counted, labels, place
from desktop.coding.lines import Payer
from resources.codebook import Codebook, Family
from resources.terms import DiagnosisState

_Members = tuple[Family, tuple[Lesion, ...]]
_Spots = tuple[set[str], dict[str, list[Lesion]]]
"""The codes of a family's lines, and its lesions by the words for their places."""


def doubts(coded: Sequence[_Members], book: Codebook, payer: Payer) -> tuple[str, ...]:
    """Return the warnings about the lesions that are in code lines, by family; each once."""
    found = [text for each in coded for text in _diagnoses(each, book)]
    found += [text for each in coded for text in _sites(each, book)]
    found += _pathology(coded, book)
    if len(coded) > 1:
        spots = [(_codes(each), _by_place(each)) for each in coded]
        # each pair both ways: which line takes in the other one turns round with the number of lesions
        found += [text for one, two in permutations(spots, 2) for text in _one_wording(one, two, book, payer)]
    return tuple(dict.fromkeys(found))


def _diagnoses(members: _Members, book: Codebook) -> Iterator[str]:
    """Diagnoses that belong to other codes, and diagnoses that need a word."""
    family, lesions = members
    bearers: dict[str, list[Lesion]] = {}
    for lesion in lesions:
        for entry in lesion.entries:
            for diagnosis in entry.diagnoses:
                bearers.setdefault(diagnosis, []).append(lesion)
    for diagnosis, found in bearers.items():
        known = book.diagnosis(diagnosis)
        if known is None:
            continue
        if known.family not in ("", family.key):
            first = family.band(counted(lesions)).first
            names = called(found, book)
            yield book.text("wrong_family", diagnosis=diagnosis, belongs=known.belongs, code=first, lesions=names)
        elif known.warning:
            yield book.text(known.warning, diagnosis=diagnosis)


def _sites(members: _Members, book: Codebook) -> Iterator[str]:
    """Sites where sources differ."""
    for lesion in members[1]:
        for entry in lesion.entries:
            site = book.sites.get(entry.region)
            if site and entry.category in site.categories:
                yield book.text(site.warning)


def _pathology(coded: Sequence[_Members], book: Codebook) -> Iterator[str]:
    awaited = [
        lesion
        for _, lesions in coded
        for lesion in lesions
        for entry in lesion.entries
        if entry.diagnosis_state is DiagnosisState.AWAITING
    ]
    if awaited:
        yield book.text("pathology", lesions=called(awaited, book))


def _one_wording(one: _Spots, two: _Spots, book: Codebook, payer: Payer) -> Iterator[str]:
    """Lesions of two lines that a modifier parts, although the note puts them at the same place."""
    over = {code for each in two[0] for code in book.column_one.get(each, ())}
    if over.isdisjoint(one[0]):
        return
    for words, these in one[1].items():
        those = two[1].get(words)
        if words and those:
            text = "one_wording" if len(these) + len(those) == 2 else "one_wording_many"
            yield book.text(text, these=labels(these), those=labels(those), place=words, modifier=payer.distinct)


def _codes(members: _Members) -> set[str]:
    family, lesions = members
    band = family.band(counted(lesions))
    return {code for code in (band.first, band.further) if code}


def _by_place(members: _Members) -> dict[str, list[Lesion]]:
    found: dict[str, list[Lesion]] = {}
    for lesion in members[1]:
        for entry in lesion.entries:
            found.setdefault(entry.phrase or place(entry), []).append(lesion)
    return found
