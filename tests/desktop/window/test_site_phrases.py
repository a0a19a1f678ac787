"""What a tap says of its place is what is stored: the leaf, and where in it; a named entry keeps the bare name."""

import random

import pytest
from PySide6.QtCore import QPoint

from resources.terms import Placement, Side
from tests.desktop.map.acts import hover, phrase
from tests.desktop.window.conftest import Hands


def spot_called(visit: Hands, view: str, region: str, words: str) -> QPoint:
    """Turn to a view and return a point of the map well inside the skin that is told by some words."""
    visit.screen.show_view(view)
    body, chance = visit.body, random.Random(5)
    middle = body.middle(region, Side.RIGHT if "right" in words else Side.LEFT)
    assert middle is not None
    around = body.spot(view, middle)

    def told(x: float, y: float) -> str:
        site = body.site(view, x, y, 0.0)
        return site.phrase if site is not None else ""

    for _ in range(2000):
        x, y = around.x + chance.gauss(0, 40), around.y + chance.gauss(0, 40)
        if all(told(x + dx, y + dy) == words for dx, dy in ((0, 0), (6, 0), (-6, 0), (0, 6), (0, -6))):
            return visit.screen.map.to_widget(x, y).toPoint()
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("view", "region", "words"),
    [
        ("face", "malar_cheek_medial", "left medial malar cheek, inferior aspect"),
        ("scalp_top", "vertex_scalp", "right posterior vertex scalp"),
        ("hand_left_back", "hand_dorsal_radial", "left radial dorsal hand, proximal aspect"),
        ("back", "upper_back_interscapular", "central upper back, superior aspect, left of midline"),
    ],
)
def test_a_tap_stores_the_words_that_stood_at_the_pointer(visit: Hands, view: str, region: str, words: str) -> None:
    at = spot_called(visit, view, region, words)

    hover(visit.screen.map, at)
    told = phrase(visit.screen.map).text
    visit.click(at)

    place = visit.snapshot.marks[-1].mark.place
    assert told == place.phrase == words
    assert place.region == region
    assert place.placement is Placement.TAPPED


def test_a_called_out_place_keeps_its_bare_name(visit: Hands) -> None:
    visit.call_out("left malar cheek")

    place = visit.snapshot.marks[-1].mark.place
    assert (place.placement, place.phrase) == (Placement.BY_NAME, "left malar cheek")
