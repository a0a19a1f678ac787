"""What the site of a lesion decides: codes of its own, modifiers of lids, and what is asked about it."""

from dataclasses import replace

import pytest

from desktop.coding.lines import Coded, Entry, Payer
from desktop.coding.rules import code
from resources.regions import load_regions
from resources.terms import Category, Method, Side
from tests.desktop.coding.entries import BOOK, DAY, aks, coded, lines, warts

BIOPSIES = (Category.BIOPSY_TANGENTIAL, Category.BIOPSY_PUNCH, Category.BIOPSY_INCISIONAL)


def pending(made: Coded) -> list[tuple[tuple[str, ...], str]]:
    return [(each.keys, each.field) for each in made.pending]


def treated(region: str, *methods: Method, count: int = 1, side: Side | None = None) -> Entry:
    return replace(warts(count, region=region, diagnoses=()), methods=methods, side=side)


def biopsy(region: str, category: Category = Category.BIOPSY_PUNCH, count: int = 1, side: Side | None = None) -> Entry:
    return Entry("b", category, count, region, side, label="b")


# Sites whose destruction has codes by method; the unit is one whatever the number.
@pytest.mark.parametrize(
    ("site", "method", "reported"),
    [
        ("penis", Method.CHEMICAL, "54050"),
        ("penis_shaft", Method.ELECTROSURGERY, "54055"),
        ("glans_penis", Method.CRYOTHERAPY, "54056"),
        ("prepuce", Method.LASER, "54057"),
        ("anus", Method.CHEMICAL, "46900"),
        ("perianal", Method.ELECTROSURGERY, "46910"),
        ("perianal", Method.CRYOTHERAPY, "46916"),
        ("anus", Method.LASER, "46917"),
    ],
)
@pytest.mark.parametrize("count", [1, 2, 14, 15, 60])
def test_penis_and_anus_go_by_method_and_never_by_number(site: str, method: Method, reported: str, count: int) -> None:
    assert lines(treated(site, method, count=count)) == [(reported, 1, ())]


@pytest.mark.parametrize("site", ["penis", "anus"])
def test_two_methods_on_one_lesion_are_one_code(site: str) -> None:
    made = coded(treated(site, Method.CURETTEMENT, Method.ELECTROSURGERY))

    assert len(made.lines) == 1


def test_two_methods_on_two_lesions_of_one_site_are_two_codes_parted_by_a_modifier() -> None:
    frozen = replace(treated("penis", Method.CRYOTHERAPY), key="1")
    lasered = replace(treated("penis", Method.LASER), key="2")

    found = lines(frozen, lasered)

    assert sorted(each[0] for each in found) == ["54056", "54057"]
    assert sorted(each[2] for each in found) == [(), ("59",)]


@pytest.mark.parametrize("site", ["penis", "anus"])
def test_a_site_whose_code_depends_on_the_method_asks_for_it(site: str) -> None:
    assert pending(coded(treated(site))) == [(("w",), "method")]
    assert pending(coded(treated(site, Method.CURETTEMENT))) == [(("w",), "method")]


@pytest.mark.parametrize("region", ["vulva", "labium_majus", "clitoris"])
@pytest.mark.parametrize("count", [1, 60])
def test_the_vulva_is_one_code_whatever_method_and_number(region: str, count: int) -> None:
    assert lines(treated(region, count=count)) == [("56501", 1, ())]


def test_the_mouth_counts_its_lesions_and_the_tongue_waits() -> None:
    assert lines(treated("buccal_mucosa", count=2)) == [("40820", 2, ())]
    assert pending(coded(treated("tongue"))) == [(("w",), "region")]


@pytest.mark.parametrize("region", ["lower_eyelid", "upper_cutaneous_lip", "ear", "scrotum", "mons_pubis", "eyelid"])
def test_plain_skin_of_these_sites_stays_with_the_usual_codes(region: str) -> None:
    assert [each[0] for each in lines(aks(2, region=region))] == ["17000", "17003"]
    assert [each[0] for each in lines(warts(2, region=region))] == ["17110"]


