"""Text for people: translation, plain text in places that would read markup, and the words for dates and times."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
"""``translate("Context", "literal")``: for texts outside a QObject. Never an f-string: it would not be found."""


# as html.escape would, which loads every entity there is before the first frame
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def plain_tip(text: str) -> str:
    """Return markup that shows `text` literally in a tool tip, which would otherwise read tags and entities in it."""
    return f'<p style="white-space:pre-wrap">{text.translate(_MARKUP)}</p>' if text else ""


def button_text(text: str) -> str:
    """Return `text` for a native button or menu, where a single & would become a shortcut."""
    return text.replace("&", "&&")


def day(when: date) -> str:
    """Return a date as read in the clinic: ``3 Apr 1951``."""
    return f"{when.day} {_month(when.month)} {when.year}"


def clock(when: datetime) -> str:
    """Return the local time of an aware time: ``10:42:07``."""
    return when.astimezone().strftime("%H:%M:%S")


def age(born: date, on: date) -> int:
    """Return full years of life on a day; never below zero."""
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def _month(number: int) -> str:
    months = translate("Dates", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return months[number - 1]
