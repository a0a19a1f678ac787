"""The way into a data folder: one program at a time, the record opened, begun or left."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.practice.folder import FolderLock, own_folder, unsuitable

if TYPE_CHECKING:
    from desktop.atlas.body import Body
    from desktop.practice.entrance import Entrance
    from desktop.practice.session import Session
    from desktop.practice.summons import Summons
    from desktop.snapshot import Rules


class Door(QObject):
    """One data folder at a time, and the open record in it. What needs SQL is imported when it is first used.

    Signals:
        called(): the program was started again on this folder.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.session: Session | None = None
        self._lock: FolderLock | None = None
        self._summons: Summons | None = None

    @property
    def problem(self) -> str:
        """Why a record can't live in this folder; empty if it can."""
        return unsuitable(self.folder)

    def take(self) -> bool:
        """Take the folder for this program. If another one holds it, call that one forward and return False."""
        if self._lock is not None:
            return True
        lock = FolderLock(self.folder)
        if not lock.take():
            # imported here: only a second start calls
            from desktop.practice.summons import call_forward  # noqa: PLC0415

            call_forward(lock.caller)
            return False
        self._lock = lock
        return True

    @Slot()
    def listen(self) -> None:
        """From now on, hear when the program is started again on the folder it holds."""
        if self._lock is None or self._summons is not None:
            return
        # imported here: the first tap needs no sockets
        from desktop.practice.summons import Summons  # noqa: PLC0415

        self._summons = Summons(self._lock.caller, self)
        self._summons.called.connect(self.called)

    def begun(self) -> bool:
        """Return whether a record was ever begun in this folder."""
        from desktop.practice import session  # noqa: PLC0415 - the first frame needs no SQL

        return session.exists(self.folder)

    def open(self) -> "Session":
        """Open the record. Raises StoreError."""
        from desktop.practice import session  # noqa: PLC0415 - the first frame needs no SQL

        self.session = session.open_session(self.folder)
        return self.session

    def locked(self) -> bool:
        """Say whether the record has passwords. Raises StoreError."""
        from desktop.practice import session  # noqa: PLC0415 - the first frame needs no SQL

        return session.is_locked(self.folder)

    def people(self) -> tuple[tuple[str, str], ...]:
        """Return who can sign in: ids and names. Raises StoreError."""
        return self._entrance().people()

    def can_recover(self) -> bool:
        """Say whether the printed recovery key can open a record whose key file is damaged."""
        return self._entrance().can_recover()

    def _entrance(self) -> "Entrance":
        from desktop.practice.entrance import Entrance  # noqa: PLC0415 - the first frame needs no SQL

        return Entrance(self.folder)

    # what takes a third of a second and more; the caller decides in which thread, and what becomes of the session
    def entered(self, person: str, password: str) -> "Session":
        """Open the record as a person. Raises StoreError, MustWait."""
        from db.people import PersonId  # noqa: PLC0415 - the first frame needs no SQL

        return self._entrance().enter(PersonId(person), password)

    def recovered(self, recovery: str) -> "Session":
        """Open the record by the printed recovery key. Raises StoreError, MustWait."""
        return self._entrance().recover(recovery)

    def begun_with(self, practice: str, person: str, credentials: str, password: str) -> "tuple[Session, str]":
        """Begin the practice's own record; return it with its recovery key. Raises StoreError."""
        from desktop.practice.entrance import begin_practice  # noqa: PLC0415 - the first frame needs no SQL

        return begin_practice(self.folder, practice, person, credentials, password)

    def protected(self, password: str) -> "tuple[Session, str]":
        """Give the open record its first password; return it open anew, and its recovery key. Raises StoreError."""
        from desktop.practice.entrance import protect  # noqa: PLC0415 - once in a record's life

        if self.session is None:
            raise RuntimeError
        return protect(self.session, password)

    def begin_demo(self, body: "Body", rules: "Rules", today: date) -> "Session":
        """Write the demo practice into this folder, or open it if it is there. Raises StoreError."""
        from desktop.practice.demo_practice import create_demo  # noqa: PLC0415 - only the demo needs it

        self.session = self.open() if self.begun() else create_demo(self.folder, body, rules, today)
        return self.session

    def go_to_demo(self) -> None:
        """Leave this folder for the demo's, which lies beside it."""
        self.leave()
        self.folder = self.folder.with_name(f"{self.folder.name}-demo")

    def go_to_own(self) -> None:
        """Leave the demo's folder for the practice's own: the one beside it, else this user's."""
        self.leave()
        name = self.folder.name.removesuffix("-demo")
        self.folder = self.folder.with_name(name) if name != self.folder.name else own_folder()

    def leave(self) -> None:
        """Close the record and give the folder back."""
        if self.session is not None:
            self.session.close()
            self.session = None
        if self._summons is not None:
            self._summons.close()
            self._summons = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
