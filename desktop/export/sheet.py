"""What the printed summary says, as the data its template places. The template's names and these fields belong together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.atlas.plate import Plate
from desktop.export.svg import alt, height_mm, map_look, svg
from desktop.note.content import Family, Lesion, Line, Record
from desktop.note.outline import (
    aside_words,
    diagnosis_words,
    imprint_words,
    lesion_words,
    method_words,
    remarks,
    side_words,
    site_words,
)
from desktop.note.words import runs, words
from resources.terms import Method

_PAGE_MM = 184.0
"""Width between the margins."""
_GUTTER_MM = 4.0
_NAME_IN_HEAD = 48


@dataclass(frozen=True, slots=True)
class Map:
    """One printed map: its SVG, its width in mm, its title, and what it shows in words."""

    svg: str
    width: float
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the summary."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    asides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRow:
    """One body part of a family."""

    name: str
    sites: str
    sides: str


@dataclass(frozen=True, slots=True)
class FamilyBlock:
    """One family's number, and under it where its lesions are."""

    count: str
    name: str
    doubtful: str
    facts: str
    parts: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of each page."""

    patient: str
    rest: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the template places. `made` are the year, month and day written into the document's data."""

    title: str
    author: str
    description: str
    made: dict[str, int]
    draft: str
    demo: str
    head: Head
    facts: tuple[tuple[str, str], ...]
    families: tuple[FamilyBlock, ...]
    codes: Grid
    notice: str
    maps: tuple[tuple[Map, ...], ...]
    legend: str
    lesions: Grid
    findings: Grid
    open: tuple[str, ...]
    signer: str
    imprint: str
    note: str
    words: dict[str, str]


def sheet(record: Record, plates: Sequence[Plate], made: datetime, note: str, picture: Callable[[str], bytes]) -> Sheet:
    """Return what the summary says. `picture` gives a shipped picture's bytes; `note` is attached as it is."""
    w = words()
    heading = w.title("summary")
    day = w.day(record.date_of_service)
    mrn = w.phrase("mrn", mrn=record.mrn or w.text("missing"))
    return Sheet(
        # No patient's name here: other programs show a document's title in their windows.
        title=f"{heading}, {day}",
        author=record.provider,
        description=f"{heading}, {day}",
        made={"year": made.year, "month": made.month, "day": made.day},
        draft=w.text("draft") if record.draft else "",
        demo=w.text("demo") if record.demo else "",
        head=Head(_cut_middle(record.patient), f"{_cut_middle(mrn)} · {w.title('date')} {day}"),
        facts=_facts(record),
        families=tuple(_family(each, record) for each in record.families),
        codes=_codes(record),
        notice=w.notice,
        maps=_rows(plates, record, picture),
        legend=_legend(record, plates),
        lesions=_lesions(record),
        findings=_findings(record),
        open=record.open,
        signer=record.provider,
        imprint=" · ".join(each for each in (record.practice, imprint_words(record)) if each),
        note=note,
        words=w.sheet(),
    )


def _facts(record: Record) -> tuple[tuple[str, str], ...]:
    w = words()
    missing = w.text("missing")
    return (
        (w.title("patient"), record.patient),
        (w.title("mrn"), record.mrn or missing),
        (w.title("born"), w.day(record.birth_date) if record.birth_date else missing),
        (w.title("provider"), record.provider or missing),
        (w.title("date"), w.day(record.date_of_service)),
        (w.title("place"), w.place_of_service(record.place_of_service) or missing),
    )


def _family(family: Family, record: Record) -> FamilyBlock:
    w = words()
    diagnoses = "; ".join(diagnosis_words(each) for each in family.diagnoses)
    methods = "; ".join(method_words(each, len(family.methods)) for each in family.methods)
    return FamilyBlock(
        count=str(family.count),
        name=family.name,
        doubtful=w.phrase("doubtful", count=family.doubtful) if family.doubtful else "",
        facts=f"{diagnoses} · {methods}",
        parts=tuple(
            PartRow(f"{part.name} {part.count}", site_words(part), side_words(part, record.lesions))
            for part in family.parts
        ),
    )


