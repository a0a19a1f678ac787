"""Profiles of payers: how each wants the same lines written."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from resources import files


@dataclass(frozen=True, slots=True)
class PayerProfile:
    """A payer's habits; the head of the data file says what each field means. `starts` is its first date of service."""

    key: str
    name: str
    distinct: str
    repeat: str
    tens: str
    hold: str
    limits: bool
    starts: date
    note: str
    sources: tuple[str, ...]


@cache
def load_payers() -> Mapping[str, PayerProfile]:
    """Return the shipped profiles by key, in the order they are shown; the first is used where none was chosen."""
    table = tomllib.loads(files.read_text("codes/payers.toml"))
    return {row["key"]: _profile(row) for row in table["profile"]}


def _profile(row: dict[str, Any]) -> PayerProfile:
    fields = {name: value for name, value in row.items() if name not in ("from", "sources")}
    return PayerProfile(**fields, starts=row["from"], sources=tuple(row["sources"]))
