from dataclasses import replace

import pytest

from desktop.coding.lines import Coded, Entry, Payer
from resources.terms import Category, DiagnosisState, Method, Side
from tests.desktop.coding.entries import aks, coded, warts

NO_COMPLAINT = (
    "L82.1 is a keratosis without complaint. Most payers call that cosmetic. "
    "If it was inflamed, bleeding or painful, say so; if not, mark it cosmetic."
)
LIP = "Red part of the lip: sources differ between 17000 and 40820. Ask your coder."
POROKERATOSIS = "Disseminated porokeratosis: not settled whether it counts as premalignant. Ask your coder."


def test_what_fits_raises_no_doubt() -> None:
    assert coded(aks(17), warts(2)).warnings == ()


@pytest.mark.parametrize(("lesions", "code"), [(3, "17110"), (15, "17111")])
def test_a_diagnosis_of_another_code_is_named_with_its_lesions(lesions: int, code: str) -> None:
    wrong = replace(warts(lesions, diagnoses=("L57.0",)), label="6")

    assert coded(wrong).warnings == (f"L57.0 belongs to 17000, 17003, 17004, not to {code}. Check lesion 6.",)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((9, 4, 5, 3), "lesions 3-5, 9"), ((9, 4, 5), "lesions 4, 5, 9"), ((2, 1), "lesions 1, 2"), ((7,), "lesion 7")],
)
def test_lesions_with_the_same_wrong_diagnosis_are_named_together(numbers: tuple[int, ...], words: str) -> None:
    wrong = [replace(aks(1, f"m{n}", ("B07.8",)), label=str(n)) for n in numbers]

    assert coded(*wrong).warnings == (f"B07.8 belongs to 17110, 17111, not to 17000. Check {words}.",)


@pytest.mark.parametrize("code", ["C44.311", "D04.9"])
def test_a_cancer_among_keratoses_is_doubted(code: str) -> None:
    assert coded(replace(aks(1, diagnoses=(code,)), label="2")).warnings == (
        f"{code} belongs to 17260 to 17286, not to 17000. Check lesion 2.",
    )


def test_a_diagnosis_nobody_knows_raises_no_doubt() -> None:
    assert coded(aks(1, diagnoses=("Q99.9",))).warnings == ()


def test_a_keratosis_without_complaint_is_said_once_whatever_the_number() -> None:
    assert coded(warts(1, "1", ("L82.1",)), warts(2, "2", ("L82.1",))).warnings == (NO_COMPLAINT,)


def test_an_inflamed_keratosis_raises_no_doubt() -> None:
    assert coded(warts(1, diagnoses=("L82.0",))).warnings == ()


def test_a_cosmetic_keratosis_raises_no_doubt() -> None:
    assert coded(replace(warts(1, diagnoses=("L82.1",)), cosmetic=True)).warnings == ()


@pytest.mark.parametrize("region", ["lower_vermilion", "upper_vermilion"])
def test_the_red_part_of_the_lip_is_coded_and_doubted(region: str) -> None:
    made = coded(aks(1, region=region))

    assert [line.code for line in made.lines] == ["17000"]
    assert made.warnings == (LIP,)


def test_a_wart_of_the_red_part_of_the_lip_is_not_doubted() -> None:
    assert coded(warts(1, region="lower_vermilion")).warnings == ()


def test_a_disease_of_the_lip_treated_as_premalignant_is_doubted() -> None:
    assert coded(aks(1, diagnoses=("K13.0",))).warnings == (LIP,)


def test_disseminated_porokeratosis_is_doubted() -> None:
    assert coded(aks(1, diagnoses=("L56.5",))).warnings == (POROKERATOSIS,)


def test_pathology_that_is_awaited_is_said_with_its_lesions() -> None:
    awaited = [replace(aks(1, key), label=key.upper(), diagnosis_state=DiagnosisState.AWAITING) for key in ("a", "b")]

    assert coded(*awaited, aks(3, "c")).warnings == (
        "Waiting for pathology of lesions A, B. Codes of this date may still change.",
    )


