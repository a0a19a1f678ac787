"""The audit report in plain words: a name and a sentence for every kind of event."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from db.events import Kind
from desktop.messages import translate
from desktop.practice.rights import free


class Group(StrEnum):
    """Kinds of events that are looked for together."""

    ALL = "all"
    SIGN_IN = "sign_in"
    PEOPLE = "people"
    READING = "reading"
    PATIENTS = "patients"
    LESIONS = "lesions"
    PRACTICE = "practice"
    RECORD = "record"


GROUPS: Mapping[Group, tuple[str, ...]] = {
    Group.ALL: (),
    Group.SIGN_IN: ("access", "pin", "password", "recovery", "key"),
    Group.PEOPLE: ("person", "role"),
    Group.READING: ("chart", "trail", "emergency"),
    Group.PATIENTS: ("patient", "visit"),
    Group.LESIONS: ("mark", "marks", "treatment", "measure"),
    Group.PRACTICE: ("practice", "route", "place_word"),
    Group.RECORD: ("record", "schema", "guards"),
}
"""What the kinds of a group begin with, up to their dot."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A kind's short name, and the sentence that tells it."""

    name: str
    sentence: str


@free("words, no data")
def group_name(group: Group) -> str:
    """Return a group in words."""
    return {
        Group.ALL: translate("Trail", "Everything"),
        Group.SIGN_IN: translate("Trail", "Signing in and locking"),
        Group.PEOPLE: translate("Trail", "People and roles"),
        Group.READING: translate("Trail", "Reading and export"),
        Group.PATIENTS: translate("Trail", "Patients and visits"),
        Group.LESIONS: translate("Trail", "Lesions and treatments"),
        Group.PRACTICE: translate("Trail", "The practice's own ways"),
        Group.RECORD: translate("Trail", "The record itself"),
    }[group]


@free("words, no data")
def name_of(kind: str) -> str:
    """Return the short name of a kind; one this version does not know keeps its own."""
    known = _words().get(kind)
    return known.name if known else translate("Trail", "Other: {kind}").format(kind=kind)


@free("words, no data")
def in_order_of_names() -> tuple[str, ...]:
    """Return the known kinds, sorted by their names."""
    return tuple(sorted(_words(), key=lambda kind: _words()[kind].name.casefold()))


@free("words, no data")
def sentence_of(kind: str, who: str, whom: str, about: str) -> str:
    """Tell an event in a sentence. `whom` is the patient, `about` what or who it is about; both may be empty."""
    known = _words().get(kind)
    told = known.sentence if known else translate("Trail", "{who} did something this version has no words for: {kind}.")
    fields = {
        "who": who,
        "whom": whom or translate("Trail", "a patient"),
        "about": about or translate("Trail", "not named"),
        "kind": kind,
    }
    # one pass: a name that looks like a field stays what it is
    return told.format(**fields)


@cache
def _words() -> Mapping[str, _Words]:
    """Return the words of every kind. A test finds a kind without any."""
    return {kind.value: words for table in _TABLES for kind, words in table().items()}


def _of_people() -> Mapping[Kind, _Words]:
    return {
        Kind.PERSON_ADDED: _Words(translate("Trail", "Person added"), translate("Trail", "{who} added {about}.")),
        Kind.PERSON_CHANGED: _Words(
            translate("Trail", "Person changed"), translate("Trail", "{who} changed the particulars of {about}.")
        ),
        Kind.PERSON_REMOVED: _Words(
            translate("Trail", "Person removed"), translate("Trail", "{who} took {about} out of the practice.")
        ),
        Kind.PERSON_RETURNED: _Words(
            translate("Trail", "Person brought back"),
            translate("Trail", "{who} brought {about} back into the practice."),
        ),
        Kind.ROLE_GRANTED: _Words(translate("Trail", "Role given"), translate("Trail", "{who} gave {about} a role.")),
        Kind.ROLE_REVOKED: _Words(
            translate("Trail", "Role taken away"), translate("Trail", "{who} took a role from {about}.")
        ),
    }


