"""One table of keys: what is listed can be pressed, once per place, and nothing else is promised."""

import pytest
from PySide6.QtGui import QKeySequence

from desktop.panels.key_table import KeyRow, load_keys
from resources.presets import load_presets
from resources.terms import Method

TABLE = load_keys()


@pytest.mark.parametrize("row", TABLE.keys, ids=lambda row: row.act)
def test_every_key_is_one_that_qt_knows(row: KeyRow) -> None:
    for written in row.keys:
        sequence = QKeySequence(written)
        assert sequence.count() == 1
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == written


def test_no_key_stands_twice_in_one_place() -> None:
    # the list has the keyboard inside the visit: a key of the visit would win over it
    used = [key for row in TABLE.keys for key in row.keys]

    assert sorted(used) == sorted(set(used))


def test_no_act_stands_twice() -> None:
    acts = [row.act for row in TABLE.keys]

    assert len(acts) == len(set(acts))


def test_nothing_depends_on_a_letter_or_a_figure_alone() -> None:
    alone = [key for row in TABLE.keys for key in row.keys if len(key) == 1]

    assert alone == []


@pytest.mark.parametrize("preset", load_presets().all, ids=lambda preset: preset.key)
def test_presets_have_the_keys_the_table_says(preset: object) -> None:
    key, keys = preset.key, preset.keys  # type: ignore[attr-defined]

    assert tuple(keys) == TABLE.of(f"preset:{key}")


def test_every_method_has_alt_and_its_number() -> None:
    assert [TABLE.of(f"method:{each.value}") for each in Method] == [(f"Alt+{n}",) for n in range(1, 6)]


@pytest.mark.parametrize(
    ("act", "keys"),
    [
        ("same_place", ("Space",)),
        ("undo", ("Ctrl+Z",)),
        ("default_brush", ("Esc",)),
        ("next_view", ("PgDown",)),
        ("previous_view", ("PgUp",)),
        ("fit", ("Ctrl+0",)),
        ("same", ("F7",)),
        ("another", ("F8",)),
        ("next_step", ("Ctrl+Return",)),
        ("copy_note", ("Ctrl+Shift+C",)),
        ("find_patient", ("Ctrl+F",)),
        ("keys", ("F1",)),
    ],
)
def test_keys_are_those_of_the_screens(act: str, keys: tuple[str, ...]) -> None:
    assert TABLE.of(act) == keys


def test_an_act_without_keys_has_none() -> None:
    assert TABLE.of("no such act") == ()


def test_every_row_has_a_group_and_words() -> None:
    assert all(row.group and row.text and row.shown for row in TABLE.keys)
    assert {row.where for row in TABLE.keys} == {"visit", "list"}
