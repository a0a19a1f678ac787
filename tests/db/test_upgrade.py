"""Old records are brought up to date on a checked copy's safety, newer ones are left alone.

There is one format so far. The steps here are made up, on top of the real one.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3

from db import backup, program, upgrade
from db.errors import NewerStore, StoreDamaged, UpgradeFailed
from db.events import Kind
from db.folder import RECORD, open_record
from db.keys import open_key
from db.records import RouteStep, VisitId
from db.store import Store
from db.triggers import wanted
from db.upgrade import LADDER, Ladder, ensure_current
from resources.terms import BodyKind, Role, Sex, Side, SiteLevel, SkinTone
from tests.db.conftest import Raw
from tests.db.drafts import add, lesion, open_visit

DATA = Path(__file__).parents[1] / "data"
OLD = [DATA / f"record-{each}" for each in LADDER.formats]
STEP = """
from alembic import op
import sqlalchemy as sa

revision = "0900"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("treatment_method", recreate="always") as table:
        table.add_column(sa.Column("note", sa.TEXT))
    {more}
"""


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    scripts = Path(shutil.copytree(LADDER.scripts, tmp_path / "steps %d", ignore=shutil.ignore_patterns("__pycache__")))
    return Ladder(scripts, (*LADDER.formats, "0900"))


@pytest.fixture
def tapped(folder: Path) -> VisitId:
    store = open_record(folder)
    visit = open_visit(store)
    add(store, visit, *[lesion() for _ in range(3)])
    store.close()
    return visit


def _write_step(ladder: Ladder, more: str = "pass") -> None:
    (ladder.scripts / "versions" / "v0002_notes.py").write_text(STEP.format(before=LADDER.newest, more=more))


def _upgrade(folder: Path, ladder: Ladder) -> None:
    ensure_current(folder / RECORD, open_key(folder), ladder)


def _dump(driver: sqlcipher3.Connection) -> list[object]:
    schema = driver.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()
    tables = [name for kind, name, *_rest in schema if kind == "table"]
    return [schema, *(driver.execute(f"SELECT * FROM {name}").fetchall() for name in tables)]


def _copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("dermtally-*.db"))


def test_the_ladder_names_every_migration_in_its_order() -> None:
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(LADDER.scripts))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]

    assert tuple(reversed(steps)) == LADDER.formats


def test_an_older_record_is_brought_up_to_date_with_all_it_holds(
    folder: Path, tapped: VisitId, ladder: Ladder, raw: Raw
) -> None:
    _write_step(ladder)

    _upgrade(folder, ladder)

    with raw() as driver:
        assert driver.execute("SELECT version_num FROM alembic_version").fetchall() == [("0900",)]
        assert "note" in {row[1] for row in driver.execute("PRAGMA table_info(treatment_method)")}
    store = Store(folder / RECORD, open_key(folder))
    with store.reading() as record:
        assert [mark.treatment.methods for mark in record.marks(tapped) if mark.treatment] == [("cryotherapy",)] * 3
        assert record.verify() == ()
    store.close()


@pytest.mark.usefixtures("tapped")
def test_an_upgrade_leaves_every_guard_in_place(folder: Path, ladder: Ladder, raw: Raw) -> None:
    """Copying a table drops its triggers without a word."""
    _write_step(ladder)

    _upgrade(folder, ladder)

    with raw() as driver:
        assert dict(driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")) == wanted()


@pytest.mark.usefixtures("tapped")
def test_an_upgrade_is_told_in_the_chain(folder: Path, ladder: Ladder, raw: Raw) -> None:
    _write_step(ladder)

    _upgrade(folder, ladder)

    with raw() as driver:
        kind, body = driver.execute("SELECT kind, body FROM event ORDER BY seq DESC").fetchone()
    assert (kind, bytes(body)) == (
        Kind.SCHEMA_MIGRATED,
        f'{{"from":"{LADDER.newest}","to":"0900"}}'.encode(),
    )


def test_an_upgrade_keeps_a_checked_copy_of_the_record_as_it_was(folder: Path, tapped: VisitId, ladder: Ladder) -> None:
    _write_step(ladder)

    _upgrade(folder, ladder)

    (copy,) = _copies(folder)
    backup.check(copy, open_key(folder))
    kept = Store(copy, open_key(folder))
    with kept.reading() as record:
        assert len(record.marks(tapped)) == 3
    kept.close()


@pytest.mark.usefixtures("tapped")
@pytest.mark.parametrize(
    "more",
    [
        "raise ValueError",
        "raise NotImplementedError",
        "op.execute('SELECT * FROM nowhere')",
        "op.execute('INSERT INTO lesion VALUES (1, 2, 3)')",
        "op.execute('DELETE FROM event')",
        "import no_such_module",
        "open('/nowhere/at/all')",
        "assert False",
    ],
)
def test_a_failing_step_leaves_the_record_as_it_was_and_names_the_copy(
    folder: Path, ladder: Ladder, raw: Raw, more: str
) -> None:
    _write_step(ladder, more)
    with raw() as driver:
        before = _dump(driver)

    with pytest.raises(UpgradeFailed) as told:
        _upgrade(folder, ladder)

    (copy,) = _copies(folder)
    assert told.value.text == (
        f"The record could not be brought up to date. It was put back as it was; a copy is at {copy}."
    )
    with raw() as driver:
        assert _dump(driver) == before
    open_record(folder).close()


@pytest.mark.usefixtures("tapped")
def test_a_step_that_is_missing_from_the_program_is_a_failed_upgrade(folder: Path, ladder: Ladder) -> None:
    with pytest.raises(UpgradeFailed):
        _upgrade(folder, ladder)


@pytest.mark.usefixtures("tapped")
def test_a_second_upgrade_has_nothing_to_do(folder: Path, ladder: Ladder) -> None:
    _write_step(ladder)
    _upgrade(folder, ladder)

    _upgrade(folder, ladder)

    assert len(_copies(folder)) == 1


def _make_newer(raw: Raw, made_by: int) -> None:
    with raw() as driver:
        driver.execute("UPDATE alembic_version SET version_num = '0099'")
        driver.execute(f"PRAGMA user_version = {made_by}")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_newer_record_is_not_opened_and_not_touched(folder: Path, raw: Raw) -> None:
    _make_newer(raw, program.to_number("1.6.2"))
    before = (folder / RECORD).read_bytes()

    with pytest.raises(NewerStore) as told:
        open_record(folder)

    assert told.value.text == (
        f"This record was made by Dermtally 1.6.2; this is {program.this_program()}. "
        "It was not opened, nothing was changed. Install 1.6.2 or later."
    )
    assert (folder / RECORD).read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == [RECORD, "keys.json"]


def test_a_newer_record_that_does_not_say_what_made_it_is_refused_in_plain_words(folder: Path, raw: Raw) -> None:
    _make_newer(raw, 0)

    with pytest.raises(NewerStore, match="Install the newer version on this computer"):
        open_record(folder)


def test_a_record_remembers_the_program_that_made_its_format(raw: Raw) -> None:
    with raw() as driver:
        number = driver.execute("PRAGMA user_version").fetchone()[0]

    assert program.to_version(number) == program.this_program()


@pytest.mark.parametrize(
    ("version", "number"), [("0.1.0", 1000), ("1.6.2", 1_006_002), ("12.0", 12_000_000), ("1.2.3.dev4", 1_002_003)]
)
def test_a_version_is_one_number(version: str, number: int) -> None:
    assert program.to_number(version) == number


def test_a_version_nobody_knows_is_no_number() -> None:
    assert program.to_number("") == program.to_number("unknown") == 0
    assert program.to_version(0) == program.to_version(-1) == ""


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('0000')"])
def test_a_record_of_no_format_or_two_is_damaged(folder: Path, raw: Raw, statement: str) -> None:
    with raw() as driver:
        driver.execute(statement)

    with pytest.raises(StoreDamaged):
        open_record(folder)


def test_a_usual_start_does_not_import_the_upgrade_tool(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from db.folder import open_record; "
        "open_record(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True)

    assert said.stdout == "False\n"


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.name)
def test_a_record_of_every_format_ever_released_opens_with_all_it_holds(tmp_path: Path, old: Path) -> None:
    folder = Path(shutil.copytree(old, tmp_path / "record"))

    store = open_record(folder)

    with store.reading() as record:
        assert record.practice().name == "Lakeside Dermatology"
        assert record.persons()[0].title == "Amara Osei, MD"
        (patient,) = record.find_patients("o'brien")
        assert (patient.name, patient.mrn, patient.alerts) == ("O'Brien <b>|^&~\\ 李, Zoë", "48213", ("Pacemaker",))
        (summary,) = record.visits_of(patient.id)
        assert (summary.treated, summary.seen) == (3, 1)
        phrases = [mark.place.phrase for mark in record.marks(summary.visit.id)]
        assert phrases == ["nasal dorsum", "left temple", "right forearm", "nasal dorsum"]
        assert record.verify() == ()
    store.close()


def test_the_newest_format_has_its_old_record_for_the_future() -> None:
    assert (DATA / f"record-{upgrade.LADDER.newest}" / RECORD).exists()


def test_places_of_the_first_format_keep_the_vocabulary_they_were_named_by(tmp_path: Path) -> None:
    store = open_record(Path(shutil.copytree(DATA / "record-0001", tmp_path / "record")))

    with store.reading() as record:
        (patient,) = record.find_patients("o'brien")
        (summary,) = record.visits_of(patient.id)
        chart = record.chart(summary.visit.id)
    store.close()

    assert {(each.place.surface, each.place.vocabulary) for each in chart.marks} == {("hm08/1", "sites/1")}
    assert {each.place.other_region for each in chart.marks} == {""}
    assert (patient.sex, patient.body, patient.skin_tone) == (Sex.UNSAID, None, None)
    assert chart.practice.site_level is SiteLevel.LEAF
    assert [each.treatment.freezes for each in chart.marks if each.treatment] == [(), (), ()]
    assert chart.measures == ()


def test_the_second_format_keeps_what_the_atlas_added(tmp_path: Path) -> None:
    store = open_record(Path(shutil.copytree(DATA / "record-0002", tmp_path / "record")))

    with store.reading() as record:
        (patient,) = record.find_patients("o'brien")
        (summary,) = record.visits_of(patient.id)
        chart = record.chart(summary.visit.id)
        assert record.place_words() == {"crow's feet": ("periorbital_lateral",)}
        assert record.route() == (RouteStep("scalp", Side.UNSAID), RouteStep("forearm", Side.LEFT))
    store.close()

    assert (patient.sex, patient.body, patient.skin_tone) == (Sex.FEMALE, BodyKind.OLDER, SkinTone.MEDIUM)
    assert chart.practice.site_level is SiteLevel.PARENT
    assert [each.treatment.freezes for each in chart.marks if each.treatment] == [(52, 70), (), ()]
    assert [(each.mark_id, each.landmark, each.distance_mm) for each in chart.measures] == [
        (chart.marks[0].id, "glabella", 45)
    ]


def test_everybody_of_an_older_record_is_provider_and_administrator(tmp_path: Path) -> None:
    store = open_record(Path(shutil.copytree(DATA / "record-0002", tmp_path / "record")))

    with store.reading() as record:
        (member,) = record.members()
        (patient,) = record.find_patients("o'brien")
        (summary,) = record.visits_of(patient.id)
        marks = record.marks(summary.visit.id)
    store.close()

    assert member.roles == {Role.PROVIDER, Role.ADMINISTRATOR}
    assert (member.person.npi, member.removed_at, member.has_pin) == ("", None, False)
    assert [(each.last_hand, each.waits_for(member.person.id)) for each in marks] == [(member.person.id, False)] * 4


def test_the_third_format_keeps_people_and_whose_hand_a_mark_shows(tmp_path: Path) -> None:
    store = open_record(Path(shutil.copytree(DATA / "record-0003", tmp_path / "record")))

    with store.reading() as record:
        provider, scribe = record.members()
        (patient,) = record.find_patients("o'brien")
        (summary,) = record.visits_of(patient.id)
        marks = record.marks(summary.visit.id)
        (emergency,) = record.emergencies()
        assert record.practice().lock_minutes == 7
    store.close()

    assert provider.person.npi == "1234567893"
    assert [sorted(each.roles) for each in (provider, scribe)] == [[Role.ADMINISTRATOR, Role.PROVIDER], [Role.SCRIBE]]
    assert scribe.has_pin
    assert [each.waits_for(provider.person.id) for each in marks] == [True, False, False, False]
    assert (emergency.person.name, emergency.reason, emergency.patient.mrn) == ("Marta Ruiz", "Doctor away", "48213")