def test_sites_with_codes_of_their_own_are_not_pooled_and_need_no_modifier_beside_the_others() -> None:
    penis = replace(treated("penis", Method.CRYOTHERAPY, count=4), key="p", diagnoses=("A63.0",))

    made = coded(penis, warts(3), aks(2))

    assert [(line.code, line.units, line.modifiers) for line in made.lines] == [
        ("17000", 1, ("59",)),
        ("17003", 1, ("59",)),
        ("17110", 1, ()),
        ("54056", 1, ()),
    ]
    assert any(each.startswith("No modifier between ") and "54056" in each for each in made.reasons)


# Lids: the margin has a code of its own, up to 10 mm, and its code tells the lid.
@pytest.mark.parametrize(
    ("region", "side", "modifier"),
    [
        ("upper_eyelid_margin", Side.LEFT, "E1"),
        ("lower_eyelid_margin", Side.LEFT, "E2"),
        ("upper_eyelid_margin", Side.RIGHT, "E3"),
        ("lower_eyelid_margin", Side.RIGHT, "E4"),
    ],
)
def test_a_lid_margin_tells_its_lid(region: str, side: Side, modifier: str) -> None:
    assert lines(treated(region, side=side)) == [("67850", 1, (modifier,))]
    assert lines(biopsy(region, side=side)) == [("67810", 1, (modifier,))]


def test_each_lid_is_a_line_of_its_own() -> None:
    left = replace(treated("lower_eyelid_margin", count=2, side=Side.LEFT), key="1")
    right = replace(treated("lower_eyelid_margin", side=Side.RIGHT), key="2")

    assert lines(left, right) == [("67850", 2, ("E2",)), ("67850", 1, ("E4",))]


@pytest.mark.parametrize("side", [None, Side.UNSAID, Side.MIDLINE])
def test_a_lid_whose_side_was_not_told_is_asked_about(side: Side | None) -> None:
    made = coded(replace(treated("lower_eyelid_margin", side=side), label="4"))

    assert [(line.code, line.modifiers) for line in made.lines] == [("67850", ())]
    assert "Which lid is lesion 4? 67850 tells the lid and its side." in made.warnings


def test_a_large_lesion_of_the_lid_margin_goes_with_the_skin_and_is_asked_about() -> None:
    small, large = (
        replace(treated("lower_eyelid_margin", side=Side.LEFT), diameter_mm=size, label="4") for size in (10.0, 10.5)
    )

    assert [line.code for line in coded(small).lines] == ["67850"]
    assert [line.code for line in coded(large).lines] == ["17110"]
    assert "Lesion 4: larger than 10 mm, so not 67850. Ask your coder." in coded(large).warnings


def test_counted_codes_never_tell_a_side() -> None:
    sided = [replace(each, side=Side.LEFT) for each in (aks(3), warts(2), biopsy("cheek"))]

    assert all(not set(modifiers) - {"59"} for _, _, modifiers in lines(*sided))


# Biopsies by site: AAD 2013-05 and its biopsy table.
@pytest.mark.parametrize("category", BIOPSIES)
@pytest.mark.parametrize(
    ("region", "reported"),
    [
        ("lower_vermilion", "40490"),
        ("oral_commissure", "40490"),
        ("buccal_mucosa", "40808"),
        ("tongue", "41100"),
        ("upper_eyelid", "67810"),
        ("helix", "69100"),
        ("penis_shaft", "54100"),
    ],
)
def test_a_biopsy_of_a_site_with_codes_of_its_own(region: str, reported: str, category: Category) -> None:
    assert [each[:2] for each in lines(biopsy(region, category, count=2))] == [(reported, 2)]


def test_further_biopsies_of_the_vulva_are_added_to_the_first() -> None:
    assert lines(biopsy("labium_majus")) == [("56605", 1, ())]
    assert lines(biopsy("labium_majus", count=3)) == [("56605", 1, ()), ("56606", 2, ())]


