from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.coding.lines import Coded, Entry, Prior
from resources.terms import Category, DiagnosisState, Method, Side
from tests.desktop.coding.entries import BOOK, DAY, coded

NAMES = ("x", "y", "z")

several = st.builds(
    Entry,
    key=st.just(""),
    category=st.sampled_from([Category.PREMALIGNANT, Category.BENIGN, Category.BENIGN, Category.SKIN_TAG]),
    count=st.integers(1, 20),
    region=st.sampled_from(["face", "cheek", "hand", "unspecified", "lower_vermilion", "penis", "anogenital"]),
    side=st.sampled_from([None, *Side]),
    methods=st.lists(st.sampled_from(Method), max_size=2, unique=True).map(tuple),
    diagnoses=st.lists(st.sampled_from(["L57.0", "B07.8", "L82.1", "C44.311", "Q99.9"]), max_size=2).map(tuple),
    diagnosis_state=st.sampled_from(DiagnosisState),
    cosmetic=st.booleans(),
)
one = st.builds(lambda entry, name: replace(entry, count=1, lesion=name), several, st.sampled_from(NAMES))
recorded = st.lists(several | one, max_size=12).map(
    lambda entries: [replace(entry, key=str(place)) for place, entry in enumerate(entries, start=1)]
)
before = st.lists(
    st.builds(
        lambda name, code, days: Prior(name, code, DAY - timedelta(days=days)),
        st.sampled_from(NAMES),
        st.sampled_from(["17000", "17003", "17110", "11102"]),
        st.integers(0, 15),
    ),
    max_size=3,
).map(tuple)


def reported(made: Coded) -> Counter[str]:
    """Count how many lesions of each entry stand in code lines; two entries of one lesion share one."""
    found: Counter[str] = Counter()
    for line in made.lines:
        found.update(dict(zip(line.keys, line.counts, strict=True)))
    return found


@settings(deadline=None, max_examples=60)
@given(recorded, before)
def test_every_entry_is_in_a_line_or_left_out_with_a_reason_and_in_one_of_them_only(
    entries: list[Entry], prior: tuple[Prior, ...]
) -> None:
    made = coded(*entries, prior=prior)
    in_lines = {key for line in made.lines for key in line.keys}
    left_out = [key for heap in (*made.not_reported, *made.pending) for key in heap.keys]

    assert len(left_out) == len(set(left_out))
    assert in_lines.isdisjoint(left_out)
    assert in_lines | set(left_out) == {entry.key for entry in entries}
    assert all(heap.reason for heap in (*made.not_reported, *made.pending))
    assert all(heap.field for heap in made.pending)
    assert not any(heap.field for heap in made.not_reported)


@settings(deadline=None, max_examples=60)
@given(recorded, before)
def test_the_lines_report_every_lesion_once(entries: list[Entry], prior: tuple[Prior, ...]) -> None:
    made = coded(*entries, prior=prior)
    left_out = {key for heap in (*made.not_reported, *made.pending) for key in heap.keys}
    coded_entries = [entry for entry in entries if entry.key not in left_out]
    lesions = sum(entry.count for entry in coded_entries if entry.lesion is None)
    lesions += len({entry.lesion for entry in coded_entries if entry.lesion is not None})

    assert sum(reported(made).values()) == lesions
    for entry in coded_entries:
        assert reported(made)[entry.key] == entry.count or entry.lesion is not None


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_units_are_the_lesions_of_a_line_or_one(entries: list[Entry]) -> None:
    for line in coded(*entries).lines:
        assert line.units == (sum(line.counts) if line.code == "17003" else 1)
        assert line.units <= BOOK.limit[line.code].units


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_an_add_on_stands_right_after_its_first_code(entries: list[Entry]) -> None:
    codes = [line.code for line in coded(*entries).lines]

    for place, code in enumerate(codes):
        if BOOK.limit[code].add_on_to:
            assert place > 0
            assert codes[place - 1] in BOOK.limit[code].add_on_to


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_lines_stand_in_the_order_of_the_codebook_and_no_code_stands_twice(entries: list[Entry]) -> None:
    ranks = [BOOK.order[line.code] for line in coded(*entries).lines]

    assert ranks == sorted(set(ranks))


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_fifteen_or_more_is_never_with_the_codes_for_fewer(entries: list[Entry]) -> None:
    codes = {line.code for line in coded(*entries).lines}

    assert not {"17000", "17004"} <= codes
    assert not {"17110", "17111"} <= codes


@settings(deadline=None, max_examples=60)
@given(recorded.flatmap(lambda entries: st.tuples(st.just(entries), st.permutations(entries))), before)
def test_the_order_of_entry_changes_no_code(
    both: tuple[list[Entry], Sequence[Entry]], prior: tuple[Prior, ...]
) -> None:
    made, turned = (coded(*entries, prior=prior) for entries in both)

    assert [(line.code, line.units, line.modifiers) for line in made.lines] == [
        (line.code, line.units, line.modifiers) for line in turned.lines
    ]
    assert reported(made).total() == reported(turned).total()
    assert {key for heap in made.pending for key in heap.keys} == {key for heap in turned.pending for key in heap.keys}


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_a_pair_of_the_table_is_parted_by_a_modifier_and_no_other_line_has_one(entries: list[Entry]) -> None:
    made = coded(*entries).lines
    codes = {line.code for line in made}

    for line in made:
        taken_in = bool(BOOK.column_one.get(line.code, frozenset()) & codes)
        assert line.modifiers == (("59",) if taken_in else ())


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_what_was_coded_can_be_explained(entries: list[Entry]) -> None:
    made = coded(*entries)

    assert all(line.reason for line in made.lines)
    assert len(set(made.reasons)) == len(made.reasons)
    assert len(set(made.warnings)) == len(made.warnings)
    assert bool(made.reasons) is bool(made.lines or not made.pending)
