"""A theme to change to while a page is shown."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop import theme as themes
from desktop.theme import Theme


@pytest.fixture
def dark(qapp: QApplication) -> Theme:
    assert qapp
    return themes.DARK.at(150)
