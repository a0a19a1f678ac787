"""Seconds until something may be tried again."""

from pytestqt.qtbot import QtBot

from desktop.people.countdown import Countdown
from tests.desktop.people.clock import Clock


def test_the_seconds_are_told_at_once_and_as_they_pass(qtbot: QtBot) -> None:
    clock, told = Clock(), list[int]()
    countdown = Countdown(clock)
    countdown.ticked.connect(told.append)

    countdown.start(3)
    clock.turn(1.5)
    qtbot.waitUntil(lambda: len(told) > 1)
    countdown.stop()

    assert told == [3, 2]


def test_a_computer_that_slept_has_waited_too(qtbot: QtBot) -> None:
    clock = Clock()
    countdown = Countdown(clock)
    countdown.start(60)

    with qtbot.waitSignal(countdown.ended):
        clock.turn(3600)

    assert not countdown.running


def test_nothing_to_wait_for_ends_at_once(qtbot: QtBot) -> None:
    countdown = Countdown(Clock())

    with qtbot.waitSignal(countdown.ended, timeout=0):
        countdown.start(0)


def test_a_stopped_countdown_says_nothing_more(qtbot: QtBot) -> None:
    clock = Clock()
    countdown = Countdown(clock)
    countdown.start(1)

    countdown.stop()
    clock.turn(5)

    with qtbot.assertNotEmitted(countdown.ended, wait=250):
        pass
