"""The columns of every table: the one place where they are defined."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd


class Column(NamedTuple):
    """One column: its name, pandas dtype and meaning (unit and range included)."""

    name: str
    dtype: str
    meaning: str


SPAN = (
    Column("doc_id", "str", "id of the article: a slug of its file's name"),
    Column("sent_id", "str", "id of the sentence in which the span starts: s001, s002, …"),
    Column("start", "int64", "first code point of the span in the article's text, from 0"),
    Column("end", "int64", "one past the last code point of the span"),
    Column("text", "str", "the span itself: article.text[start:end]"),
)

SPANS = Column("spans", "str", "the passages counted, each as start-end, joined by ;")

TABLES: dict[str, tuple[Column, ...]] = {
    "sentences": (
        *SPAN,
        Column("paragraph", "int64", "number of the paragraph, from 1"),
        Column("n_words", "int64", "number of word tokens"),
        Column("is_heading", "bool", "a line of its own without a final stop"),
    ),
    "tokens": (
        *SPAN,
        Column("lemma", "str", "dictionary form, lower case but for names"),
        Column("pos", "str", "Universal POS tag"),
        Column("is_word", "bool", "contains a letter or a digit"),
        Column("is_stop", "bool", "a function word (spaCy's English list)"),
    ),
    "frequencies": (
        Column("doc_id", "str", "id of the article"),
        Column("type", "str", "the lemma or the word form"),
        Column("n_occurrences", "int64", "how often it occurs"),
        Column("rate_per_1k", "float64", "occurrences per 1,000 words of the article"),
        Column("n_sentences", "int64", "number of sentences in which it occurs"),
        Column("pos", "str", "Universal POS tag that it has most often"),
        Column("is_content", "bool", "has a letter and is no function word"),
        Column("sent_ids", "str", "the sentences in which it occurs, joined by ;"),
        SPANS,
    ),
    "ngrams": (
        Column("doc_id", "str", "id of the article"),
        Column("ngram", "str", "neighbouring words, joined by spaces"),
        Column("size", "int64", "number of words in the sequence"),
        Column("n_occurrences", "int64", "how often it occurs"),
        Column("rate_per_1k", "float64", "occurrences per 1,000 words of the article"),
        Column("is_content", "bool", "neither its first nor its last word is a function word"),
        Column("sent_ids", "str", "the sentences in which it occurs, joined by ;"),
        SPANS,
    ),
    "collocations": (
        Column("doc_id", "str", "id of the article"),
        Column("word", "str", "the word that comes first"),
        Column("collocate", "str", "the word that comes after it"),
        Column("n_occurrences", "int64", "how often the pair occurs"),
        Column("n_word", "int64", "how often the first word occurs"),
        Column("n_collocate", "int64", "how often the second word occurs"),
        Column("n_expected", "float64", "how often the pair would occur by chance"),
        Column("log_likelihood", "float64", "G²: higher = better attested"),
        Column("pmi", "float64", "pointwise mutual information, bits: higher = more exclusive"),
        Column("t_score", "float64", "t: higher = better attested"),
        Column("log_dice", "float64", "log-Dice, at most 14: higher = more exclusive"),
        Column("sent_ids", "str", "the sentences in which the pair occurs, joined by ;"),
        SPANS,
    ),
    "kwic": (
        *SPAN,
        Column("left", "str", "the article's text before the span"),
        Column("right", "str", "the article's text after the span"),
    ),
    "dispersion": (
        Column("doc_id", "str", "id of the article"),
        Column("type", "str", "the lemma or the word form"),
        Column("n_occurrences", "int64", "how often it occurs"),
        Column("n_parts", "int64", "number of parts of the article in which it occurs"),
        Column("of_parts", "int64", "number of equally long parts of the article"),
        Column("dp", "float64", "Gries's DP: 0 = even, toward 1 = in one place"),
        Column("dp_norm", "float64", "DP divided by its maximum, 0 to 1"),
        Column("sent_ids", "str", "the sentences in which it occurs, joined by ;"),
        SPANS,
    ),
    "occurrences": (
        *SPAN,
        Column("type", "str", "the lemma or the word form"),
        Column("position_pct", "float64", "share of the article's words before it, in %"),
    ),
    "keyness": (
        Column("doc_id", "str", "id of the article"),
        Column("type", "str", "the word form"),
        Column("n_occurrences", "int64", "how often it occurs in the article"),
        Column("n_reference", "float64", "how often in the reference; NaN when it isn't listed"),
        Column("rate_per_1k", "float64", "occurrences per 1,000 words of the article"),
        Column("reference_per_1k", "float64", "occurrences per 1,000 words of the reference"),
        Column("log_likelihood", "float64", "G²: higher = surer difference"),
        Column("log_ratio", "float64", "binary log of the ratio of the rates: 1 = twice as much"),
        Column("sent_ids", "str", "the sentences in which it occurs, joined by ;"),
        SPANS,
    ),
    "measures": (
        Column("doc_id", "str", "id of the article"),
        Column("measure", "str", "what is measured"),
        Column("value", "float64", "its value; NaN where there are too few words"),
        Column("unit", "str", "unit, or range"),
        Column("needs_words", "int64", "number of words from which the value means something"),
        Column("meaning", "str", "what it is, and which direction is more"),
    ),
    "paragraphs": (
        *SPAN,
        Column("paragraph", "int64", "number of the paragraph, from 1"),
        Column("is_heading", "bool", "all of it is a heading"),
        Column("n_sentences", "int64", "number of sentences"),
        Column("n_words", "int64", "number of word tokens"),
        Column("keywords", "str", "lemmas that set it apart from the rest, joined by ;"),
        Column("similarity", "float64", "cosine with the paragraph before, 0 to 1; or NaN"),
        Column("sent_ids", "str", "its sentences, joined by ;"),
    ),
    "tone": (
        *SPAN,
        Column("paragraph", "int64", "number of the paragraph, from 1"),
        Column("compound", "float64", "VADER's compound score, -1 to 1; NaN without a scored word"),
        Column("trend", "float64", "mean compound of the sentences around; NaN where under three"),
        Column("n_terms", "int64", "number of words that VADER's lexicon scores"),
        Column("terms", "str", "these words with their scores of -4 to 4, joined by ;"),
    ),
    "mentions": (
        Column("mention_id", "str", "key: <doc_id>:m<start>-<end>"),
        *SPAN,
        Column("actor_id", "str", "ISO 3166-1 alpha-3 for states (XKX: Kosovo), else a slug"),
        Column("name", "str", "canonical name of the actor"),
        Column("kind", "str", "state, person, organisation, bloc or place"),
        Column("country", "str", "alpha-3 of the state it belongs to; empty when unknown"),
        Column("rule", "str", "the rule that decided"),
    ),
    "actors": (
        Column("actor_id", "str", "as in mentions"),
        Column("name", "str", "canonical name of the actor"),
        Column("kind", "str", "state, person, organisation, bloc or place"),
        Column("country", "str", "alpha-3 of the state it belongs to; empty when unknown"),
        Column("n_mentions", "int64", "number of mentions, pronouns included"),
        Column("n_sentences", "int64", "number of sentences with a mention"),
        Column("names", "str", "the names in the text, joined by '; '"),
        Column("first_sent_id", "str", "id of the sentence with the first mention"),
        Column("sent_ids", "str", "the sentences with a mention, joined by ;"),
        SPANS,
    ),
    "actor_cooccurrence": (
        Column("doc_id", "str", "id of the article"),
        Column("actor", "str", "id of the actor that is mentioned more often"),
        Column("other", "str", "id of the other actor"),
        Column("name", "str", "canonical name of the first"),
        Column("other_name", "str", "canonical name of the other"),
        Column("n_sentences", "int64", "sentences that mention both"),
        Column("n_actor_sentences", "int64", "sentences that mention the first"),
        Column("n_other_sentences", "int64", "sentences that mention the other"),
        Column("jaccard", "float64", "sentences with both / with either, 0 to 1"),
        Column("sent_ids", "str", "the sentences that mention both, joined by ;"),
    ),
    "timexes": (
        Column("timex_id", "str", "key: <doc_id>:t<start>-<end>"),
        *SPAN,
        Column("type", "str", "TIMEX3 type: DATE, TIME, DURATION or SET"),
        Column("value", "str", "TIMEX3 value; XXXX where the year is unknown"),
        Column("mod", "str", "TIMEX3 mod: APPROX, START, MID, END, BEFORE, AFTER, …; or empty"),
        Column("edtf", "str", "the value in EDTF; empty for durations, sets and vague values"),
        Column("earliest", "str", "first possible day, ISO 8601, proleptic Gregorian; or empty"),
        Column("latest", "str", "last possible day, ISO 8601; or empty"),
        Column("anchor", "str", "what it was resolved against: publication date or a timex_id"),
        Column("rule", "str", "the rule that fired"),
        Column("is_resolved", "bool", "whether the value stands on the calendar"),
    ),
    "quotations": (
        Column("quotation_id", "str", "key: <doc_id>:q<start>-<end>"),
        *SPAN,
        Column("speaker", "str", "who speaks, in the article's words; or empty"),
        Column("speaker_start", "Int64", "first code point of these words; or <NA>"),
        Column("speaker_end", "Int64", "one past their last code point; or <NA>"),
        Column("actor_id", "str", "who that is, as in mentions; or empty"),
        Column("cue", "str", "the word that attributes; empty where a quotation goes on"),
        Column("is_direct", "bool", "all of it stands in quote marks"),
        Column("mode", "str", "direct, indirect, or mixed: partly in quote marks"),
    ),
    "speakers": (
        Column("doc_id", "str", "id of the article"),
        Column("actor_id", "str", "id of the actor, as in mentions; or empty"),
        Column("name", "str", "its canonical name, or the article's words; empty: not named"),
        Column("kind", "str", "state, person, organisation or bloc; or empty"),
        Column("country", "str", "alpha-3 of the state it belongs to; empty when unknown"),
        Column("n_quotations", "int64", "number of quotations, each part counted"),
        Column("n_direct", "int64", "of these, wholly in quote marks"),
        Column("n_words", "int64", "number of words quoted"),
        Column("words_pct", "float64", "share of all quoted words, in %"),
        Column("sent_ids", "str", "the sentences of the quotations, joined by ;"),
        SPANS,
    ),
    "issue_mentions": (
        Column("issue_mention_id", "str", "key: <doc_id>:i<start>-<end>"),
        *SPAN,
        Column("issue", "str", "id of the issue in the codebook"),
        Column("term", "str", "the codebook's pattern that matched"),
    ),
    "issues": (
        Column("doc_id", "str", "id of the article"),
        Column("issue", "str", "id of the issue in the codebook"),
        Column("label", "str", "its name in the codebook"),
        Column("n_mentions", "int64", "number of passages that show it"),
        Column("n_sentences", "int64", "number of sentences that show it"),
        Column("sentences_pct", "float64", "share of the article's sentences, in %"),
        Column("pct_low", "float64", "lower end of the share's 95% interval (Wilson), in %"),
        Column("pct_high", "float64", "upper end of the share's 95% interval, in %"),
        Column("rank", "int64", "1: most sentences; ties share the better place"),
        Column("rank_low", "int64", "better end of the rank's 95% interval (bootstrap)"),
        Column("rank_high", "int64", "worse end of the rank's 95% interval"),
        Column("first_sent_id", "str", "the first sentence that shows it"),
        Column("sent_ids", "str", "the sentences that show it, joined by ;"),
        SPANS,
    ),
    "issue_actors": (
        Column("doc_id", "str", "id of the article"),
        Column("actor_id", "str", "id of the actor, as in mentions"),
        Column("name", "str", "canonical name of the actor"),
        Column("issue", "str", "id of the issue in the codebook"),
        Column("label", "str", "its name in the codebook"),
        Column("n_sentences", "int64", "sentences that name the actor and show the issue"),
        Column("n_actor_sentences", "int64", "sentences that name the actor"),
        Column("sent_ids", "str", "the sentences that do both, joined by ;"),
    ),
    "issue_cooccurrence": (
        Column("doc_id", "str", "id of the article"),
        Column("issue", "str", "id of the issue that comes first in the codebook"),
        Column("other_issue", "str", "id of the other issue"),
        Column("n_sentences", "int64", "sentences that show both"),
        Column("n_issue_sentences", "int64", "sentences that show the first"),
        Column("n_other_sentences", "int64", "sentences that show the other"),
        Column("jaccard", "float64", "sentences with both / with either, 0 to 1"),
        Column("sent_ids", "str", "the sentences that show both, joined by ;"),
    ),
    "issue_sensitivity": (
        Column("doc_id", "str", "id of the article"),
        Column("issue", "str", "id of the issue in the codebook"),
        Column("label", "str", "its name in the codebook"),
        Column("term", "str", "the pattern that is left out"),
        Column("n_sentences", "int64", "sentences that show the issue"),
        Column("n_without", "int64", "sentences that show it without the pattern"),
        Column("rank", "int64", "its place among the issues"),
        Column("rank_without", "Int64", "its place without the pattern; missing where it is gone"),
        Column("sent_ids", "str", "the sentences that are lost, joined by ;"),
    ),
    "codebook_difference": (
        Column("doc_id", "str", "id of the article"),
        Column("issue", "str", "id of the issue"),
        Column("label", "str", "its name in the first codebook that has it"),
        Column("n_sentences", "int64", "sentences that show it with the first codebook"),
        Column("n_other", "int64", "sentences that show it with the other"),
        Column("difference", "int64", "other minus first"),
        Column("rank", "Int64", "its place with the first; missing where it isn't found"),
        Column("rank_other", "Int64", "its place with the other"),
        Column("lost_sent_ids", "str", "sentences that only the first finds, joined by ;"),
        Column("new_sent_ids", "str", "sentences that only the other finds"),
    ),
    "positions": (
        Column("doc_id", "str", "id of the article"),
        Column("actor_id", "str", "who acts or speaks: an actor, or the state it counts for"),
        Column("name", "str", "its canonical name"),
        Column("issue", "str", "id of the issue in the codebook"),
        Column("label", "str", "its name in the codebook"),
        Column("n_statements", "int64", "statements of the actor over the issue"),
        Column("n_vc", "int64", "of these, verbal cooperation"),
        Column("n_mc", "int64", "material cooperation"),
        Column("n_vk", "int64", "verbal conflict"),
        Column("n_mk", "int64", "material conflict"),
        Column("n_neutral", "int64", "neutral, negated, or what only could or should be"),
        Column("balance", "float64", "(cooperation - conflict) / both, -1 to 1; or NaN"),
        Column("balance_low", "float64", "lower end of its 95% interval (bootstrap)"),
        Column("balance_high", "float64", "upper end of its 95% interval"),
        Column("leaning", "str", "cooperation, conflict, mixed or neutral, however few"),
        Column("position", "str", "the same; too few: under five statements"),
        Column("is_ranked", "bool", "five statements or more"),
        Column("n_author", "int64", "statements in the author's own voice"),
        Column("n_quoted", "int64", "statements in quoted words"),
        Column("n_paraphrased", "int64", "statements in paraphrase"),
        Column("quotation_id", "str", "the actor's strongest quotation over the issue; or empty"),
        Column("quotation", "str", "its words"),
        Column("statement_ids", "str", "the statements, joined by ;"),
        Column("sent_ids", "str", "their sentences, joined by ;"),
    ),
    "dyads": (
        Column("doc_id", "str", "id of the article"),
        Column("actor", "str", "one of the two"),
        Column("other", "str", "the other"),
        Column("name", "str", "canonical name of the one"),
        Column("other_name", "str", "canonical name of the other"),
        Column("issue", "str", "id of the issue in the codebook; empty: none of its issues"),
        Column("label", "str", "its name in the codebook"),
        Column("n_statements", "int64", "statements of one toward the other over the issue"),
        Column("n_cooperation", "int64", "of these, cooperation"),
        Column("n_conflict", "int64", "conflict"),
        Column("n_neutral", "int64", "neutral, negated, or what only could or should be"),
        Column("sign", "str", "cooperation, conflict, mixed or neutral"),
        Column("statement_ids", "str", "the statements, joined by ;"),
        Column("sent_ids", "str", "their sentences, joined by ;"),
    ),
    "ties": (
        Column("doc_id", "str", "id of the article"),
        Column("actor", "str", "one of the two"),
        Column("other", "str", "the other"),
        Column("name", "str", "canonical name of the one"),
        Column("other_name", "str", "canonical name of the other"),
        Column("n_statements", "int64", "statements of one toward the other"),
        Column("sign", "str", "cooperation, conflict, mixed or neutral"),
        Column("cooperate_over", "str", "names of the issues, joined by ;"),
        Column("clash_over", "str", "names of the issues, joined by ;"),
        Column("sent_ids", "str", "the sentences, joined by ;"),
    ),
    "congruence": (
        Column("doc_id", "str", "id of the article"),
        Column("actor", "str", "one of the two"),
        Column("other", "str", "the other"),
        Column("name", "str", "canonical name of the one"),
        Column("other_name", "str", "canonical name of the other"),
        Column("n_congruent", "int64", "concepts (issue: target) over which both act alike"),
        Column("n_opposed", "int64", "concepts over which they act oppositely"),
        Column("weight", "int64", "congruent minus opposed"),
        Column("sign", "str", "cooperation: congruent; conflict: opposed; mixed: both"),
        Column("congruent_over", "str", "the concepts, joined by ;"),
        Column("opposed_over", "str", "the concepts, joined by ;"),
        Column("sent_ids", "str", "the sentences, joined by ;"),
    ),
    "silent_actors": (
        Column("doc_id", "str", "id of the article"),
        Column("actor_id", "str", "id of the actor, as in mentions"),
        Column("name", "str", "canonical name of the actor"),
        Column("kind", "str", "state, person, organisation or bloc"),
        Column("n_mentions", "int64", "number of mentions"),
        Column("n_targeted", "int64", "statements aimed at it"),
        Column("sent_ids", "str", "the sentences with a mention, joined by ;"),
    ),
    "issue_times": (
        Column("doc_id", "str", "id of the article"),
        Column("sent_id", "str", "sentence of the event"),
        Column("event_id", "str", "the event, as in events"),
        Column("issue", "str", "id of the issue in the codebook"),
        Column("label", "str", "its name in the codebook"),
        Column("headline", "str", "what happened"),
        Column("edtf", "str", "when, in EDTF"),
        Column("earliest", "str", "first possible day, ISO 8601; or empty"),
        Column("latest", "str", "last possible day, ISO 8601; or empty"),
        Column("basis", "str", "stated, relative, carried or document"),
        Column("status", "str", "happened, planned, hypothetical or denied"),
    ),
    "candidates": (
        Column("doc_id", "str", "id of the article"),
        Column("phrase", "str", "a noun phrase in lemmas that no pattern of the codebook matches"),
        Column("n_mentions", "int64", "how often it occurs"),
        Column("n_sentences", "int64", "number of sentences in which it occurs"),
        Column("c_value", "float64", "C-value: higher = longer and more often on its own"),
        Column("sent_ids", "str", "the sentences in which it occurs, joined by ;"),
        SPANS,
    ),
    "statements": (
        Column("statement_id", "str", "key: <doc_id>:s<start>-<end>; the pairs of one share it"),
        *SPAN,
        Column("source", "str", "actor that acts or speaks, as in mentions; or empty"),
        Column("target", "str", "actor at which it is aimed; or empty"),
        Column("source_start", "Int64", "first code point of the source's name; or missing"),
        Column("source_end", "Int64", "one past its last code point"),
        Column("target_start", "Int64", "first code point of the target's name; or missing"),
        Column("target_end", "Int64", "one past its last code point"),
        Column("predicate", "str", "the words that decide, in dictionary form"),
        Column("quad", "str", "VC, MC, VK, MK: verbal, material cooperation, conflict; N: neutral"),
        Column("is_reciprocal", "bool", "all parties do it: one row a party, no target"),
        Column("is_negated", "bool", "said not to be so; quad is the class before that"),
        Column("modality", "str", "did, will, could or should"),
        Column("voice", "str", "author, quoted or paraphrased: whose words they are"),
        Column("speaker", "str", "actor id of the one quoted; or empty"),
        Column("issues", "str", "issue ids of its clause, joined by ;"),
        Column("timex_id", "str", "the time expression that attaches; or empty"),
        Column("rule", "str", "the rule that decided"),
    ),
    "events": (
        Column("event_id", "str", "key: <doc_id>:e<start>-<end>"),
        *SPAN,
        Column("headline", "str", "what happened, in at most 12 of the article's own words"),
        Column("edtf", "str", "when, in EDTF; empty when undated"),
        Column("date", "str", "the day, where it is a single one; else empty"),
        Column("earliest", "str", "first possible day, ISO 8601; or empty"),
        Column("latest", "str", "last possible day, ISO 8601; or empty"),
        Column("granularity", "str", "day, week, month, quarter, half, year, …, open; or empty"),
        Column("basis", "str", "stated, relative, carried, document or undated"),
        Column("status", "str", "happened, planned, hypothetical or denied"),
        Column("actors", "str", "actor ids, joined by ;"),
        Column("issues", "str", "issue ids, joined by ;"),
        Column("timex_id", "str", "the time expression that dates it; or empty"),
        Column("statement_id", "str", "the statement that the event is; or empty"),
    ),
    "date_spans": (
        *SPAN,
        Column("edtf", "str", "when, in EDTF; empty when undated"),
        Column("date", "str", "the day, where it is a single one; else empty"),
        Column("earliest", "str", "first possible day, ISO 8601; or empty"),
        Column("latest", "str", "last possible day, ISO 8601; or empty"),
        Column("basis", "str", "stated, relative, carried, document or undated"),
        Column("timex_id", "str", "the time expression that dates it; or empty"),
    ),
    "event_dates": (
        Column("event_id", "str", "key of the event"),
        Column("doc_id", "str", "id of the article"),
        Column("sent_id", "str", "sentence of the event"),
        Column("headline", "str", "what happened"),
        Column("edtf", "str", "when, in EDTF; empty when undated"),
        Column("phrase", "str", "the time expression that dates it; or empty"),
        Column("phrase_sent_id", "str", "sentence of that expression; or empty"),
        Column("anchor", "str", "what it was resolved against: publication, other words; or empty"),
        Column("rule", "str", "the rule that tied the expression to the event"),
        Column("basis", "str", "stated, relative, carried, document or undated"),
    ),
    "corrections": (
        Column("doc_id", "str", "id of the article"),
        Column("row", "str", "where the correction stands in its file"),
        Column("table", "str", "the table that it corrects"),
        Column("action", "str", "what the researcher asked for: confirm, change, add or delete"),
        Column("outcome", "str", "confirmed, changed, added, deleted; or why not: gone, …"),
        Column("sent_id", "str", "sentence of the passage; empty when it is gone"),
        Column("start", "Int64", "first code point of the passage; <NA> when it is gone"),
        Column("end", "Int64", "one past its last code point"),
        Column("exact", "str", "the passage, as quoted in the correction"),
        Column("machine", "str", "what the machine coded there"),
        Column("corrected", "str", "what holds now"),
        Column("note", "str", "the researcher's note"),
    ),
    "correction_sheet": (
        Column("table", "str", "mentions, statements, events or issue_mentions"),
        Column("action", "str", "confirm, change, add or delete; empty: left as it is"),
        Column("of", "str", "which row of several at the passage (source>target, issue); or all"),
        Column("exact", "str", "the passage, quoted"),
        Column("prefix", "str", "the text before it, as much as tells it from others"),
        Column("suffix", "str", "the text after it"),
        Column("note", "str", "anything worth saying"),
        Column("sent_id", "str", "its sentence, for reading only"),
        Column("sentence_text", "str", "the words of that sentence, for reading only"),
    ),
}

CODING = Column("coding", "str", "machine; or by a correction confirmed, changed or added")


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return `rows` as a DataFrame with exactly the columns and dtypes of `table`.

    Rows keep their order. A key that the table doesn't have, or a missing one, is an error.
    """
    columns = TABLES[table]
    names = [c.name for c in columns]
    data: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        if row.keys() != data.keys():
            odd = sorted(set(row) ^ set(names))
            raise KeyError(f"row doesn't fit table {table!r}: {odd}")
        for name in names:
            data[name].append(row[name])
    made: dict[str, Any] = {}
    for column in columns:
        dtype: Any = column.dtype
        made[column.name] = pd.array(data[column.name], dtype=dtype)
    return pd.DataFrame(made)


def spans(places: Iterable[tuple[int, int]]) -> str:
    """Return places in the text as a cell of a column `spans`.

    >>> spans([(0, 5), (12, 17)])
    '0-5;12-17'
    """
    return ";".join(f"{start}-{end}" for start, end in places)


def key(doc_id: str, letter: str, start: int, end: int) -> str:
    """Return the key of a row: `<doc_id>:<letter><start>-<end>`."""
    return f"{doc_id}:{letter}{start}-{end}"
