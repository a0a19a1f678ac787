"""The sheet on which body and skin tone of the figure are chosen."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.controls.buttons import Look, button
from desktop.controls.choices import Choices
from desktop.controls.labels import label
from desktop.controls.overlay import Overlay
from desktop.messages import translate
from desktop.theme import Role, Theme, Tone
from resources.terms import BodyKind, SkinTone

_SIDE, _GAP = 20, 8
_WIDE = 860


class LookSheet(Overlay):
    """Body and skin, each as the chart says or one that is named. A choice is seen at once; Esc or Done closes.

    Signals:
        chosen(BodyKind | None, SkinTone | None): somebody chose another body or tone; None is as the chart says.
    """

    chosen = Signal(object, object)

    def __init__(self, kinds: Iterable[BodyKind], theme: Theme, page: QWidget) -> None:
        """`kinds` are the bodies that can be drawn."""
        super().__init__(theme, page)
        title = self.tr("Body and skin")
        self.card.setAccessibleName(title)
        charted = self.tr("Charted")
        names, tones = body_names(), tone_names()
        self.bodies: Choices[BodyKind | None] = Choices(
            self.tr("Body"), [(None, charted), *((each, names[each]) for each in kinds)], theme, self.card
        )
        self.tones: Choices[SkinTone | None] = Choices(
            self.tr("Skin"), [(None, charted), *((each, tones[each]) for each in SkinTone)], theme, self.card
        )
        self._labels = (
            label(title, Role.NAME, theme, self.card),
            label(
                self.tr("Only the picture changes. No lesion moves, and none is named anew."),
                Role.REASON,
                theme,
                self.card,
                tone=Tone.QUIET,
            ),
            label(self.bodies.accessibleName(), Role.LABEL_STRONG, theme, self.card),
            label(self.tones.accessibleName(), Role.LABEL_STRONG, theme, self.card),
        )
        self._labels[1].setWordWrap(True)
        for each in (*self.bodies.buttons, *self.tones.buttons):
            # so that a row of six fits into the narrowest window at the largest text
            each.set_role(Role.REASON_STRONG)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.done = button(self.tr("Done"), theme, self.card, look=Look.PRIMARY)
        self.done.clicked.connect(self.close_sheet)
        self.bodies.changed.connect(self._choose)
        self.tones.changed.connect(self._choose)
        self._arrange()

    def _arrange(self) -> None:
        heading, why, body, skin = self._labels
        column = QVBoxLayout(self.card)
        column.setContentsMargins(_SIDE, _SIDE, _SIDE, _SIDE)
        column.setSpacing(_GAP)
        for each in (heading, why, body, self.bodies, skin, self.tones, self.done):
            column.addWidget(each)
        column.insertStretch(column.indexOf(self.done))

    def show_choice(self, kind: BodyKind | None, tone: SkinTone | None) -> None:
        """Show what is chosen now; None is as the chart says."""
        self.bodies.choose(kind)
        self.tones.choose(tone)

    def restyle(self) -> None:
        """Follow a new theme or text size."""
        for each in (*self._labels, self.bodies, self.tones, self.done):
            each.set_theme(self.theme)

    def first_focus(self) -> QWidget:
        """Return the body that is chosen."""
        return next(each for each in self.bodies.buttons if each.isChecked())

    def card_place(self) -> QRect:
        """Return a place in the middle, as high as its rows."""
        return self.middle_place(_WIDE, round(self.card.sizeHint().height() / self.theme.percent * 100) + _GAP)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.bodies.chosen, self.tones.chosen)


def body_names() -> dict[BodyKind, str]:
    """Return what the bodies are called."""
    return {
        BodyKind.NEUTRAL: translate("Look", "Neutral"),
        BodyKind.MALE: translate("Look", "Male"),
        BodyKind.FEMALE: translate("Look", "Female"),
        BodyKind.OLDER: translate("Look", "Older"),
        BodyKind.CHILD: translate("Look", "Child"),
    }


def tone_names() -> dict[SkinTone, str]:
    """Return what the skin tones are called."""
    return {
        SkinTone.LIGHT: translate("Look", "Light"),
        SkinTone.MEDIUM: translate("Look", "Medium"),
        SkinTone.DARK: translate("Look", "Dark"),
    }
