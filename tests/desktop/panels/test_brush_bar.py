"""C: what the next tap will do stands in words, and one key undoes it."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.controls.brush import Brush, brush_of
from desktop.controls.density import density
from desktop.panels.brush_bar import BrushBar
from desktop.theme import Theme
from resources.presets import Preset, load_presets
from resources.terms import Method
from tests.desktop.hands import click, key, type_text
from tests.desktop.looks import Show, colours, picture

PRESETS = load_presets()


def bar(shown: Show, theme: Theme, width: int = 776) -> BrushBar:
    page = QWidget()
    made = BrushBar(PRESETS, theme, page)
    made.set_density(density(QSize(1280, 800), theme.percent))
    shown(page, theme.px(900), theme.px(700))
    made.setGeometry(0, 0, theme.px(width), theme.px(52))
    return made


def armed(preset: str, method: Method | None = None) -> Brush:
    brush = brush_of(PRESETS, preset)
    return brush.done_with(method) if method else brush


@pytest.mark.parametrize(
    ("brush", "sentence"),
    [
        (armed("ak"), "Actinic keratosis · cryotherapy"),
        (armed("ak", Method.LASER), "Actinic keratosis · laser"),
        (armed("wart"), "Wart · cryotherapy"),
        (armed("wart_electro"), "Wart, electrosurgery"),
        (armed("wart_electro", Method.LASER), "Wart, electrosurgery · laser"),
        (armed("seen"), "Seen, not treated: will not count"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_sentence_says_what_the_next_tap_will_do(shown: Show, light: Theme, brush: Brush, sentence: str) -> None:
    made = bar(shown, light)

    made.show_brush(brush)

    assert made.sentence == sentence


def test_the_presets_carry_their_keys(shown: Show, light: Theme) -> None:
    made = bar(shown, light)

    shown_keys = {each.words: each.accessibleDescription() for each in made.buttons.values()}

    assert shown_keys == {"AK": "F2", "Wart": "F3", "SK": "F4", "Seen": "F6"}


def test_narrow_windows_leave_the_keys_out(shown: Show, light: Theme) -> None:
    made = bar(shown, light, 632)

    made.set_density(density(QSize(1024, 640), 100))

    assert {each.accessibleDescription() for each in made.buttons.values()} == {""}


@pytest.mark.parametrize("preset", PRESETS.bar, ids=lambda preset: preset.key)
def test_a_press_asks_for_the_preset_and_changes_nothing_by_itself(
    shown: Show, light: Theme, qtbot: QtBot, preset: Preset
) -> None:
    made = bar(shown, light)

    with qtbot.waitSignal(made.chosen) as asked:
        click(made.buttons[preset.key])

    assert asked.args == [preset.key]
    assert [each.words for each in made.buttons.values() if each.isChecked()] == ["AK"]


def test_the_usual_brush_leaves_the_bar_untinted(shown: Show, theme: Theme) -> None:
    made = bar(shown, theme)

    assert picture(made).pixelColor(2, 2) == theme.panel
    assert made.more.isVisible()
    assert not made.back.isVisible()


@pytest.mark.parametrize(
    ("preset", "tint"),
    [("wart", "brush_benign"), ("sk", "brush_benign"), ("seen", "brush_other"), ("ak_chemical", "brush_premalignant")],
)
def test_an_unusual_brush_tints_the_whole_bar_and_offers_the_way_back(
    shown: Show, theme: Theme, qtbot: QtBot, preset: str, tint: str
) -> None:
    made = bar(shown, theme)

    made.show_brush(armed(preset))

    ground = getattr(theme, tint)
    assert picture(made).pixelColor(2, 2) == ground
    assert picture(made).pixelColor(made.width() - 2, 2) == ground
    assert made.back.isVisible()
    assert not made.more.isVisible()
    assert made.back.words.startswith("Back to AK")
    with qtbot.waitSignal(made.reset):
        click(made.back)


@pytest.mark.parametrize("width", [776, 632, 700])
@pytest.mark.parametrize("preset", ["ak", "seen", "ak_freeze_curette", "sk_electro"])
def test_no_button_covers_another_and_the_sentence_has_room(shown: Show, light: Theme, width: int, preset: str) -> None:
    made = bar(shown, light, width)
    made.show_brush(armed(preset))

    places = [each.geometry() for each in (*made.buttons.values(), made.more, made.back) if each.isVisible()]

    assert all(made.rect().contains(place) for place in places)
    assert all(a.intersected(b).isEmpty() for i, a in enumerate(places) for b in places[i + 1 :])
    assert min(place.left() for place in places) > 150


def test_the_mark_is_drawn_before_the_sentence(shown: Show, light: Theme) -> None:
    made = bar(shown, light)

    made.show_brush(armed("wart"))

    assert light.benign.name() in colours(made, QRect(0, 0, 40, made.height()))


def test_every_preset_stands_on_the_sheet(shown: Show, light: Theme) -> None:
    made = bar(shown, light)

    click(made.more)

    assert made.sheet is not None
    assert made.sheet.isVisible()
    assert set(made.sheet.presets) == {each.key for each in PRESETS.all}


def test_the_sheet_finds_a_preset_by_what_is_typed(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = bar(shown, light)
    click(made.more)
    sheet = made.sheet
    assert sheet is not None

    type_text(sheet.search, "b07.8 electro")

    assert [each.words for each in sheet.presets.values() if each.isVisible()] == ["Wart, electrosurgery"]
    with qtbot.waitSignal(made.chosen) as asked:
        key(sheet.search, Qt.Key.Key_Return)
    assert asked.args == ["wart_electro"]
    assert not sheet.isVisible()
