"""The tables as they stand in a real file, and as the program believes them to be."""

import re

import pytest
import sqlcipher3
from sqlalchemy import ForeignKeyConstraint, Table, create_engine
from sqlalchemy.pool import StaticPool

from db.tables import APPEND, FREE, FROZEN, metadata
from tests.db.conftest import Raw

TABLES = metadata.sorted_tables
FROZEN_TABLES = [table for table in TABLES if table.info["signing"] == FROZEN]
NAMES = [table.name for table in TABLES]


def _words(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace(chr(34), "")).replace("( ", "(").replace(" )", ")").strip()


def _objects(driver: sqlcipher3.Connection) -> dict[str, str]:
    rows = driver.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL")
    return {name: _words(sql) for name, sql in rows if name != "alembic_version"}


def test_the_migrations_make_exactly_the_tables_the_program_works_with(raw: Raw) -> None:
    driver = sqlcipher3.connect(":memory:", isolation_level=None)
    metadata.create_all(create_engine("sqlite://", module=sqlcipher3, creator=lambda: driver, poolclass=StaticPool))

    with raw() as record:
        made = _objects(record)
        columns = {name: record.execute(f"PRAGMA table_xinfo({name})").fetchall() for name in NAMES}
        references = {name: record.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in NAMES}

    assert made == _objects(driver)
    assert columns == {name: driver.execute(f"PRAGMA table_xinfo({name})").fetchall() for name in NAMES}
    assert references == {name: driver.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in NAMES}
    driver.close()


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_table_says_how_signing_treats_it(table: Table) -> None:
    assert table.info["signing"] in {FROZEN, APPEND, FREE}


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_what_belongs_to_a_visit_is_frozen_with_it_or_only_added_to(table: Table) -> None:
    belongs = "visit_id" in table.c or table.name == "visit"

    assert belongs == (table.info["signing"] == FROZEN)


@pytest.mark.parametrize("table", FROZEN_TABLES, ids=str)
def test_a_frozen_table_knows_its_visit_without_asking_another(table: Table) -> None:
    column = table.c[table.info["visit"]]

    assert not column.nullable


@pytest.mark.parametrize("table", [each for each in FROZEN_TABLES if each.name != "visit"], ids=str)
def test_a_row_and_its_parent_belong_to_the_same_visit(table: Table) -> None:
    parents = [each for each in table.constraints if isinstance(each, ForeignKeyConstraint)]

    assert any("visit_id" in each.column_keys and len(each.column_keys) > 1 for each in parents)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_strict(raw: Raw, name: str) -> None:
    with raw() as driver:
        assert driver.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (name,)).fetchone() == (1,)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_no_row_takes_others_with_it(table: Table) -> None:
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            assert constraint.ondelete == "RESTRICT"


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_closed_vocabularies_are_in_no_check(table: Table) -> None:
    allowed = {"ck_practice_demo_flag", "ck_treatment_cosmetic_flag"}

    checks = {str(each.name) for each in table.constraints if " IN (" in str(getattr(each, "sqltext", ""))}

    assert checks <= allowed


@pytest.mark.parametrize(
    "column",
    [
        "treatment_method.method",
        "treatment.size_mm",
        "treatment.diagnosis_state",
        "treatment.cosmetic",
        "treatment_diagnosis.diagnosis",
        "treatment.performed_by",
        "treatment.entered_at",
        "treatment.entered_by",
        "mark.placement",
        "mark.region",
        "mark.side",
        "mark.phrase",
        "mark.entered_at",
        "mark.entered_by",
        "visit.date_of_service",
        "visit.provider_id",
        "visit.place_of_service",
        "visit.amends_id",
        "person.credentials",
        "patient.alerts",
    ],
)
def test_the_first_format_holds_what_is_asked_at_the_tap(raw: Raw, column: str) -> None:
    table, name = column.split(".")

    with raw() as driver:
        assert name in {row[1] for row in driver.execute(f"PRAGMA table_info({table})")}


def test_there_is_no_column_of_counts(raw: Raw) -> None:
    with raw() as driver:
        names = {row[1] for table in NAMES for row in driver.execute(f"PRAGMA table_info({table})")}

    assert not {name for name in names if "count" in name or "total" in name}
