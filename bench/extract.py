"""How long each step takes, against the parse: `make bench`.

Two texts: the paragraphs of the project's own articles, shuffled with a fixed seed, up to 5,000
and 20,000 words. Processor seconds, all in one run; the ratio to the parse is what to compare
between machines, the ratio of the two texts shows growth (4 = linear).
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import closereading as cr
from closereading.parse import parse

ROOT = Path(__file__).parents[1]
STEPS: dict[str, Callable[[cr.Article], Any]] = {
    "parse": parse,
    "sentences": cr.sentences,
    "tokens": cr.tokens,
    "mentions": cr.mentions,
    "timexes": cr.timexes,
    "quotations": cr.quotations,
    "issue_mentions": cr.issue_mentions,
    "statements": cr.statements,
    "events": cr.events,
}
WORDS: dict[str, Callable[[cr.Article], Any]] = {
    "frequencies": cr.frequencies,
    "ngrams": cr.ngrams,
    "collocations": cr.collocations,
    "key_phrases": cr.key_phrases,
    "dispersion": cr.dispersion,
    "keyness": lambda article: cr.keyness(article, cr.reference_from("english")),
    "kwic": lambda article: cr.kwic(article, "the"),
    "paragraphs": cr.paragraphs,
    "segments": cr.segments,
    "measures": cr.measures,
    "tone": cr.tone,
}
STEPS |= WORDS
GOAL = 2.0  # seconds for all word statistics of the long text, after the parse
SHORT, LONG = 5_000, 20_000  # words


def text_of(n_words: int) -> str:
    """Return about `n_words` words of shuffled paragraphs of the project's articles."""
    paths = [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "articles").glob("*.txt")]
    paragraphs = [p for path in sorted(paths) for p in cr.load_article(path).text.split("\n") if p]
    shuffle = random.Random(1)  # noqa: S311
    chosen: list[str] = []
    while sum(len(p.split()) for p in chosen) < n_words:
        chosen += shuffle.sample(paragraphs, len(paragraphs))
    return "\n".join(chosen)


def measure(n_words: int) -> dict[str, float]:
    """Return the processor seconds of each step on a text of `n_words`."""
    article = cr.Article.from_text(text_of(n_words), doc_id="bench", published="2025-04-18")
    seconds = {}
    for name, step in STEPS.items():
        started = time.process_time()
        step(article)
        seconds[name] = time.process_time() - started
    return seconds


def main() -> None:
    """Print the table."""
    measure(200)  # models and tables are loaded, once
    short, long = measure(SHORT), measure(LONG)
    print(f"{'step':<16}{'seconds':>9}{'of the parse':>14}{'growth':>8}   ({LONG:,} words)")
    for name in STEPS:
        ratio = long[name] / long["parse"]
        growth = long[name] / short[name]
        print(f"{name:<16}{long[name]:>9.2f}{ratio:>14.1%}{growth:>8.1f}")
    total = sum(long[name] for name in WORDS)
    verdict = "met" if total < GOAL else "missed"
    print(f"all word statistics: {total:.2f} s, goal under {GOAL:.0f} s: {verdict}")


if __name__ == "__main__":
    sys.exit(main())
