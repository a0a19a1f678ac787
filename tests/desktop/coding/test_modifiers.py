"""Modifiers: where they stand, where they never do, and what a payer wants."""

from dataclasses import replace

import pytest

from desktop.coding.lines import Entry, Payer
from desktop.coding.rules import code
from resources.terms import Category, Side
from tests.desktop.coding.entries import BOOK, DAY, aks, coded, lines, warts

NONE: tuple[str, ...] = ()
COPIES = Payer(repeat="76")


def of(category: Category, count: int = 1, key: str = "x", region: str = "back", mm: float | None = 12) -> Entry:
    return Entry(key, category, count, region, diameter_mm=mm)


# The table says which line carries it, and turns round at the fifteenth lesion. coding.md, section 4.
@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((aks(14), of(Category.BIOPSY_TANGENTIAL)), {"11102": NONE, "17000": ("59",), "17003": NONE}),
        ((aks(15), of(Category.BIOPSY_TANGENTIAL)), {"11102": ("59",), "17004": NONE}),
        ((aks(14), warts(3)), {"17110": NONE, "17000": ("59",), "17003": ("59",)}),
        ((aks(15), warts(3)), {"17110": ("59",), "17004": NONE}),
        ((warts(3), of(Category.BIOPSY_TANGENTIAL, 2)), {"17110": NONE, "11102": ("59",), "11103": ("59",)}),
        ((warts(3), of(Category.BIOPSY_PUNCH, 2)), {"17110": ("59",), "11104": NONE, "11105": NONE}),
        ((warts(15), of(Category.SKIN_TAG)), {"17111": ("59",), "11200": NONE}),
        ((warts(14), of(Category.SKIN_TAG, 16)), {"17110": NONE, "11200": ("59",), "11201": NONE}),
        ((aks(15), of(Category.MALIGNANT, mm=4)), {"17004": NONE, "17260": ("59",)}),
        ((aks(15), of(Category.MALIGNANT, mm=12)), {"17004": ("59",), "17262": NONE}),
        ((of(Category.PARING, 1), warts(2)), {"11055": NONE, "17110": ("59",)}),
        ((of(Category.PARING, 2), warts(2)), {"11056": ("59",), "17110": NONE}),
        ((of(Category.SHAVE, mm=6), of(Category.SHAVE, 1, "y", "face", 6)), {"11301": NONE, "11311": NONE}),
    ],
)
def test_the_second_code_of_a_pair_carries_the_modifier(
    entries: tuple[Entry, ...], expected: dict[str, tuple[str, ...]]
) -> None:
    assert {each: modifiers for each, _, modifiers in lines(*entries)} == expected


def test_the_line_says_whose_second_code_it_is() -> None:
    assert {line.code: line.under for line in coded(aks(2), warts(1)).lines} == {
        "17000": ("17110",),
        "17003": ("17110",),
        "17110": (),
    }


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ((aks(5), of(Category.INTRALESIONAL)), "the 5 actinic keratoses (pair 17000 / 11900"),
        ((of(Category.SKIN_TAG, 30), of(Category.INTRALESIONAL)), "the 30 skin tags (pair 11200 / 11900"),
        ((of(Category.PDT_STAFF, 3, "p", "face"), of(Category.PDT_PHYSICIAN, 1, "q", "face"), of(Category.SHAVE, mm=6)),
         "the area of light treatment (pair 96573 / 11301"),
    ],
)  # fmt: skip
def test_all_lesions_of_the_other_family_are_named(entries: tuple[Entry, ...], words: str) -> None:
    assert f"59: other lesions than {words}, table 2024 Q3)." in coded(*entries).reasons


def test_a_code_that_never_stands_beside_another_is_not_reported_whatever_the_lesions() -> None:
    book = replace(BOOK, never_with={"17110": frozenset({"17000"})})

    made = code((aks(1), warts(2)), DAY, book)

    assert [line.code for line in made.lines] == ["17000"]
    assert [(each.keys, each.reason) for each in made.not_reported] == [
        (("w",), "17110 never stands beside 17000 (table 2024 Q3): not reported.")
    ]


def test_a_code_in_no_pair_with_the_others_is_said_once() -> None:
    made = coded(warts(1), aks(1), of(Category.ACNE_CRYO), of(Category.PDT_STAFF, region="foot"))

    assert [text for text in made.reasons if text.startswith("No modifier")] == [
        "No modifier between 96567 and 17000, 17110, 17340: not a pair of the table 2024 Q3."
    ]


