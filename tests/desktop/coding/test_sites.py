"""Sites that have codes of their own, sites too coarse to code, and lids."""

from dataclasses import replace

import pytest

from desktop.coding.lines import Coded, Entry, Payer
from resources.terms import Category, Method, Side
from tests.desktop.coding.entries import aks, coded, lines, warts

NONE: tuple[str, ...] = ()
BIOPSIES = [Category.BIOPSY_TANGENTIAL, Category.BIOPSY_PUNCH, Category.BIOPSY_INCISIONAL]


def at(region: str, *methods: Method, count: int = 1, side: Side | None = None, key: str = "w") -> Entry:
    """Return some warts of a site."""
    return replace(warts(count, key, region=region, diagnoses=("A63.0",)), methods=methods, side=side)


def biopsy(region: str, category: Category = Category.BIOPSY_PUNCH, count: int = 1, side: Side | None = None) -> Entry:
    return Entry("b", category, count, region, side, diagnoses=("D49.2",))


def asked(made: Coded) -> list[tuple[str, str]]:
    return [(each.field, each.reason) for each in made.pending]


# Destroyed there: by method, once whatever the number.
@pytest.mark.parametrize(
    ("region", "method", "code"),
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
@pytest.mark.parametrize("count", [1, 4, 20])
def test_a_site_with_a_code_for_each_method_is_reported_once(
    region: str, method: Method, code: str, count: int
) -> None:
    assert lines(at(region, method, count=count)) == [(code, 1, NONE)]


@pytest.mark.parametrize("count", [1, 4, 20])
@pytest.mark.parametrize("methods", [(), (Method.CRYOTHERAPY,), (Method.CURETTEMENT,)])
def test_the_vulva_has_one_code_whatever_the_method_and_number(count: int, methods: tuple[Method, ...]) -> None:
    assert lines(at("labium_majus", *methods, count=count)) == [("56501", 1, NONE)]


def test_a_site_s_lesions_are_not_pooled_with_those_of_other_skin() -> None:
    assert lines(at("penis", Method.CRYOTHERAPY, count=14), warts(3)) == [("17110", 1, NONE), ("54056", 1, NONE)]


def test_that_no_modifier_is_needed_is_said() -> None:
    made = coded(at("penis", Method.CRYOTHERAPY, count=4), warts(3))

    assert "No modifier between 17110 and 54056: not a pair of the table 2024 Q3." in made.reasons


def test_two_methods_on_two_lesions_of_a_site_are_two_codes_parted_by_the_table() -> None:
    made = lines(at("penis", Method.CRYOTHERAPY), at("penis", Method.CHEMICAL, key="x"))

    assert made == [("54050", 1, ("59",)), ("54056", 1, NONE)]


def test_two_methods_on_one_lesion_of_a_site_are_one_code() -> None:
    assert lines(at("penis", Method.CURETTEMENT, Method.CHEMICAL, Method.CRYOTHERAPY)) == [("54056", 1, NONE)]


def test_the_reason_says_that_the_number_counts_for_nothing() -> None:
    assert coded(at("penis", Method.LASER, count=3)).reasons == (
        "3 lesions of the penis: 54057 once, whatever the number.",
    )


def test_a_method_that_was_not_said_is_asked_for() -> None:
    assert asked(coded(replace(at("penis"), label="4"))) == [
        ("method", "Lesion 4 of the penis: the code depends on the method. Say which one.")
    ]


def test_a_method_without_a_code_at_the_site_is_for_a_coder() -> None:
    assert asked(coded(replace(at("anus", Method.CURETTEMENT), label="4"))) == [
        ("method", "Lesion 4 of the anus: no code is kept here for curettement at this site. Ask your coder.")
    ]


@pytest.mark.parametrize("category", [Category.MALIGNANT, Category.SHAVE])
def test_a_cancer_or_shaved_lesion_of_such_a_site_goes_by_its_group_of_sites(category: Category) -> None:
    made = lines(Entry("1", category, region="penis", diameter_mm=4))

    assert made == [("17270" if category is Category.MALIGNANT else "11305", 1, NONE)]


@pytest.mark.parametrize("region", ["scrotum", "mons_pubis", "groin_fold", "perineum"])
def test_skin_near_such_a_site_has_the_codes_of_skin(region: str) -> None:
    assert lines(at(region)) == [("17110", 1, NONE)]


# A code for each lesion.
def test_the_inside_of_the_mouth_has_a_unit_for_each_lesion() -> None:
    made = coded(at("buccal_mucosa", Method.LASER, count=2))

    assert [(line.code, line.units) for line in made.lines] == [("40820", 2)]
    assert made.reasons == ("2 lesions of the mouth: 40820 for each.",)


def test_other_places_of_the_mouth_are_coded_and_doubted() -> None:
    made = coded(at("oral_mucosa_other", Method.LASER))

    assert [line.code for line in made.lines] == ["40820"]
    assert any(text.startswith("Mouth: the code is for the inside of lips and cheeks.") for text in made.warnings)


def test_a_site_no_code_is_kept_for_waits() -> None:
    assert asked(coded(replace(at("tongue", Method.LASER), label="4"))) == [
        ("region", "Lesion 4 of the tongue: this site has codes of its own that are not kept here. Ask your coder.")
    ]


@pytest.mark.parametrize("region", ["penis", "vulva", "perianal", "upper_eyelid_margin", "lower_labial_mucosa"])
def test_a_premalignant_lesion_of_such_a_site_is_flagged_for_a_coder(region: str) -> None:
    made = coded(replace(aks(1, region=region), methods=(Method.CRYOTHERAPY,)))

    assert len(made.lines) == 1
    assert any("For a premalignant lesion, ask your coder." in text for text in made.warnings)


# Lids.
@pytest.mark.parametrize(
    ("region", "side", "modifier"),
    [
        ("upper_eyelid_margin", Side.LEFT, "E1"),
        ("lower_eyelid_margin", Side.LEFT, "E2"),
        ("upper_eyelid_margin", Side.RIGHT, "E3"),
        ("lower_eyelid_margin", Side.RIGHT, "E4"),
    ],
)
def test_a_lesion_of_the_lid_margin_tells_its_lid(region: str, side: Side, modifier: str) -> None:
    made = coded(replace(warts(1, region=region), side=side))

    assert [(line.code, line.modifiers) for line in made.lines] == [("67850", (modifier,))]
    assert f"{modifier}: the lid." in made.reasons


def test_lids_have_a_line_each_and_lesions_of_one_lid_are_its_units() -> None:
    made = lines(
        replace(warts(2, "1", region="upper_eyelid_margin"), side=Side.LEFT),
        replace(warts(1, "2", region="lower_eyelid_margin"), side=Side.RIGHT),
    )

    assert made == [("67850", 2, ("E1",)), ("67850", 1, ("E4",))]


def test_a_lid_whose_side_was_not_said_is_asked_for() -> None:
    made = coded(replace(warts(1, region="upper_eyelid_margin"), side=Side.UNSAID, label="4"))

    assert [(line.code, line.modifiers) for line in made.lines] == [("67850", NONE)]
    assert "Which lid is lesion 4? 67850 tells the lid and its side." in made.warnings


def test_one_lesion_recorded_on_both_lids_tells_none() -> None:
    same = [
        replace(warts(1, str(side), region="upper_eyelid_margin"), side=side, lesion="x")
        for side in (Side.LEFT, Side.RIGHT)
    ]

    assert lines(*same) == [("67850", 1, NONE)]


def test_lid_modifiers_are_for_codes_of_lids_alone() -> None:
    assert lines(replace(aks(1, region="upper_eyelid"), side=Side.LEFT)) == [("17000", 1, NONE)]


def test_a_lesion_of_the_lid_margin_above_a_centimetre_is_one_of_the_skin_and_doubted() -> None:
    large = replace(warts(1, region="upper_eyelid_margin"), side=Side.LEFT, diameter_mm=11, label="4")

    made = coded(large)

    assert [line.code for line in made.lines] == ["17110"]
    assert "Lesion 4: larger than 10 mm, so not 67850. Ask your coder." in made.warnings
    small = coded(replace(large, diameter_mm=10))
    assert [(line.code, line.modifiers) for line in small.lines] == [("67850", ("E1",))]
    assert small.warnings == ()


# Biopsies there.
@pytest.mark.parametrize("category", BIOPSIES)
@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("upper_vermilion", "40490"),
        ("oral_commissure", "40490"),
        ("lower_labial_mucosa", "40808"),
        ("tongue", "41100"),
        ("upper_eyelid_central", "67810"),
        ("helix_superior", "69100"),
        ("penis_shaft", "54100"),
        ("clitoris", "56605"),
    ],
)
def test_a_biopsy_of_a_site_with_a_code_of_its_own(region: str, code: str, category: Category) -> None:
    assert lines(biopsy(region, category)) == [(code, 1, NONE)]


