"""Who is named in an article, where, and to which state they belong."""

from collections.abc import Iterable, Mapping

import pandas as pd

from closereading.article import Article, per_article, slug
from closereading.errors import CloseReadingError
from closereading.parse import parse
from closereading.schema import frame, key

from .entity import entities
from .gazetteer import case_of, hits, states
from .person import Cast
from .reference import (
    administrations,
    directions,
    epithets,
    offices,
    own_governments,
    pronouns,
)
from .scene import Found, Scene, Spans
from .state import decide, extend, settle_bodies


@per_article
def mentions(article: Article) -> pd.DataFrame:
    """Return one row a mention of a state, person, organisation, bloc or place.

    Mentions don't overlap. A person's span takes in the title before the name ("President Moon
    Jae-in", "Mr. Kim"), as annotators of political news do; a state or place before the title is
    a mention of its own ("South Korean" | "Foreign Minister Cho Tae-yul"). A state's span takes in
    the body that is named with it ("South Korean officials").

    Returns
    -------
    DataFrame
        `mention_id`, the span columns, `actor_id`, `name`, `kind`, `country`, `rule`; in the
        order of the text. `country` is empty where the text and the tables don't say.
    """
    parsed = parse(article)
    text = parsed.doc.text
    cases = [(s.start, case_of(text[s.start : s.end])) for s in parsed.sentences]
    scene = Scene(parsed, text, hits(text, cases), cases)
    territory = decide(scene)
    extend(scene, territory)
    cast = Cast(scene, territory, article.published)
    cast.fill()
    named = people(cast)
    titles = Spans(named)
    for state in territory:
        if titles.overlap(state.start, state.end):
            state.shrink()
    settle_bodies(scene.hits, territory, cast.home)
    territory += directions(scene, territory)
    territory += administrations(scene, named, cast.home)
    found = join(named, territory)
    found = join(found, offices(scene, cast, [f for f in found if f.kind == "state"], named))
    found = join(found, epithets(scene, found))
    found = join(found, entities(scene, found))
    pronoun = pronouns(scene, cast, [f for f in found if f.kind == "person"])
    found = join(own_governments(scene, pronoun), join(found, pronoun))
    return frame("mentions", rows(article, aliased(article, found)))


def people(cast: Cast) -> list[Found]:
    """Return the mentions of persons by name."""
    doc, result = cast.doc, []
    for naming in cast.namings:
        person = cast.of[naming]
        end = doc[naming.last].idx + len(doc[naming.last].text.removesuffix("'s"))
        rule = person.rule or "name"
        if naming.country:
            rule = naming.rule
        elif naming.last == naming.first:
            rule = "surname"
        result.append(
            Found(
                doc[naming.title].idx,
                end,
                person.actor_id,
                person.shown,
                "person",
                person.country,
                rule,
            )
        )
    return result


def join(first: list[Found], second: list[Found]) -> list[Found]:
    """Return both, in the order of the text; where they overlap, a longer span of either wins."""
    ranked = sorted(
        [(f.start - f.end, 0, f) for f in first] + [(f.start - f.end, 1, f) for f in second],
        key=lambda item: (item[0], item[1], item[2].start),
    )
    taken: set[int] = set()
    kept = []
    for _, _, found in ranked:
        span = range(found.start, found.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(found)
    return sorted(kept, key=lambda f: f.start)


def aliases(article: Article) -> dict[str, str]:
    """Return the names that the front matter's `actors:` maps to an actor id or a state.

    Raises
    ------
    CloseReadingError
        A name that points to two actors.
    """
    given = article.meta.get("actors")
    if not isinstance(given, Mapping):
        return {}
    result: dict[str, str] = {}
    for name, target in given.items():
        for one in target if isinstance(target, list) else [target]:
            folded = " ".join(str(name).split()).casefold()
            if result.setdefault(folded, str(one)) != str(one):
                raise CloseReadingError(
                    f"The front matter's actors: maps {name!r} to both {result[folded]!r} and "
                    f"{one!r}. Keep one of them."
                )
    return result


def aliased(article: Article, found: list[Found]) -> list[Found]:
    """Return the mentions with the article's own aliases put in."""
    names = aliases(article)
    if not names:
        return found
    import re

    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?!\w)",
        re.I,
    )
    own = []
    for match in pattern.finditer(parse(article).doc.text):
        target = names[" ".join(match.group().split()).casefold()]
        state = states().get(target)
        own.append(
            Found(
                match.start(),
                match.end(),
                target if state else slug(target),
                state.name if state else match.group(),
                "state" if state else "organisation",
                target if state else "",
                "alias",
            )
        )
    return join(
        own, [f for f in found if not any(o.start < f.end and f.start < o.end for o in own)]
    )


def rows(article: Article, found: Iterable[Found]) -> Iterable[dict[str, object]]:
    """Yield the rows of the table."""
    parsed = parse(article)
    for f in found:
        yield {
            "mention_id": key(article.doc_id, "m", f.start, f.end),
            "doc_id": article.doc_id,
            "sent_id": parsed.sentence_at(f.start).sent_id,
            "start": f.start,
            "end": f.end,
            "text": article.text[f.start : f.end],
            "actor_id": f.actor_id,
            "name": f.name,
            "kind": f.kind,
            "country": f.country,
            "rule": f.rule,
        }


@per_article
def actors(article: Article) -> pd.DataFrame:
    """Return one row an actor, the most often mentioned first, then by first mention.

    Returns
    -------
    DataFrame
        `actor_id`, `name`, `kind`, `country`, `n_mentions`, `n_sentences`, `names` (as mentioned,
        pronouns left out, joined by `; `), `first_sent_id`.
    """
    table = mentions(article)
    result = []
    for actor_id, own in table.groupby("actor_id", sort=False):
        named = own[own["rule"] != "pronoun"]
        names = dict.fromkeys(" ".join(t.split()) for t in (named if len(named) else own)["text"])
        first = own.iloc[0]
        result.append(
            {
                "actor_id": actor_id,
                "name": first["name"],
                "kind": first["kind"],
                "country": first["country"],
                "n_mentions": len(own),
                "n_sentences": own["sent_id"].nunique(),
                "names": "; ".join(names),
                "first_sent_id": first["sent_id"],
            }
        )
    result.sort(key=lambda row: -row["n_mentions"])
    return frame("actors", result)
