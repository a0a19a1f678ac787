"""The audit report of a session: its words, its rights, its file."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from db.errors import NotAllowed
from db.events import About, Kind
from db.people import Member, PersonId
from db.records import KeptHead, PatientDraft, PatientId, new_id
from db.trail import TrailQuery
from desktop.access import Action
from desktop.practice.encounter import Encounter
from desktop.practice.session import Session
from desktop.practice.trail import Question, Trail, TrailColumn, TrailRow
from desktop.practice.trail_details import details_of
from desktop.practice.trail_words import GROUPS, Group, group_name, in_order_of_names, name_of, sentence_of
from resources.terms import Role
from tests.db.drafts import WHITFIELD, lesion

NOW = datetime(2026, 11, 25, 12, 30, 15, tzinfo=UTC)


@pytest.fixture
def trail(session: Session, encounter: Encounter) -> Trail:
    encounter.add([lesion()])
    return Trail(session)


def rows(trail: Trail, question: Question | None = None) -> tuple[TrailRow, ...]:
    return trail.page(question or Question(), 0, 1000)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def kinds_told(session: Session) -> list[str]:

    with session.reading(Action.TRAIL_READ) as record:
        return [each.kind for each in record.trail(TrailQuery())]


def test_a_row_says_who_did_what_to_whom(trail: Trail) -> None:
    row = next(each for each in rows(trail) if each.what == "Lesion added")

    assert (row.who, row.whom, row.mrn, row.about) == ("Amara Osei", "Whitfield, Eleanor", "48213", "nasal dorsum")
    assert row.sentence == "Amara Osei added a lesion of Whitfield, Eleanor: nasal dorsum."
    assert ("category", "premalignant") in row.details
    assert ("methods", "cryotherapy") in row.details


def test_ids_of_people_are_told_by_their_names(trail: Trail) -> None:
    row = next(each for each in rows(trail) if each.what == "Visit begun")

    assert ("provider", "Amara Osei") in row.details


def test_what_the_program_did_is_told_as_its_own(trail: Trail) -> None:
    assert rows(trail)[-1].who == "Dermtally"


def test_looking_at_the_report_is_told_once(trail: Trail, session: Session) -> None:
    people = trail.begin()
    trail.ask(Question())
    rows(trail, Question(by=TrailColumn.PATIENT))

    assert [each.name for each in people] == ["Amara Osei"]
    assert kinds_told(session).count(Kind.TRAIL_READ) == 1


def test_a_patient_is_found_by_what_was_typed(trail: Trail, session: Session) -> None:
    session.add_patient(PatientDraft("Abbott", "Zoe", None, "7", ()))

    assert {each.whom for each in rows(trail, Question(patient="abb"))} == {"Abbott, Zoe"}
    assert {each.whom for each in rows(trail, Question(patient="48213"))} == {"Whitfield, Eleanor"}
    assert rows(trail, Question(patient="nobody")) == ()
    assert len(rows(trail, Question(patient="  "))) == trail.ask(Question()).entries


def test_days_are_those_of_this_computers_calendar_both_included(trail: Trail) -> None:
    today = datetime.now(UTC).astimezone().date()
    every = trail.ask(Question()).entries

    assert trail.ask(Question(since=today, until=today)).entries == every
    assert trail.ask(Question(since=today + timedelta(days=1))).entries == 0
    assert trail.ask(Question(until=today - timedelta(days=1))).entries == 0


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_there_is_can_be_asked_for(trail: Trail, day: date) -> None:
    assert trail.ask(Question(until=day)).entries >= 0
    assert trail.ask(Question(since=day)).entries >= 0


def test_a_group_holds_the_kinds_of_its_beginnings(trail: Trail) -> None:
    found = rows(trail, Question(group=Group.LESIONS))

    assert {each.what for each in found} == {"Lesion added"}


def test_events_that_come_while_somebody_reads_do_not_move_the_others(trail: Trail, session: Session) -> None:
    answer = trail.ask(Question())
    standing = Question(up_to=answer.head.seq)
    before = rows(trail, standing)

    session.add_patient(replace(WHITFIELD, mrn="2"))

    assert rows(trail, standing) == before
    assert len(before) == answer.entries


# rights
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_reads_the_report(trail: Trail, session: Session, role: Role) -> None:

    with session.writing(Action.PEOPLE_CHANGE) as work:
        other = PersonId(new_id())
        work.add_person(other, "Another", "", roles=frozenset({role}))
    session._take(next(each for each in _members(session) if each.person.id == other))

    for act in (trail.begin, lambda: trail.ask(Question()), lambda: rows(trail), lambda: trail.export(Question(), NOW)):
        with pytest.raises(NotAllowed):
            act()


def _members(session: Session) -> tuple[Member, ...]:

    with session.reading(Action.PEOPLE_READ) as record:
        return record.members()


# the file
def test_the_file_holds_the_head_everything_listed_and_the_fact_that_it_was_made(
    trail: Trail, session: Session
) -> None:
    entries = trail.ask(Question()).entries

    table = read(trail.export(Question(), NOW))

    heads = table.index(next(row for row in table if row[:1] == ["Number"]))
    assert table[0] == ["Audit report", "Lakeside Dermatology"]
    assert table[2] == ["Made", "2026-11-25T12:30:15Z", "Amara Osei, MD"]
    assert len(table) - heads - 1 == entries + 1  # its own event is the newest line
    assert table[heads + 1][3] == "Audit report exported"
    assert table[heads + 1][-1] == f'{{""entries"":{entries},""filter"":""""}}'.replace('""', '"')
    assert {len(row) for row in table[heads:]} == {14}
    assert kinds_told(session)[0] == Kind.TRAIL_EXPORTED