def _codes(record: Record) -> Grid:
    w = words()
    head = tuple(w.column(key) for key in ("code", "units", "modifiers", "diagnosis", "lesions", "reason"))
    asides = (
        *(f"{w.title('not_reported')}: {aside_words(each)}" for each in record.not_reported),
        *(f"{w.title('pending')}: {aside_words(each)}" for each in record.pending),
        *(f"{w.title('warnings')}: {each}" for each in record.warnings),
    )
    heading = f"{w.title('codes')}, {w.day(record.date_of_service)}"
    return Grid(heading, head, tuple(_code_row(each) for each in record.lines), asides)


def _code_row(line: Line) -> tuple[str, ...]:
    w = words()
    diagnoses = ", ".join(w.diagnosis(code) for code in line.diagnoses)
    return (line.code, f"x {line.units}", " ".join(line.modifiers), diagnoses, runs(line.labels), line.reason)


def _lesions(record: Record) -> Grid:
    w = words()
    head = tuple(w.column(key) for key in ("label", "site", "side", "method", "diagnosis", "placed"))
    rows = tuple(_lesion_row(each) for each in record.lesions)
    return Grid(f"{w.title('lesions')} ({len(rows)})", head, rows)


def _lesion_row(lesion: Lesion) -> tuple[str, ...]:
    w = words()
    diagnoses = ", ".join(w.diagnosis(code) for code in lesion.diagnoses) or w.text("missing")
    return (
        lesion.label,
        ", ".join((lesion.site, *remarks(lesion))),
        w.side(lesion.side),
        w.methods(lesion.methods) or w.text("missing"),
        diagnoses,
        w.placed(lesion.placement),
    )


def _findings(record: Record) -> Grid:
    w = words()
    head = tuple(w.column(key) for key in ("letter", "site", "side", "placed"))
    rows = tuple(
        (each.label, ", ".join((each.site, *remarks(each))), w.side(each.side), w.placed(each.placement))
        for each in record.findings
    )
    return Grid(f"{w.title('seen')} ({len(rows)})", head, rows)


def _rows(plates: Sequence[Plate], record: Record, picture: Callable[[str], bytes]) -> tuple[tuple[Map, ...], ...]:
    """Lay the maps in rows as wide as the page, the high ones first so that rows are of a height."""
    rows: list[list[Plate]] = []
    for plate in sorted(plates, key=lambda each: -height_mm(each)):
        if rows and sum(each.print_mm + _GUTTER_MM for each in rows[-1]) + plate.print_mm <= _PAGE_MM:
            rows[-1].append(plate)
        else:
            rows.append([plate])
    return tuple(
        tuple(Map(svg(each, picture(each.picture)), each.print_mm, each.title, alt(each, record)) for each in row)
        for row in rows
    )


def _legend(record: Record, plates: Sequence[Plate]) -> str:
    """Explain the marks that need it, and name the lesions that are on no map."""
    look = map_look()
    drawn = {label for plate in plates for label in plate.labels}
    missing = [each.label for each in (*record.lesions, *record.findings) if each.label not in drawn]
    said = [
        look.words["badge"] if any(dot.badge for plate in plates for dot in plate.dots) else "",
        look.words["hollow"] if any(dot.category is None for plate in plates for dot in plate.dots) else "",
        look.words["unmapped"].format(labels=lesion_words(missing)) if missing else "",
    ]
    return " ".join(each for each in said if each)


def _cut_middle(text: str) -> str:
    """Return a text cut in the middle if it is too long for the page's head. The whole of it stands on the first page."""
    half = _NAME_IN_HEAD // 2
    return text if len(text) <= _NAME_IN_HEAD else f"{text[:half]} … {text[-half:]}"
