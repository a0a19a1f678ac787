from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Mark, MarkId
from desktop.snapshot import Question, Rules, Snapshot, build, letters
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import ROOT, load_regions
from resources.terms import Placement, Side
from tests.desktop.snapshots import DAY, Lesion, chart, mark, visit

AK, WART, SEEN = Lesion("ak"), Lesion("wart"), Lesion("seen")
CHEEK, SCALP, HAND, FOREHEAD = (Lesion(site=site) for site in range(4))
RULES = Rules(load_regions(), load_presets(), load_codebook(DAY))


def of(*marks: Mark) -> Snapshot:
    return build(chart(marks), RULES)


def labels(snapshot: Snapshot) -> list[str]:
    return [each.label for each in snapshot.marks]


def counts(snapshot: Snapshot) -> list[tuple[str, int, int]]:
    return [(each.name, each.count, each.doubtful) for each in snapshot.counts]


def lines(snapshot: Snapshot) -> list[tuple[str, int]]:
    return [(line.code, line.units) for line in snapshot.coded.lines]


def by_name(number: int, region: str, side: Side) -> Mark:
    made = mark(number, AK)
    return replace(made, place=replace(made.place, placement=Placement.BY_NAME, region=region, side=side))


# Numbers and letters.
def test_treated_lesions_are_numbered_in_order_of_entry_and_findings_are_lettered() -> None:
    snapshot = visit(AK, SEEN, WART, SEEN, AK)

    assert labels(snapshot) == ["1", "A", "2", "B", "3"]
    assert [each.number for each in snapshot.marks] == [1, None, 2, None, 3]


def test_numbering_closes_up_when_a_lesion_is_removed() -> None:
    whole, shorter = visit(AK, SEEN, AK, AK), visit(AK, SEEN, AK, AK, without=frozenset({1}))

    assert labels(whole) == ["1", "A", "2", "3"]
    assert labels(shorter) == ["A", "1", "2"]


def test_the_highest_number_is_the_count() -> None:
    snapshot = visit(AK, WART, SEEN, AK, WART)

    assert max(each.number or 0 for each in snapshot.marks) == snapshot.treated == 4


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_after_z_letters_are_doubled(index: int, letter: str) -> None:
    assert letters(index) == letter


def test_a_mark_is_found_by_its_id_and_one_that_is_not_there_is_none() -> None:
    snapshot = visit(AK, SEEN)

    assert snapshot.mark(snapshot.marks[1].id) is snapshot.marks[1]
    assert snapshot.mark(MarkId("absent")) is None


# Counts.
def test_findings_are_never_counted() -> None:
    snapshot = visit(SEEN, AK, SEEN)

    assert (snapshot.treated, snapshot.seen) == (1, 2)
    assert counts(snapshot) == [("actinic keratosis", 1, 0)]
    assert lines(snapshot) == [("17000", 1)]


def test_the_default_family_is_counted_first_and_the_others_in_order_of_use() -> None:
    snapshot = visit(Lesion("sk"), WART, SEEN, AK, WART, Lesion("plantar_wart"))

    assert counts(snapshot) == [
        ("actinic keratosis", 1, 0),
        ("seborrheic keratosis", 1, 0),
        ("warts", 3, 0),
    ]


def test_without_the_default_family_the_first_used_is_first() -> None:
    assert [each.key for each in visit(WART, Lesion("sk")).counts] == ["wart", "sk"]


def test_an_empty_visit_has_nothing() -> None:
    snapshot = visit()

    assert (snapshot.marks, snapshot.counts, snapshot.groups) == ((), (), ())
    assert (snapshot.treated, snapshot.seen) == (0, 0)
    assert snapshot.coded.lines == ()


# Groups.
def test_groups_stand_in_the_order_of_the_rail_with_the_newest_first() -> None:
    snapshot = visit(HAND, CHEEK, SCALP, FOREHEAD, CHEEK)

    assert [(group.name, [each.label for each in group.marks]) for group in snapshot.groups] == [
        ("Scalp", ["3"]),
        ("Face", ["5", "4", "2"]),
        ("Arms and hands", ["1"]),
    ]


