import stat
from pathlib import Path

import pytest
import sqlcipher3
from sqlalchemy import PoolProxiedConnection

from db import engine, keys
from db.engine import open_file
from db.errors import OldEngine, StoreDamaged, StoreMissing
from db.folder import RECORD
from db.keys import open_key
from db.records import VisitId
from db.store import Store
from tests.db.conftest import Raw
from tests.db.drafts import add, lesion

SYNCHRONOUS_EXTRA = 3
TEMP_STORE_MEMORY = 2


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous", SYNCHRONOUS_EXTRA),
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("temp_store", TEMP_STORE_MEMORY),
        ("cell_size_check", 1),
        ("busy_timeout", 250),
        ("cipher_page_size", "4096"),
    ],
)
def test_every_connection_is_durable_and_guarded(raw: Raw, setting: str, value: object) -> None:
    with raw() as driver:
        assert driver.execute(f"PRAGMA {setting}").fetchone() == (value,)


def test_synchronous_is_set_before_the_log_is_begun() -> None:
    order = [setting.split(" = ")[0] for setting in engine._SETTINGS]

    assert order.index("synchronous") < order.index("journal_mode")


def test_the_key_comes_before_everything_that_reads_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    connect = sqlcipher3.connect

    def listening(*args: object, **options: object) -> sqlcipher3.Connection:
        driver = connect(*args, **options)
        driver.set_trace_callback(said.append)
        return driver

    monkeypatch.setattr(sqlcipher3, "connect", listening)
    open_file(folder / RECORD, open_key(folder)).close()

    keyed = next(at for at, text in enumerate(said) if text.startswith("PRAGMA key"))
    assert all("cipher_log_level" in text for text in said[:keyed])


def test_an_engine_that_can_damage_records_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlcipher3, "sqlite_version_info", (3, 51, 2))

    with pytest.raises(OldEngine, match="was not opened"):
        open_file(folder / RECORD, open_key(folder))


def test_a_missing_record_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_file(tmp_path / RECORD, keys.new_key())

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a #1 ?x=y%20.db", "Ärzte 李.db"])
def test_the_record_may_have_any_path(tmp_path: Path, name: str) -> None:
    driver = open_file(tmp_path / name, keys.new_key(), create=True)
    driver.execute("CREATE TABLE t (x)")
    driver.close()

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_of_a_patient_is_readable_in_any_file(folder: Path, store: Store, visit: VisitId) -> None:
    add(store, visit, lesion())

    files = [path for path in folder.iterdir() if path.name != "keys.json"]

    assert {path.name for path in files} >= {RECORD, f"{RECORD}-wal"}
    for path in files:
        content = path.read_bytes()
        assert not any(word in content for word in (b"Whitfield", b"48213", b"nasal", b"SQLite", b"CREATE TABLE"))


def test_the_record_is_its_owners_only(folder: Path, store: Store) -> None:
    assert store.still_there()
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_the_folder_of_a_new_record_is_its_owners_only(begun: Path) -> None:
    assert stat.S_IMODE(begun.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE event",
        "DROP TRIGGER event_no_update",
        "ALTER TABLE event ADD COLUMN x TEXT",
        "CREATE TABLE mine (x TEXT)",
        "CREATE TEMP TABLE mine (x TEXT)",
        "CREATE TRIGGER mine AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE VIEW mine AS SELECT * FROM event",
        "DELETE FROM event",
        "DELETE FROM mark",
        "DELETE FROM patient",
        "UPDATE event SET kind = 'x'",
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE sqlite_master SET sql = ''",
        "PRAGMA writable_schema = ON",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA rekey = 'x'",
        "PRAGMA ignore_check_constraints = ON",
        "ATTACH ':memory:' AS other",
        "VACUUM INTO '/dev/null'",
        "VACUUM",
        "DETACH main",
        "DROP INDEX ix_event_visit",
        "DROP TRIGGER event_follows",
        "ALTER TABLE event RENAME TO event2",
        "ALTER TABLE event DROP COLUMN body",
        "ALTER TABLE mark RENAME COLUMN entered_by TO x",
        "CREATE TEMP TRIGGER mine AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE INDEX mine ON event (at)",
        "CREATE VIRTUAL TABLE mine USING fts5(x)",
        "UPDATE event SET at = at",
        "INSERT INTO event SELECT * FROM event WHERE true ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
        "DELETE FROM visit",
        "DELETE FROM person_role",
        "INSERT INTO sqlite_master VALUES ('trigger', 'x', 'event', 0, '')",
        "DELETE FROM sqlite_master",
        "PRAGMA schema_version = 1",
        "PRAGMA user_version = 1",
        "PRAGMA defer_foreign_keys = ON",
        "PRAGMA trusted_schema = ON",
        "PRAGMA secure_delete = OFF",
        "PRAGMA query_only = OFF",
        "PRAGMA cipher_page_size = 1024",
        "PRAGMA key = 'x'",
        "PRAGMA kdf_iter = 1",
        "SELECT load_extension('x')",
    ],
)
@pytest.mark.parametrize("door", ["writing", "reading"])
def test_the_programs_own_connection_refuses(store: Store, statement: str, door: str) -> None:
    driver = (store._writing if door == "writing" else store._reading).raw_connection()
    before = schema_of(driver)

    with pytest.raises(sqlcipher3.dbapi2.DatabaseError, match=r"not authorized|authorization denied|may not be"):
        driver.cursor().execute(statement)

    assert schema_of(driver) == before
    driver.close()


def schema_of(driver: PoolProxiedConnection) -> tuple[object, ...]:
    cursor = driver.cursor()
    cursor.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    return tuple(cursor.fetchall())


def test_an_event_can_not_be_replaced_by_the_programs_own_connection(store: Store) -> None:
    driver = store._writing.raw_connection()

    with pytest.raises(sqlcipher3.dbapi2.DatabaseError, match=r"only added to|does not follow|not authorized"):
        driver.cursor().execute("INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1")

    driver.close()


def test_the_reading_door_can_not_write(store: Store) -> None:
    driver = store._reading.raw_connection()

    with pytest.raises(sqlcipher3.dbapi2.OperationalError, match="readonly"):
        driver.cursor().execute("UPDATE practice SET name = 'x'")

    driver.close()


@pytest.mark.parametrize("content", [b"", b"x", b"xy"])
def test_an_emptied_record_is_damaged_and_not_taken_for_a_new_one(folder: Path, content: bytes) -> None:
    (folder / RECORD).write_bytes(content)

    with pytest.raises(StoreDamaged):
        open_file(folder / RECORD, open_key(folder))

    assert (folder / RECORD).read_bytes() == content
