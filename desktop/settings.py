"""What this workstation remembers: its window, theme, size of text and last page. Never anything about a patient."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class ThemeChoice(StrEnum):
    """Which theme the user asked for; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Page(StrEnum):
    """The page that was open when the window was closed."""

    HOME = "home"
    VISIT = "visit"


class Settings:
    """Typed settings in one ini file. What can't be read, or makes no sense, is the default."""

    def __init__(self, path: Path) -> None:
        self._stored = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size as Qt saves it; empty when never saved."""
        value = self._stored.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._stored.setValue("window/geometry", value)

    @property
    def theme(self) -> ThemeChoice:
        """The theme asked for."""
        return ThemeChoice(self._text("window/theme", tuple(ThemeChoice), ThemeChoice.SYSTEM))

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self._stored.setValue("window/theme", str(value))

    @property
    def text_percent(self) -> int:
        """Size of text, 100 to 200 per cent."""
        stored = str(self._stored.value("window/text", "100"))
        return min(max(int(stored), 100), 200) if stored.isdecimal() else 100

    @text_percent.setter
    def text_percent(self, value: int) -> None:
        self._stored.setValue("window/text", value)

    @property
    def calm(self) -> bool:
        """Whether a new mark is shown by a ring that stands still."""
        return str(self._stored.value("window/calm", "")) == "yes"

    @calm.setter
    def calm(self, value: bool) -> None:
        self._stored.setValue("window/calm", "yes" if value else "")

    @property
    def page(self) -> Page:
        """The page shown last."""
        return Page(self._text("window/page", tuple(Page), Page.HOME))

    @page.setter
    def page(self, value: Page) -> None:
        self._stored.setValue("window/page", str(value))

    @property
    def visit(self) -> str:
        """The id of the visit that was open when the window was closed; it says nothing about a patient."""
        return str(self._stored.value("window/visit", ""))

    @visit.setter
    def visit(self, value: str) -> None:
        self._stored.setValue("window/visit", value)

    def pedal(self, action: str) -> str:
        """Return the key that somebody taught for a hands-free action, in Qt's notation; empty for none."""
        return str(self._stored.value(f"handsfree/{action}", ""))

    def set_pedal(self, action: str, key: str) -> None:
        """Remember the key of a hands-free action."""
        self._stored.setValue(f"handsfree/{action}", key)

    @property
    def pedal_sounds(self) -> bool:
        """Whether each entry of a hands-free visit is sounded."""
        return str(self._stored.value("handsfree/sounds", "yes")) == "yes"

    @pedal_sounds.setter
    def pedal_sounds(self, value: bool) -> None:
        self._stored.setValue("handsfree/sounds", "yes" if value else "no")

    @property
    def pedal_speech(self) -> bool:
        """Whether each entry of a hands-free visit is spoken."""
        return str(self._stored.value("handsfree/speech", "no")) == "yes"

    @pedal_speech.setter
    def pedal_speech(self, value: bool) -> None:
        self._stored.setValue("handsfree/speech", "yes" if value else "no")

    @property
    def export_folder(self) -> str:
        """The folder the last summary was saved in; empty before the first."""
        return str(self._stored.value("export/folder", ""))

    @export_folder.setter
    def export_folder(self, value: str) -> None:
        self._stored.setValue("export/folder", value)

    def mark_running(self) -> bool:
        """Note that the program runs; return whether the run before this one ended without `mark_stopped`."""
        crashed = str(self._stored.value("window/running", "")) == "yes"
        self._stored.setValue("window/running", "yes")
        self.save()
        return crashed

    def mark_stopped(self) -> None:
        """Note that the program ends as it should."""
        self._stored.setValue("window/running", "")

    def save(self) -> None:
        """Write to disk now. A folder that can't be written is no reason to stop: the settings are then forgotten."""
        self._stored.sync()

    def _text(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = str(self._stored.value(key, default))
        return value if value in allowed else default