@pytest.mark.parametrize("region", ["upper_cutaneous_lip", "nasal_tip", "perianal", "scrotum", "medial_canthus"])
def test_a_biopsy_of_other_skin_goes_by_technique(region: str) -> None:
    assert lines(biopsy(region)) == [("11104", 1, NONE)]


def test_biopsies_of_such_a_site_are_its_units_and_not_pooled() -> None:
    assert lines(biopsy("ear", count=3), replace(biopsy("back"), key="c")) == [
        ("11104", 1, NONE),
        ("69100", 3, ("59",)),
    ]


def test_biopsies_of_the_vulva_have_a_first_code_and_an_add_on() -> None:
    made = coded(biopsy("vulva", count=3))

    assert [(line.code, line.units) for line in made.lines] == [("56605", 1), ("56606", 2)]
    assert made.reasons == ("3 biopsies of the vulva: 56605 for the first, 56606 for the other 2.",)


def test_a_biopsy_of_the_ear_canal_waits() -> None:
    assert [field for field, _ in asked(coded(biopsy("external_auditory_canal")))] == ["region"]


def test_a_biopsy_of_the_lid_s_skin_is_doubted_and_one_of_its_margin_is_not() -> None:
    skin = coded(biopsy("upper_eyelid_central", side=Side.LEFT))
    margin = coded(biopsy("upper_eyelid_margin", side=Side.LEFT))

    assert [line.modifiers for line in (*skin.lines, *margin.lines)] == [("E1",), ("E1",)]
    assert any(text.startswith("Biopsy of the lid: sources differ") for text in skin.warnings)
    assert margin.warnings == ()