def test_a_group_counts_its_sides_from_right_to_left_and_leaves_zeros_out() -> None:
    snapshot = visit(
        Lesion(site=1), Lesion(site=1, side=Side.LEFT), Lesion(site=1), Lesion(site=0), Lesion(site=3), Lesion(site=0)
    )

    assert [(group.name, group.treated, group.sides) for group in snapshot.groups] == [
        ("Scalp", 3, ((Side.MIDLINE, 2), (Side.LEFT, 1))),
        ("Face", 3, ((Side.RIGHT, 1), (Side.LEFT, 2))),
    ]


def test_a_side_that_was_not_said_is_in_the_group_and_on_no_side() -> None:
    (group,) = of(mark(1, CHEEK), by_name(2, "cheek", Side.UNSAID)).groups

    assert (group.treated, group.sides) == (2, ((Side.LEFT, 1),))


def test_a_finding_is_in_its_group_and_in_no_subtotal() -> None:
    face, hand = visit(CHEEK, Lesion("seen", 0), Lesion("seen", 2)).groups

    assert ([each.label for each in face.marks], face.treated, face.sides) == (["A", "1"], 1, ((Side.LEFT, 1),))
    assert ([each.label for each in hand.marks], hand.treated, hand.sides) == (["B"], 0, ())


# Questions.
def test_a_lesion_that_may_be_another_one_is_counted_apart_and_in_no_code_line() -> None:
    snapshot = visit(AK, WART, Lesion("ak", same_as=1))

    assert snapshot.marks[2].questions == (Question.SAME,)
    assert counts(snapshot) == [("actinic keratosis", 1, 1), ("wart", 1, 0)]
    assert snapshot.treated == 3
    assert lines(snapshot) == [("17000", 1), ("17110", 1)]
    assert [(each.keys, each.reason) for each in snapshot.coded.pending] == [
        ((snapshot.marks[2].id,), "Is 3 the same lesion as 1? Until answered it is not in the codes.")
    ]


def test_a_doubtful_lesion_does_not_make_fifteen() -> None:
    snapshot = visit(*[AK] * 14, Lesion("ak", same_as=3))

    assert lines(snapshot) == [("17000", 1), ("17003", 13)]


def test_the_question_goes_with_the_other_lesion_and_the_one_that_stays_is_coded() -> None:
    snapshot = visit(AK, Lesion("ak", same_as=1), without=frozenset({1}))

    assert snapshot.marks[0].questions == ()
    assert counts(snapshot) == [("actinic keratosis", 1, 0)]
    assert lines(snapshot) == [("17000", 1)]
    assert snapshot.coded.pending == ()


@pytest.mark.parametrize("pair", [(AK, Lesion("seen", same_as=1)), (SEEN, Lesion("ak", same_as=1))])
def test_a_finding_and_a_treated_lesion_are_not_counted_twice_so_nobody_is_asked(pair: tuple[Lesion, Lesion]) -> None:
    snapshot = visit(*pair)

    assert [each.questions for each in snapshot.marks] == [(), ()]
    assert lines(snapshot) == [("17000", 1)]


def test_a_side_that_was_not_said_is_asked_and_counts() -> None:
    snapshot = of(by_name(1, "cheek", Side.UNSAID), by_name(2, "glabella", Side.UNSIDED))

    assert [each.questions for each in snapshot.marks] == [(Question.SIDE,), ()]
    assert lines(snapshot) == [("17000", 1), ("17003", 1)]


def test_a_lesion_without_a_place_is_asked_for_it_and_not_for_its_side() -> None:
    snapshot = of(by_name(1, ROOT, Side.UNSAID))

    assert snapshot.marks[0].questions == (Question.PLACE,)
    assert [group.name for group in snapshot.groups] == ["No place yet"]
    assert lines(snapshot) == [("17000", 1)]


