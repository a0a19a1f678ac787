"""The frozen content of a visit's summary, and the proof that its count, its sites and its code lines agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from db.people import PersonId
from db.records import Chart, Head, MarkId, Place
from desktop.atlas.levels import parent_site
from desktop.atlas.measures import joined, measure_words
from desktop.atlas.phrases import site_phrase
from desktop.atlas.plate import Pin
from desktop.coding.lines import NotReported
from desktop.note.content import Aside, Author, Family, Lesion, Line, Part, Record, Shared, Site
from desktop.note.words import editions, one_line, words
from desktop.snapshot import FamilyCount, Group, Numbered, Question, Snapshot
from resources.regions import load_regions
from resources.terms import VOCABULARY, Placement, Side, SiteLevel, VisitState

__all__ = ["Imprint", "Record", "RecordDisagrees", "editions", "pins_of", "record_of"]


class RecordDisagrees(Exception):  # noqa: N818 - says what is wrong, like the store's errors
    """The count, the sites and the code lines of a visit differ: a slip of the program. Nothing is written from it."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a summary says about its own making.

    `at` is the aware local time of writing; `program` the version; `rules` the editions of the rules in words
    (`editions`); `head` the newest event of the record.
    """

    at: datetime
    program: str = ""
    rules: tuple[str, ...] = ()
    head: Head | None = None


def record_of(snapshot: Snapshot, imprint: Imprint) -> Record:
    """Return a visit's summary as it stands on disk. Raises RecordDisagrees."""
    chart = snapshot.chart
    level = chart.practice.site_level
    part_of = {mark.id: group.name for group in snapshot.groups for mark in group.marks}
    lesions = tuple(_lesion(each, part_of.get(each.id, ""), snapshot, imprint) for each in snapshot.marks)
    made = Record(
        practice=one_line(chart.practice.name),
        visit=chart.visit.id,
        patient=one_line(chart.patient.name),
        mrn=one_line(chart.patient.mrn),
        birth_date=chart.patient.birth_date,
        date_of_service=chart.visit.date_of_service,
        provider=one_line(chart.provider.title),
        place_of_service=chart.visit.place_of_service,
        families=tuple(_family(each, snapshot.marks, snapshot.groups, level) for each in snapshot.counts),
        lesions=tuple(each for each in lesions if each.treated),
        findings=tuple(each for each in lesions if not each.treated),
        lines=tuple(
            Line(each.code, each.units, each.modifiers, each.diagnoses, _labels(snapshot, each.keys))
            for each in snapshot.coded.lines
        ),
        reasons=snapshot.coded.reasons,
        not_reported=_asides(snapshot, snapshot.coded.not_reported),
        pending=_asides(snapshot, snapshot.coded.pending),
        warnings=snapshot.coded.warnings,
        open=_open(snapshot),
        demo=chart.practice.demo,
        draft=chart.visit.state is not VisitState.SIGNED,
        written=imprint.at,
        program=imprint.program,
        rules=imprint.rules,
        head=imprint.head.printed if imprint.head else "",
        authors=_authors(chart, imprint),
        unaccepted=tuple(each.label for each in snapshot.waiting),
    )
    _agree(made)
    return made


def pins_of(snapshot: Snapshot) -> tuple[Pin, ...]:
    """Return a visit's marks as the numbered maps draw them, in order of entry."""
    pins = []
    ranks = {True: 0, False: 0}
    for each in snapshot.marks:
        place, treatment = _drawn(each.mark.place), each.mark.treatment
        pins.append(
            Pin(
                label=each.label,
                rank=ranks[each.treated],
                anchor=place.anchor,
                placement=place.placement,
                region=place.region,
                side=place.side,
                category=treatment.category if treatment else None,
                methods=treatment.methods if treatment else (),
            )
        )
        ranks[each.treated] += 1
    return tuple(pins)


def _drawn(place: Place) -> Place:
    """Return where a place can be drawn: one of an older body surface in its region's middle."""
    if place.is_current or place.anchor is None:
        return place
    return replace(place, anchor=None, placement=Placement.BY_NAME)


def _lesion(each: Numbered, part: str, snapshot: Snapshot, imprint: Imprint) -> Lesion:
    mark, treatment = each.mark, each.mark.treatment
    entered = (treatment or mark).entered_at.astimezone(imprint.at.tzinfo).date()
    return Lesion(
        label=each.label,
        treated=each.treated,
        site=_site(each),
        side=mark.place.side,
        part=part,
        category=treatment.category if treatment else None,
        methods=treatment.methods if treatment else (),
        diagnoses=treatment.diagnoses if treatment else (),
        placement=mark.place.placement,
        size_mm=treatment.size_mm if treatment else None,
        cosmetic=bool(treatment and treatment.cosmetic),
        asked=_asked(each, snapshot),
        added_on=entered if entered != snapshot.chart.visit.date_of_service else None,
        freezes=treatment.freezes if treatment else (),
        measured=_measured(mark.id, snapshot),
    )


def _asked(each: Numbered, snapshot: Snapshot) -> tuple[str, ...]:
    """Return what somebody must still answer; a measure from the other side too, left by a lesion that was moved."""
    asked = [question.value for question in each.questions]
    sides = {measure.side for measure in snapshot.chart.measures if measure.mark_id == each.id}
    if {each.mark.place.side, *sides} >= {Side.LEFT, Side.RIGHT}:
        asked.append("measured_side")
    return tuple(words().asked(key) for key in asked)


def _measured(mark: MarkId, snapshot: Snapshot) -> str:
    """Return the distances measured on the patient; nothing that was only read off the figure."""
    mine = [each for each in snapshot.chart.measures if each.mark_id == mark]
    said = [measure_words(each.landmark, each.side, each.distance_mm, each.direction) for each in mine]
    return one_line(joined(said)) if said else ""


