"""Reports as PDF, printed by a browser that is installed; none is ever downloaded."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from closereading.errors import OutputError

VARIABLE = "CLOSEREADING_BROWSER"
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge", "brave-browser",
)  # fmt: skip
PLACES = (  # where macOS and Windows have them, from a root or a folder of programs
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
PROGRAMS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
OPTIONS = (
    "--headless", "--disable-gpu", "--no-pdf-header-footer", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--proxy-server=127.0.0.1:9",
)  # fmt: skip
SECONDS = 180


def find_browser() -> str:
    """Return the path of a browser that prints: Chromium, Chrome or Edge.

    Raises
    ------
    OutputError
        There is none.
    """
    chosen = os.environ.get(VARIABLE, "")
    folders = [Path(os.environ[name]) for name in PROGRAMS if name in os.environ]
    places = [chosen] if chosen else [*map(shutil.which, NAMES), *PLACES]
    for place in filter(None, places):
        for path in (Path(place), *(folder / place for folder in folders)):
            if path.is_file() and os.access(path, os.X_OK):
                return str(path)
    said = f"{VARIABLE} is {chosen!r}, which is no program. " if chosen else ""
    raise OutputError(
        f"{said}A PDF needs Chromium, Google Chrome or Microsoft Edge, and none was found. Install "
        f"one, or name it in the environment variable {VARIABLE}; the HTML reports print to PDF "
        "from any browser, too."
    )


def write_pdfs(reports: Iterable[Path]) -> list[Path]:
    """Print each report that is newer than its PDF, and return the paths of those written."""
    browser = find_browser()
    made = []
    for html in reports:
        pdf = html.with_suffix(".pdf")
        if not html.exists():
            pdf.unlink(missing_ok=True)
        elif not pdf.exists() or pdf.stat().st_mtime < html.stat().st_mtime:
            made.append(print_page(browser, html, pdf))
    return made


def print_page(browser: str, html: Path, pdf: Path) -> Path:
    """Print one page, without network, and return the path of the PDF.

    Raises
    ------
    OutputError
        The browser wrote none.
    """
    root = ["--no-sandbox"] if sys.platform == "linux" and os.geteuid() == 0 else []
    with TemporaryDirectory() as folder:
        part = Path(folder) / "page.pdf"
        command = [browser, *OPTIONS, *root, f"--user-data-dir={folder}/profile"]
        command += [f"--print-to-pdf={part}", html.resolve().as_uri()]
        try:
            ended = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
            reason = ended.stderr.decode(errors="replace").strip()[-300:]
        except (OSError, subprocess.TimeoutExpired) as error:
            reason = str(error)
        if not part.exists():
            raise OutputError(f"{browser} printed no PDF of {html}: {reason}")
        shutil.copyfile(part, pdf)
    return pdf
