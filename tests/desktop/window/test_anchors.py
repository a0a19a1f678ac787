"""Where a lesion lies does not depend on the window: what was tapped in a small one is the same in any other."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop.settings import Settings
from desktop.window.start import SETTINGS
from resources.terms import Side
from tests.desktop.window.conftest import Hands, Opener, open_visit

PLACES = (("nasal_tip", Side.MIDLINE), ("malar_cheek_medial", Side.LEFT), ("hand_dorsal_central", Side.RIGHT))


def drawn(hands: Hands, view: str) -> list[tuple[float, float]]:
    """Where the marks lie in a view, px of its own picture."""
    hands.screen.show_view(view)
    return [(each.x, each.y) for each in hands.screen.map.marks_shown]


def test_anchors_tapped_at_800x600_are_exactly_the_same_at_200_per_cent(practice: Path, opener: Opener) -> None:
    small = open_visit(practice, opener)
    small.window.resize(800, 600)
    QApplication.processEvents()
    for region, side in PLACES:
        small.tap(region, side, dx=1, dy=1)
    before = [each.mark.place for each in small.snapshot.marks]
    faces = drawn(small, "face")
    small.window.close()
    settings = Settings(practice / SETTINGS)
    settings.text_percent = 200
    settings.save()

    large = open_visit(practice, opener)
    large.window.resize(1600, 1000)
    QApplication.processEvents()

    assert large.screen.theme.percent == 200
    assert [each.mark.place for each in large.snapshot.marks] == before
    assert drawn(large, "face") == faces
    # what is drawn there is that skin: the same px of the picture gives the same anchor
    for x, y in faces:
        at: QPoint = large.screen.map.to_widget(x, y).toPoint()
        assert large.screen.map.rect().contains(at)
    assert len(faces) == 2
