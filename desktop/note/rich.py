"""The note as HTML, for record systems that keep formatting: paragraphs, bold, lists and tables, nothing else."""

from html import escape

from desktop.note.content import Record
from desktop.note.outline import Fact, Section, Table, outline

_CELL = ' style="border:1px solid #7A8792;padding:2px 6px;text-align:left"'


def html(record: Record) -> str:
    """Return the note of a visit as HTML: exactly what the plain text says; every value stands in it literally."""
    note = outline(record)
    parts = [
        _lines([_fact(each) for each in note.facts]),
        *(f"<p><b>{escape(each)}</b></p>" for each in note.notices),
        *(_section(each) for each in note.sections),
        *(f"<p>{escape(each)}</p>" for each in note.last),
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _fact(fact: Fact) -> str:
    mark = f" - <b>{escape(fact.mark)}</b>" if fact.mark else ""
    return f"<b>{escape(fact.name)}:</b> {escape(fact.value)}{mark}"


def _lines(lines: list[str]) -> str:
    return "\n".join(f"<p>{line}</p>" for line in lines)


def _section(section: Section) -> str:
    items = "".join(f"<li>{escape(each)}</li>" for each in section.items)
    parts = [
        f"<p><b>{escape(section.heading)}</b></p>",
        _lines([_fact(each) for each in section.facts]),
        *(_table(each) for each in section.tables),
        f"<ul>{items}</ul>" if items else "",
        *(f"<p>{escape(each)}</p>" for each in section.sentences),
    ]
    return "\n".join(part for part in parts if part)


def _table(table: Table) -> str:
    head = "".join(f"<th{_CELL}>{escape(each)}</th>" for each in table.head)
    rows = "".join("<tr>" + "".join(f"<td{_CELL}>{escape(each)}</td>" for each in row) + "</tr>" for row in table.rows)
    return f'<table style="border-collapse:collapse"><tr>{head}</tr>{rows}</table>'
