"""Each figure of an executed notebook as files of its own: SVG and PNG."""

import base64
import json
import re
from pathlib import Path

from closereading.article import slug

from .table import DATA

IMAGE = re.compile(r'src="data:image/svg\+xml;base64,([^"]*)"')


def write_figures(notebook: Path) -> list[Path]:
    """Write the figures of an executed notebook to `figures/` beside it, and return the paths.

    The names are `<notebook>_<number>_<caption>`; those of an earlier run go.
    """
    folder, written = notebook.parent / "figures", []
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    drawn = [data for data in outputs if (data.get(DATA) or {}).get("part") == "figure"]
    for old in folder.glob(f"{notebook.stem}_[0-9]*.*"):
        old.unlink()
    for number, data in enumerate(drawn, 1):
        image = IMAGE.search("".join(data.get("text/html", "")))
        if not image:
            continue
        folder.mkdir(exist_ok=True)
        path = folder / f"{notebook.stem}_{number:02d}_{slug(str(data[DATA]['caption']))[:60]}"
        files = {".svg": image[1], ".png": "".join(data.get("image/png", ""))}
        for suffix, content in files.items():
            if content:
                written.append(path.with_name(path.name + suffix))
                written[-1].write_bytes(base64.b64decode(content))
    return written
