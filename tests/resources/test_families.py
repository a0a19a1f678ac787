"""The families of codes as data: each code is known, and what one family names, the tables have."""

from datetime import date

import pytest

from resources import files
from resources.codebook import Band, Family, load_codebook
from resources.families import Shape
from resources.regions import load_regions
from resources.terms import Category, Side

BOOK = load_codebook(date(2026, 11, 23))
FAMILIES = sorted({*BOOK.families.values(), *BOOK.site_families.values()}, key=lambda family: family.key)
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)


def test_every_category_has_a_family() -> None:
    assert set(BOOK.families) == set(Category)


@each_family
def test_every_code_of_a_family_has_a_rank_a_label_and_a_limit(family: Family) -> None:
    assert family.codes
    for code in family.codes:
        assert code in BOOK.order
        assert code in BOOK.limit
        assert BOOK.wordings.label(code) != code


def test_every_ranked_code_belongs_to_a_family() -> None:
    assert set(BOOK.order) == {code for family in FAMILIES for code in family.codes}


@each_family
def test_a_family_has_what_its_shape_needs(family: Family) -> None:
    has = {
        Shape.COUNT: family.bands,
        Shape.SIZE: family.sizes,
        Shape.TECHNIQUE: family.techniques,
        Shape.METHOD: family.methods,
        Shape.EACH: family.code,
    }

    assert [shape for shape, values in has.items() if values] == [family.shape]
    assert {each.category for each in family.techniques} in (set(), set(family.categories))
    assert family.reasons[0][0] == 1


@each_family
def test_groups_of_sites_and_edges_are_complete(family: Family) -> None:
    groups = {each.cpt_site_group for each in load_regions().all} - {""}

    if family.shape is Shape.SIZE:
        assert set(family.sizes) == groups == set(BOOK.groups)
    for sizes in family.sizes.values():
        assert [size.above for size in sizes] == [0, *[size.upto for size in sizes[:-1]]]
        assert sizes[-1].upto is None


@each_family
def test_an_add_on_stands_behind_all_its_first_codes(family: Family) -> None:
    for code in family.codes:
        for first in BOOK.limit[code].add_on_to:
            assert BOOK.order[first] < BOOK.order[code]


def test_families_of_sites_are_of_regions_of_the_table() -> None:
    assert {region for region, _ in BOOK.site_families} <= {each.id for each in load_regions().all}


@pytest.mark.parametrize(
    ("region", "category", "key"),
    [
        ("penis_shaft", Category.BENIGN, "penis"),
        ("perianal", Category.PREMALIGNANT, "anus"),
        ("upper_eyelid_margin", Category.BENIGN, "lid_margin"),
        ("upper_eyelid", Category.BENIGN, "benign"),
        ("upper_eyelid", Category.BIOPSY_PUNCH, "biopsy_lid"),
        ("tongue", Category.BIOPSY_PUNCH, "biopsy_tongue"),
        ("buccal_mucosa", Category.BIOPSY_PUNCH, "biopsy_mouth"),
        ("helix_mid", Category.BIOPSY_TANGENTIAL, "biopsy_ear"),
        ("helix_mid", Category.PREMALIGNANT, "premalignant"),
        ("nowhere", Category.SHAVE, "shave"),
    ],
)
def test_a_site_s_family_goes_before_the_category_s(region: str, category: Category, key: str) -> None:
    assert BOOK.family(category, region).key == key
    assert BOOK.family_named(key).key == key


def test_a_band_without_a_further_code_has_no_units_of_it() -> None:
    assert Band(1, None, "17110", None).units(9) == 0


@pytest.mark.parametrize(
    ("lesions", "part", "full"), [(3, 0, 0), (15, 0, 0), (16, 1, 0), (25, 1, 1), (26, 2, 1), (35, 2, 2)]
)
def test_a_step_counts_from_its_first_part_or_when_it_is_full(lesions: int, part: int, full: int) -> None:
    band = Band(16, None, "11200", "11201", covers=15, step=10)

    assert (band.units(lesions), band.units(lesions, part_counts=False)) == (part, full)


def test_known_pairs_never_stand_together() -> None:
    never = {(one, two) for two, ones in BOOK.never_with.items() for one in ones}

    assert {
        ("17004", "17000"), ("17004", "17003"), ("17111", "17110"), ("11901", "11900"), ("11104", "11102"),
        ("11106", "11102"), ("11106", "11104"), ("11056", "11055"), ("11057", "11055"), ("11057", "11056"),
    } <= never  # fmt: skip


@pytest.mark.parametrize(
    ("code", "units", "kind", "sided"),
    [
        ("17000", 1, "2", False), ("17003", 13, "2", False), ("11201", 1, "3", False), ("17262", 6, "3", False),
        ("11103", 6, "3", False), ("67850", 3, "3", True), ("67810", 2, "3", True), ("56606", None, "", False),
    ],
)  # fmt: skip
def test_known_limits(code: str, units: int | None, kind: str, sided: bool) -> None:  # noqa: FBT001
    limit = BOOK.limit[code]

    assert (limit.units, limit.kind, limit.sided) == (units, kind, sided)


def test_lids_have_a_modifier_for_each_side() -> None:
    sides = (Side.LEFT, Side.RIGHT)

    assert [BOOK.side_modifiers["upper_eyelid_central", side] for side in sides] == ["E1", "E3"]
    assert [BOOK.side_modifiers["lower_eyelid_margin", side] for side in sides] == ["E2", "E4"]
    assert ("medial_canthus", Side.LEFT) not in BOOK.side_modifiers


def test_every_doubt_has_a_source_and_every_source_a_doubt() -> None:
    for key in BOOK.sources:
        assert BOOK.sources[key]
        assert key in files.read_text("codes/wordings.toml")


@pytest.mark.parametrize(
    ("code", "days"), [("11402", 10), ("11646", 10), ("17106", 90), ("17311", 0), ("13131", 10), ("12011", 0)]
)
def test_an_earlier_treatment_by_another_code_has_known_days(code: str, days: int) -> None:
    assert BOOK.knows(code)
    assert BOOK.global_days(code) == days


@pytest.mark.parametrize("code", ["99999", "11500", "", "1140", "114021"])
def test_a_code_nobody_knows_has_none(code: str) -> None:
    assert not BOOK.knows(code)
    with pytest.raises(KeyError):
        BOOK.global_days(code)


# Editions.
def test_before_the_first_edition_the_first_can_be_asked_for() -> None:
    early = load_codebook(date(2015, 1, 1), early=True)

    assert early.early
    assert (early.rules, early.pairs, early.limits) == (BOOK.rules, BOOK.pairs, BOOK.limits)
    assert not BOOK.early
    assert load_codebook(date(2026, 11, 23), early=True) is BOOK
