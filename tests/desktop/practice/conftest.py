"""Real sessions on records of their own."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.records import PatientId
from desktop.practice.encounter import Encounter
from desktop.practice.session import Session, create_session, open_session
from desktop.snapshot import Rules
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import load_regions
from tests.db.drafts import DAY, WHITFIELD


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules(load_regions(), load_presets(), load_codebook(DAY))


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "record"
    create_session(folder, practice="Lakeside Dermatology", person="Amara Osei", credentials="MD").close()
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "record"))


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = open_session(folder)
    yield opened
    opened.close()


@pytest.fixture
def patient(session: Session) -> PatientId:
    return session.add_patient(WHITFIELD).id


@pytest.fixture
def encounter(qapp: QApplication, session: Session, patient: PatientId, rules: Rules) -> Encounter:
    assert qapp
    return Encounter(session, session.open_visit(patient, DAY), rules)


@pytest.fixture
def today() -> date:
    return DAY
