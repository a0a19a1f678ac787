"""The codes of every site, against the table of codes that the research collected."""

import csv
from pathlib import Path

import pytest

from resources.regions import Lateral, load_regions
from resources.site_codes import CancerSite, Concept, ProcedureSite, load_site_codes
from resources.terms import Side

COLLECTED = Path(__file__).resolve().parents[1] / "data" / "site_codes.tsv"
CODES = load_site_codes()
REGIONS = load_regions()


def collected() -> list[dict[str, str]]:
    with COLLECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_all_regions_were_collected() -> None:
    assert [row["id"] for row in collected()] == [each.id for each in REGIONS.all]


def test_every_region_has_the_concept_of_the_nearest_coded_region_around_it() -> None:
    for row in collected():
        assert CODES.concept(row["id"]) == Concept(row["concept_of"], row["concept"], row["display"])
        assert REGIONS.under(row["id"], row["concept_of"])


def test_every_region_has_its_group_of_procedures_and_its_override() -> None:
    for row in collected():
        group = row["cpt_site_group"]

        found = CODES.procedure(row["id"])

        assert found == (ProcedureSite(group, row["site_override"]) if group else None), row["id"]


@pytest.mark.parametrize("side", [Side.RIGHT, Side.LEFT])
def test_every_region_has_its_cancer_codes_on_each_side(side: Side) -> None:
    for row in collected():
        found = CODES.cancer(row["id"], side)

        if not row["c44_site_digit"]:
            assert found is None, row["id"]
        elif row["c44_site_digit"].startswith("x:"):
            invasive, in_situ = row["c44_site_digit"][2:].split("|")
            assert found == CancerSite("", invasive, in_situ, invasive, in_situ)
        else:
            assert found is not None
            assert (found.digit, found.invasive, found.in_situ) == (row["c44_site_digit"], "C44", "D04")
            assert found.squamous == (row[f"scc_{side.value}"] or row["scc_any_side"]), row["id"]
            assert found.squamous_in_situ == (row[f"scc_in_situ_{side.value}"] or row["scc_in_situ_any_side"])


def test_a_code_that_needs_a_side_is_not_guessed_without_one() -> None:
    hand = CODES.cancer("hand_dorsal", Side.UNSAID)

    assert hand == CancerSite("6", "C44", "D04", "", "")


def test_the_corner_of_the_eye_has_no_whole_code_because_the_lid_is_not_said() -> None:
    canthus = CODES.cancer("medial_canthus", Side.LEFT)

    assert canthus == CancerSite("1", "C44", "D04", "", "")


def test_only_regions_too_coarse_for_them_have_no_group_of_procedures_and_no_cancer_site() -> None:
    without = [each.id for each in REGIONS.all if CODES.procedure(each.id) is None]
    no_cancer = [each.id for each in REGIONS.all if CODES.cancer(each.id, Side.LEFT) is None]

    assert without == ["skin", "head_neck", "head"]
    assert no_cancer == ["skin", "head_neck", "head", "anogenital"]


def test_a_whole_code_agrees_with_its_digit_and_a_side_with_its_region() -> None:
    for each in REGIONS.all:
        for side in (Side.RIGHT, Side.LEFT):
            found = CODES.cancer(each.id, side)
            if found is None or not found.digit or not found.squamous:
                continue
            assert found.squamous.startswith(f"C44.{found.digit}")
            assert found.squamous_in_situ.startswith(f"D04.{found.digit}")
            if each.lateral is not Lateral.YES:
                assert found == CODES.cancer(each.id, Side.UNSIDED)


def test_an_unknown_region_is_an_error() -> None:
    with pytest.raises(KeyError):
        CODES.concept("third_elbow")
    with pytest.raises(KeyError):
        CODES.cancer("third_elbow", Side.LEFT)
    with pytest.raises(KeyError):
        CODES.procedure("third_elbow")
