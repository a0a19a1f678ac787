"""Make the sounds of a hands-free visit: ``python packaging/make_sounds.py``. The same bytes every time.

Counted: one short high tick. Refused: two low tones. Not listening: a falling pair. They differ in length and number as
well as in pitch, so that they are told apart in a noisy room and by somebody who hears high tones badly.
"""

import array
import math
import sys
import wave
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
_RATE = 22_050
_FADE_S = 0.006
_LOUD = 0.7
_SOUNDS = {
    "counted": ((1320.0, 0.06),),
    "second": ((1320.0, 0.02),),
    "refused": ((233.0, 0.22), (0.0, 0.08), (196.0, 0.3)),
    "not_listening": ((660.0, 0.16), (440.0, 0.24)),
}


def samples(tones: tuple[tuple[float, float], ...]) -> "array.array[int]":
    """Return tones (Hz, seconds; 0 Hz is silence) one after the other as 16-bit samples, faded in and out."""
    found = array.array("h")
    for pitch, seconds in tones:
        count = round(seconds * _RATE)
        for number in range(count):
            edge = min(number, count - 1 - number) / (_FADE_S * _RATE)
            loud = _LOUD * min(1.0, edge) if pitch else 0.0
            found.append(round(32767 * loud * math.sin(2 * math.pi * pitch * number / _RATE)))
    return found


def write(folder: Path) -> None:
    """Write all sounds into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, tones in _SOUNDS.items():
        found = samples(tones)
        if sys.byteorder == "big":
            found.byteswap()
        with wave.open(str(folder / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(_RATE)
            out.writeframes(found.tobytes())


if __name__ == "__main__":
    write(_FOLDER)
