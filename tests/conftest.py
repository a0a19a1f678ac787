"""The same screen for every test: no display, the shipped font, fixed density; any Qt warning fails the test."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from collections.abc import Iterator

import hypothesis
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.window.start import empty_own_clipboard

PLATFORM_MESSAGES = (
    # The offscreen plugin has no window manager that could take size hints.
    r"^This plugin does not support propagateSizeHints\(\)$",
    # The offscreen plugin can't raise or activate a window.
    r"^This plugin does not support raise\(\)$",
    # A grab by an open menu: the offscreen plugin has no other windows to grab from.
    r"^This plugin supports grabbing the mouse only for popup windows$",
)


# A busy machine makes single examples slow; what is slow is measured by the benchmarks, not by tests.
hypothesis.settings.register_profile("dermtally", deadline=None)
hypothesis.settings.load_profile("dermtally")


def pytest_configure(config: pytest.Config) -> None:
    for message in PLATFORM_MESSAGES:
        config.addinivalue_line("qt_log_ignore", message)


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    """The application under the light theme at 100 %."""
    theme.apply(qapp, theme.LIGHT)
    return qapp


@pytest.fixture(scope="session", autouse=True)
def own_clipboard() -> Iterator[None]:
    """Empty the clipboard at the end: what a test put there must not outlive Python."""
    yield
    if QGuiApplication.instance() is not None:
        empty_own_clipboard()