def test_the_ear_canal_has_no_code_kept_here() -> None:
    assert pending(coded(biopsy("external_auditory_canal"))) == [(("b",), "region")]


# What depends on the site cannot be coded without one.
@pytest.mark.parametrize("region", ["unspecified", "skin", "head", "head_neck"])
@pytest.mark.parametrize("category", [Category.MALIGNANT, Category.SHAVE])
def test_a_region_too_coarse_for_its_codes_group_is_asked_for(region: str, category: Category) -> None:
    sized = Entry("1", category, region=region, diameter_mm=8, label="1")

    made = coded(sized, aks(2))

    assert [line.code for line in made.lines] == ["17000", "17003"]
    assert pending(made) == [(("1",), "region")]


@pytest.mark.parametrize("category", [Category.MALIGNANT, Category.SHAVE])
def test_a_lesion_without_its_size_waits_and_holds_up_no_other(category: Category) -> None:
    made = coded(Entry("1", category, region="nose", label="B"), aks(2))

    assert [line.code for line in made.lines] == ["17000", "17003"]
    assert [(each.field, each.reason) for each in made.pending] == [
        ("diameter_mm", "Lesion B needs its size in mm before it has a code.")
    ]


@pytest.mark.parametrize(
    ("region", "category"),
    [
        ("lower_limb", Category.MALIGNANT),
        ("upper_limb", Category.SHAVE),
        ("lip", Category.BIOPSY_PUNCH),
        ("anogenital", Category.BENIGN),
    ],
)
def test_a_parent_uses_its_own_row_and_says_that_its_parts_differ(region: str, category: Category) -> None:
    made = coded(Entry("1", category, region=region, diameter_mm=8, label="4"))

    name = load_regions().get(region).term
    assert made.lines
    assert f"Lesion 4: parts of the {name} have another code. Say which part." in made.warnings


@pytest.mark.parametrize(
    ("region", "category"),
    [
        ("face", Category.PREMALIGNANT),
        ("face", Category.MALIGNANT),
        ("scalp", Category.SHAVE),
        ("penis", Category.SHAVE),
    ],
)
def test_a_parent_whose_parts_have_its_code_is_not_asked_about(region: str, category: Category) -> None:
    made = coded(Entry("1", category, region=region, diameter_mm=8))

    assert not [each for each in made.warnings if "have another code" in each]


def test_one_lesion_recorded_at_sites_with_different_codes_is_asked_about() -> None:
    here, there = (
        Entry(key, Category.MALIGNANT, region=region, diameter_mm=8, lesion="x", label="4")
        for key, region in (("1", "nose"), ("2", "back"))
    )

    assert pending(coded(here, there)) == [(("1", "2"), "region")]


def test_one_lesion_recorded_at_two_names_with_the_same_code_is_one() -> None:
    here, there = (
        Entry(key, Category.MALIGNANT, region=region, diameter_mm=size, lesion="x", label="4")
        for key, region, size in (("1", "nose", 4.0), ("2", "cheek", 6.0))
    )

    assert lines(here, there) == [("17281", 1, ())]


# Two lesions of a pair: what shows that they are different ones.
@pytest.mark.parametrize(
    ("one", "two", "doubted"),
    [
        ("cheek", "cheek", True),
        ("face", "cheek", True),
        ("cheek", "nose", False),
        ("cheek", "unspecified", False),
        ("cheek", "skin", False),
    ],
)
def test_a_modifier_for_lesions_that_nothing_parts_is_doubted(one: str, two: str, *, doubted: bool) -> None:
    made = coded(replace(aks(1, "1", region=one), label="1"), replace(warts(1, "2", region=two), label="2"))

    assert [line.modifiers for line in made.lines] == [("59",), ()]
    assert [each.confirmable for each in made.doubts] == ([True] if doubted else [])


