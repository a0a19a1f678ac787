"""The shipped sounds, and what plays them on a computer without any sound program."""

import sys
import wave
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.handsfree.sounds import Sound, player, speaker
from make_sounds import write
from resources import files


def _seconds(sound: Sound) -> float:
    with wave.open(str(files.path(f"sounds/{sound}.wav"))) as heard:
        return float(heard.getnframes() / heard.getframerate())


@pytest.mark.parametrize("sound", Sound, ids=str)
def test_a_shipped_sound_is_what_its_script_makes(tmp_path: Path, sound: Sound) -> None:
    write(tmp_path)

    assert (tmp_path / f"{sound}.wav").read_bytes() == files.read_bytes(f"sounds/{sound}.wav")


def test_what_went_wrong_sounds_much_longer_than_what_went_well() -> None:
    assert _seconds(Sound.COUNTED) < 0.1
    assert min(_seconds(Sound.REFUSED), _seconds(Sound.NOT_LISTENING)) > 4 * _seconds(Sound.COUNTED)


@pytest.mark.skipif(
    find_spec("PySide6.QtMultimedia") is not None or sys.platform == "win32", reason="has a sound library"
)
def test_a_sound_program_of_the_computer_is_given_the_file(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = tmp_path / "played"
    program = tmp_path / "aplay"
    program.write_text(f'#!/bin/sh\necho "$1" > "{played}.part" && mv "{played}.part" "{played}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("desktop.handsfree.sounds._PROGRAMS", ("aplay",))

    player(qapp)(Sound.REFUSED)

    qtbot.waitUntil(played.exists)
    assert played.read_text().strip() == str(files.path("sounds/refused.wav"))


@pytest.mark.skipif(
    find_spec("PySide6.QtMultimedia") is not None or sys.platform == "win32", reason="has a sound library"
)
def test_a_computer_without_any_sound_program_rings_its_bell(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    owner = QObject(qapp)

    player(owner)(Sound.COUNTED)  # raises nothing, and starts no program

    assert not owner.children()


@pytest.mark.skipif(find_spec("PySide6.QtTextToSpeech") is not None, reason="has a voice")
def test_without_the_devices_extra_there_is_no_voice(qapp: QApplication) -> None:
    assert speaker(qapp) is None
