"""Where things lie: the program's resources, the user's settings."""

import sys
from pathlib import Path

import platformdirs


def resources() -> Path:
    """The program's own files: beside the code in a clone, inside the folder when frozen."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled or Path(__file__).parent.parent) / "resources"


def settings_folder() -> Path:
    """The user's folder for settings and own editions; it need not exist yet."""
    return platformdirs.user_config_path("nianbao", appauthor=False)


def form_folders() -> tuple[Path, ...]:
    """Where editions lie; a later folder stands before an earlier one."""
    return resources() / "forms", settings_folder() / "forms"