def test_two_families_at_one_wording_are_doubted() -> None:
    made = coded(
        replace(aks(1, "4"), phrase="left cheek", label="4"), replace(warts(1, "7"), phrase="left cheek", label="7")
    )

    assert made.warnings == (
        '7 and 4 are both "left cheek". A 59 says they are different lesions: give finer places, or confirm.',
    )


def test_the_payers_modifier_is_named() -> None:
    made = coded(
        replace(aks(15, "4"), phrase="left cheek", label="4"),
        replace(warts(1, "7"), phrase="left cheek", label="7"),
        payer=Payer(distinct="XS"),
    )

    assert made.warnings == (
        '4 and 7 are both "left cheek". A XS says they are different lesions: give finer places, or confirm.',
    )


def test_regions_stand_for_places_that_were_not_put_into_words() -> None:
    made = coded(
        replace(aks(1, "1", region="cheek"), side=Side.LEFT), replace(warts(1, "2", region="cheek"), side=Side.LEFT)
    )

    assert len(made.warnings) == 1
    assert '2 and 1 are both "left cheek"' in made.warnings[0]


@pytest.mark.parametrize(("one", "two"), [("left cheek", "right cheek"), ("left cheek", "left malar cheek")])
def test_two_wordings_raise_no_doubt(one: str, two: str) -> None:
    assert coded(replace(aks(1), phrase=one), replace(warts(1), phrase=two)).warnings == ()


def test_places_that_were_never_said_are_not_the_same_place() -> None:
    assert coded(aks(1, region="unspecified"), warts(1, region="unspecified")).warnings == ()


def test_lesions_of_one_family_at_one_wording_raise_no_doubt() -> None:
    assert coded(replace(aks(1, "1"), phrase="left cheek"), replace(aks(1, "2"), phrase="left cheek")).warnings == ()


# Places of two lines that a modifier parts.
def test_a_place_and_a_part_of_it_are_doubted() -> None:
    made = coded(replace(aks(1, "1", region="face"), label="1"), replace(warts(1, "2", region="cheek"), label="2"))

    assert made.warnings == (
        '2 ("cheek") and 1 ("face") may lie at the same place. '
        "A 59 says they are different lesions: give finer places, or confirm.",
    )
    assert made.doubts[0].confirmable
    assert set(made.doubts[0].keys) == {"1", "2"}


@pytest.mark.parametrize("side", [Side.LEFT, Side.UNSAID, None])
def test_a_side_that_was_not_said_may_be_the_same(side: Side | None) -> None:
    entries = replace(aks(1, region="cheek"), side=Side.LEFT), replace(warts(1, region="malar_cheek"), side=side)

    assert len(coded(*entries).warnings) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [("forehead", "cheek"), ("skin", "cheek"), ("unspecified", "cheek")],
)
def test_places_that_do_not_hold_each_other_raise_no_doubt(one: str, two: str) -> None:
    assert coded(aks(1, region=one), warts(1, region=two)).warnings == ()


def test_the_other_side_raises_no_doubt() -> None:
    entries = replace(aks(1, region="cheek"), side=Side.LEFT), replace(warts(1, region="malar_cheek"), side=Side.RIGHT)

    assert coded(*entries).warnings == ()


def test_ten_millimetres_on_the_skin_settle_it() -> None:
    entries = replace(aks(1, "1"), phrase="left cheek"), replace(warts(1, "2"), phrase="left cheek")

    assert len(coded(*entries).warnings) == 1
    assert coded(*entries, apart=frozenset({frozenset({"1", "2"})})).warnings == ()


def test_all_of_several_lesions_must_lie_apart() -> None:
    entries = (
        replace(aks(1, "1"), phrase="left cheek"),
        replace(aks(1, "3"), phrase="left cheek"),
        replace(warts(1, "2"), phrase="left cheek"),
    )

    assert len(coded(*entries, apart=frozenset({frozenset({"1", "2"})})).warnings) == 1
    assert coded(*entries, apart=frozenset({frozenset({"1", "2"}), frozenset({"3", "2"})})).warnings == ()


