"""One running program for one user: a second start hands its file over and ends."""

import hashlib
import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app import __version__
from app.disk import places

if sys.platform == "win32":
    from ctypes import windll

_PATIENCE = 3_000
"""Milliseconds for the other program to answer; one that hangs is not waited for any longer."""
_ANSWER = b"ok\n"


class Instance(QObject):
    """Hears of later starts. Qt calls no slot of an object that is gone, so it must be kept."""

    asked = Signal(str)
    """The program was started again: with this file, or "" without one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What a crashed program left behind; nobody answered there, see hand_over.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def answer(self) -> None:
        """Take what was asked since the start, and from now on; till then a later start waits."""
        self._server.newConnection.connect(self._on_connected)
        while self._server.hasPendingConnections():
            self._on_connected()

    def _on_connected(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket.canReadLine() or socket.waitForReadyRead(_PATIENCE):  # it writes at once
            file = bytes(socket.readLine().data()).decode().rstrip("\n")
            socket.write(_ANSWER)
            socket.flush()
            self.asked.emit(file)
        socket.deleteLater()


def hand_over(file: str, name: str) -> bool:
    """Give a file, or "" for none, to the program that runs already; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE):
        return False
    _let_come_to_front()
    socket.write(f"{file}\n".encode())
    socket.flush()
    answered = socket.waitForReadyRead(_PATIENCE) and bytes(socket.readAll().data()) == _ANSWER
    socket.disconnectFromServer()
    return answered


def server_name() -> str:
    """Another user, another copy with settings of its own and another version stay apart."""
    place = f"{places.settings_folder()}\n{__version__}"
    return "nianbao-" + hashlib.sha256(place.encode()).hexdigest()[:16]


def _let_come_to_front() -> None:
    """Windows lets only the program that was just started decide who comes to the front."""
    if sys.platform == "win32":
        windll.user32.AllowSetForegroundWindow(-1)
