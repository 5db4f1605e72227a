"""A clerk's computer, as far as the tests need one: the frozen program, a screen, keys."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

FROZEN = Path(os.environ.get("FROZEN", ""))
LAB = os.environ.get("LAB", "")
"""The command that runs Wine, where a Windows program is tried on Linux."""
SCREEN = ("-screen", "0", "1600x1200x24", "-dpi", "96")
WINDOWS = (FROZEN / "nianbao.exe").exists()


class Program:
    """The program in some folder, and how it is started here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *words: str | Path, name: str = "nianbao") -> list[str]:
        program = self.folder / (f"{name}.exe" if WINDOWS else name)
        return [*wine("wine"), str(program), *map(system_path, words)]

    def run(self, command: Sequence[str], code: int | None = 0, code_page: str = "") -> str:
        """Run to the end with this exit code, None: with any; what it said."""
        ended = subprocess.run(
            command,
            env={**os.environ, "CODE_PAGE": code_page},
            cwd=self.folder.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=180,
            check=False,
        )
        said = ended.stdout.decode(errors="replace")
        assert code in (ended.returncode, None), (ended.args, ended.returncode, said)
        return said

    def self_test(self, before: Sequence[str] = (), code_page: str = "") -> list[str]:
        """What the program writes about itself, below its version."""
        report = self.folder.parent / "自检 报告.txt"
        report.unlink(missing_ok=True)
        self.run([*before, *self.command("--self-test", report)], None, code_page)
        return report.read_text(encoding="utf-8").splitlines()[1:]


class Screen:
    """A screen of its own, and a person in front of it."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "LC_ALL": "C.UTF-8"}
        self.environment.pop("QT_QPA_PLATFORM", None)
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._started.append(started)
        return started

    def end(self) -> None:
        """End what was started on it and still runs."""
        for started in self._started:
            started.terminate()
            started.wait()

    def press(self, *keys: str) -> None:
        for key in keys:
            self._do("key", "--delay", "40", key)
            time.sleep(0.2)  # no window can say that it has seen a key

    def type(self, words: str) -> None:
        self._do("type", "--delay", "40", words)
        time.sleep(0.2)

    def titles(self) -> dict[str, str]:
        """Title -> window."""
        found = self._do("search", "--onlyvisible", "--name", ".").split()
        return {self._do("getwindowname", window): window for window in found}

    def take(self, words: str) -> None:
        """Wait for the window with these words in its title, give it the keyboard and a moment."""
        self.catch(words)
        time.sleep(1.5)  # nothing says that a window is ready for keys

    def catch(self, words: str) -> None:
        """Give the keyboard to the window with these words in its title as soon as it is there."""
        self._do("windowactivate", "--sync", wait_for(lambda: self._window(words), self.picture))

    def agree(self, words: str) -> str:
        """Enter, for a dialog with these words in its title; a word once it is gone.

        Wine shows a file dialog before it takes keys.
        """
        if not self._window(words):
            return "gone"
        self.press("Return")
        return ""

    def picture(self) -> str:
        """Where one can see what was there instead."""
        target = FROZEN.parent / "screen.png"
        command = ["import", "-window", "root", str(target)]
        subprocess.run(command, env=self.environment, check=False)
        return f"{list(self.titles())}, see {target}"

    def _window(self, words: str) -> str:
        return next((window for title, window in self.titles().items() if words in title), "")

    def _do(self, *words: str) -> str:
        command = ["xdotool", *words]
        ended = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        return ended.stdout.decode().strip()


@contextmanager
def open_screen() -> Iterator[Screen]:
    """A screen in memory, large enough for Wine's file dialogs, with a window manager: without
    one no window gets the keyboard.

    The server must not begin anew when its last client leaves: a look at the titles is a client
    too, and one that came and went before the window manager took that manager along.
    """
    reader, writer = os.pipe()
    command = ["Xvfb", "-noreset", "-displayfd", str(writer), *SCREEN]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader, encoding="ascii") as answer:
            screen = Screen(f":{answer.readline().strip()}")
        end_wine()
        screen.start(["openbox"])
        try:
            yield screen
        finally:
            end_wine()
            screen.end()
            server.terminate()


def wait_for(look: Callable[[], str], otherwise: Callable[[], str]) -> str:
    """What `look` sees as soon as it sees something."""
    end = time.monotonic() + 120
    while not (seen := look()):
        assert time.monotonic() < end, otherwise()
        time.sleep(0.02)
    return seen


def wine(*words: str) -> list[str]:
    """A command for Wine; nothing where the program runs by itself."""
    return [str(Path(LAB).resolve()), *words] if LAB else []


def end_wine() -> None:
    """A new wineserver then belongs to the next command, and has its network and its screen."""
    if LAB:
        subprocess.run(wine("wineserver", "-k"), check=False)
        subprocess.run(wine("wineserver", "-w"), check=False)


def system_path(word: str | Path) -> str:
    """A file as the program's system calls it; other words stay."""
    if LAB and isinstance(word, Path):
        return "Z:" + str(word).replace("/", "\\")
    return str(word)


def profile(home: Path) -> Path:
    """Where the user's settings are."""
    if LAB:
        [users] = (lab_folder() / "prefix" / "drive_c" / "users").glob("张三")
        return users / "AppData" / "Local" / "nianbao"
    return home / ("nianbao" if WINDOWS else ".config/nianbao")


def lab_folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(os.environ.get("WINDOWS_LAB") or f"{cache}/nianbao-windows")
