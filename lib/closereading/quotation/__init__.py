"""Who says what: quotations with and without quote marks, their speakers and cues."""

import pandas as pd

from closereading.article import Article, per_article
from closereading.mention import mentions
from closereading.parse import tokens
from closereading.schema import frame, ids, spans

from .reader import Reader

ARTICLES = ("the", "a", "an", "one")


@per_article
def quotations(article: Article) -> pd.DataFrame:
    """Return one row an attributed quotation: what is said, by whom, with which words.

    `direct`: in quote marks as a whole, the span is what is inside of them; `mixed`: a clause of
    which a part is in quote marks; `indirect`: a clause without. A quotation that is interrupted
    ("…," said X, "…") or goes on in the next sentence has a row for each part; the cue of a part
    that goes on is empty. What stands in quote marks but isn't attributed to anybody (titles,
    "so-called" terms) is no quotation, nor is what somebody did not say.

    Returns
    -------
    DataFrame
        `quotation_id`, the span columns, `speaker`, `speaker_start`, `speaker_end` (<NA> where
        nobody is named), `actor_id` (as in `mentions`; empty where unknown), `cue`, `is_direct`,
        `mode`; in the order of the text. Another speaker's words may stand inside of a quotation.
    """
    return frame("quotations", Reader(article).rows())


@per_article
def speakers(article: Article) -> pd.DataFrame:
    """Return one row a speaker: how often and how much the article lets it speak.

    A speaker who is no known actor goes by the article's own words for it; `name` is empty where
    nobody is named. Words that one speaker reports of another count for both.

    Returns
    -------
    DataFrame
        `actor_id`, `name`, `kind`, `country`, `n_quotations`, `n_direct`, `n_words`, `words_pct`
        (share of all quoted words), `sent_ids`; the one with the most words first, then by name.
    """
    table = quotations(article)
    words = tokens(article)
    starts = words.loc[words["is_word"], "start"]
    table["n_words"] = starts.searchsorted(table["end"]) - starts.searchsorted(table["start"])
    named = table["actor_id"].where(table["actor_id"] != "", table["speaker"].map(unnamed))
    known = {row["actor_id"]: row for row in mentions(article).to_dict("records")}
    nobody = {"name": "", "kind": "", "country": ""}
    rows = []
    for who, own in table.groupby(named, sort=False):
        actor_id = own["actor_id"].iloc[0]
        actor = known.get(actor_id, {**nobody, "name": who})
        rows.append(
            {
                "doc_id": article.doc_id,
                "actor_id": actor_id,
                **{column: actor[column] for column in nobody},
                "n_quotations": len(own),
                "n_direct": int(own["is_direct"].sum()),
                "n_words": int(own["n_words"].sum()),
                "words_pct": 100 * own["n_words"].sum() / table["n_words"].sum(),
                "sent_ids": ids(own["sent_id"]),
                "spans": spans(zip(own["start"], own["end"], strict=True)),
            }
        )
    rows.sort(key=lambda row: (-row["n_words"], row["name"], row["actor_id"]))
    return frame("speakers", rows)


def unnamed(speaker: str) -> str:
    """Return the words for a speaker who is no known actor, without article; none for "he"."""
    words = speaker.split()
    words = words[1:] if words and words[0].lower() in ARTICLES else words
    pronouns = {"he", "she", "it", "they", "who"}
    return "" if speaker.lower() in pronouns else " ".join(words)
