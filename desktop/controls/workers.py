"""Worker threads that end before what they belong to goes.

WORKAROUND: a thread pool that Qt destroys with its owner waits for its workers while it holds Python's own lock, which
a worker needs to end: both wait for ever. So the owner says when it goes, and this waiting lets that lock go.
"""

from PySide6.QtCore import QObject, QThreadPool


def workers(owner: QObject, most: int = 1) -> QThreadPool:
    """Return a pool of at most so many workers, which has ended by the time its owner is gone."""
    pool = QThreadPool(owner)
    pool.setMaxThreadCount(most)

    def end() -> None:
        pool.clear()
        pool.waitForDone()

    owner.destroyed.connect(end)
    return pool
