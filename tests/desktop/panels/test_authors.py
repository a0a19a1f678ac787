"""Whose hand a lesion shows: short names, who does what, and what waits, in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.people import Member, Person, PersonId
from db.records import Mark
from desktop.messages import clock
from desktop.panels.authors import (
    doctor,
    hands_words,
    initials,
    last_hand_words,
    moment,
    short_name,
    signed_in_words,
    waiting_words,
)
from desktop.snapshot import Rules, Snapshot, build
from resources.codebook import load_codebook
from resources.presets import load_presets
from resources.regions import load_regions
from resources.terms import Role
from tests.desktop.snapshots import AT, DAY, Lesion, visit

RULES = Rules(load_regions(), load_presets(), load_codebook(DAY))
RUIZ = Member(Person(PersonId("u2"), "Marta Ruiz", ""), frozenset({Role.SCRIBE}), None, has_pin=False, version=1)
NOVAK = Member(Person(PersonId("u3"), "Bela Novak", "PA-C"), frozenset(Role), None, has_pin=False, version=1)
OSEI = Member(Person(PersonId("u1"), "Dr A. Osei", "MD"), frozenset({Role.PROVIDER}), None, has_pin=False, version=1)
SCRIBE, OTHER, PROVIDER = RUIZ.person.id, NOVAK.person.id, OSEI.person.id
TIME = clock(AT)[:5]


def somebody(name: str, credentials: str = "") -> Person:
    return Person(PersonId("x"), name, credentials)


def with_marks(*changes: dict[str, object]) -> Snapshot:
    """A visit whose marks were changed like this, one each."""
    chart = visit(*[Lesion(site=number % 4) for number, _ in enumerate(changes)]).chart
    marks = tuple(replace(mark, **change) for mark, change in zip(chart.marks, changes, strict=True))  # type: ignore[arg-type]
    return build(replace(chart, marks=marks, people=(OSEI, RUIZ, NOVAK)), RULES)


def only(snapshot: Snapshot) -> Mark:
    (mark,) = snapshot.chart.marks
    return mark


@pytest.mark.parametrize(
    ("name", "short", "letters"),
    [
        ("Marta Ruiz", "M. Ruiz", "MR"),
        ("M. Ruiz", "M. Ruiz", "MR"),
        ("Dr A. Osei", "Dr A. Osei", "AO"),
        ("Osei", "Osei", "O"),
        ("Maria del Carmen Ruiz", "M. del Carmen Ruiz", "MR"),
        ("李 小龙", "李. 小龙", "李小"),
        ("Dr", "Dr", "D"),
    ],
)
def test_a_name_is_shortened_to_what_the_clinic_says(name: str, short: str, letters: str) -> None:
    assert short_name(somebody(name)) == short
    assert initials(somebody(name)) == letters


@pytest.mark.parametrize(
    ("person", "called"),
    [
        (somebody("Amara Osei", "MD"), "Dr Osei"),
        (somebody("Amara Osei", "MD, PhD"), "Dr Osei"),
        (somebody("Amara Osei", "D.O."), "Dr Osei"),
        (somebody("Dr A. Osei"), "Dr Osei"),
        (somebody("Bela Novak", "PA-C"), "B. Novak"),
        (somebody("Nia Hall", ""), "N. Hall"),
    ],
)
def test_only_a_doctor_is_called_doctor(person: Person, called: str) -> None:
    assert doctor(person) == called


def test_who_entered_changed_and_accepted_a_lesion_is_said_in_order() -> None:
    entered: dict[str, object] = {"entered_by": SCRIBE}
    changed = {**entered, "changed_by": OTHER, "changed_at": AT + timedelta(minutes=11)}
    accepted = {**changed, "accepted_by": PROVIDER, "accepted_at": AT + timedelta(minutes=12)}
    snapshot = with_marks(accepted)
    later, last = (clock(AT + timedelta(minutes=each))[:5] for each in (11, 12))

    assert hands_words(only(with_marks(entered)), snapshot.chart) == f"M. Ruiz, scribe, {TIME}"
    assert hands_words(only(snapshot), snapshot.chart) == (
        f"M. Ruiz, scribe, {TIME}; changed by B. Novak, PA-C, {later}; accepted by Dr A. Osei, MD, {last}"
    )
    assert last_hand_words(only(snapshot), snapshot.chart) == f"changed by B. Novak, PA-C, {later}"
    assert last_hand_words(only(with_marks(entered)), snapshot.chart) == f"M. Ruiz, scribe, {TIME}"


def test_an_entry_of_another_day_says_the_day() -> None:
    assert moment(AT + timedelta(days=2), visit().chart) == f"25 Nov 2026, {TIME}"


def test_what_waits_is_told_by_count_and_people() -> None:
    scribe: dict[str, object] = {"entered_by": SCRIBE}
    other: dict[str, object] = {"entered_by": OTHER}
    own: dict[str, object] = {"entered_by": PROVIDER}
    changed: dict[str, object] = {"changed_by": SCRIBE, "changed_at": AT}
    accepted = {**scribe, "accepted_by": PROVIDER, "accepted_at": AT}

    assert waiting_words(with_marks(scribe, own, scribe)) == "2 entered by M. Ruiz"
    assert waiting_words(with_marks(scribe, other)) == "2 entered by M. Ruiz and B. Novak"
    assert waiting_words(with_marks(scribe, changed)) == "2 entered or changed by M. Ruiz"
    assert with_marks(own, accepted).waiting == ()


def test_whoever_is_signed_in_beside_the_provider_is_named() -> None:
    assert signed_in_words(RUIZ) == "scribe M. Ruiz"
    assert signed_in_words(NOVAK) == "signed in: B. Novak"
