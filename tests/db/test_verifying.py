"""The check of a whole record: what somebody with the key could do to a copy, and what of it is found."""

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3

from db.engine import open_file
from db.errors import KeyWrong, NewerStore, ReadOnly, StoreMissing
from db.events import GENESIS, digest
from db.folder import RECORD, open_record
from db.keys import new_key, open_key
from db.people import PersonId
from db.records import Head, KeptHead, VisitId
from db.store import Store
from db.triggers import wanted
from db.upgrade import LADDER
from db.verifying import Part, Verdict, examine, roles_of
from resources.terms import Role
from tests.db.drafts import TEMPLE, add, add_patient, finding, lesion, open_visit, somebody
from tests.db.test_upgrade import OLD
from tests.disks import make_read_only, small_disk

Attack = Callable[[sqlcipher3.Connection], object]
COLUMNS = ("seq", "station_id", "at", "actor", "kind", "patient", "visit", "subject", "body", "prev")


@pytest.fixture
def busy(store: Store) -> VisitId:
    """A record in which something has happened."""
    visit, mark, seen = open_visit(store, add_patient(store)), lesion(), finding()
    add(store, visit, mark, seen)
    with store.begin(somebody(store)) as work:
        work.move_mark(mark.id, TEMPLE)
        work.void_mark(seen.id)
    return visit


def head_of(store: Store) -> Head:
    with store.reading() as record:
        return record.head()


def check(folder: Path, *kept: KeptHead) -> Verdict:
    return examine(folder / RECORD, open_key(folder), kept)


def attacked(folder: Path, copy: Path, attack: Attack) -> Path:
    """Copy a record, take its guards away, do something, and put the guards back as they were."""
    shutil.copytree(folder, copy)
    with contextlib.closing(open_file(copy / RECORD, open_key(copy))) as driver:
        for name in wanted():
            driver.execute(f"DROP TRIGGER {name}")
        attack(driver)
        for text in wanted().values():
            driver.execute(text)
    return copy


def recompute(driver: sqlcipher3.Connection) -> None:
    """Make the whole chain anew, so that it holds."""
    before = GENESIS
    for row in driver.execute(f"SELECT {', '.join(COLUMNS)} FROM event ORDER BY seq").fetchall():
        said = dict(zip(COLUMNS, row, strict=True)) | {"prev": before}
        hashed = digest(said | {"body": bytes(said["body"]).decode()})
        driver.execute("UPDATE event SET prev = ?, hash = ? WHERE seq = ?", (before, hashed, said["seq"]))
        before = hashed


def edit_and_recompute(driver: sqlcipher3.Connection) -> None:
    driver.execute("UPDATE event SET actor = 'somebody else' WHERE seq = 3")
    recompute(driver)


def delete_and_recompute(driver: sqlcipher3.Connection) -> None:
    driver.execute("DELETE FROM event WHERE seq = 3")
    driver.execute("UPDATE event SET seq = seq + 1000 WHERE seq > 3")
    driver.execute("UPDATE event SET seq = seq - 1001 WHERE seq > 1000")
    recompute(driver)


INSIDE: dict[str, tuple[Attack, set[int]]] = {
    "an event edited": (lambda driver: driver.execute("UPDATE event SET actor = 'x' WHERE seq = 2"), {2}),
    "a time edited": (
        lambda driver: driver.execute("UPDATE event SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 4"),
        {4},
    ),
    "a body edited by one space": (
        lambda driver: driver.execute("UPDATE event SET body = CAST(body || x'20' AS BLOB) WHERE seq = 4"),
        {4},
    ),
    "one in the middle deleted": (lambda driver: driver.execute("DELETE FROM event WHERE seq = 3"), {4}),
    "the first one deleted": (lambda driver: driver.execute("DELETE FROM event WHERE seq = 1"), {2}),
    "two exchanged": (
        lambda driver: [driver.execute(f"UPDATE event SET seq = {to} WHERE seq = {at}")
                        for at, to in ((3, 999), (4, 3), (999, 4))],
        {3, 4, 5},
    ),
}  # fmt: skip
ONLY_WITH_A_HEAD: dict[str, Attack] = {
    "the tail cut off": lambda driver: driver.execute("DELETE FROM event WHERE seq > 4"),
    "everything edited and recomputed": edit_and_recompute,
    "one deleted and all recomputed": delete_and_recompute,
    "the last one deleted": lambda driver: driver.execute("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)"),
    "all of it deleted": lambda driver: driver.execute("DELETE FROM event"),
}


