"""F5: the ten boxes, what is open, and the one next step."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from desktop.controls.buttons import Look
from desktop.controls.density import density
from desktop.panels.next_step import NextStep
from desktop.snapshot import Snapshot
from desktop.theme import Theme
from resources.terms import Side
from tests.desktop.hands import click, key
from tests.desktop.looks import Show, colours
from tests.desktop.snapshots import WHITFIELD, Lesion, visit


def step(shown: Show, theme: Theme, snapshot: Snapshot, width: int = 371) -> NextStep:
    made = NextStep(theme)
    made.set_density(density(QSize(1280, 800), theme.percent))
    shown(made, theme.px(width), made.needed_height())
    made.show_snapshot(snapshot)
    return made


def done(made: NextStep) -> list[int]:
    return [box.item.number for box in made.boxes if box.item and box.item.done]


def test_an_empty_visit_has_two_boxes_done_and_an_outlined_button(shown: Show, light: Theme) -> None:
    made = step(shown, light, visit())

    assert done(made) == [1, 2]
    assert made.open_text == "8 still open"
    assert made.step.look is Look.OUTLINED


def test_three_lesions_leave_only_the_texts_open_and_fill_the_button(shown: Show, light: Theme) -> None:
    made = step(shown, light, visit(Lesion(), Lesion(), Lesion()))

    assert done(made) == [1, 2, 3, 4, 5, 6]
    assert made.open_text == "4 open: why treated, how it went, instructions, +1"
    assert made.step.look is Look.PRIMARY


@pytest.mark.parametrize(
    ("asking", "number"),
    [(Lesion(same_as=1), 4), (Lesion(side=Side.UNSAID), 5)],
    ids=["same lesion?", "which side?"],
)
def test_a_question_about_the_count_outlines_the_button(shown: Show, light: Theme, asking: Lesion, number: int) -> None:
    made = step(shown, light, visit(Lesion(), asking))

    assert number not in done(made)
    assert made.open_text == "To settle: 2. 5 open"
    assert made.step.look is Look.OUTLINED


def test_many_questions_are_named_as_far_as_they_fit(shown: Show, light: Theme) -> None:
    made = step(shown, light, visit(Lesion(), *[Lesion(same_as=1)] * 12))

    assert made.open_text == "To settle: 2, 3, 4, 5, +8. 5 open"


def test_a_missing_record_number_opens_the_first_box(shown: Show, light: Theme) -> None:
    made = step(shown, light, visit(Lesion(), who=replace(WHITFIELD, mrn="")))

    assert 1 not in done(made)
    assert made.boxes[0].accessibleName() == "1 Patient, open: second identifier missing"


def test_boxes_say_what_they_are_by_more_than_colour(shown: Show, theme: Theme) -> None:
    made = step(shown, theme, visit(Lesion()))

    assert made.boxes[0].accessibleName().startswith("1 Patient, done: Whitfield, Eleanor")
    assert theme.green_text.name() in colours(made.boxes[0])
    assert theme.amber_text.name() in colours(made.boxes[9])


def test_a_box_goes_to_its_item(shown: Show, light: Theme, qtbot: QtBot) -> None:
    made = step(shown, light, visit(Lesion()))

    with qtbot.waitSignal(made.item_chosen) as asked:
        click(made.boxes[6])

    assert asked.args == [7]


def test_the_step_copies_the_note_and_the_pdf_stands_beside_it(shown: Show, theme: Theme, qtbot: QtBot) -> None:
    made = step(shown, theme, visit(Lesion()))

    with qtbot.waitSignal(made.copy_note):
        click(made.step)
    with qtbot.waitSignal(made.save_pdf):
        made.pdf.setFocus()
        key(made.pdf, Qt.Key.Key_Return)

    assert made.step.words.startswith("Copy note")
    assert made.pdf.words == "PDF"


@pytest.mark.parametrize("width", [319, 371, 459])
def test_everything_has_its_place_at_every_size_of_text(shown: Show, theme: Theme, width: int) -> None:
    made = step(shown, theme, visit(Lesion()), width)
    parts = [*(box.geometry() for box in made.boxes), made.step.geometry(), made.pdf.geometry()]

    assert len(made.boxes) == 10
    assert all(made.rect().contains(each) for each in parts)
    assert all(a.intersected(b).isEmpty() for i, a in enumerate(parts) for b in parts[i + 1 :])


def test_the_words_follow_the_width(shown: Show, light: Theme) -> None:
    made = step(shown, light, visit(Lesion()))

    made.resize(600, made.height())

    assert made.open_text == "4 open: why treated, how it went, instructions, signature"
    assert made.step.words == "Copy note  Ctrl+Shift+C"
