"""What leaves the visit: the note on the clipboard, the summary as a PDF."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
