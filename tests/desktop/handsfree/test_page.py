"""The hands-free page: keys only while it listens, loud when it does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.handsfree.page import HandsFreePage
from desktop.handsfree.presses import Action, Done, keys_of
from desktop.handsfree.sounds import Sound
from desktop.theme import Theme, Tone
from tests.desktop.hands import click, key
from tests.desktop.looks import Show, colours


class Room:
    """A window with the page and a field beside it, a clock that is set by hand, and what was sounded."""

    def __init__(self, theme: Theme, shown: Show) -> None:
        self.now = 0
        self.heard: list[Sound] = []
        self.meant: list[Done] = []
        self.window = QWidget()
        self.field = QLineEdit()
        self.page = HandsFreePage(lambda: self.now, self.heard.append, theme, self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.page, 1)
        column.addWidget(self.field)
        self.page.meant.connect(self.meant.append)
        self.page.set_keys(keys_of({}))
        shown(self.window, 1000, 700)
        self.page.setFocus()

    def press(self, which: Qt.Key, ms: int = 100) -> None:
        """Press a key for so long."""
        self.now += 1000
        QTest.keyPress(self.page, which)
        self.now += ms
        QTest.keyRelease(self.page, which)


@pytest.fixture
def room(light: Theme, shown: Show) -> Room:
    return Room(light, shown)


def test_a_pedal_is_taken_while_the_page_listens(room: Room) -> None:
    room.press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_Right)
    room.press(Qt.Key.Key_Space, 5200)

    assert room.meant == [Done(Action.PLUS), Done(Action.NEXT_SITE), Done(Action.PLUS, 52)]


def test_a_key_that_is_held_down_by_the_keyboard_repeats_nothing(room: Room) -> None:
    QTest.keyPress(room.page, Qt.Key.Key_Space)
    for _ in range(5):
        QTest.sendKeyEvent(QTest.KeyAction.Press, room.page, Qt.Key.Key_Space, " ", Qt.KeyboardModifier.NoModifier)
    QTest.keyRelease(room.page, Qt.Key.Key_Space)

    assert room.meant == [Done(Action.PLUS)]


def test_losing_the_keys_is_seen_and_heard_and_a_click_brings_them_back(room: Room, light: Theme) -> None:
    assert room.page.listening
    room.field.setFocus()

    assert not room.page.listening
    assert room.heard == [Sound.NOT_LISTENING]
    assert light.amber.name() in colours(room.page)
    click(room.page)
    assert room.page.listening
    assert light.amber.name() not in colours(room.page)


def test_keys_typed_elsewhere_do_nothing_here(room: Room) -> None:
    room.field.setFocus()
    key(room.field, Qt.Key.Key_Space)

    assert room.meant == []
    assert room.field.text() == " "


def test_a_press_whose_lift_goes_elsewhere_is_not_counted_and_said(room: Room) -> None:
    QTest.keyPress(room.page, Qt.Key.Key_Space)
    room.field.setFocus()

    assert room.meant == []
    assert room.page.tone is Tone.RED
    assert "Not counted" in room.page.lines[3]


def test_a_pedal_that_sends_a_key_of_the_window_is_the_pedals(room: Room) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(Qt.Key.Key_PageDown, room.window)
    shortcut.activated.connect(lambda: pressed.append("window"))
    room.page.set_keys(keys_of({Action.PLUS: "PgDown"}))

    room.press(Qt.Key.Key_PageDown)

    assert room.meant == [Done(Action.PLUS)]
    assert pressed == []


def test_tab_sent_by_a_pedal_does_not_move_the_focus(room: Room) -> None:
    room.page.set_keys(keys_of({Action.NEXT_SITE: "Tab"}))

    room.press(Qt.Key.Key_Tab)

    assert room.meant == [Done(Action.NEXT_SITE)]
    assert room.page.listening


def test_each_second_of_a_freeze_is_shown_and_ticked(room: Room, qtbot: QtBot) -> None:
    QTest.keyPress(room.page, Qt.Key.Key_Space)
    room.now += 3100

    qtbot.waitUntil(lambda: Sound.SECOND in room.heard, timeout=3000)

    assert room.page.lines[3] == "Freezing: 3.1 s"
    QTest.keyRelease(room.page, Qt.Key.Key_Space)
    assert room.meant == [Done(Action.PLUS, 31)]


def test_a_refusal_colours_the_whole_page_until_the_next_act(room: Room, light: Theme) -> None:
    room.page.say("Not saved: left temple", Tone.RED)
    assert light.red.name() in colours(room.page)

    room.page.say("+1  left temple")
    assert light.red.name() not in colours(room.page)


def test_its_buttons_leave_the_keys_with_the_page(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.page.setup_asked):
        click(room.page.setup)
    with qtbot.waitSignal(room.page.left):
        click(room.page.end)

    assert room.page.listening
