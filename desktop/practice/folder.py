"""Where a record lies, and the lock that keeps a second program off it."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QStorageInfo

from db.disk import PRIVATE_FOLDER
from desktop.messages import translate

NETWORK = frozenset(
    {"cifs", "smbfs", "smb2", "smb3", "nfs", "nfs3", "nfs4", "sshfs", "fuse.sshfs", "fuse.rclone", "9p", "afs", "afpfs"}
    | {"ceph", "fuse.glusterfs", "lustre", "ncpfs", "webdav", "davfs", "fuse.davfs", "fuse.gvfsd-fuse"}
)
"""File systems that SQLite's write-ahead log is not safe on (sqlite.org: it needs shared memory on one machine)."""


def own_folder() -> Path:
    """Return the practice's own data folder on this computer."""
    # imported here: a start that is told its folder does not need it
    import platformdirs  # noqa: PLC0415

    return Path(platformdirs.user_data_dir("dermtally", appauthor=False))


def unsuitable(folder: Path) -> str:
    """Say why a record can't live in a folder, or return an empty text."""
    there = next((each for each in (folder, *folder.parents) if _is_there(each)), folder)
    kind = bytes(QStorageInfo(str(there)).fileSystemType().data()).decode("ascii", "replace").lower()
    if kind in NETWORK or folder.drive.startswith("\\\\"):  # a Windows share: \\server\share
        return translate(
            "Folder",
            "The record can't live on a network share: taps could be lost there. Choose a folder on this computer.",
        )
    return ""


def _is_there(folder: Path) -> bool:
    """Say whether a folder can be seen; why it can't is left to the record to explain."""
    try:
        return folder.exists()
    except OSError:
        return False


class FolderLock:
    """The right to use a data folder, held by one program at a time.

    A lock left by a killed program is taken over. Under the name `caller`, the holder can be asked to come forward.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = QLockFile(str(folder / "lock"))
        self._lock.setStaleLockTime(0)
        # imported here: the first frame needs neither lock nor caller
        from hashlib import sha256  # noqa: PLC0415

        self.caller = "dermtally-" + sha256(str(folder.resolve()).encode()).hexdigest()[:16]

    def take(self) -> bool:
        """Try to take the folder; False when another program holds it.

        Why nothing can be written to a folder is left to the record to explain.
        """
        with contextlib.suppress(OSError):
            self._folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        return self._lock.tryLock(200) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def release(self) -> None:
        """Give the folder back."""
        self._lock.unlock()
