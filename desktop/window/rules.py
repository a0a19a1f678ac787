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


def without_rules(today: date) -> str:
    """Say why no visit can be opened today: the clock shows a day without code rules. Empty on every other day."""
    try:
        rules_of(today)
    except OutsideRulesError:
        text = translate(
            "Rules",
            "This computer's clock says {date}. There are no code rules for that day. Set the clock, then try again.",
        )
        return text.format(date=day(today))
    return ""
