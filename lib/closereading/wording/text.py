"""Findings about the words and the tone of an article."""

import math

import pandas as pd

from closereading.tone import NEUTRAL

from .finding import Finding

FEW_WORDS = 200  # below, a rate per 1,000 words would blow up single occurrences
FEW_SENTENCES = 5
MIN_COMPARED = 3  # pairs of paragraphs
MAX_NAMED = 3  # so many ties are named, more are counted


def frequency_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `frequencies`, all rows of it."""
    if table.empty:
        return [Finding("The article has no words to count.")]
    n_words = int(table.n_occurrences.sum())
    n_once = int((table.n_occurrences == 1).sum())
    found = [
        Finding(
            f"The article has {_n(n_words, 'word')}, {len(table):,} of them different; "
            f"{n_once:,} of these {_verb(n_once, 'occurs', 'occur')} only once."
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
            f"The word {_names(first.type)} is the most frequent content word "
            f"({_times(n)}{rate}, in {_n(int(first.n_sentences.iloc[0]), 'sentence')})."
        )
    elif len(first) <= MAX_NAMED:
        text = (
            f"The words {_names(first.type)} are the most frequent content words "
            f"({_times(n)} each{rate})."
        )
    else:
        text = f"{len(first):,} content words share the first place: each occurs {_times(n)}{rate}."
    found.append(Finding(text, _sent_ids(first.sent_ids)))
    if n_words < FEW_WORDS:
        found.append(
            Finding(f"In a text of {_n(n_words, 'word')} counts say little about importance.")
        )
    return found


def ngram_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the table `ngrams`, the sequences that begin and end with a content word."""
    content = table[table.is_content]
    if content.empty:
        return [Finding("No sequence of content words is repeated.")]
    first = content[content.n_occurrences == content.n_occurrences.max()]
    n = int(first.n_occurrences.iloc[0])
    size = int(first["size"].iloc[0])
    if len(first) > MAX_NAMED:
        text = (
            f"{len(first):,} sequences of {size} words share the first place: each occurs "
            f"{_times(n)}."
        )
    else:
        text = (
            f"The most frequent {_verb(len(first), 'sequence', 'sequences')} of {size} words "
            f"{_verb(len(first), 'is', 'are')} {_names(first.ngram)} "
            f"({_times(n)}{'' if len(first) == 1 else ' each'})."
        )
    return [Finding(text, _sent_ids(first.sent_ids))]


def collocation_findings(table: pd.DataFrame, *, top: int = 3) -> list[Finding]:
    """Word the first rows of the table `collocations`."""
    if table.empty:
        return [Finding("No two content words stand together often enough to say that they do.")]
    found = []
    rows = table.head(top).to_dict("records")
    for row in rows:
        text = (
            f"“{row['word']}” and “{row['collocate']}” stand together "
            f"{_times(row['n_occurrences'])}, where chance alone would bring "
            f"{_expected(row['n_expected'])}."
        )
        found.append(Finding(text, _sent_ids([row["sent_ids"]])))
    if any(row["n_occurrences"] == 2 for row in rows):
        found.append(Finding("Two occurrences of a pair are little to go by."))
    return found


def keyness_findings(
    table: pd.DataFrame, *, reference: str = "general English", top: int = 3
) -> list[Finding]:
    """Word the first rows of the table `keyness`, and the words that couldn't be compared."""
    known = table[table.log_likelihood.notna() & (table.log_ratio > 0)]
    unknown = table[table.log_likelihood.isna()]
    found = []
    for row in known.head(top).to_dict("records"):
        ratio = row["rate_per_1k"] / row["reference_per_1k"] if row["n_reference"] else 0
        than = (
            f"{_factor(ratio)} times as often as in {reference}"
            if ratio
            else f"and never in {reference}"
        )
        found.append(
            Finding(
                f"“{row['type']}” occurs {_times(row['n_occurrences'])}, {than} "
                f"(G² {row['log_likelihood']:.1f}).",
                _sent_ids([row["sent_ids"]]),
            )
        )
    if not found:
        found.append(Finding(f"No word occurs often enough to be compared with {reference}."))
    if not unknown.empty:
        named = unknown.type.head(MAX_NAMED)
        more = f" and {len(unknown) - MAX_NAMED:,} more" if len(unknown) > MAX_NAMED else ""
        listed = ", ".join(f"“{word}”" for word in named) if more else _names(named)
        found.append(
            Finding(
                f"Not listed in the reference, so not compared: {listed}{more}.",
                _sent_ids(unknown.sent_ids),
            )
        )
    return found


def _factor(ratio: float) -> str:
    """Return a ratio with two significant digits, in whole numbers from 10 on."""
    if ratio < 10:
        return f"{ratio:.1f}"
    digits = 10 ** (len(str(int(ratio))) - 2)
    return f"{round(ratio / digits) * digits:,}"