@pytest.mark.parametrize("confirmed", ["1", "2"])
def test_a_persons_confirmation_settles_it_and_is_the_reason(confirmed: str) -> None:
    entries = [
        replace(each, phrase="left cheek", label=each.key, apart="Dr Osei" if each.key == confirmed else "")
        for each in (aks(1, "1"), warts(1, "2"))
    ]

    made = coded(*entries)

    assert made.warnings == ()
    assert f"Lesion {confirmed}: confirmed as different lesions by Dr Osei." in made.lines[0].reason


def test_one_wording_in_a_place_and_a_part_of_it_is_doubted_once() -> None:
    made = coded(
        replace(aks(1, "1", region="face"), phrase="left cheek"),
        replace(warts(1, "2", region="cheek"), phrase="left cheek"),
    )

    assert len(made.warnings) == 1


def test_lines_that_need_no_modifier_may_share_a_place() -> None:
    tongue = Entry("1", Category.BIOPSY_PUNCH, region="tongue", phrase="tongue")

    assert coded(tongue, replace(aks(1), phrase="tongue")).warnings == ()


# Diagnoses and places.
def wart_at(region: str, diagnosis: str) -> Coded:
    return coded(replace(warts(1, region=region, diagnoses=(diagnosis,)), methods=(Method.CRYOTHERAPY,), label="6"))


@pytest.mark.parametrize("region", ["hand", "face"])
def test_a_genital_wart_elsewhere_is_doubted(region: str) -> None:
    assert wart_at(region, "A63.0").warnings == ("A63.0 is a wart of the genitals or anus. Check lesion 6.",)


@pytest.mark.parametrize("region", ["penis", "scrotum", "perianal", "skin", "unspecified"])
def test_a_genital_wart_there_or_nowhere_is_not(region: str) -> None:
    assert wart_at(region, "A63.0").warnings == ()


@pytest.mark.parametrize("region", ["penis_shaft", "vulva", "anus"])
def test_a_common_wart_of_the_genitals_is_doubted(region: str) -> None:
    assert wart_at(region, "B07.8").warnings == ("B07.8 leaves out warts of the genitals and anus. Check lesion 6.",)


def cancer(diagnosis: str, region: str, side: Side | None = None) -> Coded:
    return coded(Entry("1", Category.MALIGNANT, 1, region, side, 6, diagnoses=(diagnosis,), label="6"))


@pytest.mark.parametrize("diagnosis", ["C44.92", "D04.9"])
def test_a_cancer_of_the_genitals_has_codes_of_its_own(diagnosis: str) -> None:
    assert f"{diagnosis} leaves out the skin of the genitals. Check lesion 6." in cancer(diagnosis, "penis").warnings


@pytest.mark.parametrize(
    ("diagnosis", "region"),
    [("C44.722", "back"), ("D04.5", "hand"), ("C44.311", "helix"), ("D04.39", "neck"), ("C44.02", "cheek")],
)
def test_a_code_of_another_site_is_doubted(diagnosis: str, region: str) -> None:
    assert cancer(diagnosis, region, Side.RIGHT).warnings == (
        f"{diagnosis} is a code of another site. Check lesion 6.",
    )


@pytest.mark.parametrize(
    ("diagnosis", "region", "side"),
    [
        ("C44.722", "thigh", Side.LEFT),
        ("C44.729", "thigh", Side.RIGHT),
        ("D04.61", "hand_dorsal", Side.LEFT),
        ("C44.222", "helix", Side.LEFT),
        ("C44.1221", "upper_eyelid_central", Side.LEFT),
        ("D04.121", "upper_eyelid_central", Side.RIGHT),
    ],
)
def test_a_code_of_the_other_side_is_doubted(diagnosis: str, region: str, side: Side) -> None:
    assert cancer(diagnosis, region, side).warnings == (f"{diagnosis} is a code of the other side. Check lesion 6.",)


@pytest.mark.parametrize(
    ("diagnosis", "region", "side"),
    [
        ("C44.722", "thigh", Side.RIGHT),
        ("C44.721", "thigh", Side.RIGHT),
        ("D04.62", "hand_dorsal", Side.LEFT),
        ("D04.62", "hand_dorsal", None),
        ("D04.9", "hand_dorsal", None),
        ("C44.92", "unspecified", None),
        ("C44.1221", "upper_eyelid_central", Side.RIGHT),
        ("C44.519", "back", Side.LEFT),
        ("C44.519", "back", Side.RIGHT),
        ("D22.39", "cheek", Side.LEFT),
    ],
)
def test_a_code_that_fits_site_and_side_is_not(diagnosis: str, region: str, side: Side | None) -> None:
    shaved = Entry("1", Category.SHAVE, 1, region, side, 6, diagnoses=(diagnosis,))

    assert not [text for text in coded(shaved).warnings if "is a code of" in text]


