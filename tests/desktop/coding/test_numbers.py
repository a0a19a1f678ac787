"""What every number of lesions from none to sixty is reported as, by the rules as the sources put them."""

from dataclasses import replace

import pytest

from desktop.coding.lines import Payer
from resources.terms import Category
from tests.desktop.coding.entries import aks, lines, warts

Line = tuple[str, int, tuple[str, ...]]
NUMBERS = range(1, 61)


def line(code: str, units: int = 1) -> Line:
    return (code, units, ())


def of(category: Category, count: int) -> list[Line]:
    return lines(replace(aks(count), category=category, diagnoses=()))


# AAD 2024-04
@pytest.mark.parametrize("count", NUMBERS)
def test_premalignant_lesions(count: int) -> None:
    few = [line("17000")] if count == 1 else [line("17000"), line("17003", count - 1)]

    assert of(Category.PREMALIGNANT, count) == (few if count <= 14 else [line("17004")])


# AAD 2024-04
@pytest.mark.parametrize("count", NUMBERS)
def test_benign_lesions(count: int) -> None:
    assert of(Category.BENIGN, count) == [line("17110" if count <= 14 else "17111")]


# AAD 2020-04: one more for each further ten, or part of ten, beyond fifteen
@pytest.mark.parametrize("count", NUMBERS)
def test_skin_tags(count: int) -> None:
    tens = {**dict.fromkeys(range(16, 26), 1), **dict.fromkeys(range(26, 36), 2), **dict.fromkeys(range(36, 46), 3)}
    tens |= {**dict.fromkeys(range(46, 56), 4), **dict.fromkeys(range(56, 61), 5)}

    assert of(Category.SKIN_TAG, count) == [line("11200"), *([line("11201", tens[count])] if count in tens else [])]


@pytest.mark.parametrize(("count", "expected"), [(16, None), (24, None), (25, 1), (34, 1), (35, 2), (60, 4)])
def test_skin_tags_of_a_payer_who_counts_full_tens_only(count: int, expected: int | None) -> None:
    tags = replace(aks(count), category=Category.SKIN_TAG, diagnoses=())

    assert lines(tags, payer=Payer(tens="full")) == [
        line("11200"),
        *([line("11201", expected)] if expected is not None else []),
    ]


@pytest.mark.parametrize("count", NUMBERS)
def test_corns_and_calluses(count: int) -> None:
    assert of(Category.PARING, count) == [line("11055" if count == 1 else "11056" if count <= 4 else "11057")]


@pytest.mark.parametrize("count", NUMBERS)
def test_injected_lesions(count: int) -> None:
    assert of(Category.INTRALESIONAL, count) == [line("11900" if count <= 7 else "11901")]


# AAD 2019-01, part 3
@pytest.mark.parametrize("count", NUMBERS)
@pytest.mark.parametrize(
    ("category", "first", "further"),
    [
        (Category.BIOPSY_TANGENTIAL, "11102", "11103"),
        (Category.BIOPSY_PUNCH, "11104", "11105"),
        (Category.BIOPSY_INCISIONAL, "11106", "11107"),
    ],
)
def test_biopsies(category: Category, first: str, further: str, count: int) -> None:
    assert of(category, count) == [line(first), *([line(further, count - 1)] if count > 1 else [])]


@pytest.mark.parametrize("count", NUMBERS)
def test_acne_and_light_treatments_are_reported_once_whatever_is_counted(count: int) -> None:
    assert of(Category.ACNE_CRYO, count) == [line("17340")]
    assert of(Category.PDT_STAFF, count) == [line("96567")]
    assert of(Category.PDT_PHYSICIAN, count) == [line("96573")]
    assert of(Category.PDT_DEBRIDEMENT_PHYSICIAN, count) == [line("96574")]


@pytest.mark.parametrize("count", NUMBERS)
def test_cancers_and_shaved_lesions_of_one_code_are_its_units(count: int) -> None:
    cancers = replace(aks(count, region="back"), category=Category.MALIGNANT, diameter_mm=12.0, diagnoses=())

    assert lines(cancers) == [line("17262", count)]
    assert lines(replace(cancers, category=Category.SHAVE)) == [line("11302", count)]


@pytest.mark.parametrize("count", NUMBERS)
def test_lesions_counted_one_by_one_give_the_lines_of_one_entry_of_so_many(count: int) -> None:
    assert lines(*[aks(1, f"a{each}") for each in range(count)]) == of(Category.PREMALIGNANT, count)
    assert lines(*[warts(1, f"w{each}") for each in range(count)]) == of(Category.BENIGN, count)


def test_no_lesion_is_no_line() -> None:
    assert lines() == []


# Bands and groups of sites as in coding guides; edges belong to the smaller band, as sizes are given to 0.1 cm.
CANCER = {
    "back": ("17260", "17261", "17262", "17263", "17264", "17266"),
    "upper_arm": ("17260", "17261", "17262", "17263", "17264", "17266"),
    "lower_leg": ("17260", "17261", "17262", "17263", "17264", "17266"),
    "scalp": ("17270", "17271", "17272", "17273", "17274", "17276"),
    "neck": ("17270", "17271", "17272", "17273", "17274", "17276"),
    "hand": ("17270", "17271", "17272", "17273", "17274", "17276"),
    "foot": ("17270", "17271", "17272", "17273", "17274", "17276"),
    "penis": ("17270", "17271", "17272", "17273", "17274", "17276"),
    "face": ("17280", "17281", "17282", "17283", "17284", "17286"),
    "ear": ("17280", "17281", "17282", "17283", "17284", "17286"),
    "upper_eyelid": ("17280", "17281", "17282", "17283", "17284", "17286"),
    "nose": ("17280", "17281", "17282", "17283", "17284", "17286"),
    "lower_lip": ("17280", "17281", "17282", "17283", "17284", "17286"),
    "buccal_mucosa": ("17280", "17281", "17282", "17283", "17284", "17286"),
}
SHAVED = {
    "chest": ("11300", "11301", "11302", "11303"),
    "forearm": ("11300", "11301", "11302", "11303"),
    "scalp": ("11305", "11306", "11307", "11308"),
    "sole": ("11305", "11306", "11307", "11308"),
    "vulva": ("11305", "11306", "11307", "11308"),
    "cheek": ("11310", "11311", "11312", "11313"),
    "upper_vermilion": ("11310", "11311", "11312", "11313"),
}


@pytest.mark.parametrize(
    ("millimetres", "band"),
    [(0.1, 0), (5, 0), (5.5, 1), (10, 1), (10.4, 2), (20, 2), (21, 3), (30, 3), (31, 4), (40, 4), (41, 5), (999, 5)],
)
@pytest.mark.parametrize("region", CANCER)
def test_a_cancer_by_its_site_and_size(region: str, millimetres: float, band: int) -> None:
    cancer = replace(aks(1, region=region), category=Category.MALIGNANT, diameter_mm=millimetres, diagnoses=())

    assert lines(cancer) == [line(CANCER[region][band])]


@pytest.mark.parametrize(("millimetres", "band"), [(0.1, 0), (5, 0), (5.5, 1), (10, 1), (11, 2), (20, 2), (20.1, 3)])
@pytest.mark.parametrize("region", SHAVED)
def test_a_shaved_lesion_by_its_site_and_size(region: str, millimetres: float, band: int) -> None:
    shaved = replace(aks(1, region=region), category=Category.SHAVE, diameter_mm=millimetres, diagnoses=())

    assert lines(shaved) == [line(SHAVED[region][band])]
