"""Waiting for work beside the window: it is painted meanwhile, and nothing can be changed in it."""

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ui.background import Job, Outcome

_PATIENCE = 500
"""Milliseconds before it is worth showing that something is being waited for."""
NOT_NOW = "这个窗口里还有没做完的事，请做完以后再拖进来。"
"""What is said of something that was dropped meanwhile."""
_waiting: list[QWidget] = []


def wait_for(job: Job, window: QWidget, words: str, steps: int = 0) -> Outcome:
    """The outcome of a job; from half a second on a dialog says what it is, and can cancel it.

    Args:
        job: has not ended yet: nothing of it is heard before the event loop turns.
        window: of which nothing else is asked meanwhile.
        words: what is being done.
        steps: how many a job tells of; 0: it tells of none, and the bar just moves.
    """
    loop = QEventLoop(window)
    job.ended.connect(loop.quit)
    QTimer.singleShot(_PATIENCE, loop, loop.quit)
    _waiting.append(window)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        # Keys wait: the window that they would go to may not be changed now.
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if job.outcome is None:
            _wait_longer(job, window, words, steps)
    finally:
        QGuiApplication.restoreOverrideCursor()
        _waiting.remove(window)
        loop.deleteLater()
    assert job.outcome is not None
    return job.outcome


def is_waiting(window: QWidget) -> bool:
    """Whether a window waits: nothing may take the place of its report, and it cannot go."""
    return window in _waiting


def takes_nothing(window: QWidget) -> bool:
    """Whether a question stands, or something is waited for: what is dropped waits for neither."""
    return is_waiting(window) or QApplication.activeModalWidget() is not None


def _wait_longer(job: Job, window: QWidget, words: str, steps: int) -> None:
    from ui.kit import boxes

    bar = boxes.progress(window, words, steps, "取消")
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setAutoReset(False)
    bar.setMinimumDuration(0)
    bar.canceled.connect(job.cancel)
    # Not when a step is told: the bar turns the event loop, amid the hearing of the worker.
    looking = QTimer(bar, interval=100)
    looking.timeout.connect(lambda: bar.setValue(len(job.steps)))
    looking.start()
    loop = QEventLoop(bar)
    job.ended.connect(loop.quit)
    bar.show()
    loop.exec()
    looking.stop()  # a bar that is told of a step comes up again, and its end may be far off
    bar.canceled.disconnect(job.cancel)  # its closing cancels too
    bar.close()
    bar.deleteLater()