@pytest.mark.parametrize(("region", "other"), [("cheek", Question.SIDE), (ROOT, Question.PLACE)])
def test_two_questions_may_be_open_about_one_lesion(region: str, other: Question) -> None:
    twin = replace(by_name(2, region, Side.UNSAID), maybe_same_as=MarkId("m0001"))

    assert of(mark(1, CHEEK), twin).marks[1].questions == (Question.SAME, other)


# Codes.
def test_codes_are_those_of_the_day_and_name_lesions_by_their_numbers() -> None:
    snapshot = visit(SEEN, AK, Lesion("wart", 0))

    assert lines(snapshot) == [("17000", 1), ("17110", 1)]
    assert snapshot.coded.lines[1].keys == (snapshot.marks[2].id,)
    assert snapshot.coded.warnings == (
        '2 and 1 are both "left malar cheek". A 59 says they are different lesions: give finer places, or confirm.',
    )


def test_places_are_compared_as_they_were_recorded() -> None:
    wart = mark(2, Lesion("wart", 0))

    snapshot = of(mark(1, CHEEK), replace(wart, place=replace(wart.place, phrase="left lower malar cheek")))

    assert snapshot.coded.warnings == ()


def test_cosmetic_lesions_count_as_treated_and_are_in_no_line() -> None:
    made = mark(1, Lesion("sk"))
    assert made.treatment

    snapshot = of(replace(made, treatment=replace(made.treatment, cosmetic=True)))

    assert snapshot.treated == 1
    assert lines(snapshot) == []
    assert [each.keys for each in snapshot.coded.not_reported] == [(made.id,)]


lesion = st.builds(
    Lesion,
    preset=st.sampled_from(["ak", "wart", "sk", "seen"]),
    site=st.integers(0, 3),
    same_as=st.none() | st.integers(1, 12),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(lesion, max_size=25), st.frozensets(st.integers(1, 25)))
def test_numbers_counts_groups_and_codes_agree_whatever_was_entered_and_removed(
    lesions: list[Lesion], without: frozenset[int]
) -> None:
    snapshot = visit(*lesions, without=without)
    treated = [each for each in snapshot.marks if each.treated]
    left_out = [key for heap in (*snapshot.coded.not_reported, *snapshot.coded.pending) for key in heap.keys]
    in_lines = [key for line in snapshot.coded.lines for key in line.keys]

    assert [each.number for each in treated] == list(range(1, len(treated) + 1))
    assert sum(each.count + each.doubtful for each in snapshot.counts) == snapshot.treated == len(treated)
    assert sum(group.treated for group in snapshot.groups) == len(treated)
    assert sorted(each.id for group in snapshot.groups for each in group.marks) == [each.id for each in snapshot.marks]
    assert sorted(in_lines + left_out) == [each.id for each in treated]
    assert len({each.label for each in snapshot.marks}) == len(snapshot.marks)


LESIONS = st.lists(
    st.builds(
        Lesion,
        preset=st.sampled_from(("ak", "wart", "seen")),
        site=st.integers(0, 3),
        same_as=st.one_of(st.none(), st.integers(1, 4)),
    ),
    min_size=3,
    max_size=4,
)


@given(lesions=LESIONS, kept=st.sets(st.integers(0, 3)), later=st.sets(st.integers(0, 3)))
@settings(max_examples=600)
def test_what_is_taken_over_from_the_visit_before_changes_no_answer(
    lesions: list[Lesion], kept: set[int], later: set[int]
) -> None:
    marks = tuple(mark(number, each) for number, each in enumerate(lesions, start=1))
    before = build(chart(tuple(each for at, each in enumerate(marks) if at in kept)), RULES)
    now = chart(tuple(each for at, each in enumerate(marks) if at in later))

    assert build(now, RULES, before) == build(now, RULES)