def kwic_findings(table: pd.DataFrame, *, query: str) -> list[Finding]:
    """Word the table `kwic` of a query."""
    if table.empty:
        return [Finding(f"“{query}” doesn't occur in the article.")]
    sent_ids = _sent_ids(table.sent_id)
    text = f"“{query}” occurs {_times(len(table))}, in {_n(len(sent_ids), 'sentence')}."
    return [Finding(text, sent_ids)]


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
        return [Finding(text, _sent_ids([row.sent_ids]))]
    least = int(known.n_occurrences.min())
    found = []
    for extreme, label in ((known.dp.min(), "evenly spread"), (known.dp.max(), "concentrated")):
        rows = known[(known.dp - extreme).abs() < 1e-9]
        if len(rows) == len(known):
            return [Finding(f"All {len(known)} words are spread alike (DP {extreme:.2f}).")]
        where = "; ".join(
            f"“{r.type}” ({_times(r.n_occurrences)}, in {r.n_parts} of {parts} equal parts)"
            for r in rows.head(MAX_NAMED).itertuples()
        )
        more = f" and {len(rows) - MAX_NAMED} more" if len(rows) > MAX_NAMED else ""
        found.append(
            Finding(
                f"Of the {len(known)} content words with at least {least} occurrences, the most "
                f"{label} {_verb(len(rows), 'is', 'are')} {where}{more}: DP {extreme:.2f}.",
                _sent_ids(rows.sent_ids),
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
    counted = ", ".join(f"{len(rows):,} {name}" for name, rows in kinds)
    found = [
        Finding(
            f"{len(scored):,} of {_n(len(table), 'sentence')} "
            f"{_verb(len(scored), 'holds', 'hold')} words that VADER scores: {counted} and "
            f"{n_neutral:,} neutral by their words (mean compound score "
            f"{_signed(scored.compound.mean())}).",
            _sent_ids(scored.sent_id),
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
        text = f"{len(first)} sentences share the most {kind} score, {_signed(row.compound)}."
    else:
        terms = row.terms.replace(";", ", ").replace("-", "−")
        text = (
            f"The most {kind} sentence is {row.sent_id} ({_signed(row.compound)}), "
            f"because of the words: {terms}."
        )
    return Finding(text, _sent_ids(first.sent_id))


def length_findings(table: pd.DataFrame) -> list[Finding]:
    """Word the lengths in the table `sentences`, headings left out."""
    body = table[~table.is_heading & (table.n_words > 0)]
    if len(body) < 2:
        return [Finding("Fewer than two sentences: no sentence length to compare.")]
    found = [
        Finding(
            f"{_n(len(body), 'sentence')} in {_n(body.paragraph.nunique(), 'paragraph')}, "
            f"headings left out: {body.n_words.mean():.1f} words a sentence on average, "
            f"half of them at most {math.floor(body.n_words.median())}."
        )
    ]
    if body.n_words.min() == body.n_words.max():
        return found
    for label, n in (("longest", body.n_words.max()), ("shortest", body.n_words.min())):
        rows = body[body.n_words == n]
        text = (
            f"The {label} sentence is {rows.sent_id.iloc[0]}, with {_n(n, 'word')}."
            if len(rows) == 1
            else f"{len(rows):,} sentences are the {label}, with {_n(n, 'word')} each."
        )
        found.append(Finding(text, _sent_ids(rows.sent_id)))
    return found


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
                _sent_ids([before.sent_ids, row.sent_ids]),
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
                f"{_n(n_words, 'word')} {_verb(n_words, 'is', 'are')} too few for the measures "
                f"that need {' or '.join(map(str, needed))}."
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


def _n(n: int, noun: str) -> str:
    """Return a count with its noun: "1 word", "1,021 words"."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _times(n: int) -> str:
    """Return "once", "twice", "11 times"."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def _verb(n: int, one: str, many: str) -> str:
    """Return the form that agrees with `n`."""
    return one if n == 1 else many


def _expected(n: float) -> str:
    """Return an expected count that is never rounded to nothing."""
    return f"{n:.1f}" if n >= 0.05 else "less than 0.1"


def _signed(score: float) -> str:
    """Return a score with its sign, a real minus for a negative one."""
    return f"{score:+.2f}".replace("-", "−")


def _names(words: "pd.Series[str]") -> str:
    """Return words in quotation marks, joined as in a sentence."""
    quoted = [f"“{word}”" for word in words]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _sent_ids(joined: "pd.Series[str] | list[str]") -> tuple[str, ...]:
    """Return the sentence ids of several cells, each once, in the order of the text."""
    return tuple(sorted({sent_id for ids in joined for sent_id in ids.split(";")}))
