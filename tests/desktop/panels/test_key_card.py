"""F1: the card lists every gesture and key, unbroken, at every size of text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.atlas.codes import load_codes
from desktop.atlas.reader import parse
from desktop.panels.key_card import KeyCard
from desktop.panels.key_table import load_keys
from desktop.theme import Theme
from resources.presets import load_presets
from resources.regions import load_regions
from tests.desktop.hands import key
from tests.desktop.looks import Show, ink_box


def opened(shown: Show, theme: Theme) -> KeyCard:
    page = QWidget()
    made = KeyCard(theme, page)
    shown(page, 1280, 800)
    made.open_sheet()
    return made


@pytest.fixture
def card(shown: Show, light: Theme) -> KeyCard:
    return opened(shown, light)


def test_every_gesture_and_key_is_on_the_card(card: KeyCard) -> None:
    table = load_keys()

    listed = {*table.gestures, *table.callouts, *((row.shown, row.text) for row in table.keys)}
    assert listed <= set(card.table.rows)
    assert len(card.table.rows) == len(table.gestures) + len(table.callouts) + len(table.keys) + len(load_codes())


def test_every_short_place_is_on_the_card_with_its_name(card: KeyCard) -> None:
    named = {code: load_regions().get(region).term for code, region in load_codes().items()}

    assert set(named.items()) <= set(card.table.rows)


def test_every_call_out_on_the_card_is_understood() -> None:
    for typed, _ in load_keys().callouts:
        assert parse(typed, load_regions(), load_presets()).ready


def test_the_groups_have_headings(card: KeyCard) -> None:
    names = [name for name, _ in card.table.groups]

    assert names[:7] == ["Gestures", "Count", "Brush", "Views", "Lesions", "Visit", "Call-out line"]
    assert names[7:9] == ["Short places: Face", "Short places: Ears"]


def test_a_wide_card_has_two_columns_of_whole_groups(card: KeyCard) -> None:
    left, right = card.table.columns

    assert (*left, *right) == card.table.groups
    lengths = [sum(len(rows) for _, rows in column) for column in (left, right)]
    assert abs(lengths[0] - lengths[1]) < 10


def test_everything_is_read_aloud_too(card: KeyCard) -> None:
    spoken = card.table.accessibleDescription()

    assert "F7: Question: the same lesion" in spoken
    assert "Tap or click on skin: Adds one lesion, however slow" in spoken


def test_the_rows_are_painted_and_stay_inside_the_card(shown: Show, theme: Theme) -> None:
    card = opened(shown, theme)
    box = ink_box(card.table, card.theme.text)

    assert box.width() > card.table.width() // 2
    assert card.rect().contains(card.card.geometry())
    assert card.card.rect().contains(card.close_button.geometry())


@pytest.mark.parametrize("which", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_f1_and_esc_close_it(card: KeyCard, which: Qt.Key) -> None:
    key(card.close_button, which)

    assert not card.isVisible()


def test_arrows_scroll_what_does_not_fit(shown: Show, light: Theme) -> None:
    page = QWidget()
    card = KeyCard(light.at(200), page)
    shown(page, 1024, 640)
    card.open_sheet()
    before = card.table.mapTo(card, card.table.rect().topLeft()).y()

    key(card.close_button, Qt.Key.Key_PageDown)

    assert card.table.mapTo(card, card.table.rect().topLeft()).y() < before
