"""Findings about the words and the tone of an article."""

import math

import pandas as pd

from closereading.prose import agree, capitalised, counted, every, quoted, signed, times
from closereading.tone import NEUTRAL
from closereading.words.segment import NEEDED

from .finding import Finding, evidence, places_of

FEW_WORDS = 200  # below, a rate per 1,000 words would blow up single occurrences
FEW_SENTENCES = 5
MAX_NAMED = 3  # so many ties are named, more are counted
HALF = 0.5  # of the phrases


def frequency_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `frequencies`, all rows of it."""
    if table.empty:
        return [Finding("The article has no words to count.")]
    n_words = int(table.n_occurrences.sum())
    n_once = int((table.n_occurrences == 1).sum())
    once = f"{n_once:,}" if n_once else "none"
    found = [
        Finding(
            f"{counted(n_words, 'word')} {agree(n_words, 'is', 'are')} counted under "
            f"{counted(len(table), 'entry', 'entries')}; {once} of these "
            f"{agree(n_once or 1, 'occurs', 'occur')} only once."
        )
    ]
    content = table[table.is_content]
    if content.empty:
        return [*found, Finding("No word of the article is a content word.")]
    first = content[content.n_occurrences == content.n_occurrences.max()]
    n = int(first.n_occurrences.iloc[0])
    if n < 2:
        return [*found, Finding("No content word occurs twice: too few words to rank them.")]
    rate = "" if n_words < FEW_WORDS else f", {first.rate_per_1k.iloc[0]:.1f} per 1,000 words"
    if len(first) == 1:
        text = (
            f"The word {quoted(first.type)} is the most frequent content word "
            f"({times(n)}{rate}, in {counted(int(first.n_sentences.iloc[0]), 'sentence')})."
        )
    elif len(first) <= MAX_NAMED:
        text = (
            f"The words {quoted(first.type)} are the most frequent content words "
            f"({times(n)} each{rate})."
        )
    else:
        text = f"{len(first):,} content words share the first place: each occurs {times(n)}{rate}."
    found.append(Finding(text, evidence(first.sent_ids), alone(first)))
    if n_words < FEW_WORDS:
        found.append(
            Finding(f"In a text of {counted(n_words, 'word')} counts say little about importance.")
        )
    return found


def collocation_findings(table: pd.DataFrame, *, top: int = 3) -> list[Finding]:
    """Word the first rows of the table `collocations`."""
    if table.empty:
        return [Finding("No two content words stand together often enough to say that they do.")]
    found = []
    rows = table.head(top).to_dict("records")
    for row in rows:
        text = (
            f"“{row['word']}” and “{row['collocate']}” stand together "
            f"{times(row['n_occurrences'])}, where chance alone would bring "
            f"{_expected(row['n_expected'])}."
        )
        found.append(Finding(text, evidence([row["sent_ids"]]), row.get("spans", "")))
    if any(row["n_occurrences"] == 2 for row in rows):
        found.append(Finding("Two occurrences of a pair are little to go by."))
    return found


def key_phrase_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `key_phrases`: those of the highest C-value."""
    if table.empty:
        return [Finding("No phrase of two words or more returns, names and amounts left out.")]
    first = table[table.c_value == table.c_value.max()]
    value = f"{first.c_value.iloc[0]:.1f}"
    if len(first) > MAX_NAMED:
        text = f"{len(first):,} phrases share the highest C-value, {value}."
    elif len(first) > 1:
        text = f"The highest C-value, {value}, is shared by {quoted(first.phrase)}."
    else:
        n = times(int(first.n_occurrences.iloc[0]))
        text = f"The phrase “{first.phrase.iloc[0]}” has the highest C-value, {value} ({n})."
    found = [Finding(text, evidence(first.sent_ids), alone(first))]
    if (table.n_occurrences == 2).mean() > HALF:
        found.append(
            Finding("Most of these phrases occur twice, which is too little for an order.")
        )
    return found


def kwic_findings(table: pd.DataFrame, *, query: str) -> list[Finding]:
    """Word the table `kwic` of a query."""
    if table.empty:
        return [Finding(f"“{query}” doesn't occur in the article.")]
    sent_ids = evidence(table.sent_id)
    text = f"“{query}” occurs {times(len(table))}, in {counted(len(sent_ids), 'sentence')}."
    return [Finding(text, sent_ids, places_of(table))]