def test_the_head_of_the_file_is_an_anchor(trail: Trail, session: Session) -> None:

    printed = read(trail.export(Question(), NOW))[1]

    with session.reading(Action.TRAIL_READ) as record:
        head = record.head()
    assert printed == ["Record", head.printed]
    assert KeptHead.read(printed[1]).fits(head.hash)


def test_a_name_that_is_a_formula_does_nothing_in_a_spreadsheet(trail: Trail, session: Session) -> None:
    session.add_patient(PatientDraft("=cmd|' /C calc'!A0", "", None, "+1", ()))

    cells = {cell for row in read(trail.export(Question(), NOW)) for cell in row}

    assert {"'=cmd|' /C calc'!A0", "'+1"} <= cells
    assert not {cell for cell in cells if cell.lstrip().startswith(("=", "+", "@"))}


def test_what_was_asked_for_is_told_without_the_name_of_a_patient(trail: Trail, session: Session) -> None:
    day = datetime(2026, 1, 2, tzinfo=UTC).date()
    question = Question(since=day, patient="Whitfield", group=Group.LESIONS, actor=session.person.id)

    table = read(trail.export(question, NOW))

    said = f"from 2026-01-02; person {session.person.id}; patient some; what lesions"
    assert table[3] == ["Asked for", said]


def test_a_file_of_what_is_listed_holds_no_later_event(trail: Trail) -> None:
    question = Question(up_to=trail.ask(Question()).head.seq)

    table = read(trail.export(question, NOW))

    assert "Audit report exported" not in {row[3] for row in table if len(row) > 3}


# words
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_name_a_sentence_and_a_group(kind: Kind) -> None:
    assert name_of(kind.value) != kind.value
    assert not name_of(kind.value).startswith("Other")
    told = sentence_of(kind.value, "A", "B", "C")
    assert told.endswith(".")
    assert "{" not in told
    assert "no words" not in told
    assert kind.value.split(".")[0] in {each for group in GROUPS.values() for each in group}


def test_names_of_kinds_differ_and_are_sorted() -> None:
    names = [name_of(kind) for kind in in_order_of_names()]

    assert sorted(set(names), key=str.casefold) == names
    assert len(names) == len(Kind)
    assert len({group_name(group) for group in Group}) == len(Group)


def test_a_kind_of_a_later_version_is_told_by_its_own_word() -> None:
    assert name_of("moon.landed") == "Other: moon.landed"
    assert sentence_of("moon.landed", "A", "", "") == "A did something this version has no words for: moon.landed."


def test_names_that_look_like_fields_stay_what_they_are() -> None:
    assert sentence_of("person.added", "{whom}", "", "{0} {about.x}") == "{whom} added {0} {about.x}."


def test_details_leave_out_what_is_empty_and_flatten_what_is_nested() -> None:
    told = details_of('{"a":{"phrase":"left temple","side":""},"list":[1,2],"steps":[["nose","left"]],"n":0}', str)

    assert told == (("site", "left temple"), ("list", "1, 2"), ("steps", "nose left"), ("n", "0"))


@pytest.mark.parametrize("body", ["\ufffd{", "[1]", "7"])
def test_a_body_that_is_none_is_shown_as_it_is(body: str) -> None:
    assert [value for _name, value in details_of(body, str)] == [body]
    assert details_of("", str) == ()


def test_a_patient_is_named_by_the_end_of_the_id_where_there_is_no_name(trail: Trail, session: Session) -> None:
    ghost = PatientId("0" * 24 + "12345678")
    with session._store.begin(session.person.id) as work:
        work.tell(Kind.CHART_READ, About(patient=ghost), {})

    assert rows(trail)[0].whom == "12345678"
