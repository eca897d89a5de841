"""What several test modules need."""

from pathlib import Path

import pytest

import closereading as cr

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))


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
