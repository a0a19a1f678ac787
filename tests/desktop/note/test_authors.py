"""The note says who beside the provider entered what, and when; it says nothing where the provider entered all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2 as pdfium
import pytest

from db.people import Member, Person, PersonId
from db.records import Chart
from desktop.atlas.plate import plates
from desktop.atlas.views import load_views
from desktop.export.pdf import pdf
from desktop.note import plain, rich
from desktop.record import pins_of, record_of
from desktop.snapshot import Snapshot, build
from resources.terms import Role, Side
from tests.desktop.export.visits import AT, OSEI, Lesion, body, imprint, rules, tapped, visit

RUIZ = Member(Person(PersonId("u2"), "Marta <i>Ruiz</i>", ""), frozenset({Role.SCRIBE}), None, has_pin=False, version=1)
NOVAK = Member(Person(PersonId("u3"), "Bela Novak", "PA-C"), frozenset({Role.PROVIDER}), None, has_pin=False, version=1)
OWN = Member(OSEI, frozenset({Role.PROVIDER}), None, has_pin=False, version=1)


def entered(*by: tuple[PersonId, datetime], accepted: bool = False) -> Snapshot:
    """A visit with one lesion for each of these hands."""
    chart = visit(*[Lesion(tapped("nasal_dorsum", Side.MIDLINE)) for _ in by]).chart
    marks = []
    for mark, (person, at) in zip(chart.marks, by, strict=True):
        assert mark.treatment is not None
        treatment = replace(mark.treatment, entered_by=person, entered_at=at)
        made = replace(mark, entered_by=person, entered_at=at, treatment=treatment, maybe_same_as=None)
        if accepted and person != OSEI.id:
            made = replace(made, accepted_by=OSEI.id, accepted_at=at + timedelta(hours=1))
        marks.append(made)
    return shown(replace(chart, marks=tuple(marks)))


def shown(chart: Chart) -> Snapshot:
    return build(replace(chart, people=(OWN, RUIZ, NOVAK)), rules())


def author_lines(snapshot: Snapshot) -> list[str]:
    lines = plain.text(record_of(snapshot, imprint())).splitlines()
    return [line for line in lines if line.startswith(("Entered by", "Not yet accepted"))]


# the visits of these tests are written in a zone five hours west of Greenwich
FIRST = datetime(2026, 11, 23, 15, 31, tzinfo=UTC)
LAST = datetime(2026, 11, 23, 15, 49, tzinfo=UTC)


def test_nothing_is_said_where_the_provider_entered_all() -> None:
    assert author_lines(entered((OSEI.id, FIRST), (OSEI.id, LAST))) == []


def test_a_scribes_work_is_told_with_for_whom_and_when() -> None:
    snapshot = entered((RUIZ.person.id, FIRST), (OSEI.id, AT), (RUIZ.person.id, LAST))

    assert author_lines(snapshot) == [
        "Entered by Marta <i>Ruiz</i>, scribe, for Amara Osei, MD, 23 Nov 2026, 10:31 to 10:49.",
        "Not yet accepted by Amara Osei, MD: lesions 1, 3.",
    ]


def test_what_was_accepted_keeps_its_author() -> None:
    snapshot = entered((RUIZ.person.id, FIRST), (RUIZ.person.id, LAST), accepted=True)

    assert author_lines(snapshot) == [
        "Entered by Marta <i>Ruiz</i>, scribe, for Amara Osei, MD, 23 Nov 2026, 10:31 to 10:49."
    ]


@pytest.mark.parametrize(
    ("last", "span"),
    [(FIRST, "23 Nov 2026, 10:31."), (LAST + timedelta(days=1), "23 Nov 2026, 10:31 to 24 Nov 2026, 10:49.")],
)
def test_the_time_is_as_long_as_it_must_be(last: datetime, span: str) -> None:
    (line, _) = author_lines(entered((NOVAK.person.id, FIRST), (NOVAK.person.id, last)))

    assert line == f"Entered by Bela Novak, PA-C, for Amara Osei, MD, {span}"


def test_two_people_stand_in_order_of_their_first_entry() -> None:
    snapshot = entered((NOVAK.person.id, LAST), (RUIZ.person.id, FIRST))

    assert [line.split(",")[0] for line in author_lines(snapshot)[:2]] == [
        "Entered by Marta <i>Ruiz</i>",
        "Entered by Bela Novak",
    ]


def test_a_change_and_a_measure_are_work_too() -> None:
    chart = visit(Lesion(tapped("nasal_dorsum", Side.MIDLINE), measures=(("glabella", Side.UNSIDED, 30, ""),))).chart
    (mark,), (measure,) = chart.marks, chart.measures
    changed = replace(mark, changed_by=NOVAK.person.id, changed_at=LAST)
    measured = replace(measure, entered_by=RUIZ.person.id, entered_at=FIRST)

    assert author_lines(shown(replace(chart, marks=(changed,), measures=(measured,)))) == [
        "Entered by Marta <i>Ruiz</i>, scribe, for Amara Osei, MD, 23 Nov 2026, 10:31.",
        "Entered by Bela Novak, PA-C, for Amara Osei, MD, 23 Nov 2026, 10:49.",
        "Not yet accepted by Amara Osei, MD: lesion 1.",
    ]


def test_the_html_says_the_same_and_shows_a_name_literally() -> None:
    markup = rich.html(record_of(entered((RUIZ.person.id, FIRST)), imprint()))

    assert "<p>Entered by Marta &lt;i&gt;Ruiz&lt;/i&gt;, scribe, for Amara Osei, MD, 23 Nov 2026, 10:31.</p>" in markup


def test_the_pdf_says_it_beside_the_signature() -> None:
    snapshot = entered((RUIZ.person.id, FIRST))
    made = pdf(record_of(snapshot, imprint()), plates(pins_of(snapshot), body(), load_views()))

    with pdfium.PdfDocument(made.content) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())

    line = "Entered by Marta <i>Ruiz</i>, scribe, for Amara Osei, MD, 23 Nov 2026, 10:31."
    assert f"Signature {line} Not yet accepted by Amara Osei, MD: lesion 1. Amara Osei, MD" in text
