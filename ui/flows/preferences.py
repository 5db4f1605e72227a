"""What a person chooses about the program itself: asked, put in force, and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.disk import files
from app.disk import settings as remembered
from app.files import profiles, versions
from ui import look
from ui.page.page import ZOOMS

if TYPE_CHECKING:
    from app.disk.settings import Settings
    from ui.dialogs.settings_dialog import Chosen
    from ui.flows.documents import Documents
    from ui.page.page import Page


VERSIONS = "以前的版本"
"""The page of the settings for what `Versions` lists."""


class Preferences(QObject):
    """The dialog of the settings, from the menu and from what it is about."""

    hints_wanted = Signal()
    """Hints that were closed are to be seen again."""

    def __init__(self, documents: Documents, settings: Settings, page: Page) -> None:
        super().__init__(documents)
        self._documents = documents
        self._settings = settings
        self._page = page
        if settings.zoom in ZOOMS and settings.zoom != page.zoom:
            page.set_zoom(settings.zoom)
        page.zoomed.connect(self._keep_zoom)

    def _keep_zoom(self, zoom: float) -> None:
        """However it came: wheel, keys, menu."""
        self._settings.zoom = zoom

    def choose(self, page: str = "") -> None:
        """`page`: the one that comes up first; "": the first."""
        questions, window = self._documents.questions, self._documents.window
        shown = self._now()
        chosen = questions.settings(window, shown, ZOOMS, page)
        if chosen is None or chosen == shown:
            return
        self._take(chosen)
        look.wear(chosen.look)
        if chosen.zoom != shown.zoom:
            self._page.set_zoom(chosen.zoom)
        if chosen.hints:
            self.hints_wanted.emit()
        if fault := _fault(self._settings):
            questions.tell(window, fault)

    def _now(self) -> Chosen:
        from ui.dialogs.settings_dialog import Chosen

        kept = self._settings
        return Chosen(
            look=kept.look,
            zoom=kept.zoom if kept.zoom in ZOOMS else 1.0,
            versions=kept.versions,
            versions_folder=kept.versions_folder,
            profile=next((p for p in profiles.kept() if p.name == kept.profile), profiles.STANDARD),
        )

    def _take(self, chosen: Chosen) -> None:
        kept = self._settings
        kept.look, kept.zoom = chosen.look, chosen.zoom
        kept.versions, kept.versions_folder = chosen.versions, chosen.versions_folder
        kept.profile = chosen.profile.name
        if chosen.hints:
            kept.hints_closed.clear()


def _fault(settings: Settings) -> str:
    """What will not hold at the next start, or at the next save; "" where all will."""
    try:
        remembered.keep(settings)
    except OSError as error:
        return (
            f"设置没有存下来：{files.why(error)}。颜色和大小在这个窗口里已经换了，"
            "以前的版本还照原来的设置留；下次打开也是原来的设置。"
        )
    try:
        if settings.versions and settings.versions_folder:
            versions.try_folder(Path(settings.versions_folder))
    except OSError as error:
        return (
            f"设置存下来了，可是“{settings.versions_folder}”里写不了文件：{files.why(error)}。"
            "保存报告时留不下以前的版本，请换一个文件夹。"
        )
    return ""
