"""An unforeseen error: it is written down without patient data, said in plain words, and the program stops."""

import logging
import sys
import traceback
from types import TracebackType

log = logging.getLogger("dermtally")


def keep_watch() -> None:
    """From now on, an error nobody handled ends the program after it was said; what was shown as saved is on disk."""
    sys.excepthook = _stop


def _stop(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say where it happened, not with what: messages of errors may hold a patient's name."""
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(130)
    places = "".join(traceback.format_tb(trace)[-6:])
    said = f"Dermtally stopped because of a fault of its own ({kind.__name__}). Everything shown as saved is saved."
    sys.stderr.write(f"{said}\n{places}")
    sys.stderr.flush()
    del error
    # imported here: the first frame does not need it
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    app = QApplication.instance()
    if app is not None:
        app.exit(70)
