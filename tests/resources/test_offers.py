"""The diagnoses that are offered first."""

import pytest

from resources.diagnoses import is_listed
from resources.offers import Offered, offered
from resources.regions import load_regions
from resources.terms import Category, Side


@pytest.mark.parametrize("region", ["face", "penis", "unspecified"])
def test_a_keratosis_of_the_sun_has_one_code_without_site_and_side(region: str) -> None:
    assert offered(Category.PREMALIGNANT, region, None) == Offered(("L57.0",))


# In situ, squamous, basal cell. coding.md, section 6.
@pytest.mark.parametrize(
    ("region", "side", "codes"),
    [
        ("lower_cutaneous_lip", None, ("D04.0", "C44.02", "C44.01")),
        ("upper_eyelid_central", Side.RIGHT, ("D04.111", "C44.1221", "C44.1121")),
        ("lower_eyelid_medial", Side.RIGHT, ("D04.112", "C44.1222", "C44.1122")),
        ("upper_eyelid_central", Side.LEFT, ("D04.121", "C44.1291", "C44.1191")),
        ("lower_eyelid_medial", Side.LEFT, ("D04.122", "C44.1292", "C44.1192")),
        ("helix_mid", Side.RIGHT, ("D04.21", "C44.222", "C44.212")),
        ("helix_mid", Side.LEFT, ("D04.22", "C44.229", "C44.219")),
        ("nasal_tip", Side.LEFT, ("D04.39", "C44.321", "C44.311")),
        ("cheek", Side.LEFT, ("D04.39", "C44.329", "C44.319")),
        ("scalp", None, ("D04.4", "C44.42", "C44.41")),
        ("back", Side.MIDLINE, ("D04.5", "C44.529", "C44.519")),
        ("breast", Side.LEFT, ("D04.5", "C44.521", "C44.511")),
        ("hand_dorsal", Side.RIGHT, ("D04.61", "C44.622", "C44.612")),
        ("shoulder", Side.LEFT, ("D04.62", "C44.629", "C44.619")),
        ("foot", Side.RIGHT, ("D04.71", "C44.722", "C44.712")),
        ("hip", Side.LEFT, ("D04.72", "C44.729", "C44.719")),
    ],
)
def test_a_cancer_has_the_codes_of_its_site_and_side(region: str, side: Side | None, codes: tuple[str, ...]) -> None:
    assert offered(Category.MALIGNANT, region, side) == Offered(codes)


@pytest.mark.parametrize(
    ("region", "side", "nevus"),
    [("back", None, "D22.5"), ("upper_eyelid_central", Side.RIGHT, "D22.111"), ("thigh", Side.LEFT, "D22.72")],
)
@pytest.mark.parametrize("category", [Category.BENIGN, Category.SHAVE])
def test_a_nevus_has_the_code_of_its_site_and_side(
    category: Category, region: str, side: Side | None, nevus: str
) -> None:
    codes = offered(category, region, side).codes

    assert nevus in codes
    assert nevus.replace("D22", "D23") in codes


def test_a_site_whose_side_is_not_told_needs_it() -> None:
    assert offered(Category.MALIGNANT, "thigh", Side.UNSAID) == Offered((), needs_side=True)
    assert offered(Category.MALIGNANT, "thigh", None) == Offered((), needs_side=True)
    assert offered(Category.SHAVE, "thigh", None).needs_side


@pytest.mark.parametrize("region", ["skin", "unspecified", "head", "anogenital"])
def test_a_site_too_coarse_for_cancer_codes_has_none_and_needs_no_side(region: str) -> None:
    assert offered(Category.MALIGNANT, region, None) == Offered(())


def test_the_genitals_have_codes_of_their_own_chapter() -> None:
    assert offered(Category.MALIGNANT, "penis_shaft", None).codes == ("D07.4", "C60.2")
    assert offered(Category.BENIGN, "penis_shaft", None).codes == ("A63.0", "B08.1", "L82.1", "L82.0", "L72.0")


@pytest.mark.parametrize(
    ("region", "first", "never"),
    [
        ("sole", "B07.0", "A63.0"),
        ("hand", "B07.8", "B07.0"),
        ("penis", "A63.0", "B07.8"),
        ("scrotum", "A63.0", ""),
        ("unspecified", "B07.8", "A63.0"),
    ],
)
def test_a_wart_is_offered_as_its_site_has_it(region: str, first: str, never: str) -> None:
    codes = offered(Category.BENIGN, region, None).codes

    assert codes[0] == first
    assert never not in codes


@pytest.mark.parametrize("category", [each for each in Category if each is not Category.MALIGNANT])
def test_every_category_has_an_offer(category: Category) -> None:
    assert offered(category, "hand", Side.LEFT).codes


def test_every_offer_anywhere_is_a_listed_code() -> None:
    for region in load_regions().all:
        for category in (Category.MALIGNANT, Category.BENIGN, Category.SHAVE):
            for side in (Side.LEFT, Side.RIGHT):
                assert all(is_listed(code) for code in offered(category, region.id, side).codes)