@pytest.mark.usefixtures("busy")
def test_a_record_nobody_touched_is_whole(folder: Path, store: Store) -> None:
    head = head_of(store)

    verdict = check(folder, KeptHead(head.seq, head.hash), KeptHead.read(head.printed))

    assert (verdict.ok, verdict.findings, verdict.head, verdict.format) == (True, (), head, LADDER.newest)
    assert not verdict.is_older


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("attack", INSIDE)
def test_a_change_inside_the_chain_is_found_without_any_head(
    folder: Path, tmp_path: Path, store: Store, attack: str
) -> None:
    head = head_of(store)
    act, places = INSIDE[attack]
    copy = attacked(folder, tmp_path / "copy", act)

    alone, beside_head = check(copy), check(copy, KeptHead(head.seq, head.hash))

    assert {each.seq for each in alone.findings} == places
    assert {each.part for each in alone.findings} == {Part.CHAIN}
    assert set(alone.findings) <= set(beside_head.findings)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("attack", ONLY_WITH_A_HEAD)
@pytest.mark.parametrize("shortened", [False, True], ids=["whole head", "printed head"])
def test_a_chain_that_holds_is_found_wrong_beside_a_head_kept_elsewhere(
    folder: Path, tmp_path: Path, store: Store, attack: str, *, shortened: bool
) -> None:
    head = head_of(store)
    kept = KeptHead.read(head.printed) if shortened else KeptHead(head.seq, head.hash)
    copy = attacked(folder, tmp_path / "copy", ONLY_WITH_A_HEAD[attack])

    alone, beside_head = check(copy), check(copy, kept)

    assert alone.ok
    assert [(each.part, each.seq) for each in beside_head.findings] == [(Part.CHAIN, head.seq)]


@pytest.mark.usefixtures("busy")
def test_an_older_head_finds_only_what_was_changed_before_it(folder: Path, tmp_path: Path, store: Store) -> None:
    with store.reading() as record:
        found = record._connection.exec_driver_sql("SELECT seq, hash FROM event").all()
    hashes = {row.seq: row.hash for row in found}
    copy = attacked(folder, tmp_path / "copy", edit_and_recompute)

    assert check(copy, KeptHead(2, hashes[2])).ok
    assert not check(copy, KeptHead(3, hashes[3])).ok


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("DROP TRIGGER event_no_delete", "guard event_no_delete is missing"),
        (
            "DROP TRIGGER mark_update_signed; CREATE TRIGGER mark_update_signed BEFORE UPDATE ON mark "
            "BEGIN SELECT 1; END",
            "guard mark_update_signed was changed",
        ),
        (
            "CREATE TRIGGER mine AFTER INSERT ON mark BEGIN SELECT 1; END",
            "guard mine is not the program's own",
        ),
    ],
    ids=["dropped", "changed", "foreign"],
)
def test_guards_that_are_not_the_programs_are_found(folder: Path, tampering: str, said: str) -> None:
    with contextlib.closing(open_file(folder / RECORD, open_key(folder))) as driver:
        driver.executescript(tampering)

    assert [(each.part, each.what) for each in check(folder).findings] == [(Part.GUARDS, said)]


@pytest.mark.usefixtures("busy")
def test_a_reference_to_nothing_is_found(folder: Path, tmp_path: Path) -> None:
    def orphan(driver: sqlcipher3.Connection) -> None:
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("DELETE FROM patient_word")
        driver.execute("DELETE FROM lesion")

    copy = attacked(folder, tmp_path / "copy", orphan)

    said = [(each.part, each.what) for each in check(copy).findings]
    assert said == [(Part.REFERENCES, "2 of mark refer to a lesion that is not there")]


@pytest.mark.parametrize("page", [1, 2, 9])
def test_a_damaged_page_is_found(folder: Path, page: int) -> None:
    open_record(folder).close()
    file = folder / RECORD
    content = bytearray(file.read_bytes())
    content[page * 4096 - 2000] ^= 1
    file.write_bytes(content)

    verdict = check(folder)

    assert Part.FILE in {each.part for each in verdict.findings}


def test_pages_that_are_not_there_are_found(folder: Path) -> None:
    file = folder / RECORD
    file.write_bytes(file.read_bytes()[: 10 * 4096])

    assert Part.FILE in {each.part for each in check(folder).findings}


def test_an_emptied_file_is_damaged(folder: Path) -> None:
    (folder / RECORD).write_bytes(b"")

    verdict = check(folder)

    assert (verdict.ok, verdict.head, verdict.format) == (False, None, "")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}


@pytest.mark.usefixtures("busy")
def test_it_goes_on_beside_an_open_program_and_changes_nothing(folder: Path, store: Store) -> None:
    before, names = everything(folder), {path.name for path in folder.iterdir()}
    assert f"{RECORD}-wal" in before

    verdict = check(folder)

    assert (verdict.ok, verdict.head) == (True, head_of(store))
    assert everything(folder) == before
    assert {path.name for path in folder.iterdir()} == names


