"""A visit counted by pedal: real key events on the real window, and what is on disk afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.handsfree.page import HandsFreePage
from desktop.handsfree.presses import BOUNCE_MS, HOLD_MS
from desktop.handsfree.sounds import Sound
from desktop.theme import Tone
from desktop.window.hands_free import HandsFree
from resources.terms import Side
from tests.desktop.window.conftest import Hands, Opener, open_visit
from tests.desktop.window.test_refusals import held, stored

PLUS, NEXT, BACK, LAST_ON, AGAIN = Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down
ROUTE = [
    ("scalp", 9),
    ("forehead", 3),
    ("right temple", 2),
    ("right cheek", 2),
    ("nose", 1),
    ("left cheek", 2),
    ("left temple", 3),
]


def rest(ms: int) -> None:
    """Let so much real time go by, as a foot does."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Feet:
    """A visit in hands-free mode, begun by two acts of the hand."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.acts, self.heard = hands, 2, list[Sound]()
        hands.key(Qt.Key.Key_F12)
        mode = hands.visit.hands_free
        assert mode is not None
        self.mode: HandsFree = mode
        mode.set_player(self.heard.append)
        hands.key(Qt.Key.Key_Return)

    @property
    def page(self) -> HandsFreePage:
        return self.mode.page

    def press(self, key: Qt.Key, ms: int = 0) -> None:
        """Step on a pedal, for so long."""
        rest(BOUNCE_MS + 10)
        QTest.keyPress(self.page, key)
        if ms:
            rest(ms)
        QTest.keyRelease(self.page, key)

    def tones(self) -> list[Tone]:
        return [self.page.tone]

    def placed(self) -> list[str]:
        return [each.mark.place.phrase for each in self.hands.snapshot.marks]


@pytest.fixture
def feet(visit: Hands) -> Feet:
    return Feet(visit)


def test_22_lesions_are_counted_with_two_acts_of_the_hand_before_and_one_after(feet: Feet, practice: Path) -> None:
    for site, count in ROUTE:
        assert feet.page.lines[1].split(" · ")[0] == site
        for _ in range(count):
            feet.press(PLUS)
        feet.press(NEXT)
    feet.hands.key(Qt.Key.Key_F12)
    feet.acts += 1

    assert feet.hands.snapshot.treated == sum(count for _, count in ROUTE) == 22
    assert feet.placed() == [site for site, count in ROUTE for _ in range(count)]
    assert stored(practice, feet.hands) == 22
    assert feet.hands.codes == [("17004", "× 1")]
    assert not feet.page.isVisible()
    assert feet.acts <= 14


def test_every_press_is_confirmed_and_shown(feet: Feet) -> None:
    feet.press(PLUS)
    feet.press(PLUS)

    number, site, after, last, saved = feet.page.lines
    assert (number, site, after, last) == ("2", "scalp · 2 here", "forehead", "+1  scalp")
    assert saved.startswith("Saved ")
    assert feet.heard == [Sound.COUNTED] * 2


def test_undo_by_pedal_takes_the_last_one_back(feet: Feet) -> None:
    feet.press(PLUS)
    feet.press(BACK)
    feet.press(BACK)

    assert feet.hands.snapshot.treated == 0
    assert feet.page.lines[3] == "Nothing to undo"
    assert feet.heard == [Sound.COUNTED, Sound.COUNTED, Sound.REFUSED]


def test_the_last_one_can_be_moved_on_where_next_site_was_forgotten(feet: Feet) -> None:
    feet.press(PLUS)
    feet.press(PLUS)
    feet.press(LAST_ON)
    feet.press(PLUS)

    assert feet.placed() == ["scalp", "forehead", "forehead"]
    assert feet.page.lines[1] == "forehead · 2 here"


def test_a_held_pedal_times_the_freeze_and_a_second_hold_is_a_second_cycle(feet: Feet) -> None:
    feet.press(PLUS, HOLD_MS + 300)
    feet.press(AGAIN, HOLD_MS + 100)
    feet.press(PLUS)

    first, second = (each.mark.treatment for each in feet.hands.snapshot.marks)
    assert first is not None
    assert second is not None
    assert len(first.freezes) == 2
    assert all((HOLD_MS + 90) / 100 <= tenths <= 30 for tenths in first.freezes)
    assert second.freezes == ()
    feet.press(BACK)
    feet.press(BACK)
    (left,) = feet.hands.snapshot.marks
    assert left.mark.treatment is not None
    assert left.mark.treatment.freezes == first.freezes[:1]


def test_a_refused_write_is_red_sounds_otherwise_and_is_stored_once_when_the_disk_is_back(
    feet: Feet, practice: Path, qtbot: QtBot
) -> None:
    feet.press(PLUS)
    with held(practice):
        feet.press(PLUS)
        assert feet.tones() == [Tone.RED]
        assert feet.page.lines[0] == "1"
        assert "Not saved: scalp" in feet.page.lines[3]
        feet.press(PLUS)
        assert feet.page.lines[3] == "Not counted: the record does not answer"
        assert feet.heard == [Sound.COUNTED, Sound.REFUSED, Sound.REFUSED]

    qtbot.waitUntil(lambda: feet.hands.snapshot.treated == 2)

    assert feet.tones() == [Tone.PLAIN]
    assert feet.heard[-1] is Sound.COUNTED
    assert stored(practice, feet.hands) == 2


def test_without_a_route_lesions_go_to_no_place_yet_and_are_asked_for(visit: Hands) -> None:
    visit.key(Qt.Key.Key_F12)
    mode = visit.visit.hands_free
    assert mode is not None
    mode.setup.route.setFocus()
    for _ in range(mode.setup.route.count()):
        mode.setup.route.setCurrentRow(0)
        QTest.keyClick(mode.setup.route, Qt.Key.Key_Delete)
    QTest.keyClick(mode.setup.start, Qt.Key.Key_Return)

    QTest.keyClick(mode.page, PLUS)

    assert mode.page.lines[1].startswith("no place yet")
    assert visit.snapshot.treated == 1
    places = next(each for each in visit.snapshot.items if each.key == "places")
    assert not places.done


def test_pedals_and_the_practices_route_are_remembered(visit: Hands, practice: Path, opener: Opener) -> None:
    visit.key(Qt.Key.Key_F12)
    mode = visit.visit.hands_free
    assert mode is not None
    plus = next(iter(mode.setup.learns.values()))
    QTest.mouseClick(plus, Qt.MouseButton.LeftButton)
    QTest.keyClick(plus, Qt.Key.Key_PageDown)
    mode.setup.route.setCurrentRow(0)
    QTest.keyClick(mode.setup.route, Qt.Key.Key_Delete)
    QTest.mouseClick(mode.setup.keep, Qt.MouseButton.LeftButton)
    QTest.keyClick(mode.setup.start, Qt.Key.Key_Return)
    visit.window.close()

    again = Feet(open_visit(practice, opener))
    again.press(Qt.Key.Key_PageDown)

    assert again.placed() == ["forehead"]
    assert again.hands.snapshot.marks[0].mark.place.side is Side.UNSAID


def test_the_page_covers_everything_but_the_patients_name(feet: Feet) -> None:
    screen = feet.hands.screen
    screen.window().resize(1024, 640)
    QApplication.processEvents()

    assert feet.page.geometry().top() == screen.banner.geometry().bottom() + 1
    assert feet.page.geometry().bottomRight() == screen.rect().bottomRight()
