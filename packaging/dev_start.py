"""Start the program from this checkout: the window, or without a display the demo."""

import os
import subprocess
import sys
from collections.abc import Mapping

from dev_environment import RUN, Environment, SetUpError, say
from dev_libraries import missing_packages, needed, provide

QT_STARTS = (
    "from PySide6 import QtCore, QtGui, QtNetwork, QtPrintSupport, QtTest, QtWidgets; QtWidgets.QApplication([])"
)
"""A program that needs what Dermtally needs of Qt, and ends."""

WITHOUT_DISPLAY = {"QT_QPA_PLATFORM": "offscreen"}
PICTURES = "demo-out"


def run(environment: Environment, words: list[str]) -> int:
    """Open the window, or run `dermtally` with the words given; without a display and words run the demo."""
    set_up(environment, RUN, os.environ if has_display(os.environ) else {})
    dermtally = (environment.python, "-m", "desktop")
    if words or _display_answers(environment):
        return environment.call(*dermtally, *words)
    say(f"There is no display here, so the demo runs; its pictures and papers go to {environment.root / PICTURES}")
    return environment.call(*dermtally, "demo", "--out", PICTURES, **WITHOUT_DISPLAY)


def set_up(environment: Environment, lock: str, session: Mapping[str, str]) -> None:
    """Bring this machine and `.venv` to what the program needs in a session; {} is one without a display."""
    packages = missing_packages(needed(session))
    if environment.lacks_pip_source():
        packages.insert(0, f"python3.{sys.version_info.minor}-venv")
    provide(packages)
    if environment.make_ready(lock):
        complaint = qt_complaint(environment, WITHOUT_DISPLAY)
        if complaint:
            raise SetUpError(f"The packages are installed, but Qt does not start. Its own words:\n\n{complaint}")


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether this session promises a display."""
    if environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    return platform != "linux" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def qt_complaint(environment: Environment, variables: Mapping[str, str]) -> str:
    """Return what Qt says when it can't start, from a child process since it ends the process; "" when it can."""
    words = [str(environment.python), "-c", QT_STARTS]
    tried = subprocess.run(words, env=os.environ | variables, capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else tried.stderr.strip() or f"exit code {tried.returncode}"


def _display_answers(environment: Environment) -> bool:
    if not has_display(os.environ):
        return False
    complaint = qt_complaint(environment, {})
    if complaint:
        # the further lines guess at a missing library, and those were looked at before
        say(f"A display is named here, but no window opens on it: {complaint.splitlines()[0]}")
    return not complaint
