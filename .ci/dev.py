#!/usr/bin/env python3
"""Set up the project and do one thing with it; Python's standard library is all this needs.

python3 .ci/dev.py run [ARGUMENTS]    start the program (with a report file, or as a command)
python3 .ci/dev.py test [ARGUMENTS]   lint, types and tests; arguments go to pytest
python3 .ci/dev.py quick [ARGUMENTS]  lint, types and the tests that concern what differs from main
python3 .ci/dev.py fix                format, and mend what lint can mend itself
python3 .ci/dev.py slow               the slow tests, which `test` leaves out
python3 .ci/dev.py coverage           those of `test`, more windows: how much of the code they run
python3 .ci/dev.py mutants [MODULE]   break the core here and there: does a test tell?
python3 .ci/dev.py harden [KILLS]     kill it, let the disk fail, feed it rubbish: docs/safety.md
python3 .ci/dev.py pictures [FOLDER]  those of the manual and README, taken anew; or of everything
python3 .ci/dev.py pictures FOLDER wine   the same of everything as Windows shows it, under Wine
python3 .ci/dev.py pages              pictures of the documents on paper, for docs/documents.md
python3 .ci/dev.py newest             the Qt tests, on the newest PySide6 there is
python3 .ci/dev.py freeze             dist/nianbao, tried as a clerk would
python3 .ci/dev.py windows            on Debian, as root: the program for Windows, under Wine
python3 .ci/dev.py zip [FROZEN]       the zip to hand out, its SHA-256
python3 .ci/dev.py sbom               what the program for Windows is made of (CycloneDX)
python3 .ci/dev.py system             Qt's system libraries alone; as root, on Debian's relatives
python3 .ci/dev.py lock [--upgrade]   renew requirements/ after a change of pyproject.toml
"""

import ctypes
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this line is for those who have an older one
    sys.exit("This project needs Python 3.11 or later; this is " + platform.python_version() + ".")

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = sys.platform == "win32"
NO_TESTS = 5  # pytest's exit code when it chose none; its closing line says so
TESTING = {
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHONWARNDEFAULTENCODING": "1",  # see filterwarnings in pyproject.toml
    "PYTHONDONTWRITEBYTECODE": "",  # or each process that a test starts compiles all of it anew
}
# 6.12.0 gives away a reference to None with each call that returns nothing: below Python 3.12,
# where None is counted, a window ends the program after some thousand of them.
NEWEST = "PySide6-Essentials" if sys.version_info >= (3, 12) else "PySide6-Essentials!=6.12.0"
MUTMUT = "mutmut==3.8.1"
# Programs that read OFD; a newer PyMuPDF brings 230 MB along that nothing here needs.
OFD_JS, OFD2IMG = "0.2.6", ("ofd2img==0.1.2", "pymupdf==1.28.2")
# What PySide6 expects of a Linux system: the library, and Debian's package for it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# The jars of PDFBox's validator of PDF/A-1b, and Debian's packages for them.
JARS = Path("/usr/share/java")
VALIDATOR = {
    "preflight.jar": "libpdfbox2-java",
    "pdfbox2.jar": "libpdfbox2-java",
    "xmpbox.jar": "libpdfbox2-java",
    "fontbox2.jar": "libfontbox2-java",
    "commons-io.jar": "libcommons-io-java",
    "commons-logging.jar": "libcommons-logging-java",
    "javax.activation.jar": "libactivation-java",
    "jaxb-api.jar": "libjaxb-api-java",
}


def main(command: str = "", *arguments: str) -> None:
    commands: dict[str, Callable[..., None]] = {
        "run": run,
        "test": test,
        "quick": quick,
        "fix": fix,
        "slow": slow,
        "coverage": coverage,
        "mutants": mutants,
        "harden": harden,
        "pictures": pictures,
        "pages": pages,
        "newest": newest,
        "freeze": freeze,
        "windows": windows,
        "zip": pack,
        "sbom": sbom,
        "system": system,
        "lock": lock,
    }
    if command not in commands:
        sys.exit(__doc__)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A Windows console may know no Chinese; what it cannot show is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace", line_buffering=True)
    commands[command](*arguments)


def run(*arguments: str) -> None:
    require_system(missing_for_qt)
    python = set_up(".venv", "run")
    # PYTHONPATH and -P: from any folder, and never a folder `ui` that happens to be there.
    call(python, "-P", "-m", "ui", *arguments, env={"PYTHONPATH": str(ROOT)})


