"""F3: every code line can be read, says its reason, and lights its marks."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.records import MarkId
from desktop.controls.density import Density, density
from desktop.panels.code_lines import CodeLines
from desktop.panels.code_row import CodeRow, ShownLine, fitting_diagnoses
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme
from tests.desktop.hands import click, key
from tests.desktop.looks import Show, colours, ink_box, pixels
from tests.desktop.snapshots import Lesion, visit

AK, WART = Lesion(), Lesion("wart", 2)


def codes(shown: Show, theme: Theme, snapshot: Snapshot, room: Density | None = None) -> CodeLines:
    made = CodeLines(theme)
    room = room or density(QSize(1280, 800), theme.percent)
    made.set_density(room)
    made.show_snapshot(snapshot)
    shown(made, room.panel_width, made.needed_height())
    return made


def rows(made: CodeLines) -> list[CodeRow]:
    return [each for each in made.findChildren(CodeRow) if each.isVisible()]


@pytest.mark.parametrize(
    ("count", "lines"),
    [
        (1, [("17000", "× 1", "#1")]),
        (2, [("17000", "× 1", "#1"), ("17003", "× 1", "#2")]),
        (3, [("17000", "× 1", "#1"), ("17003", "× 2", "#2–3")]),
        (14, [("17000", "× 1", "#1"), ("17003", "× 13", "#2–14")]),
        (15, [("17004", "× 1", "#1–15")]),
        (18, [("17004", "× 1", "#1–18")]),
    ],
)
def test_the_lines_read_as_the_rules_say(
    shown: Show, light: Theme, count: int, lines: list[tuple[str, str, str]]
) -> None:
    made = codes(shown, light, visit(*[AK] * count))

    assert made.shown_lines() == tuple(ShownLine(code, units, "", "L57.0", lesions) for code, units, lesions in lines)


def test_two_families_have_a_line_each_and_the_modifier(shown: Show, light: Theme) -> None:
    made = codes(shown, light, visit(*[AK] * 17, WART))

    assert made.shown_lines() == (
        ShownLine("17004", "× 1", "", "L57.0", "#1–17"),
        ShownLine("17110", "× 1", "59", "B07.8", "#18"),
    )


def test_before_the_first_lesion_it_says_so(shown: Show, theme: Theme) -> None:
    made = codes(shown, theme, visit())

    assert made.shown_lines() == ()
    assert made.accessibleName() == "Codes for 23 Nov 2026"
    below = QRect(0, theme.px(34), made.width(), made.height() - theme.px(34))
    assert ink_box(made, theme.text, below).width() > 100


def test_the_reason_is_that_of_the_first_line_until_another_is_chosen(shown: Show, light: Theme) -> None:
    made = codes(shown, light, visit(*[AK] * 17, WART))

    assert made.reason == "17 premalignant lesions: 15 or more is 17004 once, alone."

    click(rows(made)[1])

    assert made.reason.startswith("1 benign lesion: 17110 once for 1 to 14.")


def test_a_pressed_line_tells_its_marks_and_a_second_press_none(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = codes(shown, light, visit(AK, AK, AK))

    with qtbot.waitSignal(made.line_chosen) as told:
        click(rows(made)[1])
    assert told.args == [(MarkId("m0002"), MarkId("m0003"))]
    assert made.chosen_marks == (MarkId("m0002"), MarkId("m0003"))

    with qtbot.waitSignal(made.line_chosen) as told:
        click(rows(made)[1])
    assert told.args == [()]
    assert not made.chosen_marks


def test_only_one_line_is_lit(shown: Show, light: Theme) -> None:
    made = codes(shown, light, visit(AK, AK))

    click(rows(made)[0])
    click(rows(made)[1])

    assert [row.isChecked() for row in rows(made)] == [False, True]


def test_a_lit_line_has_a_ground(shown: Show, theme: Theme) -> None:
    made = codes(shown, theme, visit(AK, AK))

    made.light_line_of(MarkId("m0002"))

    assert theme.chosen.name() in colours(rows(made)[1])
    assert theme.chosen.name() not in colours(rows(made)[0])


def test_lighting_the_line_of_a_mark_tells_nothing(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = codes(shown, light, visit(AK, AK))

    with qtbot.assertNotEmitted(made.line_chosen):
        made.light_line_of(MarkId("m0002"))

    assert made.reason.startswith("2 premalignant lesions")


def test_a_doubtful_lesion_is_in_no_line_and_said_in_amber(shown: Show, theme: Theme) -> None:
    made = codes(shown, theme, visit(AK, Lesion(same_as=1)))

    assert [line.lesions for line in made.shown_lines()] == (["#1"] if not density(QSize(1280, 800), 1).tight else [])
    assert made.held == ("Is 2 the same lesion as 1? Until answered it is not in the codes.",)
    assert {theme.amber.name(), theme.amber_text.name()} <= colours(made)


def test_a_press_on_an_amber_line_opens_the_whole_reasoning(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = codes(shown, light, visit(AK, Lesion(same_as=1)))
    below_the_lines = rows(made)[-1].geometry().bottom() + 10

    with qtbot.waitSignal(made.why_asked):
        click(made, QPoint(100, below_the_lines))


def test_many_amber_lines_are_two_and_the_why_sheet_has_them_all(shown: Show, light: Theme) -> None:
    made = codes(shown, light, visit(AK, *[Lesion(same_as=1)] * 5))

    assert len(made.held) == 2
    assert made.held[1] == "4 more to settle: see Why"


def test_why_is_a_button(shown: Show, theme: Theme, qtbot: QtBot) -> None:
    made = codes(shown, theme, visit(AK))

    with qtbot.waitSignal(made.why_asked):
        made.why.setFocus()
        key(made.why, Qt.Key.Key_Return)


def test_lines_are_34_px_high_and_30_when_more_than_four_or_short(shown: Show, light: Theme) -> None:
    tall = codes(shown, light, visit(AK))
    short = codes(shown, light, visit(AK), density(QSize(1280, 640), 100))

    assert (rows(tall)[0].height(), rows(short)[0].height()) == (34, 30)


def test_every_line_is_visible_at_every_size_of_text(shown: Show, theme: Theme) -> None:
    made = codes(shown, theme, visit(*[AK] * 3, WART, Lesion("sk")))

    assert [line.code for line in made.shown_lines()] == ["17000", "17003", "17110"]


def test_a_new_height_is_told(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = codes(shown, light, visit(AK))

    with qtbot.waitSignal(made.resized):
        made.show_snapshot(visit(AK, AK))
    with qtbot.assertNotEmitted(made.resized):
        made.show_snapshot(visit(AK, AK))


def test_large_text_leaves_codes_units_and_modifiers(shown: Show, light: Theme) -> None:
    tight = density(QSize(1280, 800), 150)
    made = codes(shown, light, visit(*[AK] * 17, WART), tight)
    row = rows(made)[1]

    right_half = QRect(row.width() // 2, 0, row.width() // 2, row.height())

    assert ink_box(row, light.text_2, right_half).isEmpty()
    assert made.shown_lines()[1].modifiers == "59"


def test_a_row_says_everything_to_assistive_technology(shown: Show, light: Theme) -> None:
    made = codes(shown, light, visit(AK, AK, AK))

    assert rows(made)[1].accessibleName() == "17003 × 2 L57.0 #2–3"


def test_many_lesions_do_not_run_into_the_diagnosis(shown: Show, light: Theme) -> None:
    page = QWidget()
    row = CodeRow(light, page)
    row.setGeometry(0, 0, 371, 34)
    shown(page, 371, 34)
    row.show_line(ShownLine("17110", "× 1", "59", "B07.8, L82.1, B08.1", "#1, 3, 5, 7, 9, 11, 13, 15, 17, 19"), ())

    rest = pixels(row, QRect(192, 4, 168, 26))
    painted = (rest != rest[0, 0]).any(axis=0)
    gaps = "".join("#" if each else "." for each in painted).strip(".").split("#")
    assert max(len(gap) for gap in gaps) >= 8
    assert "#1, 3, 5" in row.toolTip()


@pytest.mark.parametrize(
    ("room", "text"),
    [(400, "B07.8, L82.1, B08.1"), (115, "B07.8, L82.1 +1"), (70, "B07.8 +2"), (10, "B07.8 +2")],
)
def test_diagnoses_are_whole_and_those_left_out_are_counted(light: Theme, room: int, text: str) -> None:
    metrics = QFontMetrics(light.font(Role.REASON))

    assert fitting_diagnoses("B07.8, L82.1, B08.1", metrics, room) == text


def test_one_diagnosis_is_never_shortened(light: Theme) -> None:
    assert fitting_diagnoses("L57.0", QFontMetrics(light.font(Role.REASON)), 1) == "L57.0"


def test_tab_goes_from_why_through_the_lines(shown: Show, light: Theme) -> None:
    made = codes(shown, light, visit(*[AK] * 3, WART))
    made.why.setFocus()
    order = []

    for _ in range(3):
        key(made.window().focusWidget() or made, Qt.Key.Key_Tab)
        focused = made.window().focusWidget()
        order.append(focused.line.code if isinstance(focused, CodeRow) else "")

    assert order == ["17000", "17003", "17110"]
