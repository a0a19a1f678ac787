"""Which Dermtally this is, as the record remembers it: a number that even an older program can read."""

import re
from importlib.metadata import PackageNotFoundError, version

_LEADING = re.compile(r"(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?")


def this_program() -> str:
    """Return this program's version, ``0.1.0``; an empty text if it was never installed."""
    try:
        return version("dermtally")
    except PackageNotFoundError:
        return ""


def to_number(program: str) -> int:
    """Return a version as one number, ``1.6.2`` as 1006002; 0 if it is unknown."""
    found = _LEADING.match(program)
    if found is None:
        return 0
    major, minor, patch = (int(part or 0) for part in found.groups())
    return (major * 1000 + minor) * 1000 + patch


def to_version(number: int) -> str:
    """Return the version a number of :func:`to_number` stands for; an empty text for 0 and below."""
    if number <= 0:
        return ""
    return f"{number // 1_000_000}.{number // 1000 % 1000}.{number % 1000}"
