"""The frames of a turn: made ready ahead in worker threads, with what each of them sees, and kept within bounds."""

import contextlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from desktop.atlas.turns import Turn
from desktop.atlas.view import View
from desktop.controls.mail import Mail
from desktop.controls.workers import workers
from desktop.map.pictures import decode
from resources.terms import SkinTone

if TYPE_CHECKING:
    from desktop.atlas.body import Body
    from desktop.atlas.sight import Sight

MOST_BYTES = 72_000_000
"""Decoded frames and their sights take no more memory than this; a frame of the whole figure takes 4 MB."""
_AHEAD = (1, -1, 2, 3, -2, 4)
"""What is made ready after the frame that is wanted, in frames the way the turn goes."""
_AT_ONCE = 3
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame that can be shown at once: its picture, and the index that answers questions about it."""

    view: View
    image: QImage
    sight: "Sight"

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return self.image.sizeInBytes() + self.sight.nbytes


class Reel(QObject):
    """Frames of one body in one tone, by their keys.

    Signals: `ready` carries the key of a frame that can be shown now.
    """

    ready = Signal(str)

    def __init__(self, parent: QObject | None = None, pool: QThreadPool | None = None) -> None:
        """`pool` has the threads in which frames are decoded."""
        super().__init__(parent)
        self._frames: OrderedDict[str, Frame] = OrderedDict()
        self._body: Body | None = None
        self._tone = SkinTone.LIGHT
        self._to_do: list[View] = []
        self._running: set[_Job] = set()
        self._pool = pool or workers(self, _THREADS)
        self._mail = Mail[_Made](self._take, self)

    @property
    def nbytes(self) -> int:
        """How much memory all frames take."""
        return sum(each.nbytes for each in self._frames.values())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the frames that can be shown at once."""
        return tuple(self._frames)

    def set_look(self, body: "Body", tone: SkinTone) -> None:
        """Make frames of this body in this tone from now on."""
        if body is not self._body or tone is not self._tone:
            self._body, self._tone = body, tone
            self._frames.clear()
            self._to_do.clear()
            self._take_back()

    def want(self, turn: Turn, number: int, way: int) -> Frame | None:
        """Return a frame if it can be shown at once; have it made ready, and after it those that way (1 or -1)."""
        wanted = [turn.frame(each) for each in (number, *(number + way * step for step in _AHEAD))]
        self._take_back()
        self._to_do = self._missing(wanted)
        self._start()
        found = self._frames.get(turn.key_of(number))
        if found is not None:
            self._frames.move_to_end(found.view.key)
        return found

    def frame(self, key: str) -> Frame:
        """Return a frame that can be shown at once; KeyError for any other."""
        return self._frames[key]

    def close(self) -> None:
        """Drop what is asked for and wait for the workers."""
        self._to_do.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _take_back(self) -> None:
        """Forget what no worker has begun yet: something else is wanted first now."""
        self._running -= {job for job in self._running if self._pool.tryTake(job)}

    def _missing(self, views: Iterable[View]) -> list[View]:
        running = {each.view.key for each in self._running if self._is_current(each)}
        return [each for each in views if each.key not in self._frames and each.key not in running]

    def _is_current(self, job: "_Job") -> bool:
        return job.body is self._body and job.tone is self._tone

    def _start(self) -> None:
        """Give the workers what is next, never much of it: what is wanted may change before they come to it."""
        while self._body is not None and self._to_do and len(self._running) < _AT_ONCE:
            job = _Job(self._to_do.pop(0), self._body, self._tone, self._mail)
            self._running.add(job)
            self._pool.start(job)

    def _take(self, made: "_Made") -> None:
        job, frame = made
        self._running.discard(job)
        if frame is not None and self._is_current(job):
            self._frames[frame.view.key] = frame
            while self.nbytes > MOST_BYTES:
                self._frames.popitem(last=False)
            self.ready.emit(frame.view.key)
        self._start()


class _Job(QRunnable):
    def __init__(self, view: View, body: "Body", tone: SkinTone, mail: "Mail[_Made]") -> None:
        super().__init__()
        # the reel keeps it until its frame has come, wanted or not
        self.setAutoDelete(False)
        self.view, self.body, self.tone, self._mail = view, body, tone, mail

    def run(self) -> None:
        """Decode, and build what the frame sees, in a worker thread; a picture that can't be read has no frame."""
        frame = None
        with contextlib.suppress(OSError, ValueError):
            image = decode(self.view.pictures.small, tone=self.tone)
            frame = Frame(self.view, image, self.body.built(self.view.key))
        self._mail.send((self, frame))


_Made = tuple[_Job, Frame | None]
