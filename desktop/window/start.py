"""From nothing to a window: the fewest imports that can paint one, the rest after the first frame."""

import gc
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.crash import keep_watch
from desktop.practice.folder import own_folder
from desktop.settings import Settings
from desktop.window.look import chosen_theme
from desktop.window.shell import MainWindow

SETTINGS = "workstation.ini"
"""Window, theme and page of this workstation; beside the record, so that each data folder has its own."""
_STYLE = ("-style", "Fusion")
"""As words for Qt: of `setStyle`, PySide would first make QStyle with all its names, 10 ms before the first frame."""
_OWN_CLIPBOARD = frozenset({"offscreen", "minimal"})


def start(folder: Path | None, arguments: Sequence[str]) -> int:
    """Run the window until it is closed; return the exit code."""
    app = QApplication([*arguments, *_STYLE])
    app.setApplicationName("dermtally")
    app.setApplicationDisplayName("Dermtally")
    keep_watch()
    window = build_window(app, folder or own_folder())
    window.ready.connect(collect_from_now_on, Qt.ConnectionType.SingleShotConnection)
    window.show()
    code = app.exec()
    put_away(window)
    return code


def collect_from_now_on() -> None:
    """Look for garbage again, but never in what the start has made: that would hold up a tap for 50 ms now and then."""
    gc.freeze()
    gc.enable()


def build_window(app: QApplication, folder: Path) -> MainWindow:
    """Build the window for a data folder. It opens the record by itself once its first frame is painted."""
    settings = Settings(folder / SETTINGS)
    chosen = chosen_theme(app, settings)
    theme.apply(app, chosen)
    return MainWindow(app, folder, settings, chosen)


def put_away(window: MainWindow) -> None:
    """Close a window and take it down now: at the end of the program Qt must find no window without its application."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    empty_own_clipboard()


def empty_own_clipboard() -> None:
    """Empty a clipboard that lives in this process only, as without a display.

    Qt would destroy what Python put on it after Python has gone, and crash. Other platforms hand their clipboard on, or
    clear it with the application.
    """
    if QGuiApplication.platformName() in _OWN_CLIPBOARD:
        QGuiApplication.clipboard().clear()
