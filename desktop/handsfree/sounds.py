"""Being heard by somebody who looks at the patient: sounds, and speech where the devices extra is installed."""

import shutil
import sys
from collections.abc import Callable
from enum import StrEnum
from importlib.util import find_spec

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtWidgets import QApplication

from resources import files


class Sound(StrEnum):
    """What is sounded. The values are the names of the shipped files."""

    COUNTED = "counted"
    SECOND = "second"
    REFUSED = "refused"
    NOT_LISTENING = "not_listening"


Play = Callable[[Sound], None]
Speak = Callable[[str], None]
_PROGRAMS = ("pw-play", "paplay", "aplay", "afplay")
"""What plays a file on Linux and macOS where Qt's own sound is not installed."""


def player(owner: QObject) -> Play:
    """Return what plays the shipped sounds on this computer; at the least its bell. Playing never waits."""
    if find_spec("PySide6.QtMultimedia") is not None:
        return _by_qt(owner)
    if sys.platform == "win32":
        return _by_windows()
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return _by_program(program) if program else _by_bell


def speaker(owner: QObject) -> Speak | None:
    """Return what speaks a text, interrupting the one before; None where no voice is installed."""
    if find_spec("PySide6.QtTextToSpeech") is None:
        return None
    from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 - part of the devices extra

    voice = QTextToSpeech(owner)
    if voice.state() is QTextToSpeech.State.Error or not voice.availableVoices():
        return None

    def speak(text: str) -> None:
        voice.stop()
        voice.say(text)

    return speak


def _by_qt(owner: QObject) -> Play:
    from PySide6.QtMultimedia import QSoundEffect  # noqa: PLC0415 - part of the devices extra

    effects = {each: QSoundEffect(owner) for each in Sound}
    for sound, effect in effects.items():
        effect.setSource(QUrl.fromLocalFile(_file(sound)))
    return lambda sound: effects[sound].play()


def _by_windows() -> Play:
    import winsound  # noqa: PLC0415 - Windows only

    how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT  # type: ignore[attr-defined, unused-ignore]
    return lambda sound: winsound.PlaySound(_file(sound), how)  # type: ignore[attr-defined, unused-ignore]


def _by_program(program: str) -> Play:
    def play(sound: Sound) -> None:
        QProcess.startDetached(program, [_file(sound)])

    return play


def _by_bell(sound: Sound) -> None:
    """Ring once for what is well, twice for what is not."""
    if sound is not Sound.SECOND:
        QApplication.beep()
    if sound in {Sound.REFUSED, Sound.NOT_LISTENING}:
        QApplication.beep()


def _file(sound: Sound) -> str:
    return str(files.path(f"sounds/{sound}.wav"))