def test(*arguments: str) -> None:
    require_system(missing_for_qt)
    python = set_up_tests(".venv")
    lint(python)
    run_tests(python, *arguments or ["-m", "not slow and not more"])


def lint(python: str) -> None:
    call(python, "-m", "ruff", "check", cwd=ROOT)
    call(python, "-m", "ruff", "format", "--check", cwd=ROOT)
    call(python, "-m", "mypy", cwd=ROOT)


def quick(*arguments: str) -> None:
    """Rather too many tests than too few: where it cannot be told which, all, and it says so."""
    from concerned import changed, concerned  # after the question which Python this is

    require_system(missing_for_qt)
    python = set_up_tests(".venv")
    files = changed(ROOT)
    choice = concerned(ROOT, files)
    if choice.unsure:
        print("All tests are run:", choice.unsure + ".")
    else:
        print("Changed against main:", *files or ["nothing"])
        print("Test files that this concerns:", len(choice.tests))
    lint(python)
    if choice.tests or choice.unsure:
        run_tests(python, *choice.tests, *arguments, accepted={0, NO_TESTS})


def fix() -> None:
    python = set_up_tests(".venv")
    call(python, "-m", "ruff", "check", "--fix-only", "--quiet", cwd=ROOT)
    call(python, "-m", "ruff", "format", cwd=ROOT)
    call(python, "-m", "ruff", "check", cwd=ROOT)  # what is left to a person


def slow() -> None:
    require_system(missing_for_qt, missing_for_tracing)
    set_up_readers()
    python = set_up_tests(".venv")
    tests = ["-n", "auto", "-m", "slow"]
    call(python, "-m", "pytest", *tests, cwd=ROOT, env=TESTING, accepted={0, NO_TESTS})


def coverage() -> None:
    """Of all tests that are not slow, those of more windows too."""
    require_system(missing_for_qt)
    run_tests(set_up_tests(".venv"), "--cov")


def run_tests(python: str, *arguments: str, accepted: Iterable[int] = (0,)) -> None:
    """The tests that are not slow."""
    tests = ["-n", "auto", "-m", "not slow", *arguments]
    call(python, "-m", "pytest", *tests, cwd=ROOT, env=TESTING, accepted=accepted)


def mutants(*modules: str) -> None:
    """Not in `.ci/run`: what survives is for a person to judge, now and then."""
    require_system(missing_for_qt)
    python = set_up_tests(".venv-mutants")
    call(python, "-m", "pip", "install", "-q", MUTMUT)
    call(python, ".ci/mutants.py", *modules, cwd=ROOT)


def harden(*counts: str) -> None:
    """Not in `slow`: half an hour. More: KILLS FAULTS INPUTS SEED OF_COLLECTIONS."""
    require_system(missing_for_qt)
    python = set_up_tests(".venv")
    environment = {**TESTING, "PYTHONPATH": str(ROOT)}
    call(python, "-m", "tests.safety.harden", *counts, cwd=ROOT, env=environment)


def pictures(folder: str = "", *where: str) -> None:
    """With a folder: every window, page, dialog and menu into it, to be looked at."""
    if where not in ((), ("wine",)):
        sys.exit(__doc__)
    require_system(missing_for_qt)
    python = set_up_tests(".venv")
    if where:
        call("bash", ROOT / ".ci" / "windows" / "setup.sh", python)
    whole = ["tests.pictures", str(Path(folder).resolve()), *where]
    taken = whole if folder else ["tests.ui.manual_pictures"]
    call(python, "-m", *taken, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})


def pages() -> None:
    """LibreOffice prints them, poppler draws them: to be looked at."""
    require_system(missing_for_qt)
    require_system(missing_for_reading)
    python = set_up_tests(".venv")
    drawn = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    call(python, "-m", "tests.sheets", cwd=ROOT, env=drawn)


def newest() -> None:
    require_system(missing_for_qt)
    python = set_up_tests(".venv-newest")
    call(python, "-m", "pip", "install", "-q", "-U", NEWEST)
    run_tests(python, "tests/ui", "tests/e2e")


def system() -> None:
    require_system(missing_for_qt, missing_for_freezing, missing_for_driving)
    require_system(missing_for_validating)


