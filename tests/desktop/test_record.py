from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Place
from desktop.record import Imprint, Record, RecordDisagrees, editions, pins_of, record_of
from desktop.snapshot import Snapshot
from resources.terms import Anchor, Placement, Side, SiteLevel, VisitState
from tests.desktop.export.visits import (
    DAY,
    PRACTICE,
    WRITTEN,
    Day,
    Lesion,
    imprint,
    mixed,
    named,
    one,
    rules,
    tapped,
    visit,
)

PLACES = (
    Place(Placement.TAPPED, "malar_cheek", Side.LEFT, "left malar cheek", Anchor(1, 0, 0)),
    Place(Placement.TAPPED, "vertex_scalp", Side.MIDLINE, "mid vertex scalp", Anchor(2, 0, 0)),
    Place(Placement.BY_NAME, "forehead", Side.RIGHT, "right forehead", Anchor(3, 0, 0)),
    Place(Placement.BY_NAME, "hand_dorsal", Side.UNSAID, "dorsal hand"),
    Place(Placement.BY_NAME, "skin", Side.UNSIDED, "skin"),
)
INNER_CHEEK = Place(
    Placement.TAPPED, "malar_cheek_medial", Side.LEFT, "left medial malar cheek, inferior aspect", Anchor(4, 0, 0)
)
OUTER_CHEEK = Place(
    Placement.TAPPED, "malar_eminence", Side.LEFT, "left superior lateral malar eminence", Anchor(5, 0, 0)
)
LID_MARGIN = Place(
    Placement.TAPPED, "lower_eyelid_margin", Side.LEFT, "left lower eyelid margin, medial aspect", Anchor(6, 0, 0)
)


def entered(hour: int, *, day: int = 23) -> Lesion:
    return Lesion(PLACES[0], entered=datetime(2026, 11, day, hour, tzinfo=UTC))


@st.composite
def lesions(draw: st.DrawFn) -> list[Lesion]:
    """Visits of any mixture; every mark may be in question."""
    presets = st.sampled_from(("ak", "wart", "sk", "ak_curettement", "seen"))
    found = draw(
        st.lists(
            st.builds(
                Lesion,
                st.sampled_from((*PLACES, INNER_CHEEK, OUTER_CHEEK, LID_MARGIN)),
                presets,
                cosmetic=st.booleans(),
            ),
            max_size=25,
        )
    )
    return [
        replace(each, same_as=number - 1) if number > 1 and draw(st.booleans()) else each
        for number, each in enumerate(found, start=1)
    ]


def test_every_mark_of_the_visit_stands_in_the_record_once() -> None:
    record = record_of(mixed(), imprint())

    assert [each.label for each in record.lesions] == [str(number) for number in range(1, 17)]
    assert [each.label for each in record.findings] == ["A", "B"]


@given(lesions())
def test_count_sites_and_codes_agree_whatever_was_recorded(found: list[Lesion]) -> None:
    snapshot = visit(*found)

    record = record_of(snapshot, imprint())

    assert sum(family.count + family.doubtful for family in record.families) == snapshot.treated
    assert sum(part.count for family in record.families for part in family.parts) == snapshot.treated
    told = [label for line in record.lines for label in line.labels]
    told += [label for aside in (*record.not_reported, *record.pending) for label in aside.labels]
    assert sorted(told) == sorted(each.label for each in record.lesions)


def without_a_line(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, coded=replace(snapshot.coded, lines=snapshot.coded.lines[1:]))


def with_a_line_twice(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, coded=replace(snapshot.coded, lines=snapshot.coded.lines * 2))


def with_more_units_than_lesions(snapshot: Snapshot) -> Snapshot:
    first, *others = snapshot.coded.lines
    return replace(snapshot, coded=replace(snapshot.coded, lines=(replace(first, units=2), *others)))


def with_another_count(snapshot: Snapshot) -> Snapshot:
    first, *others = snapshot.counts
    return replace(snapshot, counts=(replace(first, count=first.count + 1), *others))