def test_a_tap_is_taken_in_the_middle_of_a_check(folder: Path, store: Store, busy: VisitId) -> None:
    before = head_of(store)
    with contextlib.ExitStack() as stack:
        from db import verifying  # noqa: PLC0415 - its connection is held open here, as a long check would

        driver = stack.enter_context(verifying._looking(folder / RECORD, open_key(folder), alone=False))
        driver.execute("BEGIN")
        driver.execute("SELECT count(*) FROM event").fetchone()
        add(store, busy, lesion())
        store.tidy()

        assert driver.execute("SELECT max(seq) FROM event").fetchone() == (before.seq,)

    assert check(folder).head == head_of(store)
    assert head_of(store).seq == before.seq + 1


@pytest.mark.usefixtures("busy")
def test_a_closed_record_is_checked_without_a_trace(folder: Path, store: Store) -> None:
    store.close()
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert f"{RECORD}-wal" not in before

    assert check(folder).ok

    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


@pytest.mark.usefixtures("busy")
def test_what_a_killed_program_left_in_its_log_is_checked_too(folder: Path, tmp_path: Path, store: Store) -> None:
    killed = Path(shutil.copytree(folder, tmp_path / "killed", ignore=shutil.ignore_patterns("*-shm")))
    before = everything(killed)

    verdict = check(killed)

    assert (verdict.ok, verdict.head) == (True, head_of(store))
    assert everything(killed) == before


def test_a_closed_record_on_a_disk_that_can_not_be_written_is_checked(folder: Path, tmp_path: Path) -> None:
    open_record(folder).close()
    with small_disk(tmp_path / "disk", 1024) as disk:
        place = Path(shutil.copytree(folder, disk / "record"))
        make_read_only(disk)

        assert check(place).ok


@pytest.mark.usefixtures("busy")
def test_a_log_on_a_disk_that_can_not_be_written_is_said_to_be_the_reason(folder: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1024) as disk:
        place = Path(shutil.copytree(folder, disk / "record", ignore=shutil.ignore_patterns("*-shm")))
        make_read_only(disk)

        with pytest.raises(ReadOnly):
            check(place)


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.name)
def test_a_record_of_every_format_is_checked_and_not_upgraded(tmp_path: Path, old: Path) -> None:
    folder = Path(shutil.copytree(old, tmp_path / "record"))
    before = everything(folder)

    verdict = check(folder)

    assert verdict.findings == ()
    assert (verdict.format, verdict.is_older) == (old.name[-4:], old.name[-4:] != LADDER.newest)
    assert everything(folder) == before


def test_the_chains_own_guards_of_an_older_record_are_compared(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OLD[0], tmp_path / "record"))
    with contextlib.closing(open_file(folder / RECORD, open_key(folder))) as driver:
        driver.execute("DROP TRIGGER event_no_update")

    assert [each.what for each in check(folder).findings] == ["guard event_no_update is missing"]


def test_a_newer_record_and_one_of_another_key_and_none_at_all_can_not_be_checked(folder: Path) -> None:
    with pytest.raises(StoreMissing):
        examine(folder / "other.db", open_key(folder))
    with pytest.raises(KeyWrong):
        examine(folder / RECORD, new_key())
    with contextlib.closing(open_file(folder / RECORD, open_key(folder))) as driver:
        driver.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerStore):
        check(folder)


def test_what_somebody_is_in_the_practice_is_read_beside_an_open_program(folder: Path, store: Store) -> None:
    first = somebody(store)
    with store.begin(first) as work:
        work.grant(first, Role.ADMINISTRATOR)

    assert roles_of(folder / RECORD, open_key(folder), first) == {Role.ADMINISTRATOR}
    assert roles_of(folder / RECORD, open_key(folder), PersonId("nobody")) == frozenset()


@pytest.mark.parametrize(
    "text", ["", "5", "5:", "0:" + "a" * 16, "-1:" + "a" * 16, "x:" + "a" * 16, "5:" + "a" * 15, "5:" + "g" * 16,
             "5:" + "a" * 65, "٣:" + "a" * 16],
)  # fmt: skip
def test_a_head_that_is_none_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"SEQ:HASH|digits"):
        KeptHead.read(text)


def test_a_head_is_read_as_it_is_printed() -> None:
    head = Head(1234, "9f2c41aa0b1c77de" + "5" * 48)

    assert head.printed == "1234:9f2c-41aa-0b1c-77de"
    assert KeptHead.read(head.printed) == KeptHead.read(" 1234:9F2C41AA0B1C77DE ") == KeptHead(1234, head.hash[:16])
    assert KeptHead.read(f"1234:{head.hash}").fits(head.hash)
    assert not KeptHead.read("1234:9f2c-41aa-0b1c-77df").fits(head.hash)
    assert json.dumps(head.printed).isascii()
