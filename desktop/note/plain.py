"""The note as plain text, for pasting into any record system."""

from desktop.note.content import Record
from desktop.note.outline import Fact, Section, Table, outline


def text(record: Record) -> str:
    """Return the note of a visit as plain text: LF line ends, no tabs, no typographic signs of our own.

    It begins with ``Patient: NAME (MRN ...)`` and ``Date of service: ...``; while unsigned, the first line and the last
    one say so.
    """
    note = outline(record)
    head = (*(_fact(each) for each in note.facts), *note.notices)
    blocks = ["\n".join(head), *(_section(each) for each in note.sections)]
    return "\n\n".join([*blocks, "\n".join(note.last)]) + "\n"


def _fact(fact: Fact) -> str:
    return f"{fact.name}: {fact.value}" + (f" - {fact.mark}" if fact.mark else "")


def _section(section: Section) -> str:
    lines = [
        section.heading,
        *(_fact(each) for each in section.facts),
        *(line for table in section.tables for line in _table(table)),
        *(f"- {each}" for each in section.items),
        *section.sentences,
    ]
    return "\n".join(lines)


def _table(table: Table) -> list[str]:
    """Columns are padded with spaces; the text stays readable where the font is not monospaced."""
    rows = (table.head, *table.rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
