"""Plain text stays plain, and dates and times read as in the clinic."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.messages import age, button_text, clock, day, plain_tip, translate


@pytest.mark.parametrize("text", ["O'Brien <b>|^&~\\ 李", "#set", "&amp; <img src=x>", "two  spaces\nand a line"])
def test_a_tip_shows_markup_literally(qapp: QApplication, text: str) -> None:
    document = QTextDocument()

    document.setHtml(plain_tip(text))

    assert document.toPlainText().strip() == text
    assert qapp is not None


def test_an_empty_tip_is_no_tip() -> None:
    assert plain_tip("") == ""


def test_an_ampersand_on_a_button_is_no_shortcut() -> None:
    assert button_text("Smith & Sons") == "Smith && Sons"


@pytest.mark.parametrize(
    ("when", "words"),
    [(date(1951, 4, 3), "3 Apr 1951"), (date(2026, 12, 31), "31 Dec 2026"), (date(2026, 1, 1), "1 Jan 2026")],
)
def test_a_date_reads_as_in_the_clinic(when: date, words: str) -> None:
    assert day(when) == words


def test_every_month_has_a_name_of_its_own() -> None:
    assert len({day(date(2026, month, 1)) for month in range(1, 13)}) == 12


def test_a_time_is_local_and_has_seconds() -> None:
    here = datetime(2026, 11, 23, 10, 42, 7).astimezone()

    assert clock(here.astimezone(UTC)) == "10:42:07"


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(1951, 4, 3), date(2026, 4, 2), 74),
        (date(1951, 4, 3), date(2026, 4, 3), 75),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2030, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_age_is_in_full_years(born: date, on: date, years: int) -> None:
    assert age(born, on) == years


def test_a_text_without_translation_is_itself() -> None:
    assert translate("Nowhere", "No such text.") == "No such text."
