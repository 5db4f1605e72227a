"""One running program for one user: a second start hands its files over and ends.

The first start talks to nobody before its window stands: what talks is loaded when it is needed.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QSysInfo, QTimer, Signal

from app import __version__
from app.disk import digests, places
from ui.start import handshake

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

if sys.platform == "win32":
    from ctypes import windll

_PATIENCE = 200
"""Milliseconds for an answer: one that hangs is not waited for any longer."""
_SILENT = 10
"""So often a running program that does not answer is asked: a busy PC may hold it up a second."""
_STARTING = 5.0
"""Seconds in which another start may still be on its way to its window."""
_LONGEST = 90
"""Bytes of a socket's path: the system has room for 107, and Qt makes it under a longer name."""
_GUESTS, _LINE = 8, 100_000
"""Later starts that are heard at once; bytes that each may say."""
_DONE = "ok"


class Instance(QObject):
    """The one program of this user, as long as it lives. Qt forgets an object that is not kept."""

    asked = Signal(str)
    """The program was started again: with this file, or "" without one."""

    def __init__(self, name: str, key: bytes) -> None:
        super().__init__()
        self._name, self._key = name, key
        self._guests: list[QLocalSocket] = []
        self._server: QLocalServer | None = None
        self._taken: list[str] = []
        """Files that were handed over, and nobody was asked for yet."""

    def left(self) -> list[str]:
        """What was handed over, and is not asked for any more by itself."""
        left, self._taken = self._taken, []
        return left

    def answer(self) -> None:
        """From now on take what is asked; till then a later start waits."""
        from PySide6.QtNetwork import QLocalServer

        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connected)
        # What a crashed program left behind: whoever holds the lock is the only one.
        QLocalServer.removeServer(self._name)
        server.listen(self._name)

    def end(self) -> None:
        """Let go of who is still here: a socket that is taken apart by Qt tells of it once more."""
        if self._server:
            self._server.close()
        for guest in [*self._guests]:
            guest.abort()

    def _on_connected(self) -> None:
        """Nobody is waited for: who says nothing, too much or the wrong thing is let go."""
        while self._server and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(partial(self._let_go, socket))
            if len(self._guests) >= _GUESTS:
                socket.abort()
                continue
            self._guests.append(socket)
            mine = handshake.nonce()
            socket.readyRead.connect(partial(self._hear, socket, mine))
            QTimer.singleShot(5 * _PATIENCE, socket, socket.abort)
            self._hear(socket, mine)

    def _let_go(self, socket: QLocalSocket) -> None:
        if socket in self._guests:
            self._guests.remove(socket)
        socket.deleteLater()

    def _hear(self, socket: QLocalSocket, mine: str) -> None:
        if socket.bytesAvailable() > _LINE:
            socket.abort()
        while socket.canReadLine():
            self._answer(socket, mine, bytes(socket.readLine().data()).decode(errors="replace"))

    def _ask(self) -> None:
        if self._taken:
            self.asked.emit(self._taken.pop(0))

    def _answer(self, socket: QLocalSocket, mine: str, line: str) -> None:
        """Hello THEIRS -> MINE PROOF; file THEIRS NAME PROOF -> ok."""
        match line.split():
            case ["hello", theirs]:
                _say(socket, mine, handshake.proof(self._key, "runs", theirs, mine))
            case ["file", theirs, packed, proof] if handshake.is_proof(
                proof, handshake.proof(self._key, "starts", theirs, mine, packed)
            ):
                self._taken.append(os.fsdecode(bytes.fromhex(packed.removeprefix("x"))))
                _say(socket, _DONE)
                # Later: a question about the file may stand for long, and the guest be gone then.
                QTimer.singleShot(1, self, self._ask)
            case _:
                socket.abort()


