"""The two doors: one for changes, one for looking, and what holds up what."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.errors import DISK_FAULTS, Bug, Environment, StoreBug, StoreBusy, StoreError, StoreMissing
from db.folder import RECORD
from db.keys import new_key, open_key
from db.people import PersonId
from db.records import VisitId
from db.store import Store
from tests.db.conftest import Raw
from tests.db.drafts import add, lesion, open_visit, somebody

HOLDER = """
import sys
from pathlib import Path
from db.engine import open_file
from db.keys import open_key
folder = Path(sys.argv[1])
driver = open_file(folder / "dermtally.db", open_key(folder))
driver.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held_by_another_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def test_what_was_stored_is_there_after_a_fresh_start(folder: Path, store: Store, visit: VisitId) -> None:
    mark = lesion()
    add(store, visit, mark)
    store.close()

    again = Store(folder / RECORD, open_key(folder))

    with again.reading() as record:
        assert [each.id for each in record.marks(visit)] == [mark.id]
    again.close()


def test_nothing_is_stored_when_the_block_fails(store: Store, visit: VisitId) -> None:
    mark = lesion()

    def fail_after_storing() -> None:
        with store.begin(somebody(store)) as work:
            work.add_mark(visit, mark)
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_storing()

    with store.reading() as record:
        assert not record.mark_exists(mark.id)


def test_a_refusal_inside_a_change_leaves_nothing_of_it(store: Store, visit: VisitId) -> None:
    mark = lesion()

    with pytest.raises(StoreBug):
        add(store, visit, mark, mark)

    with store.reading() as record:
        assert not record.mark_exists(mark.id)


def test_a_change_cut_short_lets_the_next_one_in(store: Store, visit: VisitId) -> None:
    with pytest.raises(KeyError), store.begin(somebody(store)):
        raise KeyError
    mark = lesion()

    add(store, visit, mark)

    with store.reading() as record:
        assert record.mark_exists(mark.id)


def test_a_look_is_one_unchanging_view(store: Store, visit: VisitId) -> None:
    other = Store(store.path, open_key(store.path.parent))
    with other.reading() as record:
        before = record.marks(visit)
        add(store, visit, lesion())

        assert record.marks(visit) == before == ()
    with other.reading() as record:
        assert len(record.marks(visit)) == 1
    other.close()


def test_a_reader_held_open_does_not_delay_a_tap(store: Store, visit: VisitId) -> None:
    looking, done = threading.Event(), threading.Event()

    def look() -> None:
        with store.reading() as record:
            record.marks(visit)
            looking.set()
            done.wait(3)

    reader = threading.Thread(target=look)
    reader.start()
    looking.wait()
    slowest = 0.0
    for _ in range(20):
        begun = time.perf_counter()
        add(store, visit, lesion())
        slowest = max(slowest, time.perf_counter() - begun)
    still_held = reader.is_alive()
    done.set()
    reader.join()

    assert still_held
    assert slowest < 0.25  # the time a change waits for another writer: no tap waited


def test_a_tap_waits_a_quarter_of_a_second_for_another_program_and_says_so(folder: Path, store: Store) -> None:
    actor = somebody(store)
    with held_by_another_program(folder):
        begun = time.perf_counter()
        with pytest.raises(StoreBusy, match="Another program holds the record"), store.begin(actor):
            pytest.fail("the door opened")
        waited = time.perf_counter() - begun

    assert 0.2 < waited < 0.6


def test_looking_goes_on_while_another_program_holds_the_record(folder: Path, store: Store, visit: VisitId) -> None:
    add(store, visit, lesion())
    with held_by_another_program(folder), store.reading() as record:
        assert len(record.marks(visit)) == 1


def test_the_record_is_free_as_soon_as_the_holder_is_killed(folder: Path, store: Store, visit: VisitId) -> None:
    with held_by_another_program(folder) as holder:
        holder.kill()
        holder.wait()

        add(store, visit, lesion())

    with store.reading() as record:
        assert len(record.marks(visit)) == 1


def test_a_patient_caller_waits_longer(folder: Path, store: Store) -> None:
    actor = somebody(store)
    with held_by_another_program(folder) as holder:
        free = threading.Timer(0.5, holder.kill)
        free.start()

        with store.begin(actor, patience_ms=5000) as work:
            work.add_person(PersonId("p2"), "B. Scribe", "")

    with store.reading() as record:
        assert record.person(PersonId("p2")).name == "B. Scribe"


def test_no_update_is_lost_between_two_writers(store: Store, raw: Raw) -> None:
    """The driver's own transactions lose half of them without an error (read, then write in a deferred one)."""
    rounds = 30

    def count_up() -> None:
        for _ in range(rounds):
            with store.begin(PersonId("x"), patience_ms=5000) as work:
                number = work._connection.exec_driver_sql("SELECT version FROM practice").scalar_one()
                work._connection.exec_driver_sql("UPDATE practice SET version = ?", (number + 1,))

    threads = [threading.Thread(target=count_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with raw() as driver:
        assert driver.execute("SELECT version FROM practice").fetchone() == (1 + 2 * rounds,)


def test_a_thread_stands_in_one_door_at_a_time(store: Store) -> None:
    actor = somebody(store)
    with store.reading(), pytest.raises(StoreBug), store.begin(actor):
        pytest.fail("the second door opened")

    with store.reading() as record:
        assert record.practice().name == "Lakeside Dermatology"


def test_a_record_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        Store(tmp_path / RECORD, new_key())


def test_tidying_moves_the_log_into_the_file(store: Store, visit: VisitId, folder: Path) -> None:
    add(store, visit, *[lesion() for _ in range(40)])
    before = (folder / RECORD).stat().st_size

    store.tidy()

    assert (folder / RECORD).stat().st_size > before


def test_a_closed_record_leaves_one_file(store: Store, folder: Path) -> None:
    open_visit(store)

    store.close()

    assert sorted(path.name for path in folder.iterdir()) == [RECORD, "keys.json"]


def test_every_fault_says_what_happened_in_plain_words() -> None:
    kinds = [kind for kind in _kinds(StoreError) if kind not in {StoreError, Environment, Bug}]

    for kind in kinds:
        assert kind.__doc__
        assert len(kind.text.split()) > 5
        assert kind.text.endswith((".", "..."))
        assert not any(word in kind.text for word in ("SQL", "Error", "!", "exception", "database is"))
        assert issubclass(kind, (Environment, Bug))
    assert all(issubclass(kind, Environment) for kind in DISK_FAULTS)


def _kinds(kind: type[StoreError]) -> list[type[StoreError]]:
    return [kind, *(below for each in kind.__subclasses__() for below in _kinds(each))]
