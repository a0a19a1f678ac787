"""Who entered a lesion, who changed it and who accepted it, and when: in words, short ones and whole ones."""

from collections.abc import Sequence
from datetime import datetime

from db.people import Member, Person, PersonId
from db.records import Chart, Mark, Measure
from desktop.messages import clock, day, translate
from desktop.snapshot import Snapshot

_DOCTORS = frozenset({"MD", "DO", "MBBS", "MBCHB", "DR"})
"""Credentials, and words before a name, that make a doctor of a provider; others are called by name."""
_HONORIFICS = frozenset({"DR", "PROF"})


def short_name(person: Person) -> str:
    """Return a person's name with the first word as its letter: ``M. Ruiz``; a title stays: ``Dr A. Osei``."""
    first, _, rest = person.name.partition(" ")
    if not rest or _plain(first) in _HONORIFICS:
        return person.name
    return f"{first[:1]}. {rest}"


def initials(person: Person) -> str:
    """Return the first letters of a person's first and last name: ``MR``."""
    words = [word for word in person.name.split() if _plain(word) not in _HONORIFICS] or [person.name]
    return "".join(word[:1] for word in dict.fromkeys((words[0], words[-1]))).upper()


def doctor(person: Person) -> str:
    """Return what a provider is called in the clinic: ``Dr Osei``; one who is no doctor by name: ``B. Novak``."""
    titles = {_plain(word) for word in (*person.credentials.replace(",", " ").split(), person.name.split(" ")[0])}
    if not titles & _DOCTORS:
        return short_name(person)
    return translate("Authors", "Dr {name}").format(name=person.name.split()[-1])


def named(chart: Chart, person_id: PersonId) -> str:
    """Return whose hand it is, with what they are: ``M. Ruiz, scribe``, ``A. Osei, MD``."""
    person = person_of(chart, person_id)
    if person is None:
        return translate("Authors", "somebody")
    member = chart.member(person_id)
    name = short_name(person)
    if member is not None and member.is_scribe:
        return translate("Authors", "{name}, scribe").format(name=name)
    return f"{name}, {person.credentials}" if person.credentials else name


def person_of(chart: Chart, person_id: PersonId) -> Person | None:
    """Return somebody whose hand shows in a visit."""
    member = chart.member(person_id)
    if member is not None:
        return member.person
    return chart.provider if person_id == chart.provider.id else None


def signed_in_words(member: Member) -> str:
    """Return what is said of somebody signed in beside the provider: ``scribe M. Ruiz``, ``signed in: B. Novak``."""
    scribe, other = translate("Authors", "scribe {name}"), translate("Authors", "signed in: {name}")
    return (scribe if member.is_scribe else other).format(name=short_name(member.person))


def hands_words(mark: Mark, chart: Chart) -> str:
    """Return all that is known of a mark's hands: ``M. Ruiz, scribe, 10:41; changed by A. Osei, MD, 10:52``."""
    parts = [f"{named(chart, mark.entered_by)}, {moment(mark.entered_at, chart)}"]
    if mark.changed_by is not None and mark.changed_at is not None:
        parts.append(_changed(mark.changed_by, mark.changed_at, chart))
    if mark.accepted_by is not None and mark.accepted_at is not None:
        text = translate("Authors", "accepted by {who}, {time}")
        parts.append(text.format(who=named(chart, mark.accepted_by), time=moment(mark.accepted_at, chart)))
    return "; ".join(parts)


def last_hand_words(mark: Mark, chart: Chart) -> str:
    """Return who changed a mark last, or else entered it: ``M. Ruiz, scribe, 10:41``."""
    if mark.changed_by is not None and mark.changed_at is not None:
        return _changed(mark.changed_by, mark.changed_at, chart)
    return f"{named(chart, mark.entered_by)}, {moment(mark.entered_at, chart)}"


def measured_by(chart: Chart, measure: Measure) -> str:
    """Return who entered a measured distance, and when: ``M. Ruiz, scribe, 10:41``."""
    return f"{named(chart, measure.entered_by)}, {moment(measure.entered_at, chart)}"


def moment(at: datetime, chart: Chart) -> str:
    """Return a local time to the minute, with its day if that is not the date of service: ``24 Nov 2026, 09:12``."""
    on = at.astimezone().date()
    return clock(at)[:5] if on == chart.visit.date_of_service else f"{day(on)}, {clock(at)[:5]}"


def waiting_words(snapshot: Snapshot) -> str:
    """Return what waits, and by whom: ``7 entered by M. Ruiz``; several people are joined by "and"."""
    waiting, chart = snapshot.waiting, snapshot.chart
    hands = dict.fromkeys(each.mark.last_hand for each in waiting)
    people = [person_of(chart, each) for each in hands]
    names = _joined([short_name(each) if each else translate("Authors", "somebody") for each in people])
    entered = all(each.mark.entered_by == each.mark.last_hand for each in waiting)
    text = translate("Authors", "{count} entered by {names}")
    if not entered:
        text = translate("Authors", "{count} entered or changed by {names}")
    return text.format(count=len(waiting), names=names)


def _changed(person_id: PersonId, at: datetime, chart: Chart) -> str:
    text = translate("Authors", "changed by {who}, {time}")
    return text.format(who=named(chart, person_id), time=moment(at, chart))


def _joined(names: Sequence[str]) -> str:
    head, last = ", ".join(names[:-1]), names[-1]
    return translate("Authors", "{names} and {last}").format(names=head, last=last) if head else last


def _plain(word: str) -> str:
    return word.replace(".", "").upper()