def _of_signing_in() -> Mapping[Kind, _Words]:
    return {
        Kind.SIGNED_IN: _Words(translate("Trail", "Signed in"), translate("Trail", "{who} signed in.")),
        Kind.SIGN_IN_FAILED: _Words(
            translate("Trail", "Wrong PIN or password"),
            translate("Trail", "A wrong PIN or password was given for {about}."),
        ),
        Kind.SWITCHED: _Words(
            translate("Trail", "Person switched"), translate("Trail", "{who} took over the open program.")
        ),
        Kind.LOCKED: _Words(translate("Trail", "Locked"), translate("Trail", "The window of {who} was locked.")),
        Kind.UNLOCKED: _Words(translate("Trail", "Unlocked"), translate("Trail", "{who} unlocked the window.")),
        Kind.ACCESS_REFUSED: _Words(
            translate("Trail", "Refused: not allowed"),
            translate("Trail", "{who} asked for something that their roles do not include. It was refused."),
        ),
        Kind.PIN_SET: _Words(translate("Trail", "PIN set"), translate("Trail", "{who} set the PIN of {about}.")),
        Kind.PIN_REMOVED: _Words(
            translate("Trail", "PIN taken away"), translate("Trail", "{who} took the PIN of {about} away.")
        ),
        Kind.PASSWORD_CHANGED: _Words(
            translate("Trail", "Password changed"), translate("Trail", "{who} changed the password of {about}.")
        ),
        Kind.RECOVERY_RENEWED: _Words(
            translate("Trail", "Recovery key made"),
            translate("Trail", "{who} made a new recovery key; the one before no longer opens the record."),
        ),
        Kind.KEY_RENEWED: _Words(
            translate("Trail", "Record's key renewed"), translate("Trail", "{who} renewed the key of the record.")
        ),
    }


def _of_reading() -> Mapping[Kind, _Words]:
    return {
        Kind.CHART_READ: _Words(
            translate("Trail", "Chart read"), translate("Trail", "{who} read the chart of {whom}.")
        ),
        Kind.EXPORTED: _Words(
            translate("Trail", "Chart exported"), translate("Trail", "{who} took a note or summary of {whom} out.")
        ),
        Kind.TRAIL_READ: _Words(
            translate("Trail", "Audit report read"), translate("Trail", "{who} looked at the audit report.")
        ),
        Kind.TRAIL_EXPORTED: _Words(
            translate("Trail", "Audit report exported"),
            translate("Trail", "{who} took the audit report out as a file."),
        ),
        Kind.EMERGENCY_OPENED: _Words(
            translate("Trail", "Emergency reading begun"),
            translate("Trail", "{who} began to read the chart of {whom} in an emergency."),
        ),
        Kind.EMERGENCY_CLOSED: _Words(
            translate("Trail", "Emergency reading ended"),
            translate("Trail", "{who} ended an emergency reading of the chart of {whom}."),
        ),
        Kind.EMERGENCY_REVIEWED: _Words(
            translate("Trail", "Emergency reading reviewed"),
            translate("Trail", "{who} reviewed an emergency reading of the chart of {whom}."),
        ),
    }


def _of_patients() -> Mapping[Kind, _Words]:
    return {
        Kind.PATIENT_ADDED: _Words(translate("Trail", "Patient added"), translate("Trail", "{who} added {whom}.")),
        Kind.PATIENT_CHANGED: _Words(
            translate("Trail", "Patient changed"), translate("Trail", "{who} changed the particulars of {whom}.")
        ),
        Kind.VISIT_OPENED: _Words(
            translate("Trail", "Visit begun"), translate("Trail", "{who} began a visit of {whom}.")
        ),
        Kind.VISIT_DISCARDED: _Words(
            translate("Trail", "Visit discarded"),
            translate("Trail", "{who} discarded a visit of {whom}; nothing of it was erased."),
        ),
    }


