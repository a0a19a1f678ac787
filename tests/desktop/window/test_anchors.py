"""Where a lesion lies does not depend on the window: what was tapped in a small one is the same in any other."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
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


def test_ten_lesions_in_three_regions_take_at_most_twelve_acts_by_tap(visit: Hands) -> None:
    """Ten taps and one change of view: the face shows two of the regions at once."""
    acts = 0
    for region, side, taps in (("forehead", Side.LEFT, 4), ("malar_cheek_medial", Side.RIGHT, 3)):
        middle = visit.place(region, side, "face")
        for number in range(taps):
            visit.click(middle + QPoint(12 * number, 0))
            acts += 1
    tile = visit.screen.rail.tile("hand_right_back")
    assert tile is not None
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    acts += 1
    middle = visit.place("hand_dorsal_central", Side.RIGHT, "hand_right_back")
    for number in range(3):
        visit.click(middle + QPoint(0, 16 * number))
        acts += 1

    assert acts <= 12
    assert visit.snapshot.treated == 10
    assert [(group.name, group.treated) for group in visit.snapshot.groups] == [("Face", 7), ("Arms and hands", 3)]
    assert all(each.mark.place.side in {Side.LEFT, Side.RIGHT} for each in visit.snapshot.marks)