def dispersion_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `dispersion`: the most even and the most concentrated word."""
    known = table[table.dp.notna()]
    if known.empty:
        return [Finding("Too few words to say how evenly one is spread over the article.")]
    parts = int(known.of_parts.iloc[0])
    if len(known) == 1:
        row = known.iloc[0]
        text = (
            f"“{row.type}”, the only content word with enough occurrences to say, "
            f"stands in {row.n_parts} of {parts} equal parts of the article (DP {row.dp:.2f})."
        )
        return [Finding(text, evidence([row.sent_ids]))]
    least = int(known.n_occurrences.min())
    found = []
    for extreme, label in ((known.dp.min(), "evenly spread"), (known.dp.max(), "concentrated")):
        rows = known[(known.dp - extreme).abs() < 1e-9]
        if len(rows) == len(known):
            all_words = capitalised(every(len(known)))
            return [Finding(f"{all_words} words are spread alike (DP {extreme:.2f}).")]
        where = "; ".join(
            f"“{r.type}” ({times(r.n_occurrences)}, in {r.n_parts} of {parts} equal parts)"
            for r in rows.head(MAX_NAMED).itertuples()
        )
        more = f" and {len(rows) - MAX_NAMED} more" if len(rows) > MAX_NAMED else ""
        found.append(
            Finding(
                f"Of the {len(known)} content words with at least {least} occurrences, the most "
                f"{label} {agree(len(rows), 'is', 'are')} {where}{more}: DP {extreme:.2f}.",
                evidence(rows.sent_ids),
            )
        )
    return found


def tone_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `tone`, with what it can't show."""
    scored = table[table.compound.notna()]
    if scored.empty:
        return [Finding("No sentence holds a word that VADER scores: nothing to say of the tone.")]
    kinds = (
        ("positive", scored[scored.compound >= NEUTRAL]),
        ("negative", scored[scored.compound <= -NEUTRAL]),
    )
    n_neutral = len(scored) - sum(len(rows) for _, rows in kinds)
    by_kind = ", ".join(f"{len(rows):,} {name}" for name, rows in kinds)
    found = [
        Finding(
            f"{len(scored):,} of {counted(len(table), 'sentence')} "
            f"{agree(len(scored), 'holds', 'hold')} words that VADER scores: {by_kind} and "
            f"{n_neutral:,} neutral by their words (mean compound score "
            f"{signed(scored.compound.mean())}).",
            evidence(scored.sent_id),
        )
    ]
    if len(scored) < FEW_SENTENCES:
        found.append(Finding("Too few sentences to speak of the tone of the article."))
    else:
        found += [_extreme_tone(rows, name) for name, rows in kinds if not rows.empty]
    found.append(
        Finding(
            "VADER adds up single words: it can't tell the author's attitude from the events "
            "reported, nor who feels what about whom."
        )
    )
    return found


def _extreme_tone(rows: pd.DataFrame, kind: str) -> Finding:
    """Word the sentence with the strongest score of one kind."""
    peak = rows.compound.abs().max()
    first = rows[rows.compound.abs() == peak]
    row = first.iloc[0]
    if len(first) > 1:
        text = f"{len(first)} sentences share the most {kind} score, {signed(row.compound)}."
    else:
        terms = row.terms.replace(";", ", ").replace("-", "−")
        text = (
            f"The most {kind} sentence is {row.sent_id} ({signed(row.compound)}), "
            f"its scored words before negation and emphasis: {terms}."
        )
    return Finding(text, evidence(first.sent_id))


def length_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the lengths in the table `sentences`, headings left out."""
    body = table[~table.is_heading & (table.n_words > 0)]
    if len(body) < 2:
        return [Finding("Fewer than two sentences: no sentence length to compare.")]
    n_paragraphs = counted(body.paragraph.nunique(), "paragraph")
    found = [
        Finding(
            f"{counted(len(body), 'sentence')} in {n_paragraphs}, headings left out: "
            f"{body.n_words.mean():.1f} words a sentence on average, half of them at most "
            f"{math.floor(body.n_words.median())}."
        )
    ]
    if body.n_words.min() == body.n_words.max():
        return found
    for label, n in (("longest", body.n_words.max()), ("shortest", body.n_words.min())):
        rows = body[body.n_words == n]
        text = (
            f"The {label} sentence is {rows.sent_id.iloc[0]}, with {counted(n, 'word')}."
            if len(rows) == 1
            else f"{len(rows):,} sentences are the {label}, with {counted(n, 'word')} each."
        )
        found.append(Finding(text, evidence(rows.sent_id)))
    return found


def segment_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `segments`: where the vocabulary changes, and where too few words tell."""
    n_words = int(table.n_words.sum())
    if n_words < NEEDED:
        return [
            Finding(
                f"{counted(n_words, 'word')} {agree(n_words, 'is', 'are')} too few to look for "
                f"changes of vocabulary: it takes {NEEDED}."
            )
        ]
    if len(table) == 1:
        return [Finding("The vocabulary changes nowhere so much that the article falls in two.")]
    first = table.sent_id.iloc[1:]
    cuts = f"at {counted(len(first), 'place')}, which {agree(len(first), 'cuts', 'cut')}"
    lengths = f"{table.n_words.min():,} to {table.n_words.max():,} words"
    text = f"The vocabulary changes most {cuts} the article into stretches of {lengths}."
    return [Finding(text, tuple(first))]


def alone(rows: pd.DataFrame) -> str:
    """Return the passages of a row that stands alone; those of several aren't one count."""
    return str(rows.spans.iloc[0]) if len(rows) == 1 and "spans" in rows else ""


def _expected(n: float) -> str:
    """Return an expected count that is never rounded to nothing."""
    return f"{n:.1f}" if n >= 0.05 else "less than 0.1"
