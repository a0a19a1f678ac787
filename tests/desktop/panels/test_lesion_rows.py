"""Rows of the list as values: groups with subtotals, newest first, folding, notes and questions."""

import pytest

from desktop.panels.lesion_rows import FOLD_FROM, HeadRow, MarkRow, Row, RowBuilder
from desktop.snapshot import Question, Snapshot
from resources.terms import Side
from tests.desktop.snapshots import Lesion, visit

CHEEK, SCALP, HAND, FOREHEAD = (Lesion(site=site) for site in range(4))


def rows(snapshot: Snapshot, *, heads_only: bool = False) -> tuple[Row, ...]:
    return RowBuilder().rows(snapshot, heads_only=heads_only)


def heads(made: tuple[Row, ...]) -> list[tuple[str, int, str]]:
    return [(row.name, row.count, row.sides) for row in made if isinstance(row, HeadRow)]


def labels(made: tuple[Row, ...]) -> list[str]:
    return [row.numbered.label for row in made if isinstance(row, MarkRow)]


def test_lesions_are_grouped_by_body_part_with_subtotals_by_side() -> None:
    made = rows(visit(CHEEK, SCALP, HAND, FOREHEAD, CHEEK))

    assert heads(made) == [("Scalp", 1, "M 1"), ("Face", 3, "R 1 · L 2"), ("Arms and hands", 1, "R 1")]


def test_the_newest_lesion_stands_first_in_its_group() -> None:
    assert labels(rows(visit(CHEEK, FOREHEAD, CHEEK))) == ["3", "2", "1"]


def test_up_to_14_treated_lesions_every_group_is_open() -> None:
    made = rows(visit(*[CHEEK, SCALP] * 7))

    assert FOLD_FROM == 15
    assert len(labels(made)) == 14


def test_from_15_treated_lesions_on_only_the_newest_group_is_open() -> None:
    made = rows(visit(*[CHEEK, SCALP] * 7, HAND))

    assert [(row.key, row.unfolded) for row in made if isinstance(row, HeadRow)] == [
        ("scalp", False),
        ("face", False),
        ("arms", True),
    ]
    assert labels(made) == ["15"]


def test_seen_lesions_do_not_fold_the_groups() -> None:
    made = rows(visit(*[CHEEK, SCALP] * 7, Lesion("seen", 2)))

    assert len(labels(made)) == 15


def test_what_a_person_unfolded_stays_so() -> None:
    builder = RowBuilder()
    builder.fold("scalp", unfolded=True)
    builder.fold("arms", unfolded=False)

    made = builder.rows(visit(*[CHEEK, SCALP] * 7, HAND), heads_only=False)

    assert [row.unfolded for row in made if isinstance(row, HeadRow)] == [True, False, False]


def test_another_visit_starts_afresh() -> None:
    builder = RowBuilder()
    builder.fold("face", unfolded=False)
    builder.forget()

    assert labels(builder.rows(visit(CHEEK), heads_only=False)) == ["1"]


def test_without_room_only_heads_are_shown() -> None:
    assert labels(rows(visit(CHEEK, SCALP), heads_only=True)) == []


@pytest.mark.parametrize(
    ("lesion", "note"),
    [
        (CHEEK, ""),
        (Lesion("ak_curettement"), "curettement"),
        (Lesion("ak_freeze_curette"), "cryotherapy and curettement"),
        (Lesion("seen"), "seen, not treated"),
        (Lesion(same_as=1), "same as 1?"),
        (Lesion(side=Side.UNSAID), "which side?"),
    ],
)
def test_a_row_says_only_what_differs_or_is_open(lesion: Lesion, note: str) -> None:
    made = rows(visit(CHEEK, CHEEK, CHEEK, lesion))

    newest = made[1]
    assert isinstance(newest, MarkRow)
    assert newest.note == note


def test_a_doubtful_lesion_asks_on_a_second_line() -> None:
    made = rows(visit(CHEEK, Lesion(same_as=1)))
    asking, settled = made[1], made[2]

    assert isinstance(asking, MarkRow)
    assert isinstance(settled, MarkRow)
    assert (asking.asks, settled.asks) == (Question.SAME, None)
    assert asking.spoken == "2, left malar cheek, same as 1?, F7 same, F8 another"


@pytest.mark.parametrize(
    ("site", "sides"),
    [(2, (Side.RIGHT, Side.LEFT)), (1, (Side.RIGHT, Side.MIDLINE, Side.LEFT))],
    ids=["a hand has no middle", "the scalp has one"],
)
def test_the_side_question_offers_the_sides_there_are(site: int, sides: tuple[Side, ...]) -> None:
    row = rows(visit(Lesion(site=site, side=Side.UNSAID)))[1]

    assert isinstance(row, MarkRow)
    assert row.sides == sides


def test_rows_that_did_not_change_are_the_same_objects() -> None:
    builder = RowBuilder()
    before = builder.rows(visit(CHEEK, CHEEK), heads_only=False)

    after = builder.rows(visit(CHEEK, CHEEK, SCALP), heads_only=False)

    kept = {row.key: row for row in after}
    assert all(kept[row.key] is row for row in before if isinstance(row, MarkRow))


def test_a_body_part_where_lesions_were_only_seen_shows_no_number_of_treated_ones() -> None:
    head = rows(visit(Lesion("seen", site=1)))[0]

    assert isinstance(head, HeadRow)
    assert (head.title, head.sides) == ("Scalp", "1 seen")