# Sites too coarse, or not said.
@pytest.mark.parametrize("region", ["unspecified", "skin", "head", "head_neck"])
@pytest.mark.parametrize("category", [Category.MALIGNANT, Category.SHAVE])
def test_without_a_group_of_sites_a_code_by_size_waits_for_the_region(category: Category, region: str) -> None:
    assert asked(coded(Entry("1", category, region=region, diameter_mm=6, label="4"))) == [
        ("region", "Lesion 4: the code depends on the site. Say which part of the body.")
    ]


@pytest.mark.parametrize("category", [Category.MALIGNANT, Category.SHAVE])
def test_without_its_size_a_code_by_size_waits_for_the_diameter(category: Category) -> None:
    one = Entry("1", category, region="back", label="4")

    assert asked(coded(one)) == [("diameter_mm", "Lesion 4 needs its size in mm before it has a code.")]
    assert asked(coded(one, replace(one, key="2", label="5"))) == [
        ("diameter_mm", "Lesions 4, 5 need their size in mm before they have a code.")
    ]


def test_a_lesion_without_its_size_holds_up_no_other_line() -> None:
    made = coded(Entry("1", Category.MALIGNANT, region="back"), aks(2))

    assert [line.code for line in made.lines] == ["17000", "17003"]


@pytest.mark.parametrize(
    ("entry", "code", "site"),
    [
        (Entry("1", Category.MALIGNANT, region="upper_limb", diameter_mm=12), "17262", "upper extremity"),
        (Entry("1", Category.MALIGNANT, region="anogenital", diameter_mm=41), "17276", "anogenital region"),
        (Entry("1", Category.BENIGN, region="anogenital", diagnoses=("A63.0",)), "17110", "anogenital region"),
        (Entry("1", Category.BIOPSY_PUNCH, region="lip", diagnoses=("D49.2",)), "11104", "lip"),
        (Entry("1", Category.BIOPSY_PUNCH, region="face", diagnoses=("D49.2",)), "11104", "face"),
        (Entry("1", Category.PREMALIGNANT, region="lower_eyelid", diagnoses=("L57.0",)), "17000", "lower eyelid"),
        (Entry("1", Category.BENIGN, region="lower_lip", diagnoses=("B07.8",)), "17110", "lower lip"),
    ],
)  # fmt: skip
def test_a_named_site_whose_parts_differ_uses_its_own_code_and_is_doubted(entry: Entry, code: str, site: str) -> None:
    made = coded(entry)

    assert [line.code for line in made.lines] == [code]
    assert f"Lesion 1: parts of the {site} have another code. Say which part." in made.warnings


