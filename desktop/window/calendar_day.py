"""The day it is in the clinic."""

from datetime import date


def today() -> date:
    """Return the clinic's own calendar day: dates of service are local."""
    return date.today()  # noqa: DTZ011
