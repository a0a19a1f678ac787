"""Nobody does what their roles don't include, and no act of the room is without a name."""

import ast
import contextlib
import inspect
import pkgutil
import shutil
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import FunctionType

import pytest

import desktop.practice
from db.errors import NotAllowed, NotTheProvider, StoreError, TooLong
from db.folder import RECORD
from db.people import EmergencyId, PersonDraft, PersonId
from db.records import PatientDraft, PatientId, VisitId
from desktop.access import Action, may, rights_of
from desktop.practice.emergency import Emergencies
from desktop.practice.encounter import Encounter
from desktop.practice.people import People
from desktop.practice.session import Session
from desktop.practice.trail import Question, Trail
from desktop.practice.verifying import Entrant, check_record
from desktop.snapshot import Rules
from resources.terms import Role, SiteLevel
from tests.db.drafts import lesion
from tests.desktop.practice.staffed import PASSWORDS, as_role, begin, owner

DAY = date(2026, 11, 25)
ROOMS = [each.name for each in pkgutil.iter_modules(desktop.practice.__path__)]
DOORLESS = {"folder", "summons", "demo_practice", "rights"}
"""Modules that reach no record by themselves."""


def _functions() -> Iterator[tuple[str, FunctionType]]:
    """Every public function and method that this room itself defines."""
    for room in sorted(set(ROOMS) - DOORLESS):
        module = import_module(f"desktop.practice.{room}")
        for name, found in vars(module).items():
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{room}.{name}", found
            if inspect.isclass(found) and found.__module__ == module.__name__:
                for method, function in vars(found).items():
                    if isinstance(function, FunctionType) and not method.startswith("_"):
                        yield f"{room}.{name}.{method}", function


def _names_an_action(function: FunctionType) -> bool:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Action"
        for node in ast.walk(tree)
    )


def _asks_another(function: FunctionType) -> bool:
    """Whether an act is done by others of this room alone, which are looked at themselves."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    reached = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return not reached & {"begin", "writing", "reading", "reading_back", "acting_as", "_writing", "_reading"}


@pytest.mark.parametrize(("name", "function"), [*_functions()], ids=[name for name, _ in _functions()])
def test_every_act_names_its_action_or_says_why_it_needs_none(name: str, function: FunctionType) -> None:
    why = getattr(function, "free", "")

    assert why or _names_an_action(function) or _asks_another(function), name


def test_a_role_may_do_nothing_that_the_table_does_not_say() -> None:
    assert rights_of(()) == frozenset()
    for action in Action:
        holders = {role for role in Role if may((role,), action)}
        assert holders, f"{action} is allowed to nobody"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed") / "record"
    begin(folder)
    session = owner(folder)
    patient = session.add_patient(PatientDraft("Whitfield", "Eleanor", None, "48213"))
    session.open_visit(patient.id, DAY)
    session.close()
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "record"))


def _patient(session: Session) -> PatientId:
    with session._store.reading() as record:
        return record.find_patients("whitfield")[0].id


def _visit(session: Session) -> VisitId:
    with session._store.reading() as record:
        return record.open_visits()[0].visit.id


def _change_patient(session: Session) -> None:
    with session._store.reading() as record:
        patient = record.patient(_patient_of(record))
    session.change_patient(patient, PatientDraft("Whitfield", "E.", None, "48213"))


def _patient_of(record: object) -> PatientId:
    return record.find_patients("whitfield")[0].id  # type: ignore[attr-defined, no-any-return]


def _enter(session: Session) -> None:
    with session.writing(Action.MARK_ENTER) as work:
        work.add_mark(_known_visit[0], lesion())


def _accept(session: Session) -> None:
    """Accept a visit of one's own: a scribe has none, so the first check is that of the role."""
    with session.writing(Action.MARK_ACCEPT) as work, contextlib.suppress(NotTheProvider):
        work.accept_marks(_known_visit[0])


def _change_password(session: Session) -> None:
    (role,) = session.member.roles
    People(session).change_own_password(PASSWORDS[role], "another fine password")


def _verify(session: Session) -> None:
    (role,) = session.member.roles
    entrant = Entrant(session.person.id, session.person.name)
    check_record(session.keyring.folder / RECORD, (), entrant, PASSWORDS[role])


_known_visit: list[VisitId] = []
NOBODY = PersonId("0" * 32)
ACTS: dict[Action, Callable[[Session], object]] = {
    Action.PATIENT_FIND: lambda session: session.find_patients("whit"),
    Action.PATIENT_ADD: lambda session: session.add_patient(PatientDraft("New", "One", None, "1")),
    Action.PATIENT_CHANGE: _change_patient,
    Action.CHART_READ: lambda session: session.read_chart(_visit(session)),
    Action.VISIT_OPEN: lambda session: session.open_visit(_patient(session), date(2026, 11, 26)),
    Action.VISIT_DISCARD: lambda session: session.discard_visit(_visit(session)),
    Action.MARK_ENTER: _enter,
    Action.MARK_ACCEPT: _accept,
    Action.NOTE_EXPORT: lambda session: session.take_out(_patient(session), _visit(session), "note"),
    Action.OWN_PASSWORD: _change_password,
    Action.OWN_PIN: lambda session: People(session).set_own_pin(""),
    Action.RECORD_VERIFY: _verify,
    Action.PRACTICE_READ: lambda session: session.place_words(),
    Action.PRACTICE_WORDS: lambda session: session.learn_place_word("bridge", "nasal_dorsum"),
    Action.PRACTICE_CHANGE: lambda session: session.set_site_level(SiteLevel.PARENT),
    Action.PEOPLE_READ: lambda session: session.providers(),
    Action.PEOPLE_CHANGE: lambda session: People(session).add(PersonDraft("New", ""), frozenset(), "x" * 20),
    Action.TRAIL_READ: lambda session: Trail(session).page(Question(), 0, 10),
    Action.EMERGENCY_OPEN: lambda session: Emergencies(session).begin(_patient(session), "Bleeding, doctor away"),
    Action.EMERGENCY_REVIEW: lambda session: Emergencies(session).all(),
}


