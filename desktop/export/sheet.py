"""What the printed summary says, as the data its template places: its names and these fields belong together."""

from collections.abc import Callable, Sequence
from itertools import groupby

from desktop.atlas.plate import Plate
from desktop.export.backdrop import Backdrop
from desktop.export.layout import FamilyBlock, Grid, Head, Listing, Map, PartRow, Sheet, Swatch
from desktop.export.svg import alt, map_look, svg, swatch, title
from desktop.note.content import Family, Lesion, Line, Part, Record
from desktop.note.outline import (
    aside_words,
    author_words,
    diagnosis_words,
    imprint_words,
    lesion_words,
    located,
    method_words,
    remarks,
    side_words,
    tally,
)
from desktop.note.words import runs, words
from desktop.record import RecordDisagrees
from resources.terms import Category, Method

_PAGE_MM = 184.0
"""Width between the margins."""
_GUTTER_MM = 4.0


def sheet(record: Record, plates: Sequence[Plate], note: str, backdrop: Callable[[Plate], Backdrop]) -> Sheet:
    """Return what the summary says. `backdrop` gives the picture behind a map; `note` is attached as it is.

    Raises RecordDisagrees if the maps show other lesions than the record.
    """
    _agree(record, plates)
    w = words()
    day = w.day(record.date_of_service)
    mrn = w.phrase("mrn", mrn=record.mrn or w.text("missing"))
    # No patient's name here: other programs show a document's title in their windows.
    heading = f"{w.title('summary')}, {day}"
    return Sheet(
        title=heading,
        author=record.provider,
        description=heading,
        draft=w.text("draft") if record.draft else "",
        demo=w.text("demo") if record.demo else "",
        practice=record.practice,
        head=Head(record.patient, mrn, day),
        facts=_facts(record),
        treated=f"{w.title('treated')}: {len(record.lesions)}",
        families=tuple(_family(each, record) for each in record.families),
        codes=_codes(record),
        reasons=record.reasons,
        asides=_asides(record),
        notice=w.notice,
        maps=_rows(plates, record, backdrop),
        swatches=_swatches(plates),
        legend=_legend(record, plates),
        lesions=_lesions(record),
        findings=_findings(record),
        open=record.open,
        signer=record.provider,
        authors=author_words(record),
        imprint=imprint_words(record),
        note=note,
        words=w.sheet(),
    )


def _agree(record: Record, plates: Sequence[Plate]) -> None:
    drawn = [label for plate in plates for label in plate.labels]
    told = {each.label for each in (*record.lesions, *record.findings)}
    if len(drawn) != len(set(drawn)) or not told.issuperset(drawn):
        raise RecordDisagrees(f"{len(told)} marks, {len(drawn)} on the maps")


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
        parts=tuple(_part(part, record) for part in family.parts),
    )


def _part(part: Part, record: Record) -> PartRow:
    sites = tuple((site.phrase, tally(site)) for site in part.sites)
    return PartRow(f"{part.name} {part.count}", sites, side_words(part, record.lesions))


def _codes(record: Record) -> Grid:
    w = words()
    head = tuple(w.column(key) for key in ("code", "what", "units", "modifiers", "diagnosis", "lesions"))
    heading = f"{w.title('codes')}, {w.day(record.date_of_service)}"
    return Grid(heading, head, tuple(_code_row(each) for each in record.lines))


def _code_row(line: Line) -> tuple[str, ...]:
    w = words()
    diagnoses = ", ".join(w.diagnosis(code) for code in line.diagnoses) or "-"
    modifiers = " ".join(line.modifiers) or "-"
    return (line.code, w.code(line.code), f"x {line.units}", modifiers, diagnoses, runs(line.labels))


def _asides(record: Record) -> tuple[Listing, ...]:
    w = words()
    said = (
        Listing(w.title("not_reported"), tuple(aside_words(each) for each in record.not_reported)),
        Listing(w.title("pending"), tuple(aside_words(each) for each in record.pending)),
        Listing(w.title("warnings"), record.warnings),
    )
    return tuple(each for each in said if each.items)


