"""About Dermtally: version, rules, licences, and what it is not."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.labels import label
from desktop.controls.overlay import Overlay
from desktop.messages import translate
from desktop.theme import Role, Theme
from resources.codebook import load_wordings


class AboutCard(Overlay):
    """A card with a few plain sentences. Esc, or a press beside it, closes it."""

    def __init__(self, theme: Theme, parent: QWidget, version: str) -> None:
        super().__init__(theme, parent)
        self.texts = (
            translate("About", "Counts treated skin lesions at the point of care."),
            load_wordings().notice,
            translate(
                "About",
                "Dermtally adds up what was recorded. It does not diagnose; it can't check that a lesion was there.",
            ),
            translate("About", "Licence: Apache 2.0. Body surface: MakeHuman, CC0. Type: Inter, OFL."),
        )
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(theme.px(10))
        title = translate("About", "Dermtally {version}").format(version=version)
        column.addWidget(label(title, Role.TITLE, theme, page))
        for text in self.texts:
            line = label(text, Role.BODY, theme, page)
            line.setWordWrap(True)
            column.addWidget(line)
        column.addStretch(1)
        self._area = QScrollArea(self.card)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidget(page)
        self.close_button = button(translate("About", "Close"), theme, self.card, look=Look.OUTLINED)
        self.close_button.clicked.connect(self.close_sheet)

    def first_focus(self) -> QWidget:
        """Return the button that closes it."""
        return self.close_button

    def card_place(self) -> QRect:
        """Return a place in the middle, and set what is on it."""
        place = self.middle_place(560, 400)
        height = self.theme.px(44)
        inside = QRect(24, 20, place.width() - 40, place.height() - 36)
        self._area.setGeometry(inside.adjusted(0, 0, 0, -height - 8))
        self.close_button.setGeometry(24, inside.bottom() - height + 1, self.theme.px(140), height)
        return place
