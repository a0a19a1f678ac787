"""The National Provider Identifier: ten digits, the last of which checks the others.

Source: CMS, "Requirements for National Provider Identifier (NPI) and NPI Check Digit": the Luhn sum over the prefix
80840 and the ten digits ends in 0.
"""

_PREFIX = "80840"
_DIGITS = 10


def is_npi(text: str) -> bool:
    """Return whether a text is ten digits whose check digit is right, and begins with 1 or 2."""
    if len(text) != _DIGITS or not text.isascii() or not text.isdigit() or text[0] not in "12":
        return False
    total = 0
    for place, digit in enumerate(reversed(_PREFIX + text)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
