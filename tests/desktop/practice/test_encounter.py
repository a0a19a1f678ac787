"""One open visit: what is shown is what is on disk, whatever the disk does."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.errors import StoreBusy, StoreError, StoreFailed, VisitDiscarded
from db.folder import RECORD
from db.records import MarkId, PatientId, VisitId
from desktop.access import Action
from desktop.practice import encounter as room
from desktop.practice.encounter import Encounter
from desktop.practice.session import Session, open_session
from desktop.snapshot import Rules, Snapshot
from resources.terms import Method
from tests.db.drafts import DAY, NOSE, TEMPLE, finding, lesion, treatment
from tests.db.test_store import held_by_another_program
from tests.drives import Drive, Fault, install


class Heard:
    """What an encounter said."""

    def __init__(self, encounter: Encounter) -> None:
        self.snapshots: list[Snapshot] = []
        self.late = 0
        encounter.changed.connect(self.snapshots.append)
        encounter.late.connect(self._count)

    def _count(self) -> None:
        self.late += 1


@pytest.fixture
def heard(encounter: Encounter) -> Heard:
    return Heard(encounter)


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    """A disk that can be told to fail. Ask for it before the session."""
    return install(monkeypatch)


def _on_disk(folder: Path, visit: VisitId) -> list[MarkId]:
    session = open_session(folder)
    with session.reading(Action.CHART_READ) as record:
        found = [mark.id for mark in record.marks(visit)]
    session.close()
    return found


def test_an_empty_visit_is_shown_as_it_is(encounter: Encounter) -> None:
    assert encounter.snapshot.marks == ()
    assert encounter.snapshot.chart.visit.date_of_service == DAY


def test_every_change_is_announced_as_read_back_from_disk(encounter: Encounter, heard: Heard, folder: Path) -> None:
    draft = lesion()

    encounter.add((draft,))

    assert heard.snapshots == [encounter.snapshot]
    assert [each.id for each in encounter.snapshot.marks] == [draft.id] == _on_disk(folder, encounter.visit_id)


def test_numbers_close_up_and_come_back(encounter: Encounter) -> None:
    drafts = [lesion() for _ in range(4)]
    encounter.add(drafts)

    encounter.void((drafts[1].id,))
    assert [(each.id, each.label) for each in encounter.snapshot.marks] == [
        (drafts[0].id, "1"),
        (drafts[2].id, "2"),
        (drafts[3].id, "3"),
    ]

    encounter.restore((drafts[1].id,))
    assert [(each.id, each.label) for each in encounter.snapshot.marks] == [
        (draft.id, str(number)) for number, draft in enumerate(drafts, 1)
    ]


def test_a_treated_lesion_becomes_a_letter_and_a_number_again(encounter: Encounter) -> None:
    drafts = [lesion(), lesion(), finding()]
    encounter.add(drafts)
    done = drafts[0].treatment
    assert done is not None

    encounter.untreat(done.id)
    assert [each.label for each in encounter.snapshot.marks] == ["A", "1", "B"]

    encounter.treat_again(done.id)
    encounter.treat(drafts[2].id, treatment())
    assert [each.label for each in encounter.snapshot.marks] == ["1", "2", "3"]


def test_a_treatment_is_changed(encounter: Encounter) -> None:
    draft = lesion()
    encounter.add((draft,))
    assert draft.treatment is not None

    encounter.change_treatment(draft.treatment.id, replace(draft.treatment, methods=(Method.LASER,)))

    done = encounter.snapshot.marks[0].mark.treatment
    assert done is not None
    assert done.methods == (Method.LASER,)


def test_several_marks_are_moved_at_once(encounter: Encounter, heard: Heard) -> None:
    drafts = [lesion(NOSE), lesion(NOSE)]
    encounter.add(drafts)

    encounter.move([(draft.id, TEMPLE) for draft in drafts])

    assert [each.mark.place for each in encounter.snapshot.marks] == [TEMPLE, TEMPLE]
    assert len(heard.snapshots) == 2


def test_a_doubt_is_settled_and_asked_again(encounter: Encounter) -> None:
    first = lesion()
    second = replace(lesion(), maybe_same_as=first.id)
    encounter.add((first, second))
    assert encounter.snapshot.coded.pending

    encounter.settle(second.id, None)
    assert not encounter.snapshot.coded.pending

    encounter.settle(second.id, first.id)
    assert encounter.snapshot.coded.pending


def test_a_refused_tap_is_not_shown(encounter: Encounter, heard: Heard, folder: Path) -> None:
    with held_by_another_program(folder), pytest.raises(StoreBusy):
        encounter.add((lesion(),))

    assert heard.snapshots == []
    assert encounter.unsure is None
    assert _on_disk(folder, encounter.visit_id) == []


def test_a_refused_tap_is_stored_once_when_tried_again(encounter: Encounter, folder: Path) -> None:
    draft = lesion()
    with held_by_another_program(folder), pytest.raises(StoreBusy):
        encounter.add((draft,))

    encounter.add((draft,))

    assert _on_disk(folder, encounter.visit_id) == [draft.id]


def test_a_tap_of_which_an_error_is_reported_though_it_is_stored_counts_once(
    drive: Drive, encounter: Encounter, heard: Heard, folder: Path
) -> None:
    draft = lesion()
    drive.faults.append(Fault.STORED)

    encounter.add((draft,))

    assert heard.late == 1
    assert encounter.came_late
    assert encounter.unsure is None
    assert [each.id for each in encounter.snapshot.marks] == [draft.id]
    assert len(heard.snapshots) == 1
    encounter.add((other := lesion(),))
    assert not encounter.came_late
    assert _on_disk(folder, encounter.visit_id) == [draft.id, other.id]


def test_a_tap_that_is_lost_at_the_commit_is_refused_and_not_shown(
    drive: Drive, encounter: Encounter, heard: Heard, folder: Path
) -> None:
    drive.faults.append(Fault.LOST)

    with pytest.raises(StoreFailed):
        encounter.add((lesion(),))

    assert heard.snapshots == []
    assert heard.late == 0
    assert encounter.unsure is None
    assert _on_disk(folder, encounter.visit_id) == []


@pytest.mark.parametrize("fault", Fault)
def test_a_tap_nobody_can_tell_of_is_looked_up_until_it_can_be_told(
    drive: Drive, encounter: Encounter, heard: Heard, folder: Path, fault: Fault
) -> None:
    draft = lesion()
    drive.faults.append(fault)
    drive.answers = False

    with pytest.raises(StoreError):
        encounter.add((draft,))
    assert encounter.unsure is not None
    assert encounter.look_up() is False
    assert encounter.unsure is not None
    assert heard.snapshots == []

    drive.answers = True
    stored = fault is Fault.STORED
    assert encounter.look_up() is stored
    assert encounter.unsure is None
    assert heard.late == int(stored)
    assert [each.id for each in encounter.snapshot.marks] == [draft.id] * stored

    encounter.add((draft,))
    assert _on_disk(folder, encounter.visit_id) == [draft.id]


def test_several_lesions_of_one_call_out_are_never_stored_in_part_or_twice(
    drive: Drive, encounter: Encounter, folder: Path
) -> None:
    drafts = [lesion() for _ in range(3)]
    drive.faults.append(Fault.LOST)
    with pytest.raises(StoreFailed):
        encounter.add(drafts)
    drive.faults.append(Fault.STORED)

    encounter.add(drafts)
    encounter.add(drafts)

    assert _on_disk(folder, encounter.visit_id) == [draft.id for draft in drafts]


def test_a_removal_of_which_an_error_is_reported_though_it_is_stored_is_shown(
    drive: Drive, encounter: Encounter, heard: Heard
) -> None:
    draft = lesion()
    encounter.add((draft,))
    drive.faults.append(Fault.STORED)

    encounter.void((draft.id,))

    assert encounter.snapshot.marks == ()
    assert heard.late == 1


def test_a_removal_that_is_lost_leaves_the_lesion_shown(drive: Drive, encounter: Encounter, heard: Heard) -> None:
    draft = lesion()
    encounter.add((draft,))
    drive.faults.append(Fault.LOST)

    with pytest.raises(StoreFailed):
        encounter.void((draft.id,))

    assert [each.id for each in encounter.snapshot.marks] == [draft.id]
    assert heard.late == 0


def test_a_commit_that_is_stored_but_can_not_be_read_back_is_looked_up(drive: Drive, encounter: Encounter) -> None:
    """The disk takes the tap and then answers no more."""
    draft = lesion()
    drive.faults.append(Fault.STORED)
    drive.answers = False

    with pytest.raises(StoreError):
        encounter.add((draft,))
    assert encounter.unsure is not None

    drive.answers = True
    assert encounter.look_up() is True
    assert [each.id for each in encounter.snapshot.marks] == [draft.id]


def test_a_visit_discarded_meanwhile_refuses_and_says_so(encounter: Encounter, session: Session) -> None:
    session.discard_visit(encounter.visit_id)

    with pytest.raises(VisitDiscarded):
        encounter.add((lesion(),))

    assert encounter.snapshot.marks == ()


def test_what_another_window_stored_is_shown_after_a_refusal(
    encounter: Encounter, session: Session, rules: Rules, heard: Heard
) -> None:
    other = Encounter(session, encounter.visit_id, rules)
    mark, done = finding(), treatment()
    encounter.add((mark,))
    other.reload()
    other.treat(mark.id, done)

    with pytest.raises(StoreError, match="already recorded as treated"):
        encounter.treat(mark.id, treatment())

    assert [each.treated for each in encounter.snapshot.marks] == [True]
    assert heard.late == 0


def test_changed_carries_a_snapshot(qtbot: QtBot, encounter: Encounter) -> None:
    with qtbot.waitSignal(encounter.changed) as signal:
        encounter.add((lesion(),))

    assert isinstance(signal.args[0], Snapshot)


def test_every_acknowledged_tap_is_on_disk_before_it_is_announced(folder: Path, encounter: Encounter) -> None:
    """Another program reads the file at the moment of the announcement."""
    seen: list[str] = []
    code = (
        "import sys; from pathlib import Path; from db.folder import open_record; from db.records import MarkId; "
        "store = open_record(Path(sys.argv[1])); "
        "door = store.reading(); print(door.__enter__().mark_exists(MarkId(sys.argv[2])), end='')"
    )

    def read_elsewhere(snapshot: Snapshot) -> None:
        command = [sys.executable, "-c", code, str(folder), snapshot.marks[-1].id]
        seen.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    encounter.changed.connect(read_elsewhere)

    encounter.add((lesion(),))

    assert seen == ["True"]


def test_what_was_written_is_moved_into_the_file_when_nobody_taps(
    session: Session, patient: PatientId, rules: Rules, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "IDLE_MS", 1)
    encounter = Encounter(session, session.open_visit(patient, DAY), rules)
    before = (folder / RECORD).stat().st_size

    encounter.add([lesion() for _ in range(40)])

    assert (folder / RECORD).stat().st_size == before
    qtbot.waitUntil(lambda: (folder / RECORD).stat().st_size > before)


def test_a_closed_record_is_not_opened_again_to_be_tidied(session: Session, encounter: Encounter, folder: Path) -> None:
    encounter.add((lesion(),))
    session.close()

    session.tidy()

    assert sorted(path.name for path in folder.iterdir()) == [RECORD, "keys.json"]