def freeze() -> None:
    require_system(missing_for_qt, missing_for_freezing)
    if may_install_system():  # without them the tests leave the real window out, and say so
        require_system(missing_for_driving)
    python = set_up_tests(".venv")
    options = ["--noconfirm", "--clean", "--log-level", "WARN"]
    call(python, "-m", "PyInstaller", *options, "build.spec", cwd=ROOT)
    frozen = {"FROZEN": str(ROOT / "dist" / "nianbao")}
    call(python, "-m", "pytest", "tests/package", cwd=ROOT, env=frozen)


def windows() -> None:
    python = set_up_tests(".venv")
    call("bash", ROOT / ".ci" / "windows" / "run", python)


def pack(frozen: str = "dist/nianbao") -> None:
    python = set_up_tests(".venv")
    call(python, ".ci/release.py", frozen, "dist", cwd=ROOT)


def sbom() -> None:
    """From the locked packages; a venv would list the tools that are in it as well."""
    python = set_up(".venv-release", "release")
    chosen = ROOT / "dist" / "packages.txt"
    with chosen.open("w", encoding="utf-8") as out:
        command = [python, ".ci/windows/pins.py", "requirements/run.txt"]
        subprocess.run(command, cwd=ROOT, stdout=out, check=True)
    options = ["--pyproject", "pyproject.toml", "--of", "JSON", "-o", "dist/nianbao.cdx.json"]
    call(python, "-m", "cyclonedx_py", "requirements", chosen, *options, cwd=ROOT)
    chosen.unlink()


def lock(*arguments: str) -> None:
    python = set_up(".venv", "run")
    call(python, "-m", "pip", "install", "-q", "uv")
    compiler = [python, "-m", "uv", "pip", "compile", "pyproject.toml", "--no-config", "--quiet"]
    compiler += ["--universal", "--generate-hashes", *arguments]
    compiler += ["--custom-compile-command", "python3 .ci/dev.py lock"]
    call(*compiler, "-o", "requirements/run.txt", cwd=ROOT)
    for extra, constraint in (("dev", "run"), ("release", "dev")):
        options = ["--extra", extra, "--constraint", f"requirements/{constraint}.txt"]
        call(*compiler, *options, "-o", f"requirements/{extra}.txt", cwd=ROOT)


def set_up_tests(folder: str) -> str:
    """With the tools and the `nianbao` command; setuptools is one of the locked tools."""
    editable = ["--no-build-isolation", "--no-deps", "-e", str(ROOT)]
    return set_up(folder, "dev", editable)


def set_up(folder: str, requirements: str, *more: list[str]) -> str:
    """The environment's Python, with exactly the locked packages; a second time costs nothing."""
    venv, locked = ROOT / folder, ROOT / "requirements" / (requirements + ".txt")
    python = str(venv / ("Scripts/python.exe" if WINDOWS else "bin/python"))
    wanted = locked.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    state = hashlib.sha256(wanted + (sys.version + str(ROOT)).encode()).hexdigest()
    stamp = venv / ("installed-" + requirements)
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return python
    print("Setting up", venv, "...")
    if not is_made_by_this_python(venv):
        call(sys.executable, "-m", "venv", "--clear", venv)
    # The list is complete; asked for more, Debian 12's pip 23.0 takes an extra (coverage[toml])
    # for a package that is not pinned, and stops.
    for options in (["--require-hashes", "--no-deps", "-r", str(locked)], *more):
        call(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *options)
    stamp.write_text(state, encoding="ascii")
    return python


def set_up_readers() -> None:
    """Where they can be installed; the tests leave out those that are not there, and say so."""
    if platform.system() != "Linux" or not may_install_system():
        return
    require_system(missing_for_reading, missing_for_validating)
    npm = [shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run(npm, cwd=ROOT / ".ci" / "readers", check=False).returncode:
        print("The readers of npm are not there: it could not install them.")
    set_up_readers_of_ofd()


def set_up_readers_of_ofd() -> None:
    """Of ofd.js the one file that a browser loads: what it asks for is a whole website's."""
    modules, venv = ROOT / ".ci" / "readers" / "node_modules", ROOT / ".venv-readers"
    (modules / "ofd.js").mkdir(parents=True, exist_ok=True)
    npm = [shutil.which("npm") or "npm", "pack", "--silent", f"ofd.js@{OFD_JS}"]
    if subprocess.run(npm, cwd=modules, check=False, stdout=subprocess.DEVNULL).returncode:
        print("The reader ofd.js is not there: npm could not fetch it.")
    else:
        with tarfile.open(modules / f"ofd.js-{OFD_JS}.tgz") as packed:
            file = packed.extractfile("package/lib/ofd.umd.min.js")
            assert file is not None
            (modules / "ofd.js" / "ofd.umd.min.js").write_bytes(file.read())
    if not is_made_by_this_python(venv):
        call(sys.executable, "-m", "venv", "--clear", venv)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q"]
    if subprocess.run([*pip, "--disable-pip-version-check", *OFD2IMG], check=False).returncode:
        shutil.rmtree(venv)
        print("The reader ofd2img is not there: pip could not install it.")


def is_made_by_this_python(venv: Path) -> bool:
    made = venv / "pyvenv.cfg"
    version = "version = " + platform.python_version() + "\n"
    return made.exists() and version in made.read_text(encoding="utf-8")


def missing_for_qt() -> list[str]:
    packages = [package for name, package in QT_LIBRARIES.items() if not is_loadable(name)]
    return packages + missing_fonts()


def missing_fonts() -> list[str]:
    """Without a Chinese font every label is a row of boxes, in the window and in its pictures."""
    if not shutil.which("fc-list"):
        return ["fontconfig", "fonts-noto-cjk"]
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, check=True)
    return [] if listed.stdout.strip() else ["fonts-noto-cjk"]


