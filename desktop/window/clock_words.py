"""What is said when this computer's clock was set back."""

from datetime import timedelta

from desktop.messages import translate

_LEAST = timedelta(minutes=1)
"""Less is what a clock that is kept right by a server does."""


def clock_words(behind: timedelta) -> str:
    """Return the warning for a clock that is behind the record's last event; empty while it is right."""
    if behind < _LEAST:
        return ""
    minutes = int(behind.total_seconds() // 60)
    hours, days = minutes // 60, minutes // 1440
    if days:
        span = translate("Clock", "{count} days").format(count=days)
    elif hours:
        span = translate("Clock", "{count} hours").format(count=hours)
    else:
        span = translate("Clock", "{count} min").format(count=minutes)
    words = translate(
        "Clock", "This computer's clock went back by {span}. The count is not affected. Set the clock before signing."
    )
    return words.format(span=span)
