"""Who is named in an article, where, and to which state they belong."""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from closereading.article import Article, per_article, slug
from closereading.errors import CloseReadingError
from closereading.parse import parse, span_columns
from closereading.schema import frame, ids, key, spans

from .gazetteer import states
from .person import Persons
from .place import entities, outside
from .reference import blocs, directions, epithets, governments, offices, pronouns, things
from .scene import Found, Scene, Spans, state
from .territory import decide, settle_bodies, with_bodies


@per_article
def mentions(article: Article) -> pd.DataFrame:
    """Return one row a mention of a state, person, organisation, bloc or place.

    Mentions don't overlap. A person's span takes in the title before the name ("President Moon
    Jae-in", "Mr. Kim"), as annotators of political news do; a state or place before the title is
    a mention of its own ("Chilean" | "Foreign Minister Ana Rojas"). A state's span takes in
    the body that is named with it ("South Korean officials").

    Returns
    -------
    DataFrame
        `mention_id`, the span columns, `actor_id`, `name`, `kind`, `country`, `rule`; in the
        order of the text. `country` is empty where the text and the tables don't say.
    """
    scene = Scene(parse(article))
    territory = decide(scene)
    cast = Persons(scene, territory, article.published)
    named = cast.mentions()
    territory = settle_bodies(scene, territory, cast.home)
    territory = with_bodies(scene, territory, Spans(named))
    territory += directions(scene, territory)
    found = join(named, territory + governments(scene, named, cast.home))
    found = join(found, offices(cast, found, named))
    found = join(found, epithets(scene, found))
    found = join(found, blocs(scene, found))
    found = join(found, entities(scene, found))
    pronoun = pronouns(cast, [f for f in found if f.kind == "person"])
    found = join(governments(scene, pronoun, ""), join(found, pronoun))
    found = join(found, things(scene, found))
    own = aliases(article, scene.text)
    found = join(own, outside(found, own))
    return frame("mentions", rows(article, found))


def join(first: list[Found], second: list[Found]) -> list[Found]:
    """Return both, in the order of the text; where they overlap, a longer span of either wins."""
    taken: set[int] = set()
    kept = []
    for found in sorted([*first, *second], key=lambda f: f.start - f.end):
        span = range(found.start, found.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(found)
    return sorted(kept, key=lambda f: f.start)


def aliases(article: Article, text: str) -> list[Found]:
    """Return the mentions of names that the front matter's `actors:` maps to an actor or a state.

    Raises
    ------
    CloseReadingError
        A name that points to two actors.
    """
    given = article.meta.get("actors")
    names: dict[str, str] = {}
    for name, target in given.items() if isinstance(given, Mapping) else ():
        for one in target if isinstance(target, list) else [target]:
            folded = " ".join(str(name).split()).casefold()
            if names.setdefault(folded, str(one)) != str(one):
                raise CloseReadingError(
                    f"The front matter's actors: maps {name!r} to both {names[folded]!r} and "
                    f"{one!r}. Keep one of them."
                )
    if not names:
        return []
    longest = sorted(map(re.escape, names), key=len, reverse=True)
    found = []
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", text, re.I):
        target, span = names[match.group().casefold()], match.span()
        if target in states():
            found.append(state(*span, target, "alias"))
        else:
            found.append(Found(*span, slug(target), match.group(), "organisation", "", "alias"))
    return found


def rows(article: Article, found: Iterable[Found]) -> Iterable[dict[str, object]]:
    """Yield the rows of the table."""
    for f in found:
        yield {
            **vars(f),
            "mention_id": key(article.doc_id, "m", f.start, f.end),
            **span_columns(article, f.start, f.end),
        }


def actors(article: Article) -> pd.DataFrame:
    """Return one row an actor, the most often mentioned first, then by first mention.

    Returns
    -------
    DataFrame
        `actor_id`, `name`, `kind`, `country`, `n_mentions`, `n_sentences`, `names` (as mentioned,
        pronouns left out, joined by `; `), `first_sent_id`, `sent_ids` and `spans` (joined by `;`).
    """
    result = []
    for _, own in mentions(article).groupby("actor_id", sort=False):
        named = own[own["rule"] != "pronoun"]
        names = dict.fromkeys(" ".join(t.split()) for t in (named if len(named) else own)["text"])
        first = own.iloc[0]
        result.append(
            {
                **first[["actor_id", "name", "kind", "country"]],
                "n_mentions": len(own),
                "n_sentences": own["sent_id"].nunique(),
                "names": "; ".join(names),
                "first_sent_id": first["sent_id"],
                "sent_ids": ids(own["sent_id"]),
                "spans": spans(zip(own["start"], own["end"], strict=True)),
            }
        )
    result.sort(key=lambda row: -row["n_mentions"])
    return frame("actors", result)