def without_a_body_part(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, groups=snapshot.groups[1:])


@pytest.mark.parametrize(
    "broken",
    [
        without_a_line,
        with_a_line_twice,
        with_more_units_than_lesions,
        with_another_count,
        without_a_body_part,
    ],
)
def test_nothing_is_written_from_a_visit_that_disagrees_with_itself(broken: Callable[[Snapshot], Snapshot]) -> None:
    snapshot = broken(mixed())

    with pytest.raises(RecordDisagrees):
        record_of(snapshot, imprint())


def test_a_lesion_in_question_is_pending_and_in_no_code_line() -> None:
    record = record_of(visit(Lesion(PLACES[0]), Lesion(PLACES[0], same_as=1)), imprint())

    assert [line.labels for line in record.lines] == [("1",)]
    assert [aside.labels for aside in record.pending] == [("2",)]
    assert record.lesions[1].asked == ("the same lesion as another one?",)


def test_a_side_nobody_said_is_said_to_be_missing() -> None:
    record = record_of(visit(Lesion(PLACES[3])), imprint())

    assert record.lesions[0].site == "dorsal hand, side not said"
    assert record.lesions[0].asked == ("which side?",)


def test_a_place_nobody_said_is_never_guessed() -> None:
    record = record_of(visit(Lesion(PLACES[4])), imprint())

    assert record.lesions[0].site == "no place said"


def test_lesions_with_one_phrase_are_one_site_with_their_number() -> None:
    record = record_of(visit(*(Lesion(PLACES[2]) for _ in range(3)), Lesion(PLACES[0])), imprint())

    sites = [(site.phrase, site.labels) for part in record.families[0].parts for site in part.sites]
    assert sites == [("right forehead", ("1", "2", "3")), ("left malar cheek", ("4",))]


def at_parent_level(*found: Lesion) -> Record:
    practice = replace(PRACTICE, site_level=SiteLevel.PARENT)
    return record_of(visit(*found, day=Day(practice=practice)), imprint())


def sites_of(record: Record) -> list[tuple[str, tuple[str, ...]]]:
    return [(site.phrase, site.labels) for part in record.families[0].parts for site in part.sites]


def test_at_parent_level_a_site_is_the_region_above_and_takes_up_all_that_lies_in_it() -> None:
    record = at_parent_level(Lesion(INNER_CHEEK), Lesion(OUTER_CHEEK), Lesion(PLACES[0]), Lesion(LID_MARGIN))

    assert sites_of(record) == [
        ("left malar cheek", ("1", "2", "3")),
        ("left lower eyelid margin, medial aspect", ("4",)),
    ]


def test_what_is_stored_of_each_lesion_stays_the_leaf_at_either_level() -> None:
    found = [Lesion(INNER_CHEEK), Lesion(OUTER_CHEEK)]

    at_leaf, at_parent = record_of(visit(*found), imprint()), at_parent_level(*found)

    phrases = ["left medial malar cheek, inferior aspect", "left superior lateral malar eminence"]
    assert [phrase for phrase, _ in sites_of(at_leaf)] == phrases
    assert [each.site for each in at_leaf.lesions] == [each.site for each in at_parent.lesions] == phrases


def test_a_place_named_by_an_older_anatomy_table_keeps_its_words_at_parent_level() -> None:
    older = replace(INNER_CHEEK, vocabulary="sites/1", phrase="left medial malar cheek")

    assert sites_of(at_parent_level(Lesion(older))) == [("left medial malar cheek", ("1",))]


def test_a_side_nobody_said_is_missing_at_parent_level_too() -> None:
    unsaid = replace(INNER_CHEEK, side=Side.UNSAID, phrase="medial malar cheek")

    assert sites_of(at_parent_level(Lesion(unsaid))) == [("medial malar cheek, side not said", ("1",))]


