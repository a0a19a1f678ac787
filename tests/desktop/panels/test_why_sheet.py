"""Why: every reason in words, what waits, what is not reported, and the notice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.panels.why_sheet import WhySheet
from desktop.snapshot import Snapshot
from desktop.theme import Theme
from tests.desktop.hands import key
from tests.desktop.looks import Show
from tests.desktop.snapshots import Lesion, visit


def sheet(shown: Show, theme: Theme, snapshot: Snapshot, size: tuple[int, int] = (1280, 800)) -> WhySheet:
    page = QWidget()
    made = WhySheet(theme, page)
    shown(page, *size)
    made.open_for(snapshot, "Limits 2026 Q4 · pairs 2024 Q3")
    return made


def test_every_line_has_its_reason(shown: Show, light: Theme) -> None:
    texts = sheet(shown, light, visit(*[Lesion()] * 17, Lesion("wart", 2))).texts

    assert texts[0] == "Why these codes, 23 Nov 2026"
    assert texts[1] == "17004  × 1  L57.0  #1–17"
    assert texts[2] == "17 premalignant lesions: 15 or more is 17004 once, alone."
    assert texts[3].startswith("17110  × 1  59  B07.8")


def test_an_empty_visit_has_nothing_to_report(shown: Show, light: Theme) -> None:
    assert "Nothing to report." in sheet(shown, light, visit()).texts


def test_what_waits_for_an_answer_is_listed(shown: Show, light: Theme) -> None:
    texts = sheet(shown, light, visit(Lesion(), Lesion(same_as=1))).texts

    assert "Waiting for an answer" in texts
    assert any("Is 2 the same lesion as 1?" in text for text in texts)


def test_editions_and_the_notice_stand_at_the_end(shown: Show, light: Theme) -> None:
    texts = sheet(shown, light, visit(Lesion())).texts

    assert texts[-2] == "Limits 2026 Q4 · pairs 2024 Q3"
    assert texts[-1].startswith("Worked out from what was recorded. Your payer's rules come first.")


def test_there_is_no_money_and_no_hint_near_a_threshold(shown: Show, light: Theme) -> None:
    texts = " ".join(sheet(shown, light, visit(*[Lesion()] * 14)).texts).lower()

    assert not any(word in texts for word in ("$", "rvu", "one more", "payment", "fee"))


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)], ids=str)
def test_the_card_is_as_high_as_the_texts_need_and_fits(shown: Show, theme: Theme, size: tuple[int, int]) -> None:
    short = sheet(shown, theme, visit(Lesion()), size)
    asking = [Lesion(same_as=1)] * 12
    long = sheet(shown, theme, visit(*[Lesion()] * 3, Lesion("wart", 2), *asking), size)

    assert short.rect().contains(short.card.geometry())
    assert long.rect().contains(long.card.geometry())
    assert long.card.height() >= short.card.height()
    assert short.card.rect().contains(short.close_button.geometry())


def test_texts_are_plain_labels(shown: Show, light: Theme) -> None:
    made = sheet(shown, light, visit(Lesion()))

    formats = {each.textFormat() for each in made.findChildren(QLabel)}

    assert formats == {Qt.TextFormat.PlainText}


def test_the_close_button_has_the_focus_and_closes(shown: Show, light: Theme) -> None:
    made = sheet(shown, light, visit(Lesion()))
    assert made.close_button.hasFocus()

    key(made.close_button, Qt.Key.Key_Return)

    assert not made.isVisible()
