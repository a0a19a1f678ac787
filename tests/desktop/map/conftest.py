"""The map on its own, with the shipped body, and what it tells."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.atlas.views import Views, load_views
from desktop.map.figure import MapView
from desktop.theme import Theme
from resources.terms import Side
from tests.desktop.map.acts import Heard, at
from tests.desktop.map.stands import Stand
from tests.desktop.map.visits import Lesion, visit

ShowMap = Callable[..., MapView]


@pytest.fixture(scope="session")
def body() -> Body:
    return Body.load()


@pytest.fixture(scope="session")
def views() -> Views:
    return load_views()


@pytest.fixture
def show_map(qtbot: QtBot, body: Body, views: Views, light: Theme) -> Iterator[ShowMap]:
    """Show a map of the screens' size; the workers that decode its pictures end with the test."""
    made: list[MapView] = []

    def show(key: str = "face", *, theme: Theme = light, size: tuple[int, int] = (776, 608)) -> MapView:
        figure = MapView(views, theme)
        made.append(figure)
        qtbot.addWidget(figure)
        figure.resize(*size)
        figure.show_view(key)
        figure.set_body(body)
        with qtbot.waitExposed(figure):
            figure.show()
        figure.activateWindow()
        return figure

    yield show
    for each in made:
        each.stop()


@pytest.fixture
def stand(show_map: ShowMap, body: Body, views: Views) -> Stand:
    figure = show_map("front")
    figure.show_snapshot(visit(body, Lesion(body.middle("chest", Side.MIDLINE))))
    door = views.get("front").doors[0]
    middle_of_door = figure.to_widget((door.left + door.right) / 2, (door.top + door.bottom) / 2).toPoint()
    return Stand(
        figure,
        Heard(figure),
        skin=at(figure, body, body.middle("abdomen", Side.MIDLINE)),
        mark=at(figure, body, body.middle("chest", Side.MIDLINE)),
        door=middle_of_door,
        beside=QPoint(170, 470),
    )
