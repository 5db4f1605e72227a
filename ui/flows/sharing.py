"""Says to others that the report is open here, and renews it each minute."""

from threading import Thread

from PySide6.QtCore import QObject, QTimer

from app.disk.identity import same_file
from app.files.sharing import RENEWED, Hold
from ui.workspace import Workspace


class Sharing(QObject):
    """Follows the open report from file to file. A slow share holds up no key: a thread renews."""

    def __init__(self, parent: QObject, workspace: Workspace) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._hold: Hold | None = None
        self._file = workspace.path
        self._renewing: Thread | None = None
        self._timer = QTimer(self, interval=RENEWED * 1_000)
        self._timer.timeout.connect(self._renew)
        workspace.opened.connect(self._follow)
        workspace.saved.connect(self._follow)

    def leave(self) -> None:
        """The window is closed."""
        self._timer.stop()
        if self._hold is not None:
            self._hold.release()
        self._hold = self._file = None

    def _follow(self) -> None:
        origin = self._workspace.origin
        file = None if origin.read_only else origin.path
        if file and self._file and self._hold and same_file(file, self._file):
            return
        self.leave()
        if file is not None:
            self._hold, self._file = Hold(file), file
            self._hold.renew()
            self._timer.start()

    def _renew(self) -> None:
        """One at a time: a share that does not answer has one thread waiting for it."""
        if self._hold and not (self._renewing and self._renewing.is_alive()):
            self._renewing = Thread(target=self._hold.renew, daemon=True)
            self._renewing.start()