def _of_lesions() -> Mapping[Kind, _Words]:
    return {
        Kind.MARK_ADDED: _Words(
            translate("Trail", "Lesion added"), translate("Trail", "{who} added a lesion of {whom}: {about}.")
        ),
        Kind.MARK_VOIDED: _Words(
            translate("Trail", "Lesion taken back"), translate("Trail", "{who} took back a lesion of {whom}: {about}.")
        ),
        Kind.MARK_RESTORED: _Words(
            translate("Trail", "Lesion brought back"),
            translate("Trail", "{who} brought back a lesion of {whom}: {about}."),
        ),
        Kind.MARK_MOVED: _Words(
            translate("Trail", "Lesion moved"),
            translate("Trail", "{who} moved a lesion of {whom}; it now stands at: {about}."),
        ),
        Kind.MARK_SETTLED: _Words(
            translate("Trail", "Same or another: answered"),
            translate("Trail", "{who} answered whether a lesion of {whom} is the same as its neighbour: {about}."),
        ),
        Kind.MARKS_ACCEPTED: _Words(
            translate("Trail", "Scribe's entries accepted"),
            translate("Trail", "{who} accepted what others had entered for {whom}."),
        ),
        Kind.MEASURE_ADDED: _Words(
            translate("Trail", "Distance measured"),
            translate("Trail", "{who} entered a measured distance of a lesion of {whom}: {about}."),
        ),
        Kind.MEASURE_VOIDED: _Words(
            translate("Trail", "Distance taken back"),
            translate("Trail", "{who} took back a measured distance of a lesion of {whom}: {about}."),
        ),
        Kind.MEASURE_RESTORED: _Words(
            translate("Trail", "Distance brought back"),
            translate("Trail", "{who} brought back a measured distance of a lesion of {whom}: {about}."),
        ),
        Kind.TREATMENT_ADDED: _Words(
            translate("Trail", "Treatment added"),
            translate("Trail", "{who} recorded a treatment of a lesion of {whom}: {about}."),
        ),
        Kind.TREATMENT_VOIDED: _Words(
            translate("Trail", "Treatment taken back"),
            translate("Trail", "{who} took back a treatment of {whom}; the lesion is seen, not treated: {about}."),
        ),
        Kind.TREATMENT_RESTORED: _Words(
            translate("Trail", "Treatment brought back"),
            translate("Trail", "{who} brought back a treatment of {whom}: {about}."),
        ),
        Kind.TREATMENT_CHANGED: _Words(
            translate("Trail", "Treatment changed"),
            translate("Trail", "{who} changed what is recorded about a treatment of {whom}: {about}."),
        ),
    }


def _of_the_practice() -> Mapping[Kind, _Words]:
    return {
        Kind.PRACTICE_SET_UP: _Words(
            translate("Trail", "Practice set up"), translate("Trail", "{who} set up the practice.")
        ),
        Kind.PRACTICE_CHANGED: _Words(
            translate("Trail", "Practice settings changed"),
            translate("Trail", "{who} changed the settings of the practice."),
        ),
        Kind.ROUTE_SET: _Words(
            translate("Trail", "Hands-free route set"), translate("Trail", "{who} set the hands-free route.")
        ),
        Kind.PLACE_WORD_LEARNED: _Words(
            translate("Trail", "Own word for a place"),
            translate("Trail", "{who} gave a place a word of the practice's own."),
        ),
        Kind.PLACE_WORD_FORGOTTEN: _Words(
            translate("Trail", "Own word taken away"), translate("Trail", "{who} took a word for a place away.")
        ),
        Kind.RECORD_BEGUN: _Words(translate("Trail", "Record begun"), translate("Trail", "The record was begun.")),
        Kind.SCHEMA_MIGRATED: _Words(
            translate("Trail", "Record brought up to date"),
            translate("Trail", "A newer Dermtally brought the record up to its own format."),
        ),
        Kind.GUARDS_REMADE: _Words(
            translate("Trail", "Guards made anew"),
            translate("Trail", "Somebody had changed the guards of the record from outside; they were made anew."),
        ),
    }


_TABLES = (_of_people, _of_signing_in, _of_reading, _of_patients, _of_lesions, _of_the_practice)
