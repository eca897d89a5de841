"""What several test modules need."""

import sys
from pathlib import Path

import pytest

import closereading as cr

# Kernels are forked on Linux only; elsewhere these can't even be imported.
collect_ignore_glob = [] if sys.platform == "linux" else ["test_warmkernel*.py"]

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))


@pytest.fixture(autouse=True)
def _figures():
    """Draw without a window, whatever another test chose, and close what a test left open."""
    import matplotlib.pyplot as plt

    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.fixture
def root():
    return ROOT


@pytest.fixture(scope="session")
def seed():
    return cr.load_article(ROOT / "seeds" / "trilateral-cooperation.txt")


@pytest.fixture
def write(tmp_path):
    """Return a function that writes an article and gives back its path."""

    def write_article(content, name="article.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_article


@pytest.fixture
def notebook(tmp_path):
    """Return a function that writes a notebook of code cells, the first tagged `parameters`."""

    def write_notebook(*cells, name="01_try.ipynb", tag="parameters"):
        import nbformat
        from nbformat import v4

        made = [v4.new_code_cell(source) for source in cells]
        if made and tag:
            made[0].metadata["tags"] = [tag]
        metadata = {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        }
        title = v4.new_markdown_cell("# Try it")
        nb = v4.new_notebook(cells=[title, *made], metadata=metadata)
        path = tmp_path / "notebooks" / name
        path.parent.mkdir(exist_ok=True)
        nbformat.write(nb, path)
        return path

    return write_notebook
