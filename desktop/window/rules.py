"""The shipped tables in force on a day."""

from datetime import date

from desktop.messages import day, translate
from desktop.snapshot import Rules
from resources.codebook import OutsideRulesError, load_codebook
from resources.presets import load_presets
from resources.regions import load_regions


def rules_of(when: date) -> Rules:
    """Return the tables for a date of service. Raises OutsideRulesError before the first edition."""
    return Rules(load_regions(), load_presets(), load_codebook(when))


def without_rules(when: date) -> str:
    """Say why no visit of a day can be opened: there are no code rules for it. Empty on every other day."""
    try:
        rules_of(when)
    except OutsideRulesError:
        text = translate(
            "Rules",
            "There are no code rules for {date}. If this computer's clock is wrong, set it, then try again.",
        )
        return text.format(date=day(when))
    return ""