# Several lesions of one code.
@pytest.mark.parametrize("category", [Category.MALIGNANT, Category.SHAVE])
def test_lesions_of_one_code_are_units_or_lines_as_the_payer_wants(category: Category) -> None:
    entries = of(category, 1, "1"), of(category, 2, "2")
    name = "17262" if category is Category.MALIGNANT else "11302"

    assert lines(*entries) == [(name, 3, NONE)]
    assert lines(*entries, payer=COPIES) == [(name, 1, NONE), (name, 1, ("76",)), (name, 1, ("76",))]


def test_a_copy_says_what_its_modifier_means() -> None:
    assert "76: 17262 once more, for another lesion." in coded(of(Category.MALIGNANT, 2), payer=COPIES).reasons


def test_a_copy_that_is_also_a_second_code_carries_both() -> None:
    made = lines(of(Category.MALIGNANT, 2, mm=4), aks(15), payer=COPIES)

    assert made == [("17004", 1, NONE), ("17260", 1, ("59",)), ("17260", 1, ("59", "76"))]


@pytest.mark.parametrize(
    "entry",
    [aks(14), aks(40), warts(40), of(Category.SKIN_TAG, 60), of(Category.BIOPSY_PUNCH, 9), of(Category.PARING, 9)],
)
def test_codes_that_count_lesions_themselves_have_no_copies(entry: Entry) -> None:
    assert all(not line.modifiers for line in coded(entry, payer=COPIES).lines)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, Side.MIDLINE])
@pytest.mark.parametrize("category", [each for each in Category if not each.startswith("pdt")])
def test_no_side_and_no_finger_is_told_on_codes_of_skin(category: Category, side: Side) -> None:
    made = coded(replace(of(category, region="index_finger_nail"), side=side))

    assert [line.modifiers for line in made.lines] == [NONE] * len(made.lines)


# More than the usual limit.
def test_more_than_the_limit_of_a_day_is_reported_and_said() -> None:
    made = coded(of(Category.MALIGNANT, 7))

    assert [(line.code, line.units) for line in made.lines] == [("17262", 7)]
    assert made.warnings == (
        "7 units of 17262: the usual limit for one day is 6, exceeded. Nothing is cut off; have the note ready.",
    )


def test_copies_of_a_line_are_added_for_the_limit() -> None:
    assert len(coded(of(Category.MALIGNANT, 7), payer=COPIES).warnings) == 1


@pytest.mark.parametrize("count", [1, 5, 6])
def test_nothing_is_said_up_to_the_limit(count: int) -> None:
    assert coded(of(Category.MALIGNANT, count)).warnings == ()


def test_a_payer_with_limits_of_its_own_is_not_held_against_that_table() -> None:
    assert coded(of(Category.MALIGNANT, 7), payer=Payer(limits=False)).warnings == ()


def test_a_code_whose_limit_is_not_known_has_none() -> None:
    assert coded(of(Category.BIOPSY_PUNCH, 40, region="vulva")).warnings == ()


# Which lesions a line reports.
def test_the_first_fifteen_tags_are_of_the_first_code_and_the_rest_of_its_add_on() -> None:
    first, further = coded(of(Category.SKIN_TAG, 10, "1"), of(Category.SKIN_TAG, 8, "2")).lines

    assert [(line.keys, line.counts) for line in (first, further)] == [(("1", "2"), (10, 5)), (("2",), (3,))]


def test_a_payer_of_full_tens_leaves_the_odd_tags_with_the_first_code() -> None:
    (line,) = coded(of(Category.SKIN_TAG, 17), payer=Payer(tens="full")).lines

    assert line.counts == (17,)


def test_a_first_biopsy_is_of_the_highest_technique_and_the_others_are_added_by_theirs() -> None:
    made = coded(
        of(Category.BIOPSY_TANGENTIAL, 2, "1"),
        of(Category.BIOPSY_PUNCH, 2, "2"),
        of(Category.BIOPSY_INCISIONAL, 1, "3"),
    )

    assert [(line.code, line.units, line.keys) for line in made.lines] == [
        ("11106", 1, ("3",)),
        ("11105", 2, ("2",)),
        ("11103", 2, ("1",)),
    ]
    assert made.reasons == ("5 biopsies: one first code a day (incisional), the others are added to it.",)


# Lesions of several people.
def test_lesions_of_several_people_are_counted_together_and_doubted() -> None:
    made = coded(replace(aks(2, "1"), performer="Dr Osei"), replace(aks(3, "2"), performer="J. Park, PA"))

    assert [(line.code, line.units) for line in made.lines] == [("17000", 1), ("17003", 4)]
    assert made.warnings == (
        "The premalignant lesions were treated by several people and are counted together. "
        "Ask your coder who reports them.",
    )


def test_lesions_of_one_person_and_of_nobody_named_are_not_doubted() -> None:
    assert coded(replace(aks(2, "1"), performer="Dr Osei"), aks(3, "2")).warnings == ()