def test_every_action_is_tried_by_every_role() -> None:
    assert ACTS.keys() == set(Action)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", ACTS)
def test_each_role_does_what_the_table_says_and_nothing_else(folder: Path, role: Role, action: Action) -> None:
    session = as_role(folder, role)
    _known_visit[:] = [_visit(session)]

    try:
        if may((role,), action):
            ACTS[action](session)
        else:
            before = _changes(session)
            with pytest.raises(NotAllowed):
                ACTS[action](session)
            assert _changes(session) == before
    finally:
        session.close()


def _changes(session: Session) -> list[str]:
    """The kinds of all events but the refusals."""
    with session._store.reading() as record:
        rows = record._connection.exec_driver_sql("SELECT kind FROM event ORDER BY seq").scalars().all()
    return [kind for kind in rows if kind != "access.refused"]


def test_a_refused_act_is_told_in_the_record(folder: Path) -> None:
    session = as_role(folder, Role.BILLER)

    with pytest.raises(NotAllowed):
        session.add_patient(PatientDraft("New", "One", None, "1"))

    with session._store.reading() as record:
        kind = record._connection.exec_driver_sql("SELECT kind FROM event ORDER BY seq DESC LIMIT 1").scalar_one()
    session.close()
    assert kind == "access.refused"


@pytest.mark.usefixtures("qapp")
def test_a_role_taken_away_elsewhere_counts_at_the_next_tap(folder: Path, rules: Rules) -> None:
    scribe, administrator = as_role(folder, Role.SCRIBE), owner(folder)
    encounter = Encounter(scribe, _visit(scribe), rules)
    encounter.add((lesion(),))

    People(administrator).set_role(scribe.person.id, Role.SCRIBE, held=False)

    with pytest.raises(NotAllowed):
        encounter.add((lesion(),))
    assert encounter.snapshot.treated == 1
    administrator.close()
    scribe.close()


def test_the_last_administrator_stays(folder: Path) -> None:
    session = owner(folder)
    people = People(session)
    others = [each for each in people.members() if each.person.name == "Ada King"]
    people.remove(others[0].person.id)

    with pytest.raises(StoreError, match="only administrator"):
        people.set_role(session.person.id, Role.ADMINISTRATOR, held=False)
    with pytest.raises(StoreError, match="only administrator"):
        people.remove(session.person.id)
    assert session.may(Action.PEOPLE_CHANGE)
    session.close()


@pytest.mark.usefixtures("qapp")
def test_an_emergency_reading_opens_one_chart_and_is_reviewed_by_somebody_else(folder: Path, rules: Rules) -> None:
    session = as_role(folder, Role.ADMINISTRATOR)
    readings = Emergencies(session)
    with pytest.raises(NotAllowed):
        session.read_chart(_visit(session))
    with pytest.raises(StoreError, match="Say why"):
        readings.begin(_patient(session), "  ")

    access = readings.begin(_patient(session), "Bleeding, doctor away")

    assert session.read_chart(_visit(session)).patient.mrn == "48213"
    encounter = Encounter(session, _visit(session), rules)
    with pytest.raises(NotAllowed):
        encounter.add((lesion(),))
    assert encounter.unsure is None  # else the window would ask the record about it for ever
    with pytest.raises(StoreError, match="changed this meanwhile"):
        readings.review(access, "fine")
    readings.end(access, _patient(session))
    with pytest.raises(NotAllowed):
        session.read_chart(_visit(session))
    session.close()
    reviewer = owner(folder)
    Emergencies(reviewer).review(EmergencyId(access), "was bleeding")
    (reading,) = Emergencies(reviewer).all()
    assert (reading.reason, reading.remark, reading.reviewed_by) == (
        "Bleeding, doctor away",
        "was bleeding",
        reviewer.person.id,
    )
    reviewer.close()


def test_an_emergency_reading_is_over_when_its_time_is(folder: Path) -> None:
    session = as_role(folder, Role.ADMINISTRATOR)
    Emergencies(session).begin(_patient(session), "Bleeding, doctor away")
    session.read_chart(_visit(session))

    session.let_read(_patient(session), datetime.now(UTC) - timedelta(seconds=1))

    with pytest.raises(NotAllowed):
        session.read_chart(_visit(session))
    session.close()


@pytest.mark.parametrize("draft", [PersonDraft("N" * 10_000, ""), PersonDraft("Nora", "C" * 10_000)])
def test_a_name_of_ten_thousand_letters_is_refused_and_nobody_is_added(folder: Path, draft: PersonDraft) -> None:
    session = owner(folder)
    keys = (folder / "keys.json").read_bytes()
    before = [each.person.id for each in People(session).members()]

    with pytest.raises(TooLong):
        People(session).add(draft, frozenset({Role.SCRIBE}), "another fine password")

    assert [each.person.id for each in People(session).members()] == before
    assert (folder / "keys.json").read_bytes() == keys
    session.close()


@pytest.mark.parametrize("npi", ["1234567890", "12345678933", "abcdefghij", "٣٤٥٦٧٨٩٠١٢", "0000000000"])
def test_an_npi_whose_check_digit_is_wrong_is_refused(folder: Path, npi: str) -> None:
    session = owner(folder)

    with pytest.raises(StoreError, match="This NPI is not right"):
        People(session).change(session.person.id, 1, PersonDraft("Amara Osei", "MD", npi))

    session.close()
