"""File names that hold no patient's name and can do no harm, and files that are whole or not there."""

import errno
import os
import tempfile
import unicodedata
from datetime import date
from pathlib import Path

_LONGEST = 60
_SHORT_ID = 8
_FORBIDDEN = '<>:"/\\|?*'
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.EROFS: "the folder may not be written to",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "the folder is not there",
    errno.EISDIR: "a folder has that name",
}


class ExportFailed(Exception):  # noqa: N818 - says what happened, like the store's errors
    """A file could not be made or written; nothing half-written was left. Its text is for people."""


def default_name(visit: str, date_of_service: date, kind: str = "pdf") -> str:
    """Return the name offered for an export: ``encounter-1a2b3c4d-2026-11-23.pdf``. It names no patient.

    The last digits of the visit's id are taken: its first ones are the time, alike in all visits of an hour.
    """
    return safe_name(f"encounter-{visit[-_SHORT_ID:]}-{date_of_service:%Y-%m-%d}.{kind}")


def safe_name(wanted: str) -> str:
    """Return a file name that every system takes and that stays in its folder: at most 60 characters."""
    text = unicodedata.normalize("NFC", wanted)
    kept = "".join("_" if each in _FORBIDDEN else each for each in text if unicodedata.category(each)[0] != "C")
    stem, dot, suffix = kept.strip(" ._").rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    ending = f".{suffix}" if suffix else ""
    stem = stem[: max(1, _LONGEST - len(ending))].strip(" ._") or "export"
    if stem.split(".")[0].upper() in _RESERVED:
        stem = f"export_{stem}"
    return f"{stem}{ending}"[:_LONGEST].rstrip(" .")


def write(target: Path, content: bytes) -> None:
    """Write a file whole: a private file beside it is filled, brought to the disk and put in its place in one step.

    Raises ExportFailed; then an older file of that name is as it was, and nothing half-written is left.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".export-", dir=target.parent)
    except OSError as error:
        raise _failed(target, error) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _failed(target, error) from error


def _failed(target: Path, error: OSError) -> ExportFailed:
    reason = _REASONS.get(error.errno or 0, "the disk did not take it")
    return ExportFailed(f"{target.name} could not be written: {reason}. Nothing half-written was left.")