def _lesions(record: Record) -> Grid:
    w = words()
    head = tuple(w.column(key) for key in ("label", "site", "side", "method", "diagnosis", "code", "placed"))
    code_of = {label: line.code for line in record.lines for label in line.labels}
    code_of |= {label: w.text("no_code") for aside in record.not_reported for label in aside.labels}
    code_of |= {label: w.text("code_open") for aside in record.pending for label in aside.labels}
    rows = tuple(_lesion_row(each, code_of[each.label]) for each in record.lesions)
    return Grid(f"{w.title('lesions')} ({len(rows)})", head, rows, *_remarks(record.lesions))


def _lesion_row(lesion: Lesion, code: str) -> tuple[str, ...]:
    w = words()
    return (
        lesion.label,
        located(lesion),
        w.side(lesion.side),
        w.methods(lesion.methods) or w.text("missing"),
        ", ".join(lesion.diagnoses) or w.text("missing"),
        code,
        w.placed(lesion.placement),
    )


def _findings(record: Record) -> Grid:
    w = words()
    head = tuple(w.column(key) for key in ("letter", "site", "side", "placed"))
    rows = tuple((each.label, located(each), w.side(each.side), w.placed(each.placement)) for each in record.findings)
    return Grid(f"{w.title('seen')} ({len(rows)})", head, rows, *_remarks(record.findings))


def _remarks(lesions: Sequence[Lesion]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    said = tuple(", ".join(remarks(each)) for each in lesions)
    return said, tuple(", ".join(each.asked) for each in lesions)


def _swatches(plates: Sequence[Plate]) -> tuple[Swatch, ...]:
    """Explain the colours and shapes that are on the maps, in order of first use; what was only seen comes last."""
    dots = sorted((dot for plate in plates for dot in plate.dots), key=lambda dot: dot.category is None)
    kinds = dict.fromkeys((dot.category, dot.methods) for dot in dots)
    return tuple(Swatch(swatch(category, methods), _kind(category, methods)) for category, methods in kinds)


def _kind(category: Category | None, methods: tuple[Method, ...]) -> str:
    w = words()
    if category is None:
        return w.title("seen")
    return f"{w.category(category)}, {w.methods(methods) or w.text('missing')}"


def _rows(
    plates: Sequence[Plate], record: Record, backdrop: Callable[[Plate], Backdrop]
) -> tuple[tuple[Map, ...], ...]:
    """Lay the maps in rows as wide as the page, the large ones first: all maps of a row are of a height.

    Enlarged parts stand behind their view, in the same row if there is room.
    """
    rows: list[list[Plate]] = []
    for _, found in groupby(sorted(plates, key=lambda each: not each.large), key=lambda each: each.view):
        together = list(found)
        parts = [together] if _wide(together) <= _PAGE_MM else [[plate] for plate in together]
        for part in parts:
            if rows and rows[-1][0].large is part[0].large and _wide([*rows[-1], *part]) <= _PAGE_MM:
                rows[-1] += part
            else:
                rows.append(part)
    return tuple(
        tuple(Map(svg(each, backdrop(each)), each.print_mm, title(each), alt(each, record)) for each in row)
        for row in rows
    )


def _wide(row: Sequence[Plate]) -> float:
    return sum(plate.print_mm for plate in row) + _GUTTER_MM * (len(row) - 1)


def _legend(record: Record, plates: Sequence[Plate]) -> str:
    """Explain the marks that need it, and name the lesions that are on no map."""
    look = map_look()
    drawn = {label for plate in plates for label in plate.labels}
    missing = [each.label for each in (*record.lesions, *record.findings) if each.label not in drawn]
    said = [
        look.words["badge"] if any(dot.badge for plate in plates for dot in plate.dots) else "",
        look.words["frames"] if any(plate.frames for plate in plates) else "",
        look.words["unmapped"].format(labels=lesion_words(missing)) if missing else "",
    ]
    return " ".join(each for each in said if each)
