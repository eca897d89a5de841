"""The same event in several articles, side by side."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from closereading.issue.candidate import generic_nouns
from closereading.schema import frame, ids

from .load import Shelf

MAX_ACTORS = 12  # of an event; a longer list of names is no trace of one event
DULL = frozenset(
    "about after again also been before being first from have into last more over said says some "
    "such than that their them they this under were what when which while will with would "
    "minister ministry government president officials".split()
)
WORD = re.compile(r"[^\W\d_]{4,}")


def told_twice(shelf: Shelf) -> pd.DataFrame:
    """Return one row an article and event that another article tells as well.

    Two events are taken for one if they fall on the same single day, stated or reckoned from the
    text (not merely the day of publication), and either share two actors or share one and two words
    of four letters or more, names of actors and general words left out. Persons and bodies stand
    for their country where that is known. What most articles share is looked for first; an event
    belongs to one group. The rule takes two meetings of the same states on one day for one.

    Returns
    -------
    DataFrame
        Table `told_twice`: by falling number of articles, then by date; the articles of each by
        publication date, then by id. `text` holds all sentences of the article that tell it.
    """
    events = shelf.rows("events")
    events = events[(events["date"] != "") & (events["basis"] != "document")]
    mentions = shelf.rows("mentions")
    countries = dict(zip(mentions["actor_id"], mentions["country"], strict=True))
    names = dict(zip(mentions["actor_id"], mentions["name"], strict=True))
    records = events.to_dict("records")
    traces: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, event in enumerate(records):
        for key in traces_of(event, countries, names):
            traces[key][event["doc_id"]].append(i)
    shared = {key: by_doc for key, by_doc in traces.items() if len(by_doc) > 1}
    taken: set[int] = set()
    groups = []
    for key in sorted(shared, key=lambda key: (-len(shared[key]), -size(shared[key]), key)):
        left = {doc: [i for i in found if i not in taken] for doc, found in shared[key].items()}
        left = {doc: found for doc, found in left.items() if found}
        if len(left) > 1:
            groups.append((key, left))
            taken.update(i for found in left.values() for i in found)
    groups.sort(key=lambda group: (-len(group[1]), group[0]))
    wanted = {doc for _, left in groups for doc in left}
    sentences = shelf.rows("sentences")
    sentences = sentences[sentences["doc_id"].isin(wanted)]
    texts = sentences.set_index(["doc_id", "sent_id"])["text"]
    tone = shelf.rows("tone").set_index(["doc_id", "sent_id"])["compound"]
    about = shelf.articles.set_index("doc_id")
    rows = []
    for n, (key, left) in enumerate(groups, 1):
        for doc in sorted(left, key=lambda doc: (about["published"][doc] or "9999", doc)):
            told = [records[i] for i in left[doc]]
            sent_ids = list(dict.fromkeys(event["sent_id"] for event in told))
            places = [(doc, sent_id) for sent_id in sent_ids]
            rows.append(
                {
                    "told_id": f"e{n:03d}",
                    "date": key[0],
                    "shared": ";".join(names.get(part, part) for part in key[1:]),
                    "n_articles": len(left),
                    "doc_id": doc,
                    "group": about["group"][doc],
                    "published": about["published"][doc],
                    "headline": told[0]["headline"],
                    "status": ids(event["status"] for event in told),
                    "compound": tone.reindex(places).mean(),
                    "text": " ".join(texts.reindex(places).dropna()),
                    "sent_ids": ";".join(f"{doc}#{sent_id}" for sent_id in sent_ids),
                }
            )
    return frame("told_twice", rows)


def size(by_doc: dict[str, list[int]]) -> int:
    """Return the number of events of all articles."""
    return sum(map(len, by_doc.values()))


def traces_of(
    event: Mapping[Any, Any], countries: dict[str, str], names: dict[str, str]
) -> Iterable[tuple[str, ...]]:
    """Return what makes two events one: their day with two actors, or with one and two words.

    >>> event = {"date": "2025-03-22", "actors": "JPN;ana-rojas", "headline": "Rojas opened a bank"}
    >>> list(traces_of(event, {"ana-rojas": "CHL"}, {"ana-rojas": "Ana Rojas"}))[:2]
    [('2025-03-22', 'CHL', 'JPN'), ('2025-03-22', 'CHL', 'bank', 'opened')]
    """
    found = [actor for actor in event["actors"].split(";") if actor]
    parties = sorted({countries.get(actor) or actor for actor in found})[:MAX_ACTORS]
    named = {w for actor in found for w in WORD.findall(names.get(actor, actor).lower())}
    words = sorted(set(WORD.findall(event["headline"].lower())) - DULL - generic_nouns() - named)
    for pair in combinations(parties, 2):
        yield event["date"], *pair
    for party in parties:
        for first, second in combinations(words, 2):
            yield event["date"], party, first, second
