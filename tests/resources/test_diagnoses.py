"""The list of ICD-10-CM and the search in it."""

import gzip

import pytest

from resources import files
from resources.diagnoses import Listed, is_listed, listed, search
from resources.presets import load_presets
from resources.regions import load_regions
from resources.site_codes import load_site_codes
from resources.terms import Side


@pytest.mark.parametrize("code", ["L57.0", "B07.8", "A63.0", "C44.1221", "D04.111", "L84", "Z99.89", "A00.0"])
def test_a_whole_code_is_listed(code: str) -> None:
    assert is_listed(code)
    assert listed(code)


@pytest.mark.parametrize("code", ["L57", "C44.7", "L57.01", "l57.0", "L570", "", "\n", "L57.0\nL57.1"])
def test_a_part_or_another_writing_of_a_code_is_not(code: str) -> None:
    assert not is_listed(code)


def test_a_code_that_is_not_listed_has_no_text() -> None:
    assert listed("L57") is None


def test_a_code_has_its_official_text_and_the_names_it_includes() -> None:
    assert listed("L57.0") == Listed(
        "L57.0", "Actinic keratosis", ("Keratosis NOS", "Senile keratosis", "Solar keratosis")
    )
    assert listed("L82.0") == Listed("L82.0", "Inflamed seborrheic keratosis")


def test_the_list_of_codes_is_that_of_the_texts() -> None:
    texts = gzip.decompress(files.read_bytes("codes/icd10cm-2026-04.tsv.gz")).decode("utf-8").splitlines()
    codes = gzip.decompress(files.read_bytes("codes/icd10cm-2026-04.codes.gz")).decode("ascii").splitlines()

    assert [line.split("\t")[0] for line in texts] == codes
    assert len(codes) == len(set(codes)) == 74714


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("actinic kerat", "L57.0"),
        ("solar keratosis", "L57.0"),
        ("plantar wart", "B07.0"),
        ("INFLAMED  seb", "L82.0"),
        ("squamous left lower limb", "C44.729"),
        ("c44.72", "C44.721"),
        ("B07", "B07.0"),
    ],
)
def test_a_diagnosis_is_found_by_words_and_by_the_beginning_of_its_code(words: str, first: str) -> None:
    assert search(words)[0].code == first


@pytest.mark.parametrize("words", ["", "   ", "no such thing at all", "zzz"])
def test_nothing_typed_and_nothing_found_are_empty(words: str) -> None:
    assert search(words) == ()


def test_a_search_stops_where_it_is_told_to() -> None:
    assert len(search("of", 7)) == 7
    assert len(search("S", 5)) == 5
    assert len(search("wart")) < 50


def test_what_belongs_to_the_skin_comes_first() -> None:
    codes = [each.code for each in search("keratosis")]

    assert codes[0].startswith("L")
    assert codes.index("L57.0") < len([code for code in codes if code.startswith("L")])


def test_every_diagnosis_of_a_preset_is_in_the_list() -> None:
    assert all(listed(code) for preset in load_presets().all for code in preset.diagnoses)


@pytest.mark.parametrize("side", [Side.RIGHT, Side.LEFT, Side.UNSIDED])
def test_every_cancer_code_of_the_anatomy_table_is_listed(side: Side) -> None:
    for region in load_regions().all:
        found = load_site_codes().cancer(region.id, side)
        if found is not None and found.digit:
            assert all(is_listed(code) for code in (found.squamous, found.squamous_in_situ) if code), region.id