@pytest.mark.parametrize(
    "entry", [aks(1, region="face"), aks(1, region="head"), warts(1, region="hand"), aks(1, region="skin")]
)
def test_a_named_site_with_few_parts_of_other_codes_is_not_doubted(entry: Entry) -> None:
    assert coded(entry).warnings == ()


# Light treatment is an area.
def light(category: Category = Category.PDT_PHYSICIAN, region: str = "face", side: Side | None = None) -> Entry:
    return Entry("p", category, region=region, side=side, diagnoses=("L57.0",))


def test_of_several_light_treatments_of_a_day_the_most_extensive_is_reported_once() -> None:
    made = coded(
        replace(light(Category.PDT_STAFF, "scalp"), key="1"),
        replace(light(Category.PDT_DEBRIDEMENT_PHYSICIAN), key="2"),
        replace(light(), key="3"),
    )

    assert [(line.code, line.units, line.keys) for line in made.lines] == [("96574", 1, ("1", "2", "3"))]


@pytest.mark.parametrize(
    ("category", "reason"),
    [
        (Category.PDT_STAFF, "by staff: 96567"),
        (Category.PDT_PHYSICIAN, "by the physician: 96573"),
        (Category.PDT_DEBRIDEMENT_PHYSICIAN, "by the physician with removal of crusts: 96574"),
    ],
)
def test_a_light_treatment_says_who_did_what(category: Category, reason: str) -> None:
    assert coded(light(category)).reasons == (
        f"Light treatment, {reason} once a day. Its spots are not counted as destroyed.",
    )


def test_a_lesion_inside_the_lit_area_is_not_counted_as_destroyed() -> None:
    made = coded(light(), replace(aks(3, region="cheek"), label="1"), aks(2, "h", region="hand"))

    assert [(line.code, line.units) for line in made.lines] == [("17000", 1), ("17003", 1), ("96573", 1)]
    assert [each.reason for each in made.not_reported] == [
        "Lesion 1: inside the area of light treatment, not counted as destroyed. "
        "If treated apart from it, confirm that."
    ]


def test_a_lesion_confirmed_as_apart_from_the_light_counts() -> None:
    made = coded(light(), replace(aks(1, region="cheek"), apart="A. Osei"))

    assert [line.code for line in made.lines] == ["17000", "96573"]
    assert made.warnings == ()


def test_a_lesion_on_the_other_side_is_not_inside_the_lit_area() -> None:
    made = coded(light(region="cheek", side=Side.LEFT), replace(aks(1, region="malar_cheek"), side=Side.RIGHT))

    assert [line.code for line in made.lines] == ["17000", "96573"]


def test_a_lesion_whose_site_is_named_more_coarsely_than_the_lit_area_is_doubted() -> None:
    made = coded(light(region="cheek"), replace(aks(1, region="face"), label="7"))

    assert [line.code for line in made.lines] == ["17000", "96573"]
    assert any(text.startswith("7: may lie inside the area of light treatment.") for text in made.warnings)


def test_light_paid_by_the_patient_lights_nothing() -> None:
    assert [code for code, _, _ in lines(replace(light(), cosmetic=True), aks(1))] == ["17000"]


def test_light_treatment_and_a_biopsy_are_parted_by_the_table() -> None:
    assert lines(light(), biopsy("hand"), payer=Payer(distinct="XS")) == [("11104", 1, ("XS",)), ("96573", 1, NONE)]