def missing_for_freezing() -> list[str]:
    python = "libpython{}.{}".format(*sys.version_info)
    missing = [] if shutil.which("objcopy") else ["binutils"]
    return missing if is_loadable(python + ".so.1.0") else [*missing, python]


def missing_for_driving() -> list[str]:
    """A screen in memory and what moves and looks on it; see tests/package."""
    tools = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "import": "imagemagick"}
    return [package for tool, package in tools.items() if not shutil.which(tool)]


def missing_for_tracing() -> list[str]:
    """What sees which files a program asks the system for."""
    return [] if shutil.which("strace") else ["strace"]


def missing_for_reading() -> list[str]:
    """Other programs that open our documents; see tests/app/exporters/readers.py."""
    programs = {
        "soffice": "libreoffice-writer libreoffice-calc",
        "pdftotext": "poppler-utils",
        "chromium": "chromium",
        "pandoc": "pandoc",
        "abiword": "abiword",
        "node": "nodejs",
        "npm": "npm",
    }
    missing = [packages for program, packages in programs.items() if not shutil.which(program)]
    return " ".join(missing + missing_alike()).split()


def missing_alike() -> list[str]:
    """Letters as wide as those of a font that a document names, or its columns come out wider."""
    fonts = {"Times New Roman": "fonts-liberation", "Calibri": "fonts-crosextra-carlito"}
    asked = {font: ["fc-match", "--format=%{family}", font] for font in fonts}
    there = {f: subprocess.run(c, capture_output=True, check=True).stdout for f, c in asked.items()}
    any_font = b"DejaVu", b"Noto"
    return [package for font, package in fonts.items() if there[font].startswith(any_font)]


def missing_for_validating() -> list[str]:
    """What says whether a PDF is PDF/A, and reads its tags; see tests/ui/pdf_reading.py."""
    tools = {"java": "default-jre-headless", "pdfinfo": "poppler-utils"}
    missing = [package for tool, package in tools.items() if not shutil.which(tool)]
    jars = {package for jar, package in VALIDATOR.items() if not (JARS / jar).exists()}
    return missing + sorted(jars)


def is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def require_system(*finders: Callable[[], list[str]]) -> None:
    if platform.system() != "Linux":
        return
    packages = [package for find in finders for package in find()]
    if packages:
        install_system(packages)


def install_system(packages: list[str]) -> None:
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not may_install_system():
        print("System packages are missing. On Debian, Ubuntu, UOS or Kylin:", file=sys.stderr)
        print("sudo " + " ".join(install), file=sys.stderr)
        sys.exit(2)
    print("Installing system packages:", *packages)
    unattended = {"DEBIAN_FRONTEND": "noninteractive"}
    call("apt-get", "update", "-qq", env=unattended)
    call(*install, "-qq", env=unattended)


def may_install_system() -> bool:
    return bool(shutil.which("apt-get")) and os.access("/var/lib/dpkg", os.W_OK)


def call(
    *command: str | Path,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    accepted: Iterable[int] = (0,),
) -> None:
    """Run it; if it fails, so do we, with its exit code and its own words."""
    environment = {**os.environ, **(env or {})}
    ended = subprocess.run([str(part) for part in command], env=environment, cwd=cwd, check=False)
    if ended.returncode not in accepted:
        sys.exit(ended.returncode)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
