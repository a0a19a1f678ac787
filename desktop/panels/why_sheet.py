"""Why the codes stand as they do: every reason, what is not reported, what waits, and the editions used."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.controls.buttons import button
from desktop.controls.labels import label
from desktop.controls.overlay import Overlay
from desktop.messages import day, translate
from desktop.panels.wording import ranges
from desktop.snapshot import Snapshot
from desktop.theme import Role, Theme, Tone
from resources.codebook import load_wordings

_EDGES = (24, 16, 20)
"""Room left and right of the texts, and above and below them, px."""
_SCROLL = 12


class WhySheet(Overlay):
    """The whole reasoning in words, over the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.close_button = button(translate("WhySheet", "Close"), theme, self.card, caption="Esc")
        self.close_button.clicked.connect(self.close_sheet)
        self._area = QScrollArea(self.card)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._column = QVBoxLayout()
        self._texts: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text on the sheet, from the top."""
        return self._texts

    def first_focus(self) -> QWidget:
        """Return the button that closes it."""
        return self.close_button

    def open_for(self, snapshot: Snapshot, editions: str) -> None:
        """Show the reasons of a visit's codes and the editions they were worked out with."""
        rows = _rows(snapshot, editions)
        self._texts = tuple(text for text, _, _ in rows)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, _SCROLL, 0)
        self._column.setSpacing(0)
        for index, (text, role, tone) in enumerate(rows):
            line = label(text, role, self.theme, page, tone=tone)
            line.setWordWrap(True)
            # a head stands close to its own reason and apart from what is above it
            above = 14 if index and (role is Role.STRONG or tone is not Tone.PLAIN) else 4
            self._column.addSpacing(self.theme.px(above))
            self._column.addWidget(line)
        self._column.addStretch(1)
        self._area.setWidget(page)
        self.open_sheet()

    def card_place(self) -> QRect:
        """Return a place as high as the texts need, where the page has so much; below that they scroll."""
        usual = self.middle_place(680, 640)
        inside = usual.width() - _EDGES[0] - _EDGES[1]
        wanted = self._column.heightForWidth(inside) + self._foot() + 2 * _EDGES[2] + 2
        height = min(usual.height(), wanted)
        return QRect(usual.x(), usual.y() + (usual.height() - height) // 2, usual.width(), height)

    def _foot(self) -> int:
        return self.theme.px(44) + 16

    def open_sheet(self) -> None:
        """Show the sheet."""
        super().open_sheet()
        left, right, edge = _EDGES
        inside = self.card.rect().adjusted(left, edge, -right, -edge)
        height = self.theme.px(44)
        self._area.setGeometry(QRect(inside.x(), inside.y(), inside.width(), inside.height() - self._foot()))
        width = self.theme.px(140)
        self.close_button.setGeometry(inside.right() - width, inside.bottom() - height + 1, width, height)


def _rows(snapshot: Snapshot, editions: str) -> list[tuple[str, Role, Tone]]:
    """Return the sheet's texts with their role and tone."""
    coded = snapshot.coded
    labels: dict[str, str] = {each.id: each.label for each in snapshot.marks}
    head = translate("WhySheet", "Why these codes, {day}").format(day=day(snapshot.chart.visit.date_of_service))
    rows = [(head, Role.NAME, Tone.PLAIN)]
    for line in coded.lines:
        marks = ranges(labels[key] for key in line.keys if key in labels)
        parts = (line.code, f"× {line.units}", *line.modifiers, ", ".join(line.diagnoses), marks)
        rows.append(("  ".join(part for part in parts if part), Role.STRONG, Tone.PLAIN))
        rows.append((line.reason, Role.REASON, Tone.PLAIN))
    said = " ".join(line.reason for line in coded.lines)
    rows += [(reason, Role.REASON, Tone.PLAIN) for reason in coded.reasons if reason not in said]
    if not coded.lines:
        rows.append((translate("WhySheet", "Nothing to report."), Role.REASON, Tone.PLAIN))
    for title, entries in (
        (translate("WhySheet", "Not reported"), coded.not_reported),
        (translate("WhySheet", "Waiting for an answer"), coded.pending),
    ):
        if entries:
            rows.append((title, Role.STRONG, Tone.PLAIN))
        for each in entries:
            marks = ranges(labels[key] for key in each.keys if key in labels)
            rows.append((f"{marks}: {each.reason}" if marks else each.reason, Role.REASON, Tone.PLAIN))
    rows += [(warning, Role.REASON, Tone.AMBER) for warning in coded.warnings]
    if editions:
        rows.append((editions, Role.LABEL, Tone.QUIET))
    rows.append((load_wordings().notice, Role.LABEL, Tone.QUIET))
    return rows
