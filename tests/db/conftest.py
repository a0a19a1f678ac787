"""Real records in folders of their own, copied from one that was begun once."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3

from db.engine import open_file
from db.folder import RECORD, begin_record, open_record
from db.keys import open_key
from db.people import PersonId
from db.records import VisitId, new_id
from db.store import Store
from tests.db.drafts import open_visit
from tests.db.locked import begin_locked

Raw = Callable[[], contextlib.AbstractContextManager[sqlcipher3.Connection]]
"""Opens the record as somebody with the key could: without the program's guard on the connection."""


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "record"
    with begin_record(folder) as store:
        first = PersonId(new_id())
        with store.begin(first) as work:
            work.add_person(first, "Amara Osei", "MD")
            work.set_up_practice("Lakeside Dermatology", demo=False, first_view="face", place_of_service="11")
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "record"))


@pytest.fixture(scope="session")
def begun_locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locked") / "record"
    begin_locked(folder)
    return folder


@pytest.fixture
def locked(begun_locked: Path, tmp_path: Path) -> Path:
    """Return a record with a password, and one with the recovery key."""
    return Path(shutil.copytree(begun_locked, tmp_path / "record"))


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = open_record(folder)
    yield opened
    opened.close()


@pytest.fixture
def visit(store: Store) -> VisitId:
    return open_visit(store)


@pytest.fixture
def raw(folder: Path) -> Raw:
    return lambda: contextlib.closing(open_file(folder / RECORD, open_key(folder)))
