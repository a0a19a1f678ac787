"""The summary as a PDF file. A name that the shipped fonts can't show never stops it: each rung gives up a little more."""

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache

from desktop.atlas.plate import Plate
from desktop.export.files import ExportFailed
from desktop.export.sheet import sheet
from desktop.note import plain
from desktop.note.content import Record
from resources import files

_FONTS = "fonts"
_MEASURED = "fonts/Inter-Regular.otf"
_REPLACEMENT = "\N{WHITE SQUARE}"
_ARCHIVE = ("a-3a", "ua-1")


class Rung(Enum):
    """What had to be given up for a record: nothing; the same look on every computer; some letters; the archive format."""

    SHIPPED_FONTS = 1
    SYSTEM_FONTS = 2
    REPLACED_LETTERS = 3
    PLAIN = 4


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF file's bytes, and what had to be given up for it.

    The file is PDF/A-3a and PDF/UA-1, but for Rung.PLAIN. It carries the note as text, where every name stands in full.
    """

    content: bytes
    rung: Rung


def pdf(record: Record, plates: Sequence[Plate], timestamp: datetime) -> PdfResult:
    """Return the summary of a visit as a PDF on US letter. `timestamp` is aware.

    The same record, plates and timestamp give the same bytes, but with Rung.SYSTEM_FONTS, where the computer's fonts
    decide. Raises ExportFailed if not even a plain PDF can be made.
    """
    data = asdict(sheet(record, plates, timestamp, plain.text(record), files.read_bytes))
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace").decode("utf-8")
    for rung in Rung:
        if rung is Rung.SHIPPED_FONTS and not _shown(text):
            continue
        content = _compiled(_replaced(text) if rung is Rung.REPLACED_LETTERS else text, rung, timestamp)
        if content:
            return PdfResult(content, rung)
    raise ExportFailed("The PDF could not be made. The note can still be copied as text.")


def _compiled(data: str, rung: Rung, timestamp: datetime) -> bytes | None:
    """Return the PDF, or None if this rung can't show something."""
    import typst  # noqa: PLC0415 - 80 MB that only an export needs

    try:
        made = typst.compile(
            files.read_bytes("export/summary.typ"),
            format="pdf",
            font_paths=[str(files.path(_FONTS))],
            ignore_system_fonts=rung in (Rung.SHIPPED_FONTS, Rung.REPLACED_LETTERS),
            sys_inputs={"data": data},
            pdf_standards=["1.7"] if rung is Rung.PLAIN else list(_ARCHIVE),
            timestamp=timestamp.astimezone(UTC),
        )
    except typst.TypstError:
        return None
    return bytes(made)


def _shown(text: str) -> bool:
    return _letters().issuperset(map(ord, text))


def _replaced(text: str) -> str:
    """Return a JSON text with a box for every letter the shipped fonts lack; the note that is attached keeps them all."""
    data = json.loads(text)
    note = data.pop("note")
    known = _letters()
    shown = "".join(each if ord(each) in known else _REPLACEMENT for each in json.dumps(data, ensure_ascii=False))
    return json.dumps(json.loads(shown) | {"note": note}, ensure_ascii=False, sort_keys=True)


@cache
def _letters() -> frozenset[int]:
    """Return the code points the shipped font has a glyph for: its character map of format 12 (OpenType, cmap)."""
    font = files.read_bytes(_MEASURED)
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4s4xI", font, 12 + 16 * index) for index in range(tables))
    cmap = next(offset for tag, offset in entries if tag == b"cmap")
    maps = struct.unpack_from(">H", font, cmap + 2)[0]
    offsets = (cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * index)[0] for index in range(maps))
    wide = next(offset for offset in offsets if struct.unpack_from(">H", font, offset)[0] == 12)
    groups = struct.unpack_from(">I", font, wide + 12)[0]
    found: set[int] = set()
    for index in range(groups):
        first, last = struct.unpack_from(">II", font, wide + 16 + 12 * index)
        found.update(range(first, last + 1))
    return frozenset(found)