def _site(each: Numbered) -> str:
    """Return the phrase as recorded; what was not said is said to be missing, never guessed."""
    phrase = one_line(each.mark.place.phrase)
    if Question.PLACE in each.questions or not phrase:
        return words().phrase("nothing_placed")
    if Question.SIDE in each.questions:
        return words().phrase("side_unsaid", site=phrase)
    return phrase


def _family(count: FamilyCount, marks: Sequence[Numbered], groups: Iterable[Group], level: SiteLevel) -> Family:
    mine = [each for each in marks if each.treated and each.family == count.key]
    treatments = [(each.mark.treatment, each.label) for each in mine]
    return Family(
        key=count.key,
        name=count.name,
        count=count.count,
        doubtful=count.doubtful,
        diagnoses=_shared([(t.diagnoses, label) for t, label in treatments if t]),
        methods=_shared([(tuple(m.value for m in t.methods), label) for t, label in treatments if t]),
        parts=tuple(
            Part(group.name, sites)
            for group in groups
            if (sites := _sites([each for each in reversed(group.marks) if each in mine], level))
        ),
    )


def _shared(said: Iterable[tuple[tuple[str, ...], str]]) -> tuple[Shared, ...]:
    """Gather labels by what is said of them, in order of first use."""
    gathered: dict[tuple[str, ...], list[str]] = {}
    for keys, label in said:
        gathered.setdefault(keys, []).append(label)
    return tuple(Shared(keys, tuple(labels)) for keys, labels in gathered.items())


def _sites(marks: Iterable[Numbered], level: SiteLevel) -> tuple[Site, ...]:
    """Roll lesions up by region, side and phrase (anatomy rule 11): one phrase, with the number of its lesions."""
    gathered: dict[tuple[str, str, str], list[str]] = {}
    for each in marks:
        gathered.setdefault(_told(each, level), []).append(each.label)
    return tuple(Site(phrase, tuple(labels)) for (_, _, phrase), labels in gathered.items())


def _told(each: Numbered, level: SiteLevel) -> tuple[str, str, str]:
    """Return region, side and phrase by which the summary tells a lesion's site; what is stored stays the leaf.

    A place in doubt, and one that was named by an older anatomy table, keeps its own words at either level.
    """
    place = each.mark.place
    stored = place.region, place.side.value, _site(each)
    in_doubt = {Question.PLACE, Question.SIDE} & set(each.questions)
    if level is SiteLevel.LEAF or in_doubt or place.vocabulary != VOCABULARY:
        return stored
    regions = load_regions()
    region, side = parent_site(regions, place.region, place.side)
    return stored if region == place.region else (region, side.value, site_phrase(regions, region, side))


def _labels(snapshot: Snapshot, keys: Iterable[str]) -> tuple[str, ...]:
    by_id = {each.id: each.label for each in snapshot.marks}
    return tuple(by_id[MarkId(key)] for key in keys)


def _asides(snapshot: Snapshot, asides: Iterable[NotReported]) -> tuple[Aside, ...]:
    return tuple(Aside(_labels(snapshot, each.keys), each.reason) for each in asides)


def _authors(chart: Chart, imprint: Imprint) -> tuple[Author, ...]:
    """Return everybody but the provider who had a hand in what the summary says, in order of their first entry."""
    times: dict[PersonId, list[datetime]] = {}
    for person, at in sorted(_hands(chart), key=lambda hand: hand[1]):
        times.setdefault(person, []).append(at.astimezone(imprint.at.tzinfo))
    return tuple(_author(chart, person, at) for person, at in times.items() if person != chart.provider.id)


def _hands(chart: Chart) -> Iterator[tuple[PersonId, datetime]]:
    """Yield who entered or changed something of the visit, and when."""
    for each in chart.marks:
        yield each.entered_by, each.entered_at
        if each.treatment is not None:
            yield each.treatment.entered_by, each.treatment.entered_at
        if each.changed_by is not None and each.changed_at is not None:
            yield each.changed_by, each.changed_at
    for measure in chart.measures:
        yield measure.entered_by, measure.entered_at


def _author(chart: Chart, person: PersonId, at: Sequence[datetime]) -> Author:
    member = chart.member(person)
    name = one_line(member.person.title) if member else words().text("missing")
    return Author(name, member is not None and member.is_scribe, at[0], at[-1])


def _open(snapshot: Snapshot) -> tuple[str, ...]:
    """Say of each open item what is missing. Nothing nobody confirmed is ever filled in."""
    return tuple(f"{item.label}: {words().open_item(item.key, item.fact)}" for item in snapshot.items if not item.done)


def _agree(made: Record) -> None:
    """Check that every treated lesion stands at one site and in one place of the codes. Raises RecordDisagrees."""
    treated = [each.label for each in made.lesions]
    sites = [label for family in made.families for part in family.parts for site in part.sites for label in site.labels]
    rolled_up = sum(part.count for family in made.families for part in family.parts)
    counted = sum(family.count + family.doubtful for family in made.families)
    coded = [label for line in made.lines for label in line.labels]
    coded += [label for aside in (*made.not_reported, *made.pending) for label in aside.labels]
    if not len(treated) == rolled_up == counted or sorted(sites) != sorted(treated):
        raise RecordDisagrees(f"{len(treated)} lesions, {rolled_up} at sites, {counted} counted")
    if sorted(coded) != sorted(treated):
        raise RecordDisagrees(f"{len(treated)} lesions, {len(coded)} in code lines or left out with a reason")
    for line in made.lines:
        if not 0 < line.units <= len(line.labels):
            raise RecordDisagrees(f"{line.units} units of {line.code} for {len(line.labels)} lesions")
