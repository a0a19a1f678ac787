from collections import Counter

import pytest

from resources.presets import Presets, load_presets
from resources.terms import Category, Method

SHIPPED = (
    "ak", "wart", "sk", "seen", "ak_curettement", "ak_freeze_curette", "ak_chemical", "plantar_wart", "wart_electro",
    "wart_chemical", "molluscum", "inflamed_sk", "sk_electro", "benign_other",
)  # fmt: skip


@pytest.fixture
def presets() -> Presets:
    return load_presets()


def test_no_preset_that_was_ever_shipped_goes_away(presets: Presets) -> None:
    assert {each.key for each in presets.all} >= set(SHIPPED)


def test_the_bar_holds_four_and_actinic_keratosis_is_the_default(presets: Presets) -> None:
    assert [each.short for each in presets.bar] == ["AK", "Wart", "SK", "Seen"]
    assert presets.default.key == "ak"
    assert presets.bar + presets.more == presets.all


@pytest.mark.parametrize(
    ("key", "category", "methods", "diagnoses", "keys"),
    [
        ("ak", Category.PREMALIGNANT, (Method.CRYOTHERAPY,), ("L57.0",), ("F2", "Alt+A")),
        ("wart", Category.BENIGN, (Method.CRYOTHERAPY,), ("B07.8",), ("F3", "Alt+W")),
        ("sk", Category.BENIGN, (Method.CRYOTHERAPY,), ("L82.1",), ("F4", "Alt+K")),
        ("seen", None, (), (), ("F6", "Alt+S")),
    ],
)
def test_a_preset_of_the_bar_is_a_full_triple(
    presets: Presets,
    key: str,
    category: Category | None,
    methods: tuple[Method, ...],
    diagnoses: tuple[str, ...],
    keys: tuple[str, ...],
) -> None:
    preset = presets.get(key)

    assert (preset.category, preset.methods, preset.diagnoses, preset.keys) == (category, methods, diagnoses, keys)


def test_only_the_inflamed_keratosis_carries_the_diagnosis_with_a_complaint(presets: Presets) -> None:
    assert [each.key for each in presets.all if "L82.0" in each.diagnoses] == ["inflamed_sk"]


def test_every_preset_that_treats_has_a_method_and_is_coded_here(presets: Presets) -> None:
    treating = [each for each in presets.all if each.category]

    assert all(each.methods for each in treating)
    assert {each.category for each in treating} == {Category.PREMALIGNANT, Category.BENIGN}


def test_keys_and_words_belong_to_one_preset_only(presets: Presets) -> None:
    keys = Counter(key for each in presets.all for key in each.keys)
    words = Counter(word for each in presets.all for word in each.words)

    assert max(keys.values()) == max(words.values()) == 1


@pytest.mark.parametrize(
    ("key", "one", "many"),
    [("ak", "actinic keratosis", "actinic keratoses"), ("wart", "wart", "warts"), ("plantar_wart", "wart", "warts")],
)
def test_a_family_is_named_by_its_number(presets: Presets, key: str, one: str, many: str) -> None:
    family = presets.get(key).family

    assert presets.family_name(family, 1) == one
    assert presets.family_name(family, 0) == presets.family_name(family, 2) == presets.get(key).plural == many


def test_what_is_only_seen_says_that_it_will_not_count(presets: Presets) -> None:
    assert presets.get("seen").sentence == "Seen, not treated: will not count"
