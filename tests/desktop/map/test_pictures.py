"""The shipped pictures: each can be read, fits its camera, and shows skin where a tap hits skin."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.atlas.body import Body
from desktop.atlas.views import Turn, Views
from desktop.map.pictures import Pictures, decode
from desktop.map.thumbnails import Thumbnails
from resources import files
from tests.desktop.atlas.skin import KEYS, VIEWS, random_points

MARGIN = 3
"""Px about a silhouette in which picture and hit test may differ."""


def alpha(image: QImage) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return pixels[:, : plain.width(), 3].copy()


@pytest.mark.parametrize("key", KEYS)
def test_a_views_pictures_fit_its_camera(views: Views, key: str) -> None:
    view = views.get(key)
    small = decode(view.pictures.small)
    large = decode(view.pictures.large, QSize(view.camera.width // 4, view.camera.height // 4))

    assert (small.width(), small.height()) == (view.camera.width, view.camera.height)
    assert small.hasAlphaChannel()
    assert not large.isNull()


FRAMES = tuple(turn.key_of(number) for turn in VIEWS.turns for number in range(2, turn.frames, 7))


@pytest.mark.parametrize("turn", VIEWS.turns, ids=lambda turn: turn.key)
def test_every_frame_of_a_turn_is_shipped(turn: Turn) -> None:
    assert all(files.ships(each) for each in turn.pictures)


@pytest.mark.parametrize("key", [*KEYS, *FRAMES])
def test_what_is_painted_can_be_tapped_and_what_is_not_painted_cannot(body: Body, views: Views, key: str) -> None:
    view = views.get(key)
    shown = alpha(decode(view.pictures.small))
    checked = wrong = 0

    for x, y in random_points(view, 400, seed=17):
        left, top = max(0, int(x) - MARGIN), max(0, int(y) - MARGIN)
        around = shown[top : int(y) + MARGIN + 1, left : int(x) + MARGIN + 1]
        if around.min() == around.max() and around.min() in (0, 255):
            checked += 1
            wrong += (body.hit(key, x, y) is not None) is not bool(around.min())

    assert (shown.shape[1], shown.shape[0]) == (view.camera.width, view.camera.height)
    assert checked > 200
    assert wrong <= 0.002 * checked


def test_a_picture_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"regions\.tsv"):
        decode("body/regions.tsv")


def test_the_small_picture_is_there_at_once_and_the_sharp_one_comes(views: Views, qtbot: QtBot) -> None:
    pictures = Pictures()
    view = views.get("ear_left")

    with qtbot.waitSignal(pictures.sharpened, timeout=20_000) as sharpened:
        first = pictures.best(view, 8.0)
    second = pictures.best(view, 8.0)
    pictures.close()

    assert sharpened.args == ["ear_left"]
    assert first.width() == view.camera.width
    assert second.width() > first.width()


def test_where_the_small_picture_is_fine_enough_no_other_is_asked_for(views: Views) -> None:
    pictures = Pictures()

    image = pictures.best(views.get("ear_left"), 0.6)
    pictures.close()

    assert image.width() == views.get("ear_left").camera.width


def test_a_thumbnail_shows_the_body_without_the_ground_around_it(views: Views, qtbot: QtBot) -> None:
    thumbnails = Thumbnails()
    view = views.get("front")
    with qtbot.waitSignal(thumbnails.made, timeout=10_000):
        thumbnails.want((view,))

    picture = thumbnails.picture("front", QSize(52, 52), 2.0)

    assert picture is not None
    assert picture.height() == 104
    assert picture.devicePixelRatio() == 2.0
    rows = alpha(picture.toImage())
    assert rows[0].max() > 0
    assert rows[-1].max() > 0


def test_a_tap_right_after_a_page_is_shown_waits_for_no_thumbnail(views: Views, qtbot: QtBot) -> None:
    thumbnails = Thumbnails()
    thumbnails.want((views.get("front"),))

    QApplication.processEvents()

    assert thumbnails.picture("front", QSize(52, 52), 2.0) is None
    with qtbot.waitSignal(thumbnails.made, timeout=10_000):
        pass


def test_a_body_drawn_again_before_anothers_thumbnail_was_made_leaves_nothing_to_make(
    views: Views, qtbot: QtBot
) -> None:
    thumbnails = Thumbnails()
    front, back = views.get("front"), views.get("back")
    with qtbot.waitSignal(thumbnails.made, timeout=10_000):
        thumbnails.want((front,))

    another = replace(front, pictures=back.pictures)
    thumbnails.want((another,))
    thumbnails.want((front,))

    # an error in the timer's slot would fail the test
    with qtbot.assertNotEmitted(thumbnails.made, wait=400):
        pass


def test_a_thumbnail_that_is_not_made_yet_is_left_out() -> None:
    assert Thumbnails().picture("front", QSize(52, 52), 1.0) is None
