"""F1: the number is the count, and never changes its colour or its size."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics

from desktop.controls.density import Density, density
from desktop.panels.count_panel import CountPanel
from desktop.theme import Role, Theme
from tests.desktop.looks import Show, colours, ink_box
from tests.desktop.snapshots import Lesion, visit

AK, WART = Lesion(), Lesion("wart", 2)


def panel(shown: Show, theme: Theme, *lesions: Lesion, room: Density | None = None) -> CountPanel:
    made = CountPanel(theme)
    room = room or density(QSize(1280, 800), theme.percent)
    made.set_density(room)
    shown(made, room.panel_width, made.needed_height())
    made.show_snapshot(visit(*lesions))
    return made


@pytest.mark.parametrize(
    ("lesions", "number", "spoken"),
    [
        ([], "0", "0 treated"),
        ([AK], "1", "1 actinic keratosis"),
        ([AK] * 3, "3", "3 actinic keratoses"),
        ([AK] * 17 + [WART] * 2, "17", "17 actinic keratoses, 2 warts"),
        ([WART] * 2, "2", "2 warts"),
        ([WART, AK], "1", "1 actinic keratosis, 1 wart"),
        ([AK, Lesion("seen")], "1", "1 actinic keratosis, 1 seen, not treated"),
        ([Lesion("seen")] * 2, "0", "2 seen, not treated"),
        ([AK, WART, Lesion("wart", 2, same_as=2)], "1", "1 actinic keratosis, 1 wart +1?"),
    ],
)
def test_the_number_is_the_count_of_the_practices_own_family(
    shown: Show, light: Theme, lesions: list[Lesion], number: str, spoken: str
) -> None:
    made = panel(shown, light, *lesions)

    assert made.number == number
    assert made.accessibleName() == spoken


def test_a_doubtful_one_is_counted_apart(shown: Show, light: Theme) -> None:
    made = panel(shown, light, *[AK] * 17, Lesion(same_as=1))

    assert made.number == "17"
    assert made.accessibleName() == "17 actinic keratoses +1?"
    assert light.amber_text.name() in colours(made)


def hero(made: CountPanel, theme: Theme) -> QRect:
    """The box of the number's ink."""
    role = Role.HERO_SHORT if made.height() < theme.px(132) else Role.HERO
    two_figures = QFontMetrics(theme.font(role, at_most=125)).horizontalAdvance("88")
    return ink_box(made, theme.text, QRect(0, 0, 12 + two_figures, made.height() - 1))


def test_the_number_keeps_its_height_and_colour_at_every_value(shown: Show, theme: Theme) -> None:
    boxes = [hero(panel(shown, theme, *[AK] * count), theme) for count in (10, 11, 14, 15, 18)]

    # round figures reach a little over flat ones
    assert max(box.height() for box in boxes) - min(box.height() for box in boxes) <= 3
    assert min(box.height() for box in boxes) > 60


def test_nothing_celebrates_the_fifteenth(shown: Show, light: Theme) -> None:
    after = colours(panel(shown, light, *[AK] * 15))

    assert not {light.green.name(), light.green_icon.name(), light.amber.name(), light.act.name()} & after


def test_short_windows_have_a_72_px_number_in_104_px(shown: Show, light: Theme) -> None:
    tall = panel(shown, light, *[AK] * 11)
    short = panel(shown, light, *[AK] * 11, room=density(QSize(1280, 640), 100))

    assert (tall.height(), short.height()) == (132, 104)
    ratio = hero(short, light).height() / hero(tall, light).height()
    assert ratio == pytest.approx(72 / 96, abs=0.03)


def test_many_families_are_gathered_in_the_last_row(shown: Show, light: Theme) -> None:
    presets = ("ak", "wart", "sk", "molluscum", "benign_other")

    made = panel(shown, light, *(Lesion(each) for each in presets))

    assert made.accessibleName() == (
        "1 actinic keratosis, 1 wart, 1 seborrheic keratosis, 2 others: 1 molluscum lesion, 1 other benign lesion"
    )


def test_families_carry_their_marks(shown: Show, light: Theme) -> None:
    made = panel(shown, light, AK, WART)

    assert light.benign.name() in colours(made)


def test_the_empty_count_says_what_to_do(shown: Show, theme: Theme) -> None:
    made = panel(shown, theme)

    side = QRect(made.width() // 2, 0, made.width() // 2, made.height())
    assert ink_box(made, theme.text_2, side).width() > 40
