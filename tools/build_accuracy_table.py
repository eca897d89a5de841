"""Write the table on accuracy into docs/methods.md, from the measurements that the reports state.

`make docs` runs this; a test fails when the page isn't what it would write.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "methods.md"
MEASURED = ROOT / "lib" / "closereading" / "data" / "accuracy.toml"
PLACE = re.compile(
    r"(?<=<!-- accuracy: tools/build_accuracy_table.py -->\n).*?(?=<!-- end -->)", re.S
)


def page() -> str:
    """Return the page with the table of today's measurements."""
    text = PAGE.read_text("utf-8")
    return PLACE.sub(lambda _: "".join(f"{line}\n" for line in lines()), text)


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    known = tomllib.loads(MEASURED.read_text("utf-8"))
    yield "| what | measured on | precision | recall |"
    yield "|---|---|--:|--:|"
    for row in known["measured"]:
        for name, data in known["data"].items():
            if name in row:
                n = row[name]
                shares = (
                    f"{100 * n['n_right'] / n[of]:.0f}% ({n['n_right']} of {n[of]})"
                    for of in ("n_system", "n_gold")
                )
                yield f"| {row['what']} | {data['label']} | {' | '.join(shares)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
