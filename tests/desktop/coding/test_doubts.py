from dataclasses import replace

import pytest

from desktop.coding.lines import Payer
from resources.terms import DiagnosisState, Side
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
