"""Colours hold their contrast, families their hues, and text grows as far as it may."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.theme import DARK, LIGHT, Role, Theme, Tone, mm
from resources.presets import load_presets

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def brightness(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    dark, bright = sorted((brightness(one), brightness(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@BOTH
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text", "panel"),
        ("text", "window"),
        ("text", "back_view"),
        ("text", "chosen"),
        ("text", "hover"),
        ("text", "brush_premalignant"),
        ("text", "brush_benign"),
        ("text", "brush_other"),
        ("text_2", "panel"),
        ("text_2", "window"),
        ("on_act", "act"),
        ("act", "panel"),
        ("amber_text", "amber"),
        ("amber_text", "panel"),
        ("red_text", "red"),
        ("green_text", "green"),
        ("on_signed", "signed"),
        ("on_demo", "demo"),
    ],
)
def test_every_text_can_be_read_on_its_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("part", ["edge", "act", "amber_edge", "green_icon", "red_text"])
def test_every_edge_stands_out_from_the_panel(theme: Theme, part: str) -> None:
    assert contrast(getattr(theme, part), theme.panel) >= 3


@pytest.mark.parametrize("family", ["premalignant", "benign", "malignant", "other"])
def test_white_numbers_can_be_read_on_every_filled_mark(family: str) -> None:
    assert contrast(LIGHT.paper, LIGHT.hue(family)) >= 4.5


@BOTH
def test_tints_of_open_visits_differ(theme: Theme) -> None:
    assert len({tint.name() for tint in theme.tints}) == 3


def test_tints_of_open_visits_stand_out_from_the_panel() -> None:
    assert all(contrast(tint, LIGHT.panel) >= 3 for tint in LIGHT.tints)


def test_marks_have_the_same_colours_in_both_themes() -> None:
    on_skin = ("ink", "paper", "premalignant", "benign", "cancer", "sampled", "other", "signed", "demo")

    assert all(getattr(LIGHT, name) == getattr(DARK, name) for name in on_skin)


def test_the_dark_tints_are_a_quarter_lighter() -> None:
    assert DARK.tints[0].name() == "#4a9292"


@pytest.mark.parametrize("preset", load_presets().all, ids=lambda preset: preset.key)
def test_every_preset_takes_the_hue_of_its_category(preset: object) -> None:
    key, category = preset.family, preset.category  # type: ignore[attr-defined]
    expected = LIGHT.sampled if category is None else LIGHT.hue(category.value)

    assert LIGHT.hue(key) == expected


def test_an_unknown_family_is_other() -> None:
    assert LIGHT.hue("something new") == LIGHT.other
    assert LIGHT.brush_tint("something new") == LIGHT.brush_other


@pytest.mark.parametrize("tone", list(Tone))
@BOTH
def test_every_tone_can_be_read_on_its_own_ground(theme: Theme, tone: Tone) -> None:
    assert contrast(theme.writing(tone), theme.ground(tone)) >= 4.5


@pytest.mark.parametrize(("asked", "given"), [(50, 100), (100, 100), (150, 150), (200, 200), (400, 200)])
def test_text_is_100_to_200_per_cent(asked: int, given: int) -> None:
    assert LIGHT.at(asked).percent == given


def test_a_font_has_its_roles_size_and_weight(qapp: QApplication) -> None:
    themes.apply(qapp, LIGHT)

    hero = LIGHT.font(Role.HERO)

    assert (hero.pixelSize(), hero.weight()) == (96, 700)
    assert LIGHT.at(200).font(Role.BODY).pixelSize() == 30
    assert LIGHT.at(200).font(Role.HERO, at_most=125).pixelSize() == 120


def test_nothing_is_smaller_than_12_px() -> None:
    assert min(role.value[0] for role in Role) == 12


def test_the_shipped_font_is_the_one_that_is_used(qapp: QApplication) -> None:
    themes.apply(qapp, LIGHT)

    assert QFontInfo(LIGHT.font(Role.BODY)).family() == "Inter"


def test_figures_that_change_stand_in_columns(qapp: QApplication) -> None:
    themes.apply(qapp, LIGHT)
    metrics = QFontMetrics(LIGHT.font(Role.HERO))

    assert metrics.horizontalAdvance("11") == metrics.horizontalAdvance("88")


@pytest.mark.parametrize("letter", ["I", "l"])
def test_capital_i_has_its_bars_and_small_l_its_tail(qapp: QApplication, letter: str) -> None:
    themes.apply(qapp, LIGHT)
    usual = QFont("Inter")
    usual.setPixelSize(15)

    wide = QFontMetrics(LIGHT.font(Role.BODY)).horizontalAdvance(letter * 20)

    assert wide > QFontMetrics(usual).horizontalAdvance(letter * 20)


def test_a_font_handed_out_can_be_changed_without_changing_the_next(qapp: QApplication) -> None:
    themes.apply(qapp, LIGHT)

    LIGHT.font(Role.BODY).setPixelSize(99)

    assert LIGHT.font(Role.BODY).pixelSize() == 15


def test_a_theme_holds_nothing_but_colours_and_its_size() -> None:
    kinds = {each.name: each.type for each in fields(Theme)}

    assert {name for name, kind in kinds.items() if kind not in (QColor, "QColor")} == {"dark", "tints", "percent"}


def test_millimetres_follow_the_screen(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    dpi = widget.screen().physicalDotsPerInch()
    believed = dpi if 60 <= dpi <= 400 else 96

    assert mm(widget, 25.4) == round(believed)
