import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.regions import ROOT, Lateral, Region, Regions, load_callouts, load_regions

ids = st.sampled_from([each.id for each in load_regions().all])


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


def test_the_table_holds_all_regions_and_leaves(regions: Regions) -> None:
    assert (len(regions.all), len(regions.leaves)) == (423, 307)


def test_a_region_knows_its_facts(regions: Regions) -> None:
    forearm = regions.get("forearm_dorsal_distal")

    assert forearm == Region(
        id="forearm_dorsal_distal",
        parent="forearm_dorsal",
        term="distal dorsal forearm",
        lateral=Lateral.YES,
        is_leaf=True,
        axes=forearm.axes,
        cpt_site_group="trunk_arms_legs",
        site_override="",
        c44_site_digit="6",
        snomed="",
        synonyms=(),
    )
    assert forearm.axes == ("radial/ulnar",)


@pytest.mark.parametrize(
    ("region", "site"),
    [("penis_shaft", "penis"), ("lower_eyelid", ""), ("lower_eyelid_margin", "eyelid"), ("scrotum", "")],
)
def test_only_sites_with_codes_of_their_own_are_marked(regions: Regions, region: str, site: str) -> None:
    assert regions.get(region).site_override == site


def test_leaves_are_those_without_children(regions: Regions) -> None:
    assert all(each.is_leaf == (not regions.children(each.id)) for each in regions.all)


def test_children_stand_right_below(regions: Regions) -> None:
    assert regions.children("eyelid") == ("upper_eyelid", "lower_eyelid")


def test_the_path_leads_from_the_region_to_the_root(regions: Regions) -> None:
    assert regions.path("tragus") == ("tragus", "ear", "head", "head_neck", ROOT)


def test_a_region_lies_under_itself_and_its_ancestors_only(regions: Regions) -> None:
    assert regions.under("tragus", "tragus")
    assert regions.under("tragus", "ear")
    assert not regions.under("ear", "tragus")


@pytest.mark.parametrize(
    ("named", "parent"),
    [
        (["tragus"], "tragus"),
        (["malar_cheek_medial", "malar_eminence"], "malar_cheek"),
        (["malar_cheek_medial", "helix_mid"], "head"),
        (["cheek", "malar_cheek_medial"], "cheek"),
        (["scalp", "great_toe_nail", "tragus"], ROOT),
    ],
)
def test_several_regions_have_a_smallest_common_parent(regions: Regions, named: list[str], parent: str) -> None:
    assert regions.smallest_common_parent(named) == parent
    assert regions.smallest_common_parent(reversed(named)) == parent


@settings(deadline=None, max_examples=60)
@given(st.lists(ids, min_size=1, max_size=5))
def test_the_common_parent_holds_all_and_no_child_of_it_does(named: list[str]) -> None:
    regions = load_regions()

    parent = regions.smallest_common_parent(named)

    assert all(regions.under(each, parent) for each in named)
    assert not any(all(regions.under(each, child) for each in named) for child in regions.children(parent))


def test_no_region_has_no_common_parent(regions: Regions) -> None:
    with pytest.raises(ValueError, match="no region"):
        regions.smallest_common_parent([])


def test_an_unknown_region_is_an_error(regions: Regions) -> None:
    assert "left_elbow" not in regions
    with pytest.raises(KeyError):
        regions.get("left_elbow")


@pytest.mark.parametrize(
    ("region", "part"),
    [
        ("vertex_scalp", "Scalp"),
        ("nasal_tip", "Face"),
        ("helix_mid", "Ears"),
        ("posterior_neck", "Neck"),
        ("head_neck", "Head"),
        ("tongue", "Mouth"),
        ("great_toe_nail", "Legs and feet"),
        ("thumb_nail", "Arms and hands"),
        ("shoulder_superior", "Arms and hands"),
        ("umbilicus", "Chest and abdomen"),
        ("flank_posterior", "Back"),
        ("trunk", "Trunk"),
        ("glans_penis", "Genital area"),
        ("skin", "No place yet"),
    ],
)
def test_a_region_is_listed_under_its_body_part(regions: Regions, region: str, part: str) -> None:
    assert regions.group(region).name == part


def test_body_parts_stand_in_the_order_of_the_view_rail(regions: Regions) -> None:
    names = [part.name for part in regions.parts]

    assert names[:4] == ["Scalp", "Face", "Ears", "Neck"]
    assert [name for name in names if name in ("Arms and hands", "Back", "Legs and feet", "Genital area")] == [
        "Arms and hands", "Back", "Legs and feet", "Genital area",
    ]  # fmt: skip
    assert {regions.group(each.id) for each in regions.all} == set(regions.parts)


def test_every_called_out_word_means_regions_that_exist(regions: Regions) -> None:
    assert all(region in regions for found in load_callouts().values() for region in found)


@pytest.mark.parametrize("word", ["arm", "leg", "finger", "canthus", "behind ear", "flank"])
def test_a_word_that_fits_several_regions_is_not_guessed(word: str) -> None:
    assert len(load_callouts()[word]) > 1


def test_no_called_out_word_hides_a_term_of_the_table(regions: Regions) -> None:
    terms = {each.term: each.id for each in regions.all}

    assert not [word for word, found in load_callouts().items() if word in terms and found != (terms[word],)]