@pytest.mark.parametrize("diagnosis", ["C44.7", "L57", "D04.6", "Z99.99"])
def test_a_code_that_is_not_whole_or_not_listed_is_doubted(diagnosis: str) -> None:
    assert f"{diagnosis} is not a complete code of ICD-10-CM, April 2026. Check lesion 6." in (
        cancer(diagnosis, "back").warnings
    )


def test_an_uncertain_tumour_without_a_report_is_doubted() -> None:
    made = cancer("D48.5", "back")

    assert made.warnings == (
        "D48.5 is what a pathologist calls uncertain. Without a report it is not the diagnosis. Check lesion 6.",
    )


def test_a_pending_diagnosis_belongs_to_a_biopsy() -> None:
    assert wart_at("hand", "D49.2").warnings == ("D49.2 belongs to 11102 to 11107, not to 17110. Check lesion 6.",)


@pytest.mark.parametrize(("diagnosis", "category"), [("L91.0", Category.SKIN_TAG), ("L84", Category.SKIN_TAG)])
def test_a_scar_or_corn_is_no_skin_tag(diagnosis: str, category: Category) -> None:
    assert len(coded(Entry("1", category, diagnoses=(diagnosis,))).warnings) == 1
    assert coded(Entry("1", Category.BENIGN, diagnoses=(diagnosis,))).warnings == ()


@pytest.mark.parametrize("category", [Category.SHAVE, Category.BIOPSY_PUNCH, Category.PDT_STAFF])
def test_what_is_not_told_by_its_diagnosis_may_have_any(category: Category) -> None:
    assert coded(Entry("1", category, region="cheek", diameter_mm=6, diagnoses=("L57.0",))).warnings == ()


# Complaints.
def asked(symptom: str | None, diagnosis: str = "B07.8", count: int = 3) -> tuple[str, ...]:
    return coded(replace(warts(count, diagnoses=(diagnosis,)), symptom=symptom)).warnings


def test_a_benign_lesion_without_its_complaint_is_asked_about() -> None:
    assert asked("") == ("Why were the 3 warts treated? Benign lesions need a documented complaint.",)
    assert asked("", count=1) == ("Why was the wart treated? Benign lesions need a documented complaint.",)


@pytest.mark.parametrize("symptom", ["itching", None])
def test_a_complaint_that_was_said_or_never_asked_for_raises_no_doubt(symptom: str | None) -> None:
    assert asked(symptom) == ()


def test_an_inflamed_keratosis_is_a_complaint_itself() -> None:
    assert asked("", "L82.0") == ()


def test_a_keratosis_without_complaint_is_asked_about_once() -> None:
    assert asked("", "L82.1") == (NO_COMPLAINT,)
    assert asked("itching", "L82.1") == ()


def test_only_lesions_without_a_complaint_are_named() -> None:
    silent = replace(warts(1, "1"), symptom="", label="1")

    made = coded(silent, replace(warts(1, "2"), symptom="bleeding"))

    assert made.warnings == ("Why was the wart treated? Benign lesions need a documented complaint.",)
    assert made.doubts[0].keys == ("1",)


def test_skin_tags_need_a_complaint_too_and_keratoses_of_the_sun_do_not() -> None:
    assert len(coded(Entry("1", Category.SKIN_TAG, 20, symptom="")).warnings) == 1
    assert coded(replace(aks(3), symptom="")).warnings == ()


# Sources.
def test_every_doubt_names_its_source() -> None:
    made = coded(replace(aks(1, region="upper_vermilion", diagnoses=("B07.8", "Z99.99", "C44.722"))))

    assert len(made.doubts) > 3
    assert all(each.source for each in made.doubts)
    assert tuple(each.text for each in made.doubts) == made.warnings
