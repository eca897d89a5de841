"""How the cost of comparing articles grows with their number: `python bench/shelf.py`.

Articles of the seeded generator (about 700 words each); the tables that a shelf reads are written
first, by as many processes as there are cores, and kept in a folder, so that a second run only
measures. Then notebook 04 is executed and exported for 100, 300 and 1,000 of them, each in a
process of its own: seconds on the clock, and the most memory that it and its kernel took together.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from generate import write_articles

import closereading as cr
from closereading.export import EXTRACTORS
from closereading.shelf.load import READ

SIZES = (100, 300, 1000)
N_WORDS = 700
ROOT = Path(__file__).parents[1]


def fill(path: Path, out: Path) -> dict[str, object]:
    """Write the tables of an article, and return what `run.json` says of it."""
    article = cr.load_article(path)
    folder = cr.output_folder(article, out)
    if not (folder / "tables" / "positions.csv").exists():
        cr.write_tables({name: EXTRACTORS[name](article) for name in READ}, folder)
    return {
        "doc_id": article.doc_id,
        "title": article.title,
        "published": article.published,
        "publisher": article.meta["publisher"],
        "front_matter": {"x_desk": article.meta["x_desk"]},
    }


def measure(folder: Path, entries: list[dict[str, object]], group_by: str) -> tuple[float, float]:
    """Run notebook 04 on the articles; return seconds, and megabytes of all processes at most."""
    with TemporaryDirectory() as place:
        out = Path(place)
        for entry in entries:
            (out / str(entry["doc_id"])).symlink_to(folder / str(entry["doc_id"]))
        (out / "run.json").write_text(json.dumps({"articles": entries}))
        code = (
            "from pathlib import Path; from closereading.batch import run_task;"
            "from closereading.plan import Task;"
            f"notebook = Path({str(ROOT / 'notebooks' / '04_compare_articles.ipynb')!r});"
            f"task = Task(None, notebook, {{'group_by': {group_by!r}}}, Path({place!r}));"
            "result = run_task(task); assert result.status == 'done', result.error"
        )
        started, most = time.monotonic(), 0
        running = subprocess.Popen([sys.executable, "-c", code])  # noqa: S603
        while running.poll() is None:
            with suppress(psutil.NoSuchProcess):
                own = psutil.Process(running.pid)
                family = [own, *own.children(recursive=True)]
                most = max(most, sum(process.memory_info().rss for process in family))
            time.sleep(0.1)
        if running.returncode:
            sys.exit("notebook 04 failed")
        seconds = time.monotonic() - started
        shutil.copytree(out / "_shelf", folder / f"_shelf_{len(entries)}", dirs_exist_ok=True)
        return seconds, most / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "bench-shelf")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--group-by", default="", help="front-matter key, such as publisher")
    given = parser.parse_args()
    paths = write_articles(given.folder / "articles", n=max(given.sizes), n_words=N_WORDS)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        out = [given.folder] * len(paths)
        entries = list(pool.map(fill, paths, out, chunksize=10))
    print(f"{'articles':>9}{'seconds':>9}{'MB':>8}{'ms an article':>15}")
    for n in given.sizes:
        seconds, most = measure(given.folder, entries[:n], given.group_by)
        print(f"{n:>9,}{seconds:>9.1f}{most:>8.0f}{seconds / n * 1000:>15.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
