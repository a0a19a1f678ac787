"""What the tables are made of: columns, checks, references, and how a table says what signing does to it."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, MetaData, Table
from sqlalchemy.schema import SchemaItem

from db.types import Id, Integer, Text

FROZEN, APPEND, FREE = "frozen", "append", "free"
LONGEST = 500
"""Longest name or phrase that is stored, in letters."""
LONGEST_ALERTS = 2000
"""Longest text of all alerts of a patient together."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, signing: str, *parts: SchemaItem, visit: str = "", rowid: bool = False) -> Table:
    """Return a table of the record, strict, with what signing does to it."""
    info = {"signing": signing, "visit": visit}
    return Table(
        name, metadata, *parts, info=info, implicit_returning=False, sqlite_strict=True, sqlite_with_rowid=rowid
    )


def key_column(name: str = "id") -> Column[str]:
    """Return a column of ids that is the key, or a part of it."""
    return Column(name, Id, primary_key=True, nullable=False)


def text_column(name: str) -> Column[str]:
    """Return a column of text; nothing said is an empty text."""
    return Column(name, Text, nullable=False)


def number_column(name: str) -> Column[int]:
    """Return a column of whole numbers."""
    return Column(name, Integer, nullable=False)


def short(*names: str, most: int = LONGEST) -> list[CheckConstraint]:
    """Return checks that texts are no longer than `most` letters."""
    return [CheckConstraint(f"length({name}) <= {most}", name=f"{name}_short") for name in names]


def to(target: str, *columns: str, keys: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    """Return a reference that keeps what it points at from being taken away."""
    return ForeignKeyConstraint(columns, [f"{target}.{key}" for key in keys], ondelete="RESTRICT")
