"""Before the gloves: which sites, which pedals, which sounds. One sheet, Enter starts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.records import RouteStep
from desktop.controls.buttons import Button, Look, button
from desktop.controls.labels import Label, field, label
from desktop.controls.notice import Notice
from desktop.controls.overlay import Overlay
from desktop.handsfree.learn_key import LearnKey
from desktop.handsfree.presses import Action, keys_of
from desktop.handsfree.route_list import RouteList
from desktop.messages import translate
from desktop.theme import Role, Theme
from resources.regions import Regions

Find = Callable[[str], Sequence[RouteStep]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for a hands-free visit. `keys` holds the pedals they pressed, one for an action at most."""

    steps: tuple[RouteStep, ...]
    keys: Mapping[Action, str]
    sounds: bool
    speech: bool


def action_words() -> dict[Action, str]:
    """Return what the actions are called."""
    return {
        Action.PLUS: translate("HandsFree", "+1 here (hold: time the freeze)"),
        Action.AGAIN: translate("HandsFree", "Second freeze of the last one (hold)"),
        Action.NEXT_SITE: translate("HandsFree", "Next site"),
        Action.LAST_ON: translate("HandsFree", "Last one belongs to the next site"),
        Action.UNDO: translate("HandsFree", "Undo"),
    }


class HandsFreeSetup(Overlay):
    """Shows the practice's route, and what was learned of the pedals of this computer.

    Signals:
        started(Choice): begin.
        route_kept(tuple): these sites, in this order, are the practice's route from now on.
    """

    started = Signal(object)
    route_kept = Signal(object)

    def __init__(self, regions: Regions, find: Find, theme: Theme, parent: QWidget) -> None:
        """`find` reads the places that somebody typed."""
        super().__init__(theme, parent)
        self._find = find
        self._title = label(self.tr("Hands-free"), Role.TITLE, theme)
        self._heads: list[Label] = []
        self.route = RouteList(regions, theme)
        self.place = field(self.tr("Add a site:  right upper arm"), self.tr("Add a site"), theme)
        self.keep = button(self.tr("Keep as the practice's route"), theme)
        self.learns = {action: LearnKey(action, words, theme) for action, words in action_words().items()}
        self.sounds = QCheckBox(self.tr("Sound each entry"))
        self.speech = QCheckBox(self.tr("Speak each entry"))
        self.problem = Notice(theme)
        self.start = button(self.tr("Start"), theme, look=Look.PRIMARY, caption=self.tr("Enter"))
        self.cancel = button(self.tr("Not now"), theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self.card)
        self._column.addWidget(self._title)
        self._grid = QGridLayout()
        left, right = QVBoxLayout(), QVBoxLayout()
        self._columns = (left, right)
        left.addWidget(self._head(self.tr("Sites, in your order")))
        left.addWidget(self.route, 1)
        left.addWidget(self.place)
        left.addWidget(self.keep)
        right.addWidget(self._head(self.tr("Pedal or button: press it to teach it")))
        for each in self.learns.values():
            right.addWidget(each)
        right.addWidget(self.sounds)
        right.addWidget(self.speech)
        right.addStretch(1)
        self._grid.addLayout(left, 0, 0)
        self._grid.addLayout(right, 0, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid, 1)
        self._column.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.start)
        self._column.addLayout(buttons)
        self.restyle()

    def _head(self, text: str) -> Label:
        made = label(text, Role.STRONG, self.theme)
        self._heads.append(made)
        return made

    def restyle(self) -> None:
        """Follow the size of text."""
        px = self.theme.px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        self._column.setSpacing(px(12))
        self._grid.setHorizontalSpacing(px(24))
        for column in self._columns:
            column.setSpacing(px(8))
        for head in (self._title, *self._heads):
            head.set_theme(self.theme)
        self.route.set_theme(self.theme)
        self.problem.set_theme(self.theme)
        for learn in self.learns.values():
            learn.set_theme(self.theme)
        for box in (self.sounds, self.speech):
            box.setFont(self.theme.font(Role.BODY))
        self.place.setFont(self.theme.font(Role.BODY))
        self.place.setFixedHeight(px(40))
        made: tuple[Button, ...] = (self.keep, self.start, self.cancel)
        for each in made:
            each.set_theme(self.theme)
            each.setFixedHeight(px(44))

    def _connect(self) -> None:
        self.place.returnPressed.connect(self._add)
        self.keep.clicked.connect(lambda: self.route_kept.emit(self.route.steps))
        self.start.clicked.connect(self._start)
        self.cancel.clicked.connect(self.close_sheet)
        for each in self.learns.values():
            each.learned.connect(self._learned)

    def open_for(self, choice: Choice, *, can_speak: bool) -> None:
        """Open with a route, the keys learned so far, and what is wanted to be heard."""
        self.route.show_steps(choice.steps)
        self.route.setCurrentRow(0)
        meant = {action: key for key, action in keys_of(choice.keys).items()}
        for action, each in self.learns.items():
            each.show_key(meant.get(action, ""), chosen=bool(choice.keys.get(action)))
        self.sounds.setChecked(choice.sounds)
        self.speech.setVisible(can_speak)
        self.speech.setChecked(choice.speech and can_speak)
        self.problem.show_text("")
        self.open_sheet()

    def card_place(self) -> QRect:
        """Return a place wide enough for both columns."""
        return self.middle_place(960, 640)

    def first_focus(self) -> QWidget:
        """Return the start button: Enter begins with what stands there."""
        return self.start

    @Slot()
    def _add(self) -> None:
        """Put the sites that were typed at the end of the route."""
        found = self._find(self.place.text())
        if not found:
            self.problem.show_text(
                self.tr("“{text}” is no single place. Say it in full.").format(text=self.place.text())
            )
            return
        for each in found:
            self.route.add(each)
        self.place.clear()
        self.problem.show_text("")

    @Slot(object, str)
    def _learned(self, action: Action, key: str) -> None:
        """Take a pedal for an action, and from the one that had it."""
        for other, each in self.learns.items():
            if other is not action and each.key == key:
                each.show_key("", chosen=True)
        self.learns[action].show_key(key, chosen=True)

    def choice(self) -> Choice:
        """Return what stands on the sheet."""
        keys = {action: each.key for action, each in self.learns.items() if each.chosen and each.key}
        return Choice(self.route.ticked, keys, self.sounds.isChecked(), self.speech.isChecked())

    @Slot()
    def _start(self) -> None:
        if not self.learns[Action.PLUS].key:
            self.problem.show_text(self.tr("Press the pedal for +1 first."))
            return
        choice = self.choice()
        self.close_sheet()
        self.started.emit(choice)
