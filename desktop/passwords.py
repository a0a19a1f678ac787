"""What makes a password or a PIN, and the words where one does not.

Long enough and not to be guessed at once; no rules of composition (NIST SP 800-63B, section 5.1.1.2).
"""

import re
import unicodedata
from collections.abc import Sequence

from db.texts import fold
from desktop.messages import translate

SHORTEST = 15
"""Letters a password has at least."""
LONGEST = 500
PIN_DIGITS = (4, 8)
"""How many digits a PIN has, at least and at most."""
_NAME = 4
"""Letters of a name that is looked for inside a password; a shorter one stands in every sentence."""
_LEFT_OVER = 4
"""Letters beside the practice's names that make them no password yet: a year, an exclamation mark."""
_RUNS = ("01234567890", "09876543210")


def problem_with_password(text: str, names: Sequence[str] = ()) -> str:
    """Return why this can't be a password; empty if it can. `names` are those of the practice and its people."""
    length = len(unicodedata.normalize("NFC", text))
    if length < SHORTEST:
        words = translate("Passwords", "The password has {count} letters. It needs at least {least}.")
        return words.format(count=length, least=SHORTEST)
    if length > LONGEST:
        return translate("Passwords", "The password is longer than {most} letters.").format(most=LONGEST)
    if len(set(text.casefold())) == 1:
        return translate("Passwords", "The password is one letter repeated. Take a sentence of your own.")
    if _is_names(_squeezed(text), names):
        return translate("Passwords", "The password is little more than a name of this practice. Take another one.")
    return ""


def problem_with_pin(text: str) -> str:
    """Return why this can't be a PIN; empty if it can: 4 to 8 digits, not all alike and not counted up or down."""
    least, most = PIN_DIGITS
    if not (least <= len(text) <= most and text.isascii() and text.isdigit()):
        return translate("Passwords", "A PIN has {least} to {most} digits.").format(least=least, most=most)
    if len(set(text)) == 1 or any(text in run for run in _RUNS):
        return translate("Passwords", "This PIN is guessed at once. Take another one.")
    return ""


def _is_names(squeezed: str, names: Sequence[str]) -> bool:
    """Say whether a password is names one after the other, or hardly anything beside longer ones."""
    found = {_squeezed(part) for name in names for part in (name, *name.split())} - {""}
    if not found or not squeezed:
        return False
    long = {each for each in found if len(each) >= _NAME}
    return not _without(squeezed, found) or len(_without(squeezed, long)) <= _LEFT_OVER


def _without(text: str, names: set[str]) -> str:
    """Return a text with all names taken out of it, the longest first."""
    if not names:
        return text
    return re.sub("|".join(map(re.escape, sorted(names, key=len, reverse=True))), "", text)


def _squeezed(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    return "".join(each for each in fold(text) if each.isalnum())
