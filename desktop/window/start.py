"""From nothing to a window: the fewest imports that can paint one, the rest after the first frame."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.crash import keep_watch
from desktop.practice.folder import own_folder
from desktop.settings import Settings
from desktop.window.look import chosen_theme
from desktop.window.shell import MainWindow

SETTINGS = "workstation.ini"
"""Window, theme and page of this workstation; beside the record, so that each data folder has its own."""


def start(folder: Path | None, arguments: Sequence[str]) -> int:
    """Run the window until it is closed; return the exit code."""
    app = QApplication(list(arguments))
    app.setApplicationName("dermtally")
    app.setApplicationDisplayName("Dermtally")
    keep_watch()
    window = build_window(app, folder or own_folder())
    window.show()
    return app.exec()


def build_window(app: QApplication, folder: Path) -> MainWindow:
    """Build the window for a data folder. It opens the record by itself once its first frame is painted."""
    settings = Settings(folder / SETTINGS)
    chosen = chosen_theme(app, settings)
    theme.apply(app, chosen)
    return MainWindow(app, folder, settings, chosen)
