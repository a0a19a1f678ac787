"""Floor of a start, as a process of its own: a bare window, painted. Prints the seconds since it was started.

Words: the monotonic time it was started at; then `libraries` when it is to import what the program needs for a tap.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtWidgets import QApplication, QMainWindow

from bench.first_paint import FirstPaint

if "libraries" in sys.argv:
    import numpy  # noqa: F401
    import sqlcipher3  # noqa: F401
    from sqlalchemy import create_engine, select  # noqa: F401


def main(begun: float) -> None:
    """Show the window, and end once it is painted."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)

    def painted(when: float) -> None:
        print(when - begun)
        app.quit()

    first = FirstPaint(window, painted)
    window.show()
    app.exec()
    del first


if __name__ == "__main__":
    main(float(sys.argv[1]))
