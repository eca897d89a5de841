"""Fixtures of tests in a real browser: a Chromium that is installed, driven by Playwright.

They are skipped, and say so, where there is none; `make browser` installs it on Debian and Ubuntu.
"""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OFFLINE = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESKTOP, ZOOMED = 390, 1280, 320  # pixels; 320 is 1280 at 400 %


@pytest.fixture(scope="module")  # no longer: Playwright keeps an event loop, others want their own
def browser():
    path = os.environ.get("CLOSEREADING_BROWSER") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if not path:
        pytest.skip(
            "no Chromium was found: run `make browser`, or set CLOSEREADING_BROWSER to its path"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(OFFLINE))
        yield started
        started.close()


@pytest.fixture
def opened(browser):
    """Return a context manager: a file or address in a page that records what it tries to do."""

    @contextmanager
    def open_page(target, *, width=DESKTOP, dark=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
        )
        page = context.new_page()
        page.requested, page.complaints = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        address = target.as_uri() if isinstance(target, Path) else target
        page.goto(address)
        yield page
        context.close()

    return open_page


@pytest.fixture(scope="session")
def axe():
    """Return a function that gives axe-core's violations of WCAG 2.2 AA on a page, as text.

    A theme changes colours alone, so `only=["color-contrast"]` is enough for the second one.
    """
    import axe_playwright_python

    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
    levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def violations(page, only=None):
        page.evaluate(script)
        chosen = {"type": "rule", "values": only} if only else {"type": "tag", "values": levels}
        result = page.evaluate("chosen => axe.run(document, {runOnly: chosen})", chosen)
        return [
            f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
            for rule in result["violations"]
            for node in rule["nodes"][:3]
        ]

    return violations
