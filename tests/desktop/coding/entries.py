"""Short ways to say what was recorded, for the tests of the coding rules."""

from datetime import date

from desktop.coding.lines import Apart, Coded, Entry, Payer, Prior
from desktop.coding.rules import code
from resources.codebook import load_codebook
from resources.terms import Category

DAY = date(2026, 11, 23)
BOOK = load_codebook(DAY)
ANY = Payer()


def aks(count: int = 1, key: str = "a", diagnoses: tuple[str, ...] = ("L57.0",), region: str = "face") -> Entry:
    """Return some actinic keratoses."""
    return Entry(key, Category.PREMALIGNANT, count, region, diagnoses=diagnoses)


def warts(count: int = 1, key: str = "w", diagnoses: tuple[str, ...] = ("B07.8",), region: str = "hand") -> Entry:
    """Return some warts."""
    return Entry(key, Category.BENIGN, count, region, diagnoses=diagnoses)


def coded(*entries: Entry, payer: Payer = ANY, prior: tuple[Prior, ...] = (), apart: Apart = frozenset()) -> Coded:
    """Code what was recorded on the day of the tests."""
    return code(entries, DAY, BOOK, payer, prior, apart)


def lines(*entries: Entry, payer: Payer = ANY) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return code, units and modifiers of each line."""
    return [(line.code, line.units, line.modifiers) for line in coded(*entries, payer=payer).lines]
