from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.coding.lines import Coded, Entry, Payer, Prior
from desktop.coding.overrides import Override, OverrideError, check_override, digest_of, overridden
from resources.terms import Category
from tests.desktop.coding.entries import BOOK, DAY, aks, coded, warts

MIXED = (aks(5), warts(3))
DIGEST = digest_of(MIXED, DAY, BOOK, Payer())


def change(code: str = "17003", reason: str = "Payer's rule", digest: str = DIGEST, **fields: object) -> Override:
    made = Override(code, reason, "L. Park", date(2026, 11, 24), digest)
    return replace(made, **fields)  # type: ignore[arg-type]


def made_by(*changes: Override) -> Coded:
    return overridden(coded(*MIXED), changes, DIGEST, BOOK).coded


def said(made: Coded) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(line.code, line.units, line.modifiers) for line in made.lines]


def test_a_line_that_was_changed_says_who_changed_it_why_and_what_it_was() -> None:
    made = made_by(change("17110", units=1, modifiers=("XS",)))

    line = next(each for each in made.lines if each.code == "17110")
    assert (line.units, line.modifiers, line.was) == (1, ("XS",), "17110")
    assert line.changed == "Changed by L. Park on 24 Nov: Payer's rule. Dermtally had: 17110."
    assert line.reason.endswith(line.changed)
    assert line.changed in made.reasons


def test_units_go_down_and_the_line_keeps_its_lesions() -> None:
    before = coded(*MIXED)

    made = made_by(change(units=2))

    assert said(made) == [("17000", 1, ("59",)), ("17003", 2, ("59",)), ("17110", 1, ())]
    assert [line.keys for line in made.lines] == [line.keys for line in before.lines]
    assert made.lines[1].was == "17003-59 x 4"


def test_modifiers_may_be_taken_off() -> None:
    assert said(made_by(change(modifiers=())))[1] == ("17003", 4, ())


def test_a_line_taken_out_leaves_its_lesions_among_those_not_reported() -> None:
    made = made_by(change("17110", units=0))

    assert [line.code for line in made.lines] == ["17000", "17003"]
    assert [each.keys for each in made.not_reported] == [("w",)]
    assert made.not_reported[0].reason.startswith("Changed by L. Park on 24 Nov: ")


def test_lesions_that_stand_in_another_line_too_stay_there() -> None:
    made = made_by(change("17003", units=0))

    assert [line.keys for line in made.lines] == [("a",), ("w",)]
    assert made.not_reported == ()


def test_several_changes_are_made_one_after_the_other() -> None:
    made = made_by(change("17003", units=0), change("17000", units=0))

    assert said(made) == [("17110", 1, ())]


def test_the_second_copy_of_a_line_is_changed_alone() -> None:
    cancers = [replace(aks(1, key), category=Category.MALIGNANT, diameter_mm=8.0, diagnoses=()) for key in "ab"]
    payer = Payer(repeat="76")
    digest = digest_of(cancers, DAY, BOOK, payer)
    second = change("17281", digest=digest, modifiers=("59",), copy=1)

    made = overridden(coded(*cancers, payer=payer), [second], digest, BOOK).coded

    assert said(made) == [("17281", 1, ()), ("17281", 1, ("59",))]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (change(reason="  ", units=1), "needs a reason"),
        (change(), "nothing is changed"),
        (change(units=5), "can only go down from 4"),
        (change(units=-1), "can only go down from 4"),
        (change("17000", units=2), "can only go down from 1"),
        (change(modifiers=("5",)), "'5' is not a modifier"),
        (change(modifiers=("59", "xs")), "'xs' is not a modifier"),
        (change(modifiers=("59", "59")), "given twice"),
        (change("17004", units=1), "no line 17004"),
        (change("17003", units=1, copy=1), "no line 17003"),
        (change("17003", units=1, copy=-1), "no line 17003"),
        (change("17000", units=0), "17003 can't stand without 17000"),
    ],
)
def test_a_change_that_may_not_be_made_is_refused(wrong: Override, words: str) -> None:
    with pytest.raises(OverrideError, match=words):
        check_override(coded(*MIXED), wrong, BOOK)
    with pytest.raises(OverrideError, match=words):
        made_by(wrong)


def test_a_change_for_something_else_is_not_made_and_handed_back() -> None:
    stale = change(units=1, digest="of another day")

    made = overridden(coded(*MIXED), [stale], DIGEST, BOOK)

    assert (made.coded, made.stale) == (coded(*MIXED), (stale,))


def test_the_order_of_entry_leaves_the_hash_as_it_is() -> None:
    assert digest_of(reversed(MIXED), DAY, BOOK, Payer()) == DIGEST


@pytest.mark.parametrize(
    "other",
    [
        digest_of((*MIXED, aks(1, "b")), DAY, BOOK, Payer()),
        digest_of((aks(5, diagnoses=()), warts(3)), DAY, BOOK, Payer()),
        digest_of((replace(aks(5), cosmetic=True), warts(3)), DAY, BOOK, Payer()),
        digest_of(MIXED, DAY + timedelta(days=1), BOOK, Payer()),
        digest_of(MIXED, DAY, BOOK, Payer(distinct="XS")),
        digest_of(MIXED, DAY, BOOK, Payer(), prior=[Prior("x", "17000", DAY)]),
        digest_of(MIXED, DAY, BOOK, Payer(), apart={frozenset({"a", "w"})}),
        digest_of(MIXED, DAY, replace(BOOK, pairs=replace(BOOK.pairs, name="2026 Q4")), Payer()),
    ],
    ids=["a lesion", "a diagnosis", "cosmetic", "the day", "the payer", "an earlier visit", "a distance", "a table"],
)
def test_whatever_the_lines_follow_from_changes_the_hash(other: str) -> None:
    assert other != DIGEST


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 20),
    st.integers(0, 20),
    st.sampled_from(["17000", "17003", "17004", "17110", "17111"]),
    st.integers(-1, 20),
)
def test_no_change_reports_more_than_was_documented(keratoses: int, benign: int, code: str, units: int) -> None:
    recorded: tuple[Entry, ...] = (aks(keratoses), *([warts(benign)] if benign else []))
    digest = digest_of(recorded, DAY, BOOK, Payer())
    before = coded(*recorded)
    try:
        after = overridden(before, [change(code, digest=digest, units=units)], digest, BOOK).coded
    except OverrideError:
        return

    assert sum(line.units for line in after.lines) <= sum(line.units for line in before.lines)
    kept = {key for line in after.lines for key in line.keys}
    assert kept | {key for each in after.not_reported for key in each.keys} == {entry.key for entry in recorded}
