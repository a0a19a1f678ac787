"""A second start calls the first window forward instead of opening another one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500


def call_forward(name: str) -> bool:
    """Ask the program that answers to a name to come forward; False if nobody answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    heard = socket.waitForConnected(WAIT_MS)
    socket.abort()
    return heard


class Summons(QObject):
    """Listens for later starts on the same folder.

    Signals:
        called(): somebody started the program again.
    """

    called = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)  # left by a killed program; the folder's lock says that we are the only one
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnectFromServer()
            caller.deleteLater()
            self.called.emit()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
