"""The values the PDF's template places: texts, tables and pictures, each said once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Map:
    """One printed map: its SVG, its width in mm, its title, and what it shows in words."""

    svg: str
    width: float
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Swatch:
    """A mark without its number, and what its colour and shape say."""

    svg: str
    title: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the summary. Under the second cell of each row stand its `remarks` and open `questions`, if any."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A heading with the sentences under it."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One body part of a family: each site's phrase with its count, and the count by side."""

    name: str
    sites: tuple[tuple[str, str], ...]
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
    mrn: str
    date: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the template places."""

    title: str
    author: str
    description: str
    draft: str
    demo: str
    practice: str
    head: Head
    facts: tuple[tuple[str, str], ...]
    treated: str
    families: tuple[FamilyBlock, ...]
    codes: Grid
    reasons: tuple[str, ...]
    asides: tuple[Listing, ...]
    notice: str
    maps: tuple[tuple[Map, ...], ...]
    swatches: tuple[Swatch, ...]
    legend: str
    lesions: Grid
    findings: Grid
    open: tuple[str, ...]
    signer: str
    authors: tuple[str, ...]
    imprint: tuple[str, ...]
    note: str
    words: dict[str, str]
