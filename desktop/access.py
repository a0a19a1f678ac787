"""Who may do what: the table in `resources/access.toml`, asked. What no role has, nobody may."""

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from resources import files
from resources.terms import Role

_EVERYBODY = "everybody"


class Action(StrEnum):
    """An act that needs a right. Each public method of `desktop.practice` names the one it is."""

    PATIENT_FIND = "patient.find"
    PATIENT_ADD = "patient.add"
    PATIENT_CHANGE = "patient.change"
    CHART_READ = "chart.read"
    VISIT_OPEN = "visit.open"
    VISIT_DISCARD = "visit.discard"
    MARK_ENTER = "mark.enter"
    MARK_ACCEPT = "mark.accept"
    NOTE_EXPORT = "note.export"
    PRACTICE_READ = "practice.read"
    PRACTICE_WORDS = "practice.words"
    PRACTICE_CHANGE = "practice.change"
    PEOPLE_READ = "people.read"
    PEOPLE_CHANGE = "people.change"
    OWN_PASSWORD = "own.password"  # noqa: S105  a word, not a secret
    OWN_PIN = "own.pin"
    TRAIL_READ = "trail.read"
    RECORD_VERIFY = "record.verify"
    EMERGENCY_OPEN = "emergency.open"
    EMERGENCY_REVIEW = "emergency.review"


def rights_of(roles: Iterable[Role]) -> frozenset[Action]:
    """Return everything that somebody with these roles may do; without any role that is nothing at all."""
    held = frozenset(roles)
    if not held:
        return frozenset()
    table = _table()
    return table[_EVERYBODY].union(*(table[role] for role in held))


def may(roles: Iterable[Role], action: Action) -> bool:
    """Say whether somebody with these roles may do this."""
    return action in rights_of(roles)


@cache
def _table() -> Mapping[str, frozenset[Action]]:
    """Return the rights of each role. A word that is no role or no action is a ValueError: the table was mistyped."""
    content = tomllib.loads(files.read_text("access.toml"))
    named = {key: value for key, value in content.items() if isinstance(value, dict)}
    wrong = named.keys() - {*Role, _EVERYBODY}
    if wrong:
        raise ValueError(wrong)
    return {key: frozenset(map(Action, named.get(key, {"may": []})["may"])) for key in (*Role, _EVERYBODY)}
