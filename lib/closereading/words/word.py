"""The words of an article, each with the type that it counts toward."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import pandas as pd

from closereading.article import Article, per_article
from closereading.parse import fold, parse, sentences, tokens

By = Literal["word", "lemma"]
OPEN_CLASS = {"NOUN", "PROPN", "VERB", "ADJ", "ADV", "INTJ", "X"}  # Universal POS tags


class Word(NamedTuple):
    """One word in its run."""

    type: str
    text: str
    sent_id: str
    is_content: bool
    start: int
    end: int


@per_article
def typed_words(article: Article) -> pd.DataFrame:
    """Return the rows of `tokens` that are words, with what every count needs.

    Returns
    -------
    DataFrame
        The columns of `tokens`, and `word` (forms that differ only in capitals are one type),
        `lemma` (a name and another word that are written differently are two), `is_content` (an
        open-class word with a letter that isn't on spaCy's list of stop words), `run` (number of
        the run of words that no sentence end and no punctuation but a hyphen interrupts). A type
        is written as it most often is within sentences.
    """
    table = tokens(article)
    words = table[table.is_word].reset_index(drop=True)
    heads = sentences(article)
    in_heading = words.sent_id.isin(heads.sent_id[heads.is_heading])
    forms = words.text.map(fold)
    words["word"] = forms.map(lower)
    inside = ~in_heading & words.sent_id.duplicated()
    _settle_capitals(words, inside)
    is_name = words.pos == "PROPN"
    written = {**_writing(forms[is_name]), **_writing(forms[inside])}
    names = _writing(words.lemma[is_name])
    others = _writing(forms[inside & ~is_name])
    words["word"] = [written.get(word, word) for word in words.word.tolist()]
    words["lemma"] = [
        (names if name else others).get(lower(lemma), lemma)
        for lemma, name in zip(words.lemma.tolist(), is_name.tolist(), strict=True)
    ]
    words["is_content"] = [
        pos in OPEN_CLASS and not stop and any(c.isalpha() for c in text)
        for pos, stop, text in rows_of(words, "pos", "is_stop", "text")
    ]
    words["run"] = _run_numbers(words, parse(article).doc.text)
    return words


def _settle_capitals(words: pd.DataFrame, inside: "pd.Series[bool]") -> None:
    """Give a capitalised first word, or word of a heading, the lemma it has inside sentences.

    "Amid" in a headline is tagged as a name; where sentences have "amid" and no name "Amid", it
    is that word. "Lund" at the head of a sentence may be tagged as a noun; where sentences have
    a name "Lund" and no noun, it is that name.
    """
    is_name = words.pos == "PROPN"
    for kind in (is_name, ~is_name):
        same = set(words.word[inside & kind])
        others = words[inside & ~kind].drop_duplicates("word").set_index("word")
        odd = ~inside & kind & words.word.isin(others.index) & ~words.word.isin(same)
        odd &= is_name | words.text.str.istitle() & words.pos.isin(OPEN_CLASS)
        for column in ("lemma", "pos"):
            words.loc[odd, column] = words.word[odd].map(others[column])


def _writing(forms: "pd.Series[str]") -> dict[str, str]:
    """Return the commonest way of writing each form, by its lower case; of equals the first."""
    ways: dict[str, Counter[str]] = {}
    for form in forms.tolist():
        ways.setdefault(lower(form), Counter())[form] += 1
    return {lower: way.most_common(1)[0][0] for lower, way in ways.items()}


def _run_numbers(words: pd.DataFrame, folded: str) -> list[int]:
    """Return the number of each word's run."""
    run, last_end, last_sent, numbers = 0, 0, "", []
    for start, end, sent_id in rows_of(words, "start", "end", "sent_id"):
        run += sent_id != last_sent or folded[last_end:start].strip() not in ("", "-")
        numbers.append(run)
        last_end, last_sent = end, sent_id
    return numbers


def lower(form: str) -> str:
    """Return `form` in lower case, letter for letter: İ, whose lower case is two, stays."""
    plain = form.lower()
    if len(plain) == len(form):
        return plain
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in form)


def runs(words: pd.DataFrame, by: By) -> list[list[Word]]:
    """Return the runs of words."""
    found: dict[int, list[Word]] = {}
    columns = ("run", by, "text", "sent_id", "is_content", "start", "end")
    for run, *word in rows_of(words, *columns):
        found.setdefault(run, []).append(Word(*word))
    return list(found.values())


def rows_of(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Return the values of some columns row by row; far faster than the columns themselves."""
    return zip(*(table[column].tolist() for column in columns), strict=True)
