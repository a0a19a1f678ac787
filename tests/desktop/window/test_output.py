"""What leaves the visit: the note on the clipboard, the PDF in a file."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from resources.terms import Side
from tests.desktop.window.conftest import LEFT, Hands


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_one_key_copies_the_note_as_text_and_html(visit: Hands) -> None:
    visit.call_out("3 left temple")
    visit.call_out("2 warts right thumb")

    visit.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    copied = QApplication.clipboard().mimeData()
    lines = copied.text().splitlines()
    assert lines[0].startswith("Patient: Whitfield, Eleanor (MRN 48213)")
    assert "DRAFT" in lines[0]
    assert lines[1].startswith("Date of service: ")
    assert "DRAFT" in lines[-1]
    for words in ("left temple x3", "right thumb x2", "cryotherapy", "L57.0", "B07.8", "17000", "17003", "17110"):
        assert words in copied.text()
        assert words in copied.html()
    assert visit.said == "Note copied: 5 treated"


def test_the_one_next_step_copies_the_note(visit: Hands) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    QApplication.clipboard().clear()

    QTest.mouseClick(visit.screen.panel.step.step, LEFT)

    assert "left medial malar cheek" in QApplication.clipboard().text()


@pytest.fixture
def chosen_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers the file dialog, and keeps what was offered."""
    offered: list[str] = []

    def answer(_parent: object, _title: str, offer: str, _kinds: str) -> tuple[str, str]:
        offered.append(offer)
        return str(tmp_path / "out" / "summary.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def test_the_pdf_says_what_the_panel_says(visit: Hands, chosen_file: list[str], tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "out").mkdir()
    visit.call_out("15 left temple")

    with qtbot.waitSignal(visit.visit.output.saved, timeout=20_000):
        visit.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    words = text_of(tmp_path / "out" / "summary.pdf")
    assert "Whitfield" not in Path(chosen_file[0]).name
    for part in (
        "Whitfield, Eleanor",
        "48213",
        "17004",
        "15 premalignant lesions",
        "left temple",
        "DRAFT",
        "patient's",
    ):
        assert part in words
    assert visit.said == "PDF saved: summary.pdf"


def test_a_pdf_that_cant_be_written_says_so_and_leaves_nothing(
    visit: Hands, chosen_file: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    assert chosen_file == []
    visit.tap("malar_cheek_medial", Side.LEFT)

    with qtbot.waitSignal(visit.visit.output.failed, timeout=20_000):
        visit.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert "summary.pdf could not be written" in visit.said
    assert "Nothing half-written was left" in visit.said
    assert not (tmp_path / "out").exists()


def test_nothing_is_saved_when_no_file_is_chosen(visit: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    visit.tap("malar_cheek_medial", Side.LEFT)
    before = visit.said

    visit.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert visit.said == before
