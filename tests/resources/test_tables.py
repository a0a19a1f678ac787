"""The shipped tables hold together: what one names, the other has. A wrong row shows here and not at the chairside."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date

import pytest

from resources import files
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import ROOT, Lateral, load_callouts, load_regions

REGIONS = load_regions()
SITE_GROUPS = {"trunk_arms_legs", "scalp_neck_hands_feet_genitalia", "face_ears_eyelids_nose_lips_mucosa"}
SITES = {"", "penis", "vulva", "anus", "eyelid", "oral", "vermilion_lip"}
AXES = {"sup/inf", "med/lat", "ant/post", "prox/dist", "radial/ulnar", "dorsal/volar", "clock"}


def rows() -> list[dict[str, str]]:
    return list(
        csv.DictReader(files.read_text("body/regions.tsv").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def toml(name: str) -> dict[str, object]:
    return tomllib.loads(files.read_text(name))


# The anatomy table.
def test_every_region_has_its_own_id_and_a_parent_that_stands_before_it() -> None:
    seen: set[str] = set()

    for row in rows():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row["id"]), row["id"]
        assert row["id"] not in seen
        assert (row["parent"] in seen) != (row["id"] == ROOT)
        seen.add(row["id"])


def test_every_region_has_all_columns_and_says_its_source() -> None:
    for row in rows():
        assert None not in row.values(), row["id"]
        assert row["source"], row["id"]


def test_terms_are_told_apart() -> None:
    named: dict[str, set[str]] = {}
    for each in REGIONS.all:
        assert each.term == each.term.strip()
        assert "  " not in each.term
        named.setdefault(each.term, set()).add(each.id)

    assert {term: ids for term, ids in named.items() if len(ids) > 1} == {}


def test_no_term_says_a_side() -> None:
    assert not [each.id for each in REGIONS.all if {"left", "right", "midline"} & set(each.term.split())]


def test_what_lies_in_a_paired_region_is_paired_or_in_the_middle_between_both() -> None:
    unpaired = {
        each.id
        for each in REGIONS.all
        if each.parent and REGIONS.get(each.parent).lateral is Lateral.YES and each.lateral is not Lateral.YES
    }

    assert unpaired == {"philtrum", "intergluteal_cleft"}


def test_closed_columns_hold_only_their_words() -> None:
    for each in REGIONS.all:
        assert each.site_override in SITES, each.id
        assert set(each.axes) <= AXES, each.id
        assert not each.snomed or each.snomed.isdigit(), each.id


def test_every_leaf_has_a_site_group_and_a_digit_for_cancer_codes() -> None:
    for each in REGIONS.leaves:
        assert each.cpt_site_group in SITE_GROUPS, each.id
        assert re.fullmatch(r"\d|x:[CD]\d\d\.\d\|D\d\d\.\d\d?", each.c44_site_digit), each.id


def test_a_part_of_a_site_with_codes_of_its_own_has_them_too() -> None:
    for each in REGIONS.all:
        above = REGIONS.get(each.parent).site_override if each.parent else ""
        assert not above or each.site_override == above, each.id


def test_a_snomed_code_names_one_region() -> None:
    codes = Counter(each.snomed for each in REGIONS.all if each.snomed)

    assert [code for code, times in codes.items() if times > 1] == []


# What refers to the anatomy table.
def test_body_parts_begin_at_nodes_of_the_table_and_each_node_begins_one() -> None:
    parts = toml("body/groups.toml")["part"]
    assert isinstance(parts, list)
    begun = [region for part in parts for region in part["regions"]]

    assert set(begun) <= {each.id for each in REGIONS.all}
    assert len(begun) == len(set(begun))
    assert len({part["key"] for part in parts}) == len({part["name"] for part in parts}) == len(parts)


def test_the_middle_has_a_width_at_nodes_of_the_table_and_for_every_region_that_is_split() -> None:
    widths = toml("body/midline.toml")["tolerance_mm"]
    assert isinstance(widths, dict)

    assert set(widths) <= {each.id for each in REGIONS.all}
    assert all(0 < width <= 10 for width in widths.values())
    assert all(any(node in widths for node in REGIONS.path(each.id)) for each in REGIONS.all)


def test_phrases_name_a_node_of_the_table() -> None:
    form = toml("body/phrases.toml")["form"]
    assert isinstance(form, dict)

    assert form["mid_under"] in REGIONS
    assert {"sided", "midline", "midline_behind", "beside", "mid"} <= set(form)


def test_words_of_the_room_are_small_letters_and_mean_each_region_once() -> None:
    for word, meant in load_callouts().items():
        assert word == word.casefold().strip()
        assert "," not in word
        assert 0 < len(meant) == len(set(meant))
        assert ROOT not in meant


def test_a_word_of_the_room_is_no_side_and_no_brush() -> None:
    brushes = {word for preset in load_presets().all for word in preset.words}

    assert not set(load_callouts()) & (
        brushes | {"l", "r", "m", "lt", "rt", "left", "right", "mid", "middle", "midline"}
    )


# Presets and keys.
def test_each_key_of_a_preset_is_in_the_table_of_keys_and_the_other_way_round() -> None:
    keys = toml("notes/keys.toml")["key"]
    assert isinstance(keys, list)
    listed = {row["act"].removeprefix("preset:"): row["keys"] for row in keys if row["act"].startswith("preset:")}

    assert listed == {each.key: list(each.keys) for each in load_presets().all if each.keys}


def test_no_key_does_two_things_in_one_place() -> None:
    keys = toml("notes/keys.toml")["key"]
    assert isinstance(keys, list)
    pressed = Counter((key, row.get("where", "visit")) for row in keys for key in row["keys"])

    assert [key for key, times in pressed.items() if times > 1] == []


def test_presets_have_their_own_keys_and_names() -> None:
    presets = load_presets().all

    assert len({each.key for each in presets}) == len({each.name for each in presets}) == len(presets)
    assert all(each.short and len(each.short) <= 20 for each in presets)


@pytest.mark.parametrize("key", [each.key for each in load_presets().all if each.category and each.diagnoses])
def test_the_diagnosis_of_a_preset_belongs_to_its_codes(key: str) -> None:
    preset = load_presets().get(key)
    book = load_codebook(date(2026, 11, 23))
    assert preset.category

    for diagnosis in preset.diagnoses:
        known = book.diagnosis(diagnosis)
        assert known
        assert known.family == book.families[preset.category].key


# Codes.
def test_every_edition_says_from_when_it_counts_and_what_it_was_taken_from() -> None:
    for kind, editions in toml("codes/editions.toml").items():
        assert isinstance(editions, list)
        starts = [edition["from"] for edition in editions]
        assert all(isinstance(start, date) for start in starts)
        assert len(starts) == len(set(starts)), kind
        for edition in editions:
            assert files.path(f"codes/{edition['file']}").is_file()
            assert edition.get("sources") or kind == "rules"


def test_every_family_says_its_sources() -> None:
    book = load_codebook(date(2026, 11, 23))

    for family in {*book.families.values(), *book.site_families.values()}:
        assert family.sources
        assert all(source.startswith(("http://", "https://", "CMS, ")) for source in family.sources)


@pytest.mark.parametrize("rule", ["follow_up", "[[site]]", "[[diagnosis]]"])
def test_every_other_rule_says_its_source_right_above(rule: str) -> None:
    text = files.read_text("codes/rules-2024.toml")
    above = text[: text.index(f"\n{rule}")].splitlines()

    comment = [line for line in above[-6:] if line.startswith("#")]
    assert any(line.startswith("# Source: ") for line in comment)


def test_bands_rise_from_one_and_every_number_has_a_reason() -> None:
    book = load_codebook(date(2026, 11, 23))

    for family in (each for each in {*book.families.values(), *book.site_families.values()} if each.bands):
        starts = [band.start for band in family.bands]
        assert starts[0] == 1
        assert starts == sorted(set(starts))
        assert family.bands[-1].end is None
        assert family.reasons[0][0] == 1
        said = [family.reason(number) for number in (1, 2, 3, 14, 15, 999)]
        assert all(family.band(number).first in text for number, text in zip((1, 2, 3, 14, 15, 999), said, strict=True))
        assert family.key == "acne" or "999" in said[-1]


def test_labels_and_wordings_hold_no_descriptor_of_the_codes_owner() -> None:
    text = "\n".join(files.read_text(f"codes/{name}.toml") for name in ("labels", "wordings", "rules-2024")).casefold()

    for fragment in (
        "(eg",
        "e.g.",
        "other than skin tags",
        "laser surgery",
        "second through",
        "vascular proliferative",
    ):
        assert fragment not in text


def test_every_wording_is_one_or_more_whole_sentences_or_a_part_of_one() -> None:
    texts = toml("codes/wordings.toml")["text"]
    assert isinstance(texts, dict)

    for key, text in texts.items():
        assert text == text.strip(), key
        assert not re.search(r"\b(please|error|successfully)\b|!", text, re.IGNORECASE), key
