"""The summary as a PDF file. A name the shipped fonts can't show never stops it: each rung gives up a little more."""

import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache

from desktop.atlas.plate import Plate
from desktop.export.backdrop import Backdrop, shipped
from desktop.export.files import ExportFailed
from desktop.export.sheet import sheet
from desktop.note import plain
from desktop.note.content import Record
from resources import files

_FONTS = "fonts"
_MEASURED = "fonts/Inter-Regular.otf"
_NOT_MADE = "The PDF could not be made. The note can still be copied as text."
_REPLACEMENT = "\N{WHITE SQUARE}"


class Rung(Enum):
    """What had to be given up: nothing; the same look on every computer; some letters; the archive format."""

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


def pdf(record: Record, plates: Sequence[Plate], backdrop: Callable[[Plate], Backdrop] = shipped) -> PdfResult:
    """Return the summary of a visit as a PDF on US letter. `backdrop` gives the picture behind a map.

    The same record and plates give the same bytes, but with Rung.SYSTEM_FONTS, where the computer's fonts decide.
    Raises RecordDisagrees if the plates show other lesions than the record, ExportFailed if not even a plain PDF can be
    made.
    """
    data = asdict(sheet(record, plates, plain.text(record), backdrop))
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for rung in Rung:
        if rung is Rung.SHIPPED_FONTS and not _shown(text):
            continue
        content = _compiled(_replaced(text) if rung is Rung.REPLACED_LETTERS else text, rung, record.written)
        if content:
            return PdfResult(content, rung)
    raise ExportFailed(_NOT_MADE)


def _compiled(data: str, rung: Rung, written: datetime) -> bytes | None:
    """Return the PDF, or None if this rung can't show something."""
    try:
        import typst  # noqa: PLC0415 - 80 MB that only an export needs
    except ImportError as error:
        raise ExportFailed(_NOT_MADE) from error
    system = rung not in (Rung.SHIPPED_FONTS, Rung.REPLACED_LETTERS)
    try:
        return typst.compile(
            files.read_bytes("export/summary.typ"),
            format="pdf",
            font_paths=typst.Fonts(include_system_fonts=system, font_paths=[str(files.path(_FONTS))]),
            sys_inputs={"data": data},
            pdf_standards="1.7" if rung is Rung.PLAIN else ["a-3a", "ua-1"],
            timestamp=written.astimezone(UTC),
        )
    except typst.TypstError:
        return None


def _shown(text: str) -> bool:
    return _letters().issuperset(text)


def _replaced(text: str) -> str:
    """Return a JSON text with a box for every letter the shipped fonts lack; the attached note keeps them all."""
    data = json.loads(text)
    note = data.pop("note")
    shown = json.dumps(data, ensure_ascii=False)
    boxes = str.maketrans(dict.fromkeys(set(shown) - _letters(), _REPLACEMENT))
    return json.dumps(json.loads(shown.translate(boxes)) | {"note": note}, ensure_ascii=False, sort_keys=True)


@cache
def _letters() -> frozenset[str]:
    """Return the letters the shipped font has a glyph for: its character map of format 12 (OpenType, cmap)."""
    font = files.read_bytes(_MEASURED)
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4s4xI", font, 12 + 16 * index) for index in range(tables))
    cmap = next(offset for tag, offset in entries if tag == b"cmap")
    maps = struct.unpack_from(">H", font, cmap + 2)[0]
    offsets = (cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * index)[0] for index in range(maps))
    wide = next(offset for offset in offsets if struct.unpack_from(">H", font, offset)[0] == 12)
    groups = struct.unpack_from(">I", font, wide + 12)[0]
    found: set[str] = set()
    for index in range(groups):
        first, last = struct.unpack_from(">II", font, wide + 16 + 12 * index)
        found.update(map(chr, range(first, last + 1)))
    return frozenset(found)
