"""The demo practice."""

from datetime import date
from pathlib import Path

import pytest

from db.errors import AlreadyThere
from desktop.access import Action
from desktop.atlas.body import Body
from desktop.practice.demo_practice import create_demo
from desktop.practice.session import Session, exists
from desktop.snapshot import Rules, build


@pytest.fixture(scope="module")
def body() -> Body:
    return Body.load()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, body: Body, rules: Rules) -> Session:
    return create_demo(tmp_path_factory.mktemp("demo"), body, rules, date(2026, 11, 23))


def test_it_says_that_it_is_a_demo(demo: Session) -> None:
    assert demo.practice.demo
    assert demo.practice.name == "Demo Dermatology"


def test_it_has_the_visits_a_first_look_needs(demo: Session, rules: Rules) -> None:
    """One lesion, 14, 15, and a mixed one with warts (issue 2, point 7)."""
    charts = []
    with demo.reading(Action.CHART_READ) as record:
        charts += [record.chart(each.visit.id) for each in record.visits_on(date(2026, 11, 23))]
    snapshots = [build(chart, rules) for chart in charts]

    counts = {each.treated for each in snapshots}
    families = [{count.key for count in each.counts} for each in snapshots]

    assert {1, 14, 15} <= counts
    assert any(len(each) > 1 for each in families)
    for each in snapshots:
        assert sum(line.units for line in each.coded.lines) > 0


def test_it_has_a_patient_who_was_here_before(demo: Session) -> None:
    returning = [
        patient for patient in demo.find_patients("") if any(
            each.visit.date_of_service < date(2026, 11, 23) for each in demo.visits_of(patient.id)
        )
    ]  # fmt: skip

    assert returning


def test_every_lesion_has_a_place_on_the_body_or_a_name(demo: Session, body: Body) -> None:
    with demo.reading(Action.CHART_READ) as record:
        marks = [mark for visit in record.open_visits() for mark in record.chart(visit.visit.id).marks]

    assert len(marks) > 30
    for mark in marks:
        if mark.place.anchor:
            assert body.site_at(mark.place.anchor).region


def test_it_is_not_written_over_a_record(folder: Path, body: Body, rules: Rules) -> None:
    with pytest.raises(AlreadyThere):
        create_demo(folder, body, rules, date(2026, 11, 23))


def test_a_demo_cut_short_is_no_demo(tmp_path: Path, body: Body, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "writing", _refuse)

    with pytest.raises(InterruptedError):
        create_demo(tmp_path, body, rules, date(2026, 11, 23))

    assert not exists(tmp_path)


def _refuse(session: Session, _action: Action) -> None:
    raise InterruptedError(session.person.name)