class Start:
    """One start: it becomes the one program, or hands its files to the one there is."""

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self.instance: Instance | None = None
        """Hears of later starts; None: this start is not the one program."""

    def hand_over(self, files: list[str]) -> bool:
        """Whether the program that runs has all the files, so that this start may end.

        Args:
            files: taken out as they are handed over; "" for none.
        """
        try:
            folder = own_folder()
        except OSError:
            return False  # nowhere to meet: each start has its own window
        name = server_name(folder)
        self._lock = QLockFile(str(folder / f"{_mark()}.lock"))
        self._lock.setStaleLockTime(0)  # its owner's process alone counts
        if self._meet(name, folder, files):
            return True
        if self._lock.isLocked():
            with contextlib.suppress(OSError):
                self.instance = Instance(name, handshake.made(folder))
        return False

    def _meet(self, name: str, folder: Path, files: list[str]) -> bool:
        """Nobody is told anything but the program of this user that holds the lock."""
        assert self._lock is not None
        end, silent = time.monotonic() + _STARTING, 0
        while not self._lock.tryLock(0):
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                return False
            answer = hand_over(files[0], name, handshake.known(folder))
            if answer:
                files.pop(0)
                if not files:
                    return True
                continue
            silent += answer is False
            if silent >= _SILENT or time.monotonic() > end:
                return False
            time.sleep(0.05)
        return False

    def end(self) -> None:
        if self.instance:
            self.instance.end()
        if self._lock is not None:
            self._lock.unlock()


def hand_over(file: str, name: str, key: bytes) -> bool | None:
    """Give a file, or "" for none, to the program that runs already.

    Returns:
        Whether it was taken; None: nobody is there, or not yet.
    """
    from PySide6.QtNetwork import QLocalSocket

    socket, mine = QLocalSocket(), handshake.nonce()
    socket.connectToServer(name)
    if not key or not socket.waitForConnected(_PATIENCE):
        return None
    if not _is_same_user(socket):
        return False
    _say(socket, "hello", mine)
    match _line(socket).split():
        case [theirs, proof] if handshake.is_proof(
            proof, handshake.proof(key, "runs", mine, theirs)
        ):
            _let_come_to_front()
            packed = f"x{os.fsencode(file).hex()}"
            _say(socket, "file", mine, packed, handshake.proof(key, "starts", mine, theirs, packed))
            return _line(socket) == _DONE
    return False


def own_folder() -> Path:
    """A folder for this user's sockets, that nobody else can look into.

    Raises:
        OSError: there is none, and none can be made.
    """
    if sys.platform == "win32":
        folder = places.settings_folder() / "run"
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    given = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")
    usable = (
        given / "nianbao",
        places.settings_folder() / "run",
        Path(tempfile.gettempdir()) / f"nianbao-{os.getuid()}",
    )
    for folder in usable:
        is_short = len(os.fsencode(folder / _mark())) <= _LONGEST
        with contextlib.suppress(OSError):
            if is_short and (folder.parent != given or handshake.is_own(given)):
                folder.parent.mkdir(parents=True, exist_ok=True)
                folder.mkdir(mode=0o700, exist_ok=True)
                if handshake.is_own(folder):
                    return folder
    raise OSError("no folder of the user's own")


def server_name(folder: Path) -> str:
    """Windows keeps its pipes in no folder; there the key alone tells who listens."""
    return f"nianbao-{_mark()}" if sys.platform == "win32" else str(folder / _mark())


def _mark() -> str:
    """Another user, another computer with these settings on a share, another version stay apart."""
    who = (QSysInfo.machineHostName(), os.environ.get("USERNAME", ""))
    place = "\n".join((str(places.settings_folder()), __version__, *who))
    return digests.sha256(place.encode(errors="replace"))[:16]


def _say(socket: QLocalSocket, *words: str) -> None:
    socket.write(f"{' '.join(words)}\n".encode())
    socket.flush()


def _line(socket: QLocalSocket) -> str:
    """What the other end says in one line; "" where it says none in time."""
    end = time.monotonic() + _PATIENCE / 1000
    while not socket.canReadLine():
        left = round((end - time.monotonic()) * 1000)
        if left <= 0 or socket.bytesAvailable() > _LINE or not socket.waitForReadyRead(left):
            return ""
    return bytes(socket.readLine().data()).decode(errors="replace").strip()


def _is_same_user(socket: QLocalSocket) -> bool:
    with contextlib.suppress(OSError):
        return handshake.is_same_user(int(socket.socketDescriptor()))
    return False


def _let_come_to_front() -> None:
    """Windows lets only the program that was just started decide who comes to the front."""
    if sys.platform == "win32":
        windll.user32.AllowSetForegroundWindow(-1)
