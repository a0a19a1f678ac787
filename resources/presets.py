"""The presets of the brush: category, methods and diagnosis under one name."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resources import files
from resources.terms import Category, Method


@dataclass(frozen=True, slots=True)
class Preset:
    """What one tap does. Without a category it only notes a lesion as seen.

    `short` is for the button, `plural` for counts, `sentence` replaces name and methods where it is not empty. `keys`
    are shortcuts in Qt's notation, `words` what a call-out line may say. `on_bar` presets have a button, the others
    are behind "...".
    """

    key: str
    short: str
    name: str
    plural: str
    family: str
    category: Category | None
    methods: tuple[Method, ...]
    diagnoses: tuple[str, ...]
    sentence: str
    keys: tuple[str, ...]
    words: tuple[str, ...]
    on_bar: bool


class Presets:
    """All presets in the order they are shown. Keys that were never shipped raise KeyError."""

    def __init__(self, presets: Sequence[Preset], families: dict[str, tuple[str, str]]) -> None:
        """Take the presets, the default first, and each family's name for one and for several."""
        self.all = tuple(presets)
        self.default = self.all[0]
        self.bar = tuple(each for each in self.all if each.on_bar)
        self.more = tuple(each for each in self.all if not each.on_bar)
        self._by_key = {each.key: each for each in self.all}
        self._families = families

    def get(self, key: str) -> Preset:
        """Return a preset by its key."""
        return self._by_key[key]

    def family_name(self, family: str, count: int) -> str:
        """Return what `count` lesions of a family are called: "wart", "warts"."""
        one, many = self._families[family]
        return one if count == 1 else many


@cache
def load_presets() -> Presets:
    """Return the shipped presets, read once."""
    table = tomllib.loads(files.read_text("notes/presets.toml"))
    families = {row["key"]: (row["one"], row["many"]) for row in table["family"]}
    presets = [
        Preset(
            key=row["key"],
            short=row["short"],
            name=row["name"],
            plural=families[row["family"]][1],
            family=row["family"],
            category=Category(row["category"]) if "category" in row else None,
            methods=tuple(Method(each) for each in row.get("methods", ())),
            diagnoses=tuple(row.get("diagnoses", ())),
            sentence=row.get("sentence", ""),
            keys=tuple(row.get("keys", ())),
            words=tuple(row.get("words", ())),
            on_bar=row.get("bar", False),
        )
        for row in table["preset"]
    ]
    return Presets(presets, families)
