"""Write the README's pictures: two figures of the reports on the seed, as a browser shows them.

`make pictures` runs this; it needs a Chromium, as the browser tests do.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from closereading.cli import main
from closereading.report.pdf import find_browser

ROOT = Path(__file__).parents[1]
FIGURES = {
    "timeline": ("02_build_the_timeline", "What happened when"),
    "grid": ("03_compare_the_issues", "How each actor acts or speaks toward others"),
}


def take(out: Path) -> None:
    """Take the pictures of reports that lie in a folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=1.5)
        for name, (notebook, caption) in FIGURES.items():
            page.goto((out / "trilateral-cooperation" / f"{notebook}.html").as_uri())
            figure = page.locator("figure.cr-figure", has_text=caption).first
            figure.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        main(["run", str(ROOT / "seeds" / "trilateral-cooperation.txt"), "--out", folder])
        take(Path(folder))
