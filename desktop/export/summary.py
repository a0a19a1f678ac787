"""What leaves a visit, from the snapshot the screen shows: its note for the clipboard and its summary as a PDF."""

from dataclasses import dataclass

from desktop.atlas.plate import Gallery, Surface, plates
from desktop.export.pdf import PdfResult, pdf
from desktop.note import plain, rich
from desktop.record import Imprint, pins_of, record_of
from desktop.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Note:
    """One note twice, word for word the same: as plain text and as HTML."""

    plain: str
    html: str


def note(snapshot: Snapshot, imprint: Imprint) -> Note:
    """Return the note of a visit as it stands on disk. Raises RecordDisagrees."""
    record = record_of(snapshot, imprint)
    return Note(plain.text(record), rich.html(record))


def summary_pdf(snapshot: Snapshot, imprint: Imprint, body: Surface, gallery: Gallery) -> PdfResult:
    """Return the summary of a visit with its numbered maps as a PDF. Raises RecordDisagrees and ExportFailed.

    It takes 0.1 to 0.5 s of one core: call it on a worker, or show that it runs. The first call loads the typesetter.
    """
    record = record_of(snapshot, imprint)
    return pdf(record, plates(pins_of(snapshot), body, gallery))
