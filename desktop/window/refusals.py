"""Why a change was not stored, in words: what happened, what is safe, what to do (screens.md 5.4)."""

from db.errors import DiskFull, StoreBusy, StoreError
from desktop.messages import translate


def refused_title(what: str) -> str:
    """Return what the last action says of a refused change: ``Not saved: left temple``."""
    return translate("Refusal", "Not saved: {what}").format(what=what) if what else translate("Refusal", "Not saved")


def refused_reason(error: StoreError, saved: int) -> str:
    """Return the sentence for a refusal in a visit with `saved` lesions on disk."""
    if isinstance(error, DiskFull):
        safe = _safe(saved)
        return translate(
            "Refusal",
            "The disk is full. The last tap was not saved and not counted{safe}. Free some space, then tap again.",
        ).format(safe=safe)
    if isinstance(error, StoreBusy):
        return translate("Refusal", "Another program holds the record. The last tap was not saved. Trying again...")
    return error.text


def _safe(saved: int) -> str:
    if saved == 0:
        return ""
    if saved == 1:
        return translate("Refusal", "; the one before it is safe")
    return translate("Refusal", "; the {count} before it are safe").format(count=saved)
