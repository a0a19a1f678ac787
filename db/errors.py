"""What can go wrong with the record, in plain words: what happened, what is kept, what to do. No patient data.

The texts are true at any moment. What is said about a refused tap, or at the start, is in `desktop.practice.faults`.
"""

import errno


class StoreError(Exception):
    """The record could not be read or written. `text` is for people, in English."""

    text = "The record could not be used. The last change was not saved."

    def __init__(self, text: str = "") -> None:
        self.text = text or self.text
        super().__init__(self.text)


class Environment(StoreError):  # noqa: N818  the two kinds are words of the house
    """Something outside the program: the person at the computer can act."""


class Bug(StoreError):  # noqa: N818
    """Our own fault."""


class DiskFull(Environment):
    """No room for the change."""

    text = (
        "The disk is full. The last change was not saved; everything before it is safe. "
        "Free some space, then try again."
    )


class ReadOnly(Environment):
    """The folder or the file can't be written."""

    text = (
        "Dermtally can't write to the folder of the record. Nothing was changed; what was saved before is safe. "
        "Ask the person who looks after this computer."
    )


class FolderFull(DiskFull):
    """No room in the data folder when it was to be opened."""

    text = (
        "The disk is full. Nothing would be kept, so no visit can be opened; everything saved before is safe. "
        "Free some space, then try again."
    )


class FolderReadOnly(ReadOnly):
    """The data folder can't be written when it was to be opened."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"Dermtally can't write to {folder}. Nothing would be kept, so no visit can be opened. "
            "Ask the person who looks after this computer."
        )
        self.folder = folder


class StoreBusy(Environment):
    """Another program, or another part of this one, is writing."""

    text = "Another program holds the record. The last change was not saved. Close the other program, then try again."


class StoreFailed(Environment):
    """The disk did not take or give the data. What was being written may or may not be there: look it up."""

    text = (
        "The disk did not answer. The last change may not be saved; everything before it is safe. "
        "Ask the person who looks after this computer to check the disk."
    )


class StoreMoved(Environment):
    """The file is no longer where it was opened."""

    text = (
        "The record was moved while Dermtally was open. Stop here: the last change was not saved. "
        "Everything before it is in the file that was moved."
    )


class StoreMissing(Environment):
    """The key file is there, the record is not."""

    text = (
        "The record is missing from its folder; only its key file is there. Nothing was changed. "
        "Put dermtally.db back, or restore the last backup."
    )


class StoreDamaged(Environment):
    """The file can't be read as a record, or holds what no version of the program writes."""

    text = (
        "The record is damaged. Nothing was changed. "
        "Restore the last backup, or keep a copy of the folder and call for help."
    )


class AlreadyThere(Environment):
    """A record was to be begun in a folder that holds one."""

    text = "This folder already holds a record. Nothing was changed. Choose another folder."


class NewerStore(Environment):
    """The file was made by a newer program. `made_by` and `this` are versions of the program, empty if unknown."""

    text = (
        "This record was made by a newer Dermtally. It was not opened, nothing was changed. "
        "Install the newer version on this computer."
    )

    def __init__(self, made_by: str = "", this: str = "") -> None:
        named = (
            f"This record was made by Dermtally {made_by}; this is {this}. It was not opened, nothing was changed. "
            f"Install {made_by} or later."
        )
        super().__init__(named if made_by and this else "")
        self.made_by = made_by
        self.this = this


class UpgradeFailed(Environment):
    """An older file could not be brought up to date. `copy` is the path of the copy that was made before."""

    def __init__(self, copy: str) -> None:
        super().__init__(f"The record could not be brought up to date. It was put back as it was; a copy is at {copy}.")
        self.copy = copy


class KeyMissing(Environment):
    """There is a record, but its key file is gone."""

    text = "The key file of this record is missing. The record itself was not touched. Put keys.json back beside it."


class KeyDamaged(Environment):
    """The key file can't be read."""

    text = (
        "The key file is damaged. The record itself is whole. "
        "Put back keys.json from a backup, or use the printed recovery key."
    )


class KeyLost(KeyDamaged):
    """What is left of a damaged key file does not open with the recovery key that was typed."""

    text = (
        "The key file is damaged, and what you typed does not open what is left of it. The record itself is whole. "
        "Compare the recovery key letter by letter, or put back keys.json from a backup."
    )


