"""Findings about the vocabulary: what is key, how varied it is, how the paragraphs share it."""

import pandas as pd

from closereading.keyness import MIN_ARTICLES, Reference
from closereading.prose import agree, counted, quoted, times

from .finding import Finding, evidence
from .text import MAX_NAMED

MIN_COMPARED = 3  # pairs of paragraphs
ALPHA = 0.05  # share of false findings among those named


def keyness_findings(
    table: pd.DataFrame, *, reference: str | Reference = "general English", top: int = 3
) -> list[Finding]:
    """Word the first rows of the table `keyness`, and the words that couldn't be compared."""
    name = reference if isinstance(reference, str) else reference.name
    if isinstance(reference, Reference) and not reference.n_words:
        return [
            Finding(
                f"There are no {name} to compare this one with: put some there, or set the "
                "parameter reference to english or to a folder that has articles."
            )
        ]
    known = table[table.log_likelihood.notna() & (table.log_ratio > 0)]
    unknown = table[table.log_likelihood.isna()]
    found = []
    for row in known.head(top).to_dict("records"):
        ratio = row["rate_per_1k"] / row["reference_per_1k"] if row["n_reference"] else 0
        than = f"{_factor(ratio)} times as often as in {name}" if ratio else f"and never in {name}"
        found.append(
            Finding(
                f"“{row['type']}” occurs {times(row['n_occurrences'])}, {than} "
                f"(G² {row['log_likelihood']:.1f}).",
                evidence([row["sent_ids"]]),
                row.get("spans", ""),
            )
        )
    if not found:
        found.append(Finding(f"No word occurs often enough to be compared with {name}."))
    if known.p_adjusted.notna().any():
        found.append(_sure(known))
    elif isinstance(reference, Reference) and 0 < len(reference.articles) < MIN_ARTICLES:
        n = len(reference.articles)
        few = f"{counted(n, 'article')} beside this one {agree(n, 'is', 'are')} too few"
        found.append(Finding(f"{few} for a p-value: it takes {MIN_ARTICLES}."))
    if not unknown.empty:
        words = quoted(unknown.type, most=MAX_NAMED)
        text = f"Not listed in the reference, so not compared: {words}."
        found.append(Finding(text, evidence(unknown.sent_ids)))
    if not table.empty:
        n, of = table.n_words.iloc[0], table.n_reference_words.iloc[0]
        found.append(Finding(f"Compared are {counted(n, 'word')} here with {of:,} of {name}."))
    return found


def _sure(known: pd.DataFrame) -> Finding:
    """Word which words are more frequent than in nearly all articles, all tests allowed for."""
    sure = known[known.p_adjusted <= ALPHA]
    n = counted(len(sure), "word") if len(sure) else "none"
    text = (
        f"With all words tried that these articles have, {n} {agree(len(sure) or 1, 'is', 'are')} "
        "more frequent here than chance between articles allows"
    )
    if sure.empty:
        least = known.p_adjusted.min()
        return Finding(f"{text} (adjusted p {least:.2f}{' or more' if least < 1 else ''}).")
    names = quoted(sure.type, most=MAX_NAMED)
    return Finding(f"{text} (adjusted p up to {ALPHA}): {names}.", evidence(sure.sent_ids))


def _factor(ratio: float) -> str:
    """Return a ratio with two significant digits, in whole numbers from 10 on."""
    if ratio < 10:
        return f"{ratio:.1f}"
    digits = 10 ** (len(str(int(ratio))) - 2)
    return f"{round(ratio / digits) * digits:,}"


def paragraph_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `paragraphs`: where the vocabulary changes most."""
    body = table[~table.is_heading]
    compared = body[body.similarity.notna()]
    if len(compared) < MIN_COMPARED:
        return [Finding("Too few paragraphs that are long enough to compare their words.")]
    found = []
    extremes = ("least", compared.similarity.min()), ("most", compared.similarity.max())
    for label, value in extremes:
        rows = compared[compared.similarity == value]
        if len(rows) > 1:
            continue
        row = rows.iloc[0]
        before = body[body.paragraph < row.paragraph].iloc[-1]
        found.append(
            Finding(
                f"Of {len(compared):,} neighbouring pairs of paragraphs, {before.paragraph} and "
                f"{row.paragraph} are the {label} alike in their content words (similarity "
                f"{value:.2f}; 0 = none in common, 1 = the same).",
                evidence([before.sent_ids, row.sent_ids]),
            )
        )
    return found


def measure_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `measures`: vocabulary and readability, where there are words enough."""
    known = table.dropna(subset="value").set_index("measure").value
    n_words = int(known.get("n_words", 0))
    found = []
    if "mattr" in known:
        found.append(
            Finding(
                f"Of any 50 words in a row, {known.mattr:.0%} are different on average "
                f"(MATTR {known.mattr:.2f})."
            )
        )
    if "mtld" in known:
        found.append(
            Finding(
                f"It takes {known.mtld:.0f} words on average until fewer than 72% of them are "
                "different (MTLD)."
            )
        )
    if "reading_ease" in known:
        found.append(
            Finding(
                f"Flesch's Reading Ease is {_number(known.reading_ease)}, on his scale "
                f"“{_ease(known.reading_ease)}”; the Flesch-Kincaid grade is "
                f"{_number(known.grade)}, LIX {_number(known.lix)}. They see the length of words "
                "and sentences, not sense."
            )
        )
    needed = sorted(set(table.needs_words[table.value.isna() & (table.needs_words > n_words)]))
    if needed:
        found.append(
            Finding(
                f"{counted(n_words, 'word')} {agree(n_words, 'is', 'are')} too few for the "
                f"measures that need {' or '.join(map(str, needed))}."
            )
        )
    return found


def _ease(score: float) -> str:
    """Return Flesch's word (1948, table 5) for a Reading Ease."""
    words = ("very difficult", "difficult", "fairly difficult", "standard", "fairly easy", "easy")
    return next(
        (
            word
            for word, limit in zip(words, (30, 50, 60, 70, 80, 90), strict=True)
            if score < limit
        ),
        "very easy",
    )


def _number(value: float) -> str:
    """Return a value with one decimal, a real minus for a negative one."""
    return f"{value:.1f}".replace("-", "−")
