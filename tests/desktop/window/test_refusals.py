"""What is not stored is never drawn, and the screen says so; what is tried again is stored once."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from db import keys
from db.engine import open_file
from desktop.access import Action
from desktop.practice.session import open_session
from resources.terms import Side
from tests.desktop.window.conftest import Hands


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Another program holds the record for writing."""
    with closing(open_file(folder / "dermtally.db", keys.open_key(folder))) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def stored(folder: Path, hands: Hands) -> int:
    """How many marks of the visit are on disk, read by another connection."""
    session = open_session(folder)
    with session.reading(Action.CHART_READ) as record:
        count = len(record.marks(hands.snapshot.chart.visit.id))
    session.close()
    return count


def test_a_refused_tap_is_not_drawn_and_says_why(visit: Hands, practice: Path) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)

    with held(practice):
        visit.tap("malar_cheek_medial", Side.RIGHT)

        assert visit.snapshot.treated == 1
        assert len(visit.screen.map.marks_shown) == 1
        assert visit.said == "Not saved: right medial malar cheek"
        assert "Another program holds the record" in visit.screen.panel.action.accessibleName()
        assert visit.screen.status.text == "Not saved"
        assert not visit.screen.map.taking
    assert stored(practice, visit) == 1


def test_a_tap_that_waited_for_another_program_is_stored_once(visit: Hands, practice: Path, qtbot: QtBot) -> None:
    with held(practice):
        visit.tap("malar_cheek_medial", Side.RIGHT)
        visit.tap("malar_cheek_medial", Side.LEFT)  # not taken: the map says that it waits

    with qtbot.waitSignal(visit.visit.desk.encounter.changed, timeout=5000):
        pass

    assert [each.mark.place.phrase for each in visit.snapshot.marks] == ["right medial malar cheek"]
    assert visit.screen.map.taking
    assert visit.screen.status.text.startswith("Saved")
    assert stored(practice, visit) == 1


def test_a_refused_undo_leaves_the_step_to_be_undone(visit: Hands, practice: Path, qtbot: QtBot) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)

    with held(practice):
        visit.visit.desk.steps.undo()
        refused = (visit.snapshot.treated, visit.visit.desk.stack.canUndo(), visit.visit.desk.stack.canRedo())
    with qtbot.waitSignal(visit.visit.desk.encounter.changed, timeout=5000):
        pass

    assert refused == (1, True, False)
    assert visit.snapshot.treated == 0
    assert visit.visit.desk.stack.canRedo()


def test_a_reader_that_holds_the_record_open_delays_no_tap(visit: Hands, practice: Path) -> None:
    session = open_session(practice)
    with session.reading(Action.CHART_READ) as record:
        before = record.marks(visit.snapshot.chart.visit.id)
        for side in (Side.LEFT, Side.RIGHT):
            visit.tap("malar_cheek_medial", side)
        after = record.marks(visit.snapshot.chart.visit.id)
    session.close()

    assert visit.snapshot.treated == 2
    assert before == after == ()


def test_a_record_that_was_moved_away_takes_no_tap(visit: Hands, practice: Path) -> None:
    visit.tap("malar_cheek_medial", Side.LEFT)
    (practice / "dermtally.db").rename(practice / "elsewhere.db")

    visit.tap("malar_cheek_medial", Side.RIGHT)

    assert visit.snapshot.treated == 1
    assert visit.said.startswith("Not saved")
    assert "moved" in visit.screen.panel.action.accessibleName()


def test_a_call_out_that_could_not_be_taken_yet_stays_in_the_line(visit: Hands, practice: Path, qtbot: QtBot) -> None:
    with held(practice):
        visit.call_out("2 left forehead")
        visit.call_out("3 right forehead")

        assert visit.snapshot.treated == 0
        assert visit.screen.callout.text == "3 right forehead"

    qtbot.waitUntil(lambda: visit.snapshot.treated == 2, timeout=5000)
    assert visit.screen.callout.text == "3 right forehead"