@given(lesions())
def test_the_sites_of_a_summary_hold_every_lesion_once_at_parent_level(found: list[Lesion]) -> None:
    record = at_parent_level(*found)

    labels = [label for each in record.families for part in each.parts for site in part.sites for label in site.labels]
    assert sorted(labels) == sorted(each.label for each in record.lesions)


@pytest.mark.parametrize(
    ("lesion", "added_on"),
    [
        pytest.param(entered(15), None, id="on the day"),
        pytest.param(entered(3, day=24), None, id="late in the evening, where it was written"),
        pytest.param(entered(6, day=24), date(2026, 11, 24), id="after midnight"),
    ],
)
def test_what_was_entered_on_another_day_says_so(lesion: Lesion, added_on: date | None) -> None:
    record = record_of(visit(lesion), imprint())

    assert record.lesions[0].added_on == added_on


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Two\nLines", "Two Lines", id="line end"),
        pytest.param("Tab\tbed", "Tab bed", id="tab"),
        pytest.param("a\u2028b", "a b", id="line separator"),
        pytest.param("x\u202ey", "x y", id="turned direction"),
        pytest.param("lone\ud800", "lone", id="half a character"),
        pytest.param("\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0dc1\u0dca\u200d\u0dbb\u0dd3", id="joiner in a name"),
        pytest.param("{0} %s <b>", "{0} %s <b>", id="literally"),
    ],
)
def test_a_name_stands_on_one_line_and_otherwise_as_typed(name: str, shown: str) -> None:
    record = record_of(visit(day=named(name)), imprint())

    assert record.patient == shown


def test_only_a_signed_visit_is_no_draft() -> None:
    signed = visit(Lesion(PLACES[0]), day=Day(state=VisitState.SIGNED))

    assert record_of(one(), imprint()).draft
    assert not record_of(signed, imprint()).draft


def test_the_record_says_from_what_it_was_made() -> None:
    record = record_of(one(), imprint())

    assert (record.date_of_service, record.written, record.head) == (DAY, WRITTEN, "214:9f3c-5a00-0000-0000")
    assert record_of(one(), Imprint(WRITTEN)).head == ""


def test_the_editions_of_the_rules_are_named() -> None:
    assert editions(rules().book) == ("rules 2024", "code pairs 2024 Q3", "limits 2026 Q4")


def test_pins_are_the_marks_of_the_record_ranked_by_kind() -> None:
    snapshot = visit(Lesion(PLACES[0]), Lesion(PLACES[1], "seen"), Lesion(PLACES[2], "wart"))

    pins = pins_of(snapshot)

    assert [(pin.label, pin.rank) for pin in pins] == [("1", 0), ("A", 0), ("2", 1)]
    assert [pin.category for pin in pins] == ["premalignant", None, "benign"]


def test_only_what_was_measured_on_the_patient_is_told_of_where_a_lesion_lies() -> None:
    measured = Lesion(
        tapped("malar_cheek_medial", Side.LEFT),
        measures=(("lateral_canthus", Side.LEFT, 30, "inferior"), ("alar_crease", Side.LEFT, 28, "lateral")),
    )

    first, second = record_of(visit(measured, Lesion(tapped("malar_cheek_medial", Side.LEFT))), imprint()).lesions

    assert first.measured == "3 cm inferior to left lateral canthus; 2.8 cm lateral to left alar crease"
    assert second.measured == ""


def test_a_distance_from_the_other_sides_landmark_is_asked_about() -> None:
    moved = Lesion(tapped("malar_cheek_medial", Side.RIGHT), measures=(("tragus", Side.LEFT, 52, "anterior"),))
    stayed = Lesion(tapped("malar_cheek_medial", Side.LEFT), measures=(("tragus", Side.LEFT, 52, "anterior"),))

    first, second = record_of(visit(moved, stayed), imprint()).lesions

    assert first.asked == ("measured from the other side?",)
    assert second.asked == ()
