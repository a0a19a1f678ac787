"""Every theme and size of text a widget must be readable in."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.theme import Theme
from tests.desktop.looks import Show


@pytest.fixture(params=("light", "dark", "light at 200 %", "dark at 150 %"))
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    made = themes.DARK if "dark" in request.param else themes.LIGHT
    made = made.at(200) if "200" in request.param else made.at(150) if "150" in request.param else made
    themes.apply(qapp, made)
    yield made
    themes.apply(qapp, themes.LIGHT)


@pytest.fixture
def light(qapp: QApplication) -> Theme:
    themes.apply(qapp, themes.LIGHT)
    return themes.LIGHT


@pytest.fixture
def shown(qtbot: QtBot) -> Show:
    """Show a widget on its own, at a size, with the keyboard."""

    kept: list[QWidget] = []

    def show(widget: QWidget, width: int, height: int) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()

    return show
