"""What holds for whatever was recorded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.coding.lines import Coded, Entry, Payer, Prior
from resources.terms import Category, DiagnosisState, Method, Side
from tests.desktop.coding.entries import BOOK, DAY, coded

NAMES = ("x", "y", "z")
REGIONS = (
    "face", "cheek", "hand", "unspecified", "skin", "lower_vermilion", "penis", "glans_penis", "vulva", "perianal",
    "anogenital", "upper_eyelid_margin", "lower_eyelid", "helix", "tongue", "buccal_mucosa", "upper_limb", "back",
)  # fmt: skip

several = st.builds(
    Entry,
    key=st.just(""),
    category=st.sampled_from(Category),
    count=st.integers(1, 20),
    region=st.sampled_from(REGIONS),
    side=st.sampled_from([None, *Side]),
    diameter_mm=st.sampled_from([None, 4.0, 5.5, 12.0, 41.0]),
    methods=st.lists(st.sampled_from(Method), max_size=2, unique=True).map(tuple),
    diagnoses=st.lists(
        st.sampled_from(["L57.0", "B07.8", "L82.1", "C44.311", "D04.61", "A63.0", "Q99.9"]), max_size=2
    ).map(tuple),
    diagnosis_state=st.sampled_from(DiagnosisState),
    cosmetic=st.booleans(),
    symptom=st.sampled_from([None, "", "itching"]),
    apart=st.sampled_from(["", "A. Osei"]),
    performer=st.sampled_from(["", "p1", "p2"]),
    visit=st.sampled_from(["", "09:40"]),
)
one = st.builds(lambda entry, name: replace(entry, count=1, lesion=name), several, st.sampled_from(NAMES))
recorded = st.lists(several | one, max_size=8).map(
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
payers = st.builds(
    Payer,
    distinct=st.sampled_from(["59", "XS"]),
    repeat=st.sampled_from(["units", "76"]),
    tens=st.sampled_from(["part", "full"]),
    hold=st.sampled_from(["all", "lines"]),
)


def reported(made: Coded) -> Counter[str]:
    """Count how many lesions of each entry stand in code lines; two entries of one lesion share one."""
    found: Counter[str] = Counter()
    for line in made.lines:
        for key, count in zip(line.keys, line.counts, strict=True):
            found[key] += count
    return found


def told(made: Coded) -> list[tuple[str, int, tuple[str, ...]]]:
    return sorted((line.code, line.units, line.modifiers) for line in made.lines)


@settings(deadline=None, max_examples=60)
@given(recorded, before, payers)
def test_every_entry_is_in_a_line_or_left_out_with_a_reason_and_in_one_of_them_only(
    entries: list[Entry], prior: tuple[Prior, ...], payer: Payer
) -> None:
    made = coded(*entries, prior=prior, payer=payer)
    in_lines = {key for line in made.lines for key in line.keys}
    left_out = [key for heap in (*made.not_reported, *made.pending) for key in heap.keys]

    assert len(left_out) == len(set(left_out))
    assert in_lines.isdisjoint(left_out)
    assert in_lines | set(left_out) == {entry.key for entry in entries}
    assert all(heap.reason for heap in (*made.not_reported, *made.pending))
    assert all(heap.field for heap in made.pending)
    assert not any(heap.field for heap in made.not_reported)


@settings(deadline=None, max_examples=60)
@given(recorded, before, payers)
def test_the_lines_report_every_lesion_once(entries: list[Entry], prior: tuple[Prior, ...], payer: Payer) -> None:
    made = coded(*entries, prior=prior, payer=payer)
    left_out = {key for heap in (*made.not_reported, *made.pending) for key in heap.keys}
    coded_entries = [entry for entry in entries if entry.key not in left_out]
    for entry in coded_entries:
        assert reported(made)[entry.key] == entry.count or entry.lesion is not None
    for kind in {BOOK.families[entry.category].key for entry in coded_entries}:
        same = [entry for entry in coded_entries if BOOK.families[entry.category].key == kind]
        lesions = sum(entry.count for entry in same if entry.lesion is None)
        lesions += len({entry.lesion for entry in same if entry.lesion is not None})
        assert sum(reported(made)[entry.key] for entry in same) == lesions


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_no_line_has_more_units_than_lesions(entries: list[Entry]) -> None:
    for line in coded(*entries).lines:
        assert 1 <= line.units <= sum(line.counts)
        if BOOK.limit[line.code].kind == "2":
            assert line.units <= (BOOK.limit[line.code].units or 0)


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_an_add_on_stands_after_its_first_code(entries: list[Entry]) -> None:
    codes = [line.code for line in coded(*entries).lines]

    for place, code in enumerate(codes):
        firsts = BOOK.limit[code].add_on_to
        if firsts:
            above = [other for other in codes[:place] if other in firsts]
            assert above
            between = codes[codes.index(above[0]) + 1 : place]
            assert all(set(BOOK.limit[other].add_on_to) & set(above) for other in between)


@settings(deadline=None, max_examples=60)
@given(recorded, payers)
def test_lines_stand_in_the_order_of_the_codebook(entries: list[Entry], payer: Payer) -> None:
    ranks = [BOOK.order[line.code] for line in coded(*entries, payer=payer).lines]

    assert ranks == sorted(ranks)


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_codes_that_never_stand_together_do_not(entries: list[Entry]) -> None:
    codes = {line.code for line in coded(*entries).lines}

    for code in codes:
        assert not BOOK.never_with.get(code, frozenset()) & codes
    assert not {"17000", "17004"} <= codes
    assert "17003" not in codes or "17000" in codes


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_the_first_code_and_the_units_of_its_add_on_are_the_number_up_to_fourteen(entries: list[Entry]) -> None:
    made = coded(*entries)
    units = {line.code: line.units for line in made.lines}
    lesions = sum(sum(line.counts) for line in made.lines if line.rule == "premalignant")

    if 0 < lesions < 15:
        assert units["17000"] + units.get("17003", 0) == lesions
    elif lesions:
        assert units["17004"] == 1


@settings(deadline=None, max_examples=60)
@given(recorded.flatmap(lambda entries: st.tuples(st.just(entries), st.permutations(entries))), before, payers)
def test_the_order_of_entry_changes_no_code(
    both: tuple[list[Entry], Sequence[Entry]], prior: tuple[Prior, ...], payer: Payer
) -> None:
    made, turned = (coded(*entries, prior=prior, payer=payer) for entries in both)

    assert told(made) == told(turned)
    assert reported(made).total() == reported(turned).total()
    for heaps in ("not_reported", "pending"):
        one, two = ({key for heap in getattr(each, heaps) for key in heap.keys} for each in (made, turned))
        assert one == two
    assert sorted(line.code for line in made.held) == sorted(line.code for line in turned.held)


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_a_pair_of_the_table_is_parted_by_a_modifier_and_no_other_line_has_one(entries: list[Entry]) -> None:
    made = coded(*entries).lines
    codes = {line.code for line in made}

    for line in made:
        over = BOOK.column_one.get(line.code, frozenset()) & codes
        assert ("59" in line.modifiers) is bool(over)
        assert set(line.under) == over
        assert set(line.modifiers) <= {"59", "E1", "E2", "E3", "E4"}


@settings(deadline=None, max_examples=60)
@given(recorded)
def test_what_is_suspected_is_held_and_in_no_line(entries: list[Entry]) -> None:
    made = coded(*entries)
    suspected = {
        entry.key
        for entry in entries
        if entry.category is Category.MALIGNANT and entry.diagnosis_state is not DiagnosisState.CONFIRMED
    }

    assert suspected.isdisjoint(key for line in made.lines for key in line.keys)
    assert {key for line in made.held for key in line.keys} <= {key for heap in made.not_reported for key in heap.keys}
    assert bool(made.hold) is bool(made.held)


@settings(deadline=None, max_examples=60)
@given(recorded, payers)
def test_what_was_coded_can_be_explained(entries: list[Entry], payer: Payer) -> None:
    made = coded(*entries, payer=payer)

    assert all(line.reason for line in made.lines)
    assert len(set(made.reasons)) == len(made.reasons)
    assert len(set(made.warnings)) == len(made.warnings)
    assert bool(made.reasons) is bool(made.lines or not made.pending)
    assert all(doubt.text and doubt.source for doubt in made.doubts)
