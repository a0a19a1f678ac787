"""More than one thing done to one lesion."""

from dataclasses import replace

import pytest

from desktop.coding.lines import Coded, Entry
from resources.terms import Category, Method
from tests.desktop.coding.entries import aks, coded

BIOPSIES = [Category.BIOPSY_TANGENTIAL, Category.BIOPSY_PUNCH, Category.BIOPSY_INCISIONAL]
REMOVED = [Category.PREMALIGNANT, Category.BENIGN, Category.SKIN_TAG, Category.MALIGNANT, Category.SHAVE]


def on(lesion: str, key: str, category: Category, region: str = "back", **fields: object) -> Entry:
    made = Entry(key, category, region=region, diameter_mm=12, lesion=lesion, label=key)
    return replace(made, **fields)  # type: ignore[arg-type]


def codes(made: Coded) -> list[tuple[str, int]]:
    return [(line.code, line.units) for line in made.lines]


@pytest.mark.parametrize("biopsy", BIOPSIES)
@pytest.mark.parametrize("removed", REMOVED)
def test_tissue_of_a_lesion_that_was_removed_is_no_biopsy(biopsy: Category, removed: Category) -> None:
    made = coded(on("x", "4", biopsy), on("x", "B", removed))

    assert len(made.lines) == 1
    assert made.lines[0].keys == ("B",)
    assert [each.reason for each in made.not_reported] == [
        "Tissue from 4 went to pathology while it was treated: no separate biopsy code."
    ]


@pytest.mark.parametrize("biopsy", BIOPSIES)
def test_tissue_of_another_lesion_is_one(biopsy: Category) -> None:
    assert len(coded(on("x", "4", biopsy), on("y", "B", Category.PREMALIGNANT)).lines) == 2


def test_two_techniques_on_one_lesion_are_one_biopsy_of_the_higher() -> None:
    made = coded(on("x", "1", Category.BIOPSY_TANGENTIAL), on("x", "2", Category.BIOPSY_PUNCH))

    assert codes(made) == [("11104", 1)]
    assert made.lines[0].counts == (1, 0)


@pytest.mark.parametrize("category", [Category.PARING, Category.INTRALESIONAL, Category.ACNE_CRYO])
def test_what_else_is_done_to_a_destroyed_lesion_is_part_of_it(category: Category) -> None:
    made = coded(on("x", "1", category), on("x", "2", Category.BENIGN))

    assert codes(made) == [("17110", 1)]
    assert [each.reason for each in made.not_reported] == [
        "Lesion 1: part of what else was done to the same lesion, not reported."
    ]


def test_paring_before_a_biopsy_is_part_of_it() -> None:
    assert codes(coded(on("x", "1", Category.PARING), on("x", "2", Category.BIOPSY_PUNCH))) == [("11104", 1)]


def test_an_injection_of_a_pared_lesion_is_part_of_it() -> None:
    assert codes(coded(on("x", "1", Category.PARING), on("x", "2", Category.INTRALESIONAL))) == [("11055", 1)]


def test_a_lesion_lit_and_frozen_is_not_counted_as_destroyed() -> None:
    made = coded(on("x", "1", Category.PDT_STAFF, "hand"), on("x", "2", Category.PREMALIGNANT, "unspecified"))

    assert codes(made) == [("96567", 1)]
    assert [each.keys for each in made.not_reported] == [("2",)]


@pytest.mark.parametrize("one", REMOVED)
@pytest.mark.parametrize("two", REMOVED)
def test_a_lesion_is_one_thing_only(one: Category, two: Category) -> None:
    made = coded(on("x", "1", one), on("x", "2", two))

    assert [each.field for each in made.pending] == ([] if one is two else ["lesion"])
    assert len(made.lines) == (1 if one is two else 0)


def test_three_things_at_once_are_all_named() -> None:
    made = coded(*[on("x", str(place), each) for place, each in enumerate(REMOVED[:3])])

    assert "recorded as benign, premalignant and skin tag." in made.pending[0].reason


def test_one_lesion_at_two_sites_with_different_codes_waits() -> None:
    made = coded(on("x", "1", Category.MALIGNANT, "back"), on("x", "2", Category.MALIGNANT, "hand"))

    assert made.lines == ()
    assert [(each.field, each.keys) for each in made.pending] == [("region", ("1", "2"))]


def test_one_lesion_at_two_sites_with_the_same_codes_counts_once() -> None:
    made = coded(on("x", "1", Category.MALIGNANT, "back"), on("x", "2", Category.MALIGNANT, "chest"))

    assert codes(made) == [("17262", 1)]


def test_the_larger_of_two_sizes_and_a_size_of_another_entry_count() -> None:
    made = coded(
        on("x", "1", Category.MALIGNANT, diameter_mm=6),
        on("x", "2", Category.MALIGNANT, diameter_mm=None),
        on("x", "3", Category.MALIGNANT, diameter_mm=31),
    )

    assert codes(made) == [("17264", 1)]


def test_the_methods_of_all_entries_decide_at_a_site_that_goes_by_method() -> None:
    made = coded(
        on("x", "1", Category.BENIGN, "penis", methods=(Method.CURETTEMENT,)),
        on("x", "2", Category.BENIGN, "penis", methods=(Method.LASER,)),
    )

    assert codes(made) == [("54057", 1)]


def test_scraped_and_burned_is_one_destruction() -> None:
    made = coded(on("x", "B", Category.MALIGNANT, methods=(Method.CURETTEMENT, Method.ELECTROSURGERY)))

    assert codes(made) == [("17262", 1)]
    assert "Lesion B: curettement and electrosurgery on the same lesion count once." in made.reasons


def test_a_cosmetic_entry_says_nothing_about_its_lesion() -> None:
    made = coded(on("x", "1", Category.BENIGN, cosmetic=True), on("x", "2", Category.BIOPSY_PUNCH))

    assert codes(made) == [("11104", 1)]


def test_lesions_of_two_visits_of_a_day_are_counted_together() -> None:
    made = coded(aks(6, "1"), replace(aks(10, "2"), visit="09:40"))

    assert codes(made) == [("17004", 1)]
    assert "Counted with the visit at 09:40: 10 + 6 = 16." in made.reasons


def test_lesions_of_two_earlier_visits_are_counted_together_too() -> None:
    made = coded(replace(aks(1, "1"), visit="08:10"), replace(aks(1, "2"), visit="09:40"))

    assert "Counted with the visit at 08:10 and 09:40: 1 + 1 = 2." in made.reasons


def test_areas_of_light_in_two_visits_are_not_added() -> None:
    lit = Entry("1", Category.PDT_STAFF, region="face")

    assert not [text for text in coded(lit, replace(lit, key="2", visit="09:40")).reasons if "Counted with" in text]
