"""The recovery key is shown once, kept by a person, and then forgotten."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.people.recovery_card import RecoveryCard

KEY = "MFRG-GZDF-MZTW-Q2LK-NNWG-23TP-OBYX-I43U"
PRACTICE = "O'Brien <b>|^&~\\ 李"


@pytest.fixture
def card(qtbot: QtBot) -> RecoveryCard:
    made = RecoveryCard(theme.LIGHT)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_key(KEY, PRACTICE)
    made.show()
    made.focus_first()
    return made


def _inked(image: QImage) -> int:
    dark = 0
    for y in range(0, image.height(), 2):
        dark += sum(image.pixelColor(x, y).lightness() < 80 for x in range(0, image.width(), 2))
    return dark


def test_the_key_is_painted_and_can_be_read_aloud(card: RecoveryCard) -> None:
    shown = _inked(card.key.grab().toImage())
    card.key.show_text("")

    assert shown > 400 > _inked(card.key.grab().toImage())


def test_it_is_spelled_for_a_screen_reader(card: RecoveryCard) -> None:
    assert card.key.accessibleName().startswith("M F R G, G Z D F, ")


def test_enter_goes_on(card: RecoveryCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.kept):
        QTest.keyClick(card.written, Qt.Key.Key_Return)


def test_a_file_with_the_key_is_its_owners_only_and_the_card_stays(
    card: RecoveryCard, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "key.txt"

    with qtbot.assertNotEmitted(card.kept):
        card.write(path)

    assert card.problem.text == "Saved as key.txt."
    assert card.key.text == KEY
    assert path.read_text("utf-8") == f"Dermtally recovery key of {PRACTICE}\n\n{KEY}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_cant_be_written_is_said_and_the_card_stays(
    card: RecoveryCard, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(card.kept):
        card.write(tmp_path / "nowhere" / "key.txt")

    assert "key.txt could not be written" in card.problem.text
    assert card.problem.text.endswith("Write the key down instead.")
    assert card.key.text == KEY


def test_it_is_printed(card: RecoveryCard, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "key.pdf"))

    with qtbot.assertNotEmitted(card.kept):
        card.print_on(printer)

    assert card.problem.text.startswith("Sent to the printer.")

    assert (tmp_path / "key.pdf").stat().st_size > 1000


def test_it_is_forgotten_when_it_leaves_the_screen(card: RecoveryCard) -> None:
    card.hide()

    assert card.key.text == ""
    assert KEY not in card.key.accessibleName()