class KeyLocked(Environment):
    """The record has passwords, and none was given."""

    text = "This record is protected by passwords. Sign in with yours."


class PasswordWrong(Environment):
    """A secret that does not open its slot."""

    text = "That is not the password. Try again, or use the printed recovery key."


class KeyUnknown(Environment):
    """The key file holds a kind of key that only a newer program knows."""

    text = (
        "The key file was made by a newer Dermtally. Nothing was changed. Install the newer version on this computer."
    )


class KeyWrong(Environment):
    """The key file belongs to another record."""

    text = (
        "This key file does not open this record: it belongs to another one. Nothing was changed. "
        "Put back the keys.json that belongs to this record."
    )


class OldEngine(Environment):
    """The database library has a fault that can damage records."""

    text = (
        "The database library on this computer has a fault that can damage records, so the record was not opened. "
        "Install Dermtally's own requirements again."
    )


class Stale(Environment):
    """Somebody changed the same thing meanwhile."""

    text = "Somebody else changed this meanwhile. Your change was not made; nothing is lost. Look at it again."


class AlreadyTreated(Environment):
    """A lesion has at most one live treatment."""

    text = "This lesion is already recorded as treated. Nothing was added."


class VisitSigned(Environment):
    """The visit was signed."""

    text = "This visit was signed meanwhile. Your change was not made. Add it as an addendum."


class VisitDiscarded(Environment):
    """The visit was discarded."""

    text = "This visit was discarded meanwhile. Your change was not made."


class LastAdministrator(Environment):
    """The only person who could give roles was to lose that."""

    text = (
        "This is the only administrator. Nothing was changed. "
        "Make somebody else administrator first, or nobody could let people in any more."
    )


class NpiWrong(Environment):
    """A National Provider Identifier whose check digit is wrong."""

    text = "This NPI is not right: it has ten digits, and the last one does not fit the others. Nothing was saved."


class NotAllowed(Environment):
    """The signed-in person's roles don't include this act."""

    text = "Your role does not include this. Nothing was changed."


class NoProvider(Environment):
    """A visit was to be opened in a practice where nobody is a provider."""

    text = "Nobody in this practice is a provider, so no visit was opened. The administrator can give that role."


class NotTheProvider(Environment):
    """Something only the visit's own provider can do."""

    text = "Only the provider of this visit can do this. Nothing was changed."


class TooLong(Environment):
    """A text is longer than the record takes."""

    text = "This text is too long for the record. Nothing was saved. Shorten it and try again."


class NotThere(Bug):
    """An id that the record does not know."""

    text = "Dermtally looked for something that is not in the record. Nothing was changed."


class StoreBug(Bug):
    """A statement that made no sense to the record."""

    text = "Dermtally made a mistake of its own. The last change was not saved; everything before it is safe."


_BY_NAME: dict[str, type[StoreError]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_READONLY": ReadOnly,
    "SQLITE_CANTOPEN": ReadOnly,
    "SQLITE_PERM": ReadOnly,
    "SQLITE_BUSY": StoreBusy,
    "SQLITE_LOCKED": StoreBusy,
    "SQLITE_IOERR": StoreFailed,
    "SQLITE_NOMEM": StoreFailed,
    "SQLITE_CORRUPT": StoreDamaged,
    "SQLITE_NOTADB": StoreDamaged,
}
_BY_NUMBER: dict[int, type[StoreError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: ReadOnly,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.ENOTDIR: ReadOnly,
}

DISK_FAULTS = (DiskFull, ReadOnly, StoreFailed, StoreDamaged)
"""Faults that may strike in the middle of a commit: what was to be stored may be on disk all the same."""

SIGNED = "signed visit"
"""Text with which a trigger refuses to change a signed visit."""


def from_driver(error: BaseException) -> StoreError:
    """Return our word for an error of the database driver. Its own text never goes on: it may hold data."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if name == "SQLITE_READONLY_DBMOVED":
        return StoreMoved()
    if SIGNED in str(error):
        return VisitSigned()
    if name.startswith("SQLITE_CONSTRAINT") and str(error).endswith("_short"):
        return TooLong()
    kind = _BY_NAME.get("_".join(name.split("_")[:2]), StoreBug)
    return kind()


def from_system(error: OSError) -> StoreError:
    """Return our word for an error of the file system."""
    return _BY_NUMBER.get(error.errno or 0, StoreFailed)()
