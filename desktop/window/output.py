"""What leaves the visit: the note on the clipboard, the summary as a PDF."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QRunnable, QStandardPaths, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import StoreError
from desktop.atlas.body import Body
from desktop.atlas.plate import plates
from desktop.controls.mail import Mail
from desktop.controls.workers import workers
from desktop.export.files import ExportFailed, default_name, write
from desktop.note import plain, rich
from desktop.note.content import Record
from desktop.practice.session import Session
from desktop.record import Imprint, RecordDisagrees, editions, pins_of, record_of
from desktop.settings import Settings
from desktop.snapshot import Rules, Snapshot
from resources.terms import BodyKind


class Output(QObject):
    """Makes note and summary of what is on disk for one visit.

    Signals:
        said(str): what was done.
        failed(str): what could not be done, why, and what to do.
        saved(Path): the summary lies in this file.
    """

    said = Signal(str)
    failed = Signal(str)
    saved = Signal(object)

    def __init__(self, session: Session, body: Body, rules: Rules, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._body = body
        self._rules = rules
        self._mail = Mail[Path | str | None](self._ended)
        self._pool = workers(self)

    def note(self, snapshot: Snapshot) -> tuple[str, str] | None:
        """Return the note as plain text and as HTML; None, and `failed` is said, if it would disagree with itself."""
        record = self._record(snapshot, datetime.now().astimezone().replace(microsecond=0), "note")
        return (plain.text(record), rich.html(record)) if record else None

    def copy_note(self, snapshot: Snapshot) -> None:
        """Put the note on the clipboard, as plain text and as HTML."""
        note = self.note(snapshot)
        if note is None:
            return
        data = QMimeData()
        data.setText(note[0])
        data.setHtml(note[1])
        QGuiApplication.clipboard().setMimeData(data)
        self.said.emit(self.tr("Note copied: {count} treated").format(count=snapshot.treated))

    def save_pdf(self, snapshot: Snapshot, target: Path, kind: BodyKind = BodyKind.NEUTRAL) -> None:
        """Write the summary to a file, its maps of a body. Taps go on meanwhile; `saved` or `failed` tells the end."""
        now = datetime.now().astimezone().replace(microsecond=0)
        record = self._record(snapshot, now, "pdf")
        if record is None:
            return
        body = self._body.shown_as(kind)
        drawn = plates(pins_of(snapshot), body, body.views)
        self.said.emit(self.tr("Making the PDF"))

        def make() -> bytes:
            # imported here: it takes a while, and only an export needs it
            from desktop.export.pdf import pdf  # noqa: PLC0415
            from desktop.window.backdrop import seen_parts  # noqa: PLC0415

            return pdf(record, drawn, seen_parts(drawn)).content

        self._pool.start(_Making(make, target, self._mail))

    def _ended(self, end: Path | str | None) -> None:
        """Tell how a worker's job ended: the file, why there is none, or nothing where the summary disagrees."""
        if isinstance(end, Path):
            self._saved(end)
        elif end is None:
            self._disagrees()
        else:
            self.failed.emit(end)

    def finish(self) -> None:
        """Wait until everything asked for is written."""
        self._pool.waitForDone()

    def _record(self, snapshot: Snapshot, now: datetime, form: str) -> Record | None:
        """Return what is taken out, once the record knows that it is."""
        try:
            head = self._session.take_out(snapshot.chart.patient.id, snapshot.chart.visit.id, form)
            return record_of(snapshot, Imprint(now, version("dermtally"), editions(self._rules.book), head))
        except StoreError as error:
            self.failed.emit(error.text)
        except RecordDisagrees:
            self._disagrees()
        return None

    @Slot()
    def _disagrees(self) -> None:
        self.failed.emit(
            self.tr(
                "Nothing was written: the count, the sites and the codes differ. Keep this visit and call for help."
            )
        )

    @Slot(object)
    def _saved(self, target: Path) -> None:
        self.said.emit(self.tr("PDF saved: {name}").format(name=target.name))
        self.saved.emit(target)


class _Making(QRunnable):
    def __init__(self, make: Callable[[], bytes], target: Path, mail: Mail[Path | str | None]) -> None:
        super().__init__()
        self._make, self._target, self._mail = make, target, mail

    def run(self) -> None:
        """Make the file in the worker thread."""
        try:
            write(self._target, self._make())
        except ExportFailed as error:
            self._mail.send(str(error))
            return
        except RecordDisagrees:
            self._mail.send(None)
            return
        self._mail.send(self._target)


def ask_where(parent: QWidget, snapshot: Snapshot, settings: Settings) -> Path | None:
    """Ask for the file of a summary, in the folder used last. The name offered names no patient; None: not now."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    visit = snapshot.chart.visit
    offered = Path(settings.export_folder or documents) / default_name(visit.id, visit.date_of_service)
    title = parent.tr("Save the summary")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(offered), parent.tr("PDF (*.pdf)"))
    if not chosen:
        return None
    target = Path(chosen)
    settings.export_folder = str(target.parent)
    settings.save()
    return target if target.suffix else target.with_suffix(".pdf")
