"""A second start calls the first window."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.practice.folder import FolderLock
from desktop.practice.summons import Summons, call_forward

CALLER = "import sys; from desktop.practice.summons import call_forward; sys.exit(not call_forward(sys.argv[1]))"


@pytest.fixture
def name(tmp_path: Path) -> str:
    return FolderLock(tmp_path).caller


def test_the_first_window_hears_a_later_start(qtbot: QtBot, name: str) -> None:
    summons = Summons(name)

    with (
        qtbot.waitSignal(summons.called),
        subprocess.Popen([sys.executable, "-c", CALLER, name]) as caller,
    ):
        pass

    assert caller.returncode == 0
    summons.close()


def test_it_hears_every_one_of_them(qtbot: QtBot, name: str) -> None:
    summons = Summons(name)

    with qtbot.waitSignals([summons.called, summons.called]):
        assert call_forward(name)
        assert call_forward(name)

    summons.close()


def test_nobody_answers_to_a_name_nobody_has(name: str) -> None:
    assert not call_forward(name)


def test_a_closed_window_answers_no_more(qtbot: QtBot, name: str) -> None:
    assert qtbot
    Summons(name).close()

    assert not call_forward(name)


def test_the_name_left_by_a_killed_program_is_taken_over(qtbot: QtBot, name: str) -> None:
    code = (
        "import os, signal, sys; from PySide6.QtCore import QCoreApplication; "
        "from desktop.practice.summons import Summons; app = QCoreApplication([]); s = Summons(sys.argv[1]); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, name], check=False)

    summons = Summons(name)

    with qtbot.waitSignal(summons.called):
        assert call_forward(name)
    summons.close()
