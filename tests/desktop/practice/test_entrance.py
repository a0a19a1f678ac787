"""Signing in and switching: who may come in, how often one may try, and what the record is told of it."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.errors import NotAllowed, PasswordWrong, StoreError
from db.slots import FLOOR
from desktop.practice.entrance import FAILURES, Entrance, MustWait, protect
from desktop.practice.people import People
from desktop.practice.pins import GOOD_FOR, Outcome, wait_after
from desktop.practice.session import Session, create_session, open_session
from desktop.practice.switching import Switching
from resources.terms import Role
from tests.desktop.practice.staffed import PASSWORD, PASSWORDS, RECOVERY_KEY, as_role, begin, cheap, owner

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
PIN = "482913"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed") / "record"
    begin(folder)
    session = owner(folder)
    People(session).set_own_pin(PIN)
    session.close()
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "record"))


def _events(session: Session, kind: str) -> list[dict[str, object]]:
    text = f"SELECT body FROM event WHERE kind = '{kind}' ORDER BY seq"
    with session._store.reading() as record:
        rows = record._connection.exec_driver_sql(text).scalars().all()
    return [json.loads(row) for row in rows]


def test_the_list_names_everybody_who_may_come_in(folder: Path) -> None:
    names = [name for _, name in Entrance(folder).people()]

    assert names == ["Amara Osei", "Bela Novak", "Marta Ruiz", "Tom Field", "Ada King"]


def test_a_password_opens_the_record_as_its_person(folder: Path) -> None:
    session = as_role(folder, Role.SCRIBE)

    assert (session.person.name, session.member.roles) == ("Marta Ruiz", frozenset({Role.SCRIBE}))
    assert _events(session, "access.signed_in")[-1] == {"how": "password"}
    session.close()


def test_wrong_passwords_wait_longer_and_longer_also_after_a_restart(folder: Path) -> None:
    clock = Clock()
    person = Entrance(folder).people()[0][0]
    for failures in range(1, 7):
        with pytest.raises(PasswordWrong):
            Entrance(folder, clock).enter(person, "wrong wrong wrong")
        wait = wait_after(failures)
        if wait:
            with pytest.raises(MustWait) as waiting:
                Entrance(folder, clock).enter(person, PASSWORD)
            assert wait <= waiting.value.seconds <= wait + 1
        clock.now += timedelta(seconds=wait)

    session = Entrance(folder, clock).enter(person, PASSWORD)

    told = _events(session, "access.sign_in_failed")
    assert [each["how"] for each in told] == ["at the start"] * 6
    assert not (folder / FAILURES).exists()
    session.close()


def test_one_persons_wrong_passwords_keep_nobody_else_out(folder: Path) -> None:
    entrance = Entrance(folder, Clock())
    for _ in range(4):
        with pytest.raises((PasswordWrong, MustWait)):
            entrance.enter(entrance.people()[0][0], "wrong wrong wrong")

    as_role(folder, Role.SCRIBE).close()


def test_a_clock_that_was_set_back_keeps_nobody_out_for_longer_than_a_minute(folder: Path) -> None:
    clock = Clock()
    person = Entrance(folder).people()[0][0]
    for _ in range(3):
        with pytest.raises(PasswordWrong):
            Entrance(folder, clock).enter(person, "wrong wrong wrong")
    clock.now -= timedelta(days=3)

    with pytest.raises(MustWait) as waiting:
        Entrance(folder, clock).enter(person, PASSWORD)

    assert waiting.value.seconds <= 60


def test_lines_nobody_can_read_keep_nobody_out(folder: Path) -> None:
    (folder / FAILURES).write_bytes(b"\xff\xfe nonsense\n\n2026-11-25T10:29:59.000000Z\n")

    owner(folder).close()


def test_a_removed_person_does_not_come_in(folder: Path) -> None:
    session = owner(folder)
    people = People(session)
    scribe = next(each for each in people.members() if each.person.name == "Marta Ruiz")
    before = (folder / "keys.json").read_bytes()
    people.remove(scribe.person.id)
    session.close()
    assert scribe.person.id not in {each for each, _ in Entrance(folder).people()}

    (folder / "keys.json").write_bytes(before)  # somebody puts the old key file back

    with pytest.raises(NotAllowed):
        Entrance(folder).enter(scribe.person.id, PASSWORDS[Role.SCRIBE])


def test_the_recovery_key_lets_the_administrator_in_and_says_so(folder: Path) -> None:
    session = cheap(Entrance(folder).recover(RECOVERY_KEY.lower()))

    assert session.person.name == "Amara Osei"
    assert _events(session, "access.signed_in")[-1] == {"how": "recovery"}
    People(session).reset_password(session.person.id, "another fine password")
    session.close()
    person = Entrance(folder).people()[-1][0]
    Entrance(folder).enter(person, "another fine password").close()


def test_a_record_without_passwords_gets_its_first_and_opens_only_with_it(tmp_path: Path) -> None:
    session = create_session(tmp_path, practice="Lakeside", person="Amara Osei", credentials="MD")

    renewed, recovery = protect(session, PASSWORD, FLOOR)

    assert renewed.person.name == "Amara Osei"
    assert _events(renewed, "key.renewed") == [{}]
    renewed.close()
    with pytest.raises(StoreError, match="protected by passwords"):
        open_session(tmp_path)
    Entrance(tmp_path).recover(recovery).close()


def test_a_pin_lets_another_person_work_and_the_record_knows_both(folder: Path) -> None:
    session = as_role(folder, Role.SCRIBE)
    switching = Switching(session, Clock())
    provider = next(each.person for each in switching.people() if each.person.name == "Amara Osei")
    with session.acting_as(provider.id) as work:
        work.password_passed(provider.id)
    switching = Switching(session)

    assert switching.asks_pin(provider.id)
    assert switching.try_pin(provider.id, PIN).outcome is Outcome.PASSED
    scribe = session.person.id
    switching.let_in(provider.id, "pin")

    assert (session.person, session.member.roles) == (provider, frozenset({Role.PROVIDER, Role.ADMINISTRATOR}))
    assert _events(session, "access.switched")[-1] == {"before": scribe, "how": "pin"}
    session.close()


def test_five_wrong_pins_ask_for_the_password_and_each_is_told(folder: Path) -> None:
    session = owner(folder)
    clock = Clock()
    clock.now = datetime.now(UTC)
    me = session.person.id
    outcomes = []
    for _ in range(5):
        outcomes.append(Switching(session, clock).try_pin(me, "0000").outcome)
        clock.now += timedelta(seconds=61)

    after = Switching(session, clock)

    assert outcomes == [Outcome.WRONG] * 5
    assert after.try_pin(me, PIN).outcome is Outcome.PASSWORD_NEEDED
    assert not after.asks_pin(me)
    assert [each["failures"] for each in _events(session, "access.sign_in_failed")] == [1, 2, 3, 4, 5]
    session.close()
    again = owner(folder)  # the password makes the PIN good again
    assert Switching(again).asks_pin(me)
    again.close()


def test_wrong_pins_are_remembered_over_a_restart(folder: Path) -> None:
    session = owner(folder)
    me = session.person.id
    for _ in range(3):
        Switching(session, Clock()).try_pin(me, "0000")
    session.close()
    scribe = as_role(folder, Role.SCRIBE)

    clock = Clock()
    clock.now = datetime.now(UTC)
    with scribe._store.reading() as record:
        assert record.tries(me).failures == 3
    scribe.close()


def test_a_pin_is_good_for_twelve_hours_after_the_password(folder: Path) -> None:
    session = owner(folder)
    clock = Clock()
    clock.now = datetime.now(UTC) + GOOD_FOR + timedelta(minutes=1)

    assert not Switching(session, clock).asks_pin(session.person.id)
    assert Switching(session, clock).try_pin(session.person.id, PIN).outcome is Outcome.PASSWORD_NEEDED
    assert Switching(session, clock).try_password(session.person.id, PASSWORD).outcome is Outcome.PASSED
    session.close()


def test_a_wrong_password_at_the_lock_waits_after_the_third(folder: Path) -> None:
    session = owner(folder)
    me = session.person.id
    clock = Clock()
    switching = Switching(session, clock)
    waits = [switching.try_password(me, "wrong wrong wrong").wait_s for _ in range(3)]

    assert waits == [0, 0, 1]
    assert switching.try_password(me, PASSWORD).outcome is Outcome.WAIT
    clock.now += timedelta(seconds=2)
    assert switching.try_password(me, PASSWORD).outcome is Outcome.PASSED
    session.close()


def test_a_changed_password_needs_the_old_one(folder: Path) -> None:
    session = owner(folder)
    people = People(session)

    with pytest.raises(PasswordWrong):
        people.change_own_password("wrong wrong wrong", "another fine password")
    people.change_own_password(PASSWORD, "another fine password")
    session.close()

    person = next(id_ for id_, name in Entrance(folder).people() if name == "Amara Osei")
    Entrance(folder).enter(person, "another fine password").close()


def test_locking_and_unlocking_is_told(folder: Path) -> None:
    session = owner(folder)
    switching = Switching(session)

    switching.lock("idle")
    switching.let_in(session.person.id, "pin")

    assert _events(session, "access.locked") == [{"how": "idle"}]
    assert _events(session, "access.unlocked") == [{"before": session.person.id, "how": "pin"}]
    session.close()
