"""What a worker sends arrives in the window's thread, all of it and in order."""

from threading import Thread, current_thread

from pytestqt.qtbot import QtBot

from desktop.controls.mail import Mail


def test_letters_of_a_worker_arrive_in_order_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    got: list[tuple[int, bool]] = []
    here = current_thread()
    mail = Mail[int](lambda letter: got.append((letter, current_thread() is here)))

    def send() -> None:
        for number in range(200):
            mail.send(number)

    worker = Thread(target=send)

    worker.start()
    worker.join()
    assert got == []
    qtbot.waitUntil(lambda: len(got) == 200)

    assert got == [(number, True) for number in range(200)]
