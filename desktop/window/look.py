"""How the window stands on this workstation: in front, its colours and size of text, and the menu to choose them."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from desktop import theme as themes
from desktop.settings import Settings, ThemeChoice
from desktop.theme import Theme
from desktop.window.menu import Entry, add_choices, menu

TEXT_SIZES = (100, 125, 150, 175, 200)


class Look(QObject):
    """The theme in use.

    Signals:
        changed(Theme): another theme, or another size of text, was chosen and applied to the program.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, settings: Settings, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._settings = settings
        self._window = window
        self.theme = theme
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @Slot()
    def come_forward(self) -> None:
        """Bring the window to the front and flash: somebody started the program again."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        QApplication.alert(self._window)

    def open_menu(self, button: QWidget, entries: list[Entry]) -> None:
        """Open the menu under a button: entries of the page first, then what concerns the whole window."""
        made = menu(self._window, entries)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sizes = [(f"{each} %", each == self.theme.percent, partial(self.set_text, each)) for each in TEXT_SIZES]
        add_choices(made, self.tr("Size of text"), sizes)
        names = {
            ThemeChoice.SYSTEM: self.tr("As the desktop"),
            ThemeChoice.LIGHT: self.tr("Light"),
            ThemeChoice.DARK: self.tr("Dark"),
        }
        looks = [(name, self._settings.theme is each, partial(self.set_colours, each)) for each, name in names.items()]
        add_choices(made, self.tr("Colours"), looks)
        calm = QAction(self.tr("Less motion"), made, checkable=True, checked=self._settings.calm)
        calm.toggled.connect(self.set_calm)
        made.addAction(calm)
        made.addAction(self.tr("About Dermtally")).triggered.connect(self.open_about)
        made.popup(button.mapToGlobal(QPoint(button.width() - made.sizeHint().width(), button.height())))

    def set_text(self, percent: int) -> None:
        """Show all text at this size from now on."""
        self._settings.text_percent = percent
        self._apply()

    def set_colours(self, choice: ThemeChoice) -> None:
        """Use these colours from now on."""
        self._settings.theme = choice
        self._apply()

    @Slot(bool)
    def set_calm(self, calm: bool) -> None:  # noqa: FBT001 - a signal's value
        """Show new marks by a ring that stands still, or by the usual one."""
        self._settings.calm = calm
        self._apply()

    @Slot()
    def open_about(self) -> None:
        """Open the card with version, rules and licences."""
        # imported here: seldom needed, and the package's own description takes as long to load as a hundred modules
        from importlib.metadata import version  # noqa: PLC0415

        from desktop.window.about import AboutCard  # noqa: PLC0415

        card = AboutCard(self.theme, self._window, version("dermtally"))
        card.closed.connect(card.deleteLater)
        card.open_sheet()

    @Slot()
    def _follow(self) -> None:
        if self._settings.theme is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._settings.save()
        self.theme = chosen_theme(self._app, self._settings)
        themes.apply(self._app, self.theme)
        self.changed.emit(self.theme)


def chosen_theme(app: QApplication, settings: Settings) -> Theme:
    """Return the theme asked for on this workstation, at its size of text."""
    dark = settings.theme is ThemeChoice.DARK or (
        settings.theme is ThemeChoice.SYSTEM and app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    return (themes.DARK if dark else themes.LIGHT).at(settings.text_percent)
