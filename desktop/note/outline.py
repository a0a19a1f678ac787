"""The note as headings, paragraphs and tables: written down once, rendered as plain text and as HTML."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from desktop.note.content import Aside, Author, Family, Lesion, Line, Part, Record, Shared, Site
from desktop.note.words import runs, words
from resources.terms import Method, Side


@dataclass(frozen=True, slots=True)
class Fact:
    """A named fact on a line of its own: ``Method: cryotherapy``. A `mark` behind it is said of the whole note."""

    name: str
    value: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it: facts, tables, list items and sentences, in this order."""

    heading: str
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole note: facts and notices before the sections, `last` lines behind them."""

    facts: tuple[Fact, ...]
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
    last: tuple[str, ...]


def outline(record: Record) -> Outline:
    """Return what the note of a visit says."""
    w = words()
    demo = (w.text("demo"),) if record.demo else ()
    sections = (
        _treated(record),
        *(_sites(family) for family in record.families),
        _seen(record.findings),
        _codes(record),
        Section(w.title("not_reported"), items=tuple(aside_words(each) for each in record.not_reported)),
        Section(w.title("pending"), items=tuple(aside_words(each) for each in record.pending)),
        Section(w.title("warnings"), items=record.warnings),
        Section(w.title("open"), items=record.open),
    )
    return Outline(
        facts=identity(record),
        notices=demo,
        sections=tuple(each for each in sections if each.facts or each.tables or each.items or each.sentences),
        last=(*author_words(record), *imprint_words(record), *demo, *((w.text("draft"),) if record.draft else ())),
    )


def identity(record: Record) -> tuple[Fact, ...]:
    """Return who, when, by whom and where. Patient and date of service come first; the first line says DRAFT."""
    w = words()
    mrn = w.phrase("mrn", mrn=record.mrn or w.text("missing"))
    born = w.day(record.birth_date) if record.birth_date else w.text("missing")
    return (
        Fact(w.title("patient"), f"{record.patient} ({mrn})", w.text("draft") if record.draft else ""),
        Fact(w.title("date"), w.day(record.date_of_service)),
        Fact(w.title("born"), born),
        Fact(w.title("provider"), record.provider or w.text("missing")),
        Fact(w.title("place"), w.place_of_service(record.place_of_service) or w.text("missing")),
    )


def count_words(family: Family) -> str:
    """Return a family's count in words: ``17 actinic keratoses, 1 more in question``."""
    settled = f"{family.count} {family.name}"
    if not family.doubtful:
        return settled
    return f"{settled}, {words().phrase('doubtful', count=family.doubtful)}"


def side_words(part: Part, lesions: Iterable[Lesion]) -> str:
    """Return a body part's count by side: ``right 3, midline 4, left 2``; empty for one side or none."""
    mine = {label for site in part.sites for label in site.labels}
    sides = Counter(each.side for each in lesions if each.label in mine)
    shown = [(side, sides[side]) for side in (Side.RIGHT, Side.MIDLINE, Side.LEFT, Side.UNSAID) if sides[side]]
    if len(shown) < 2:
        return ""
    return ", ".join(f"{words().side(side)} {count}" for side, count in shown)


def site_words(part: Part) -> str:
    """Return a body part's sites, each once: ``mid frontal scalp x2 (no. 3-4); left vertex scalp x1 (no. 7)``."""
    return "; ".join(f"{site.phrase} {tally(site)}" for site in part.sites)


def tally(site: Site) -> str:
    """Return how many lesions lie at a site, and which: ``x2 (no. 3-4)``."""
    return words().phrase("tally", count=site.count, labels=runs(site.labels))


def lesion_words(labels: Iterable[str]) -> str:
    """Return which lesions are meant: ``lesion 4``, ``lesions 1-17``."""
    listed = tuple(labels)
    return words().phrase("lesions_one" if len(listed) == 1 else "lesions_many", labels=runs(listed))


def located(lesion: Lesion) -> str:
    """Return a lesion's site, and in brackets what was measured on the patient to find it again."""
    if not lesion.measured:
        return lesion.site
    return words().phrase("measured", site=lesion.site, measures=lesion.measured)


def remarks(lesion: Lesion) -> tuple[str, ...]:
    """Return what is special about a lesion: size, cosmetic, entered later."""
    w = words()
    said = [w.phrase("size", mm=lesion.size_mm)] if lesion.size_mm is not None else []
    if lesion.cosmetic:
        said.append(w.phrase("cosmetic"))
    if lesion.added_on:
        said.append(w.phrase("added", day=w.day(lesion.added_on)))
    return tuple(said)


def _treated(record: Record) -> Section:
    w = words()
    if not record.families:
        return Section(w.title("treated"), sentences=(w.text("none_treated"),))
    counts = "; ".join(count_words(family) for family in record.families)
    diagnoses = _merged(record, [each for family in record.families for each in family.diagnoses])
    methods = _merged(record, [each for family in record.families for each in family.methods])
    special = tuple(
        f"{lesion_words((each.label,))}: {', '.join(said)}"
        for each in record.lesions
        if (said := (*((located(each),) if each.measured else ()), *remarks(each), *each.asked))
    )
    return Section(
        f"{w.title('treated')}: {counts}",
        facts=(
            Fact(w.title("diagnosis"), "; ".join(diagnosis_words(each) for each in diagnoses)),
            Fact(w.title("method"), "; ".join(method_words(each, len(methods)) for each in methods)),
            *_timed(record.lesions),
        ),
        items=special,
    )


