"""The window's pages, of which one is shown."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.atlas.views import View
from desktop.theme import Theme
from desktop.window.first_page import FirstPage


class Pages(QStackedWidget):
    """Begins with what can be painted at once: the figure, if the program goes on with a visit, else an empty page."""

    def __init__(self, figure: View | None, theme: Theme) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self.first = QWidget()
        if figure is not None:
            self.first = page = FirstPage(figure, theme)
            self.picture = page.picture
        self.addWidget(self.first)

    def turn_to(self, page: QWidget, *kept: QWidget | None) -> None:
        """Show a page; of the others only those to be kept stay."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        for each in [self.widget(at) for at in range(self.count())]:
            if each is not None and each is not page and each not in kept:
                self.removeWidget(each)
                each.deleteLater()
