"""Write docs/specimen/, the reports on the seed as a reader gets them who may not have its text.

`make docs` runs this; a test fails when the tables aren't those that it would write.
"""

import shutil
import sys
from pathlib import Path

from closereading.cli import main

ROOT = Path(__file__).parents[1]
SPECIMEN = ROOT / "docs" / "specimen"
ARTICLE = "trilateral-cooperation"


def build(folder: Path) -> None:
    """Write the index and the three reports on the seed into a folder, and nothing else."""
    notebooks = [word for number in "123" for word in ("--notebook", number)]
    article = str(ROOT / "seeds" / f"{ARTICLE}.txt")
    if main(["run", article, *notebooks, "-p", "include_text=false", "--out", str(folder)]):
        sys.exit("The reports on the seed could not be written: see above.")
    for path in sorted(folder.rglob("*"), reverse=True):  # what lies in a folder before the folder
        if path.suffix == ".html":
            text = path.read_text("utf-8").replace(str(folder), folder.name)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif path.is_file():
            path.unlink()
        elif not any(path.iterdir()):
            path.rmdir()


if __name__ == "__main__":
    shutil.rmtree(SPECIMEN, ignore_errors=True)
    build(SPECIMEN)