def _timed(lesions: Iterable[Lesion]) -> tuple[Fact, ...]:
    """Return what was measured of the freezes, as a fact of its own: nothing is said of lesions nobody timed."""
    timed = [each for each in lesions if each.freezes]
    if not timed:
        return ()
    w = words()
    seconds = sorted(tenths / 10 for each in timed for tenths in each.freezes)
    span = w.phrase("seconds", shortest=_short(seconds[0]), longest=_short(seconds[-1]), median=_short(median(seconds)))
    of = w.phrase("timed_one") if len(timed) == 1 else w.phrase("timed", count=len(timed))
    twice = sum(len(each.freezes) > 1 for each in timed)
    cycles = (w.phrase("cycles", count=twice),) if twice else ()
    return (
        Fact(
            w.title("freeze"),
            "; ".join((span if len(seconds) > 1 else w.phrase("second", seconds=_short(seconds[0])), of, *cycles)),
        ),
    )


def _short(seconds: float) -> str:
    return f"{seconds:.1f}".removesuffix(".0")


def _merged(record: Record, shared: Iterable[Shared]) -> tuple[Shared, ...]:
    """Join what several families have in common, their lesions in order of entry."""
    gathered: dict[tuple[str, ...], set[str]] = {}
    for each in shared:
        gathered.setdefault(each.keys, set()).update(each.labels)
    order = [each.label for each in record.lesions]
    return tuple(Shared(keys, tuple(label for label in order if label in labels)) for keys, labels in gathered.items())


def diagnosis_words(shared: Shared) -> str:
    """Return a diagnosis with the number of its lesions: ``17 x L57.0 actinic keratosis``."""
    w = words()
    said = ", ".join(w.diagnosis(code) for code in shared.keys) or w.text("missing")
    return f"{len(shared.labels)} x {said}"


def method_words(shared: Shared, distinct: int) -> str:
    """Return how lesions were treated; which ones, if there are several `distinct` ways."""
    w = words()
    said = w.methods(Method(key) for key in shared.keys) or w.text("missing")
    return said if distinct == 1 else f"{said} ({lesion_words(shared.labels)})"


def _sites(family: Family) -> Section:
    w = words()
    total = family.count + family.doubtful
    heading = f"{w.title('sites')}, {family.name} ({total})"
    return Section(heading, facts=tuple(Fact(f"{part.name} {part.count}", site_words(part)) for part in family.parts))


def _seen(findings: tuple[Lesion, ...]) -> Section:
    items = tuple(", ".join((f"{each.label}: {located(each)}", *remarks(each), *each.asked)) for each in findings)
    return Section(f"{words().title('seen')} ({len(findings)})", items=items)


def _codes(record: Record) -> Section:
    w = words()
    head = tuple(w.column(key) for key in ("code", "units", "modifiers", "diagnosis", "lesions"))
    rows = tuple(_code_row(line) for line in record.lines)
    return Section(
        f"{w.title('codes')}, {w.day(record.date_of_service)}",
        tables=(Table(head, rows),) if rows else (),
        items=record.reasons,
        sentences=(w.notice,),
    )


def _code_row(line: Line) -> tuple[str, ...]:
    return (
        line.code,
        f"x {line.units}",
        " ".join(line.modifiers) or "-",
        ", ".join(line.diagnoses) or "-",
        lesion_words(line.labels),
    )


def aside_words(aside: Aside) -> str:
    """Return which lesions are in no code line, and why."""
    return f"{lesion_words(aside.labels)}: {aside.reason}" if aside.labels else aside.reason


def author_words(record: Record) -> tuple[str, ...]:
    """Return who beside the provider entered it, and when (CMS scribe rule); nothing if the provider entered all."""
    said = tuple(_author(each, record.provider) for each in record.authors)
    if not record.unaccepted:
        return said
    lesions = lesion_words(record.unaccepted)
    return (*said, words().phrase("unaccepted", provider=record.provider, lesions=lesions))


def _author(author: Author, provider: str) -> str:
    w = words()
    name = w.phrase("scribe", name=author.name) if author.scribe else author.name
    return w.phrase("entered", name=name, provider=provider, span=w.span(author.first, author.last))


def imprint_words(record: Record) -> tuple[str, ...]:
    """Return in two lines when and by what the summary was made, and from which rules and record."""
    w = words()
    made = (
        w.phrase("made", program=record.program) if record.program else "",
        w.phrase("written", moment=w.moment(record.written)),
    )
    rules = (*record.rules, w.phrase("head", head=record.head) if record.head else "")
    return tuple(line for parts in (made, rules) if (line := ", ".join(part for part in parts if part)))
