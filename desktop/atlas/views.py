"""All views of a body: the fixed ones, and the frames of its turns. No numpy here."""

import json
from collections.abc import Iterable, Sequence
from functools import cache

from desktop.atlas import view_rows
from desktop.atlas.cameras import Camera, Vector
from desktop.atlas.turns import Turn
from desktop.atlas.view import Door, Pictures, View
from resources import files
from resources.terms import BodyKind

__all__ = ["Camera", "Door", "Pictures", "Turn", "Vector", "View", "Views", "load_views"]


class Views:
    """All views. A frame of a turn is one too, by a key such as ``turn_body/07``. Other keys raise KeyError."""

    def __init__(self, views: Iterable[View], turns: Iterable[Turn] = ()) -> None:
        """`all` are the fixed views, `rail` the rail's rows of their keys, `more` those that are not in it."""
        self.all = tuple(views)
        self.turns = tuple(turns)
        self._by_key = {each.key: each for each in self.all}
        self._turn_by_key = {each.key: each for each in self.turns}
        self._row_by_key = {key: row for row, key in enumerate((*self._by_key, *self._turn_by_key))}
        self._frames: dict[str, View] = {}
        self.more = _in_pairs([each for each in self.all if each.rail is None])
        rows: dict[int, list[tuple[int, str]]] = {}
        for each in self.all:
            if each.rail is not None:
                rows.setdefault(each.rail[0], []).append((each.rail[1], each.key))
        self.rail = tuple(tuple(key for _, key in sorted(rows[row])) for row in sorted(rows))

    def __contains__(self, key: object) -> bool:
        return key in self._by_key or (isinstance(key, str) and self._frame(key) is not None)

    def get(self, key: str) -> View:
        """Return a view by its key."""
        found = self._by_key.get(key) or self._frames.get(key)
        if found is not None:
            return found
        turn, number = self._frame(key) or _unknown(key)
        self._frames[key] = turn.frame(number)
        return self._frames[key]

    def is_fixed(self, key: str) -> bool:
        """Say whether a view stands for itself, and is no frame of a turn."""
        return key in self._by_key

    def frame(self, key: str) -> tuple[Turn, int] | None:
        """Return the turn a view belongs to and its frame there; a fixed view's is where a turn out of it begins."""
        if key in self._by_key:
            return next(((each, each.begins[key]) for each in self.turns if key in each.begins), None)
        return self._frame(key) or _unknown(key)

    def fixed(self, key: str) -> str:
        """Return a fixed view's own key; for a frame the key of the fixed view nearest to it."""
        if key in self._by_key:
            return key
        turn, number = self._frame(key) or _unknown(key)
        return turn.nearest_fixed(number)

    def mask(self, key: str) -> int:
        """Return the row of the surface's masks that says what skin a view shows: one a view, then one a turn."""
        if key in self._by_key:
            return self._row_by_key[key]
        turn, _ = self._frame(key) or _unknown(key)
        return self._row_by_key[turn.key]

    def _frame(self, key: str) -> tuple[Turn, int] | None:
        name, _, number = key.partition("/")
        turn = self._turn_by_key.get(name)
        if turn is None or not number.isdecimal() or turn.key_of(int(number)) != key:
            return None
        return turn, int(number)


def _unknown(key: str) -> tuple[Turn, int]:
    raise KeyError(key)


def _in_pairs(views: Sequence[View]) -> tuple[View, ...]:
    """Return the views so that the left side's follows the right side's of the same part."""
    by_key = {each.key: each for each in views}
    ordered: dict[str, View] = {}
    for each in views:
        right = by_key.get(each.key.replace("left", "right"), each)
        ordered.setdefault(right.key, right)
        left = by_key.get(right.key.replace("right", "left"), right)
        ordered.setdefault(left.key, left)
    return tuple(ordered.values())


@cache
def load_views(kind: BodyKind = BodyKind.NEUTRAL) -> Views:
    """Return the views of a body, read once. Keys and order are the same for all; one without turns is shown still."""
    folder = f"body/{kind}"
    rows: view_rows.BodyRows = json.loads(files.read_text(f"{folder}/views.json"))
    fixed = [view_rows.view(row, folder) for row in rows["views"]]
    return Views(fixed, [view_rows.turn(row, folder, fixed) for row in rows.get("turns", ())])
