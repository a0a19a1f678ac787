"""An owner that goes while its workers are at work."""

import subprocess
import sys

CODE = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable
from desktop.controls.workers import workers
from desktop.controls.mail import Mail

app = QCoreApplication([])
begun = threading.Event()

class Job(QRunnable):
    def run(self):
        begun.set()
        total = 0
        for each in range(3_000_000):  # Python at work: it needs the lock to end
            total += each
        print("ended", flush=True)

class Owner(QObject):
    def event(self, event):
        # Qt deletes the owner in here, and Python's lock is held all the while
        return super().event(event)

owner = Owner()
child = QObject(owner)
pool = workers(child)
pool.start(Job())
begun.wait()
owner.deleteLater()
del child, pool
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
print("gone", flush=True)
"""


def test_an_owner_goes_only_after_its_workers_have_ended_and_nothing_waits_for_ever() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], check=True, capture_output=True, text=True, timeout=30)

    assert done.stdout == "ended\ngone\n"
