"""The practice, its people, its patients and their visits."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import texts
from db.errors import NotThere, Stale, StoreBug, TooLong, VisitDiscarded
from db.people import Person, PersonId
from db.records import PatientDraft, PatientId, RouteStep, VisitId, new_id
from db.store import Store
from db.tables import LONGEST, LONGEST_ALERTS
from resources.terms import BodyKind, Sex, Side, SiteLevel, SkinTone, VisitState
from tests.db.drafts import DAY, WHITFIELD, add, add_patient, finding, lesion, open_visit, somebody

ODD = "O'Brien <b>|^&~\\ 李"
NAMES = st.text(max_size=40)


def test_a_patient_is_read_back_as_typed(store: Store) -> None:
    patient_id = add_patient(store, WHITFIELD)

    with store.reading() as record:
        found = record.patient(patient_id)

    assert (found.family_name, found.given_name, found.mrn) == ("Whitfield", "Eleanor", "48213")
    assert found.birth_date == date(1951, 4, 3)
    assert found.alerts == ("Pacemaker",)
    assert found.name == "Whitfield, Eleanor"


@pytest.mark.parametrize(
    "name", [ODD, "#set page(width: 1cm)", "<img src=file:x>", "%s {x} %1", "'; DROP TABLE mark;--"]
)
def test_a_name_of_any_characters_is_kept_literally(store: Store, name: str) -> None:
    patient_id = add_patient(store, PatientDraft(name, name, None, name, (name,)))

    with store.reading() as record:
        found = record.patient(patient_id)
        assert [each.id for each in record.find_patients(name)] == [patient_id]

    assert (found.family_name, found.given_name, found.mrn, found.alerts) == (name, name, name, (name,))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=NAMES, given_name=NAMES, alerts=st.lists(NAMES, max_size=3))
def test_names_of_any_unicode_are_stored_clean(store: Store, family: str, given_name: str, alerts: list[str]) -> None:
    patient_id = add_patient(store, PatientDraft(family, given_name, None, "", tuple(alerts)))

    with store.reading() as record:
        found = record.patient(patient_id)

    assert found.family_name == texts.clean(family)
    assert found.given_name == texts.clean(given_name)
    assert found.alerts == tuple(cleaned for each in alerts if (cleaned := texts.clean(each)))


@pytest.mark.parametrize("letter", ["x", "李", "👩"])
def test_a_name_of_500_characters_is_taken_and_one_more_is_refused_in_words(store: Store, letter: str) -> None:
    add_patient(store, PatientDraft(letter * LONGEST, letter * LONGEST, None, "1"))

    with pytest.raises(TooLong, match="too long for the record"):
        add_patient(store, PatientDraft(letter * (LONGEST + 1), "", None, "2"))

    with store.reading() as record:
        assert [each.mrn for each in record.find_patients(letter)] == ["1"]


def test_alerts_together_may_be_longer_than_a_name(store: Store) -> None:
    add_patient(store, replace(WHITFIELD, alerts=("x" * LONGEST_ALERTS,)))

    with pytest.raises(TooLong):
        add_patient(store, replace(WHITFIELD, alerts=("x" * LONGEST_ALERTS, "y")))


def test_a_changed_patient_is_found_by_the_new_name_only(store: Store) -> None:
    patient_id = add_patient(store, WHITFIELD)

    with store.begin(somebody(store)) as work:
        work.change_patient(patient_id, 1, replace(WHITFIELD, family_name="Osborne"))

    with store.reading() as record:
        assert [each.id for each in record.find_patients("osb")] == [patient_id]
        assert record.find_patients("whit") == ()
        assert record.patient(patient_id).version == 2


def test_a_change_from_an_outdated_screen_is_refused(store: Store) -> None:
    patient_id, actor = add_patient(store, WHITFIELD), somebody(store)
    with store.begin(actor) as work:
        work.change_patient(patient_id, 1, replace(WHITFIELD, mrn="1"))

    with pytest.raises(Stale, match="Somebody else changed this"), store.begin(actor) as work:
        work.change_patient(patient_id, 1, replace(WHITFIELD, mrn="2"))

    with store.reading() as record:
        assert record.patient(patient_id).mrn == "1"


def test_people_are_listed_in_order_of_entry(store: Store) -> None:
    actor = somebody(store)
    with store.begin(actor) as work:
        work.add_person(PersonId("z"), "Zed", "PA-C")
        work.add_person(PersonId("a"), "Abe", "")

    with store.reading() as record:
        people = record.persons()
        assert record.person(PersonId("a")) == Person(PersonId("a"), "Abe", "")

    assert [each.title for each in people] == ["Amara Osei, MD", "Zed, PA-C", "Abe"]


def test_there_is_one_practice(store: Store) -> None:
    with pytest.raises(StoreBug), store.begin(somebody(store)) as work:
        work.set_up_practice("Another", demo=False, first_view="face", place_of_service="11")


def test_a_visit_is_read_back_as_opened(store: Store) -> None:
    patient_id = add_patient(store)

    visit_id = open_visit(store, patient_id, DAY)

    with store.reading() as record:
        visit = record.visit(visit_id)
    assert (visit.patient_id, visit.provider_id) == (patient_id, somebody(store))
    assert (visit.date_of_service, visit.place_of_service, visit.state) == (DAY, "11", VisitState.OPEN)
    assert visit.opened_at.tzinfo is UTC
    assert abs((datetime.now(UTC) - visit.opened_at).total_seconds()) < 60


def test_a_chart_holds_all_that_is_on_the_screen(store: Store, visit: VisitId) -> None:
    add(store, visit, lesion(), finding())

    with store.reading() as record:
        chart = record.chart(visit)

    assert chart.practice.name == "Lakeside Dermatology"
    assert chart.patient.name == "Whitfield, Eleanor"
    assert chart.provider.title == "Amara Osei, MD"
    assert [bool(mark.treatment) for mark in chart.marks] == [True, False]
    assert chart.saved_at == chart.marks[-1].entered_at


def test_visits_are_listed_with_their_lesions(store: Store) -> None:
    patient_id = add_patient(store)
    old, new = open_visit(store, patient_id, date(2026, 1, 2)), open_visit(store, patient_id, DAY)
    gone = lesion()
    add(store, new, lesion(), lesion(), finding(), gone)
    with store.begin(somebody(store)) as work:
        work.void_mark(gone.id)

    with store.reading() as record:
        of_patient, on_day, unfinished = record.visits_of(patient_id), record.visits_on(DAY), record.open_visits()

    assert [each.visit.id for each in of_patient] == [new, old]
    assert [(each.treated, each.seen) for each in of_patient] == [(2, 1), (0, 0)]
    assert [each.visit.id for each in on_day] == [new]
    assert [each.visit.id for each in unfinished] == [old, new]


def test_a_discarded_visit_is_on_no_list_and_takes_no_lesion(store: Store) -> None:
    patient_id = add_patient(store)
    visit = open_visit(store, patient_id)
    with store.begin(somebody(store)) as work:
        work.discard_visit(visit)

    with store.reading() as record:
        assert record.visits_of(patient_id) == record.visits_on(DAY) == record.open_visits() == ()
        assert record.visit(visit).state is VisitState.DISCARDED
    with pytest.raises(VisitDiscarded, match="discarded meanwhile"):
        add(store, visit, lesion())


def test_an_unknown_id_is_a_mistake_of_ours(store: Store) -> None:
    with store.reading() as record:
        for ask in (
            lambda: record.patient(PatientId("?")),
            lambda: record.person(PersonId("?")),
            lambda: record.visit(VisitId("?")),
            lambda: record.chart(VisitId("?")),
        ):
            with pytest.raises(NotThere):
                ask()


def test_a_visit_of_nobody_is_refused(store: Store) -> None:
    actor = somebody(store)
    with pytest.raises(StoreBug), store.begin(actor) as work:
        work.open_visit(VisitId(new_id()), PatientId("nobody"), actor, DAY, "11")


def test_a_patients_sex_and_drawn_body_are_read_back(store: Store) -> None:
    draft = replace(WHITFIELD, sex=Sex.FEMALE, body=BodyKind.OLDER, skin_tone=SkinTone.DARK)

    patient_id = add_patient(store, draft)

    with store.reading() as record:
        found = record.patient(patient_id)
    assert (found.sex, found.body, found.skin_tone) == (Sex.FEMALE, BodyKind.OLDER, SkinTone.DARK)


def test_a_practice_changes_how_fine_its_notes_name_a_site(store: Store) -> None:
    with store.begin(somebody(store)) as work:
        work.set_site_level(SiteLevel.PARENT)

    with store.reading() as record:
        assert record.practice().site_level is SiteLevel.PARENT
        assert record.verify() == ()


def test_a_learned_word_may_stand_for_two_places_and_can_be_forgotten(store: Store) -> None:
    with store.begin(somebody(store)) as work:
        work.learn_place_word("Crow's  Feet", "periorbital_lateral")
        work.learn_place_word("crow's feet", "lateral_canthus")
        work.learn_place_word("crow's feet", "lateral_canthus")
        work.learn_place_word("bonnet", "vertex_scalp")
    with store.reading() as record:
        assert record.place_words() == {
            "bonnet": ("vertex_scalp",),
            texts.fold("crow's feet"): ("lateral_canthus", "periorbital_lateral"),
        }

    with store.begin(somebody(store)) as work:
        work.forget_place_word("CROW'S FEET")

    with store.reading() as record:
        assert record.place_words() == {"bonnet": ("vertex_scalp",)}


def test_a_route_is_kept_in_its_order_and_replaced_as_a_whole(store: Store) -> None:
    first = (RouteStep("scalp", Side.UNSAID), RouteStep("forehead", Side.UNSAID), RouteStep("temple", Side.RIGHT))
    with store.begin(somebody(store)) as work:
        work.set_route(first)
    with store.reading() as record:
        assert record.route() == first

    with store.begin(somebody(store)) as work:
        work.set_route(first[1:])
    with store.reading() as record:
        assert record.route() == first[1:]

    with store.begin(somebody(store)) as work:
        work.set_route(())
    with store.reading() as record:
        assert record.route() == ()
        assert record.verify() == ()
