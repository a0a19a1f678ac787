"""A signed-in person at an open record."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.errors import AlreadyThere, KeyMissing, Stale, StoreDamaged
from db.records import PatientId
from desktop.practice.session import Session, create_session, exists, open_session
from tests.db.drafts import DAY, WHITFIELD
from tests.db.test_upgrade import OLD


def test_a_new_record_knows_its_practice_and_its_first_person(tmp_path: Path) -> None:
    assert not exists(tmp_path)

    session = create_session(tmp_path, practice="Ärzte <b> & Co", person="李 Osei", credentials="MD, PhD")

    assert exists(tmp_path)
    assert (session.practice.name, session.practice.demo) == ("Ärzte <b> & Co", False)
    assert (session.practice.first_view, session.practice.place_of_service) == ("face", "11")
    assert session.person.title == "李 Osei, MD, PhD"
    assert session.providers() == (session.person,)
    session.close()


def test_the_same_person_works_in_the_record_after_the_next_start(folder: Path) -> None:
    first = open_session(folder)
    first.close()

    second = open_session(folder)

    assert second.person == first.person
    assert second.practice == first.practice
    second.close()


def test_a_record_is_not_begun_twice(folder: Path) -> None:
    with pytest.raises(AlreadyThere):
        create_session(folder, practice="Another", person="B", credentials="")

    session = open_session(folder)
    assert session.practice.name == "Lakeside Dermatology"
    session.close()


def test_what_a_record_begins_with_is_all_there_or_nothing_is(tmp_path: Path) -> None:
    def fail(session: Session) -> None:
        session.add_patient(WHITFIELD)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        create_session(tmp_path, practice="P", person="A", credentials="", fill=fail)

    assert not exists(tmp_path)


def test_a_patient_is_added_found_and_changed(session: Session) -> None:
    added = session.add_patient(WHITFIELD)

    changed = session.change_patient(added, replace(WHITFIELD, mrn="9", alerts=()))

    assert session.find_patients("whit") == (changed,)
    assert session.patient(added.id) == changed
    assert (changed.mrn, changed.alerts) == ("9", ())
    with pytest.raises(Stale):
        session.change_patient(added, WHITFIELD)


def test_todays_visit_is_opened_once_and_then_gone_on_with(session: Session, patient: PatientId) -> None:
    first = session.open_visit(patient, DAY)

    assert session.open_visit(patient, DAY) == first
    assert session.open_visit(patient, DAY + timedelta(days=1)) != first
    assert [each.visit.id for each in session.visits_on(DAY)] == [first]
    assert len(session.unfinished()) == len(session.visits_of(patient)) == 2


def test_another_patients_visit_is_another_one(session: Session, patient: PatientId) -> None:
    other = session.add_patient(replace(WHITFIELD, mrn="2"))

    assert session.open_visit(patient, DAY) != session.open_visit(other.id, DAY)


def test_a_discarded_visit_is_not_gone_on_with(session: Session, patient: PatientId) -> None:
    first = session.open_visit(patient, DAY)
    session.discard_visit(first)

    assert session.open_visit(patient, DAY) != first
    assert session.visit(first).date_of_service == DAY


def test_a_folder_without_its_key_is_not_taken_for_an_empty_one(folder: Path) -> None:
    (folder / "keys.json").unlink()

    assert exists(folder)
    with pytest.raises(KeyMissing):
        open_session(folder)


def test_a_record_without_a_practice_is_damaged(tmp_path: Path) -> None:
    from db.folder import begin_record  # noqa: PLC0415 - only here

    with begin_record(tmp_path):
        pass

    with pytest.raises(StoreDamaged):
        open_session(tmp_path)


def test_an_old_record_can_be_worked_in(tmp_path: Path) -> None:
    session = open_session(Path(shutil.copytree(OLD[0], tmp_path / "record")))

    (patient,) = session.find_patients("zoe o'brien")
    visit = session.open_visit(patient.id, date(2026, 11, 23))

    assert [each.treated for each in session.visits_of(patient.id) if each.visit.id == visit] == [3]
    session.close()