@pytest.mark.parametrize(("side", "doubted"), [(Side.LEFT, True), (Side.RIGHT, False), (Side.UNSAID, True)])
def test_the_other_side_is_another_place(side: Side, *, doubted: bool) -> None:
    made = coded(replace(aks(1, "1", region="face"), side=Side.LEFT), replace(warts(1, "2", region="cheek"), side=side))

    assert bool(made.warnings) is doubted


def test_ten_millimetres_on_the_skin_settle_it() -> None:
    both = (aks(1, "1", region="cheek"), warts(1, "2", region="cheek"))

    assert code(both, DAY, BOOK, apart={frozenset({"1", "2"})}).warnings == ()
    assert len(code(both, DAY, BOOK, apart={frozenset({"1", "3"})}).warnings) == 1


def test_a_persons_confirmation_settles_it_and_is_kept_as_the_reason() -> None:
    confirmed = replace(aks(1, "1", region="cheek"), label="1", apart="A. Osei")

    made = coded(confirmed, warts(1, "2", region="cheek"))

    assert made.warnings == ()
    assert "Lesion 1: confirmed as different lesions by A. Osei." in made.reasons
    assert "Lesion 1: confirmed as different lesions by A. Osei." in made.lines[0].reason


# Light treatment is an area.
def test_keratoses_inside_the_area_of_light_are_not_counted_as_destroyed() -> None:
    light = Entry("light", Category.PDT_PHYSICIAN, region="face")

    made = coded(light, aks(3, "in", region="cheek"), aks(2, "out", region="hand"))

    assert [(line.code, line.units) for line in made.lines] == [("17000", 1), ("17003", 1), ("96573", 1)]
    assert [each.keys for each in made.not_reported] == [("in",)]


def test_keratoses_confirmed_as_treated_apart_from_the_light_count() -> None:
    light = Entry("light", Category.PDT_PHYSICIAN, region="face")

    made = coded(light, replace(aks(1, "1", region="cheek"), apart="A. Osei"))

    assert [line.code for line in made.lines] == ["17000", "96573"]


def test_keratoses_of_a_coarser_site_than_the_light_are_asked_about() -> None:
    made = coded(Entry("light", Category.PDT_STAFF, region="cheek"), replace(aks(1, "1", region="face"), label="4"))

    assert [line.code for line in made.lines] == ["17000", "96567"]
    assert made.warnings == (
        "4: may lie inside the area of light treatment. Only what was destroyed apart from it counts: "
        "give a finer place, or confirm.",
    )


def test_light_that_the_patient_pays_covers_no_lesion() -> None:
    light = Entry("light", Category.PDT_PHYSICIAN, region="face", cosmetic=True)

    assert [line.code for line in coded(light, aks(1, region="cheek")).lines] == ["17000"]


def test_one_of_the_three_ways_of_light_treatment_is_reported_and_only_once() -> None:
    areas = [
        Entry("1", Category.PDT_STAFF, region="face"),
        Entry("2", Category.PDT_DEBRIDEMENT_PHYSICIAN, region="scalp"),
        Entry("3", Category.PDT_PHYSICIAN, region="hand"),
    ]

    assert lines(*areas) == [("96574", 1, ())]
    assert set(coded(*areas).lines[0].keys) == {"1", "2", "3"}


# A payer who wants a line for each.
def test_a_payer_may_want_a_line_for_each_lesion_of_a_code() -> None:
    cancers = [
        Entry(key, Category.MALIGNANT, region="lower_leg_anterior", side=side, diameter_mm=15)
        for key, side in (("1", Side.RIGHT), ("2", Side.LEFT))
    ]

    assert lines(*cancers) == [("17262", 2, ())]
    assert lines(*cancers, payer=Payer(repeat="76")) == [("17262", 1, ()), ("17262", 1, ("76",))]


def test_counted_codes_are_never_repeated_in_lines() -> None:
    assert lines(aks(14), warts(9), payer=Payer(repeat="76")) == lines(aks(14), warts(9))
