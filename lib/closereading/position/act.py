"""Statements as acts of one side toward others: what positions and dyads are counted from."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Literal, NamedTuple

import pandas as pd

from closereading.article import Article, cached_as
from closereading.errors import ParameterError
from closereading.issue import AnyCodebook, as_codebook, issue_mentions, statement_issues
from closereading.mention import mentions
from closereading.mention.gazetteer import states
from closereading.quotation import quotations
from closereading.statement import statements as all_statements

By = Literal["auto", "country", "actor"]
LEVELS = ("auto", "country", "actor")
SIGNS = {"VC": 1, "MC": 1, "VK": -1, "MK": -1}
WORDS = {1: "cooperation", -1: "conflict", 0: "neutral"}
SHARED = ("shared", "strain")  # rules of what both sides have: "is at odds with", "strained ties"
ONE = ("statement_id", "quad", "is_reciprocal", "modality", "is_negated")  # of all pairs of an act
REAL = ("did", "will")  # modality of what is done or planned


class Act(NamedTuple):
    """One statement: who acts toward whom, how, over which issues.

    `is_shared`: the targets have it as well, as in "is at odds with", "strained ties with".
    `sign` is 1 for cooperation, -1 for conflict, 0 for what is neutral, negated, or only could or
    should be: what isn't done shows neither.
    """

    statement_id: str
    sent_id: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    is_mutual: bool
    quad: str
    sign: int
    voice: str
    issues: tuple[str, ...]
    is_shared: bool = False

    @property
    def holders(self) -> tuple[str, ...]:
        """Return whose position it is: the sources', both sides' of strained ties."""
        return tuple(dict.fromkeys(self.sources + self.targets * self.is_shared))

    def toward(self, source: str) -> tuple[str, ...] | None:
        """Return the others at whom a source's act is aimed; None where it is only at itself."""
        is_back = source not in self.sources and self.is_shared
        aimed = self.sources if self.is_mutual or is_back else self.targets
        others = tuple(side for side in aimed if side != source)
        return None if aimed and not others else others

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs that act together or one toward the other, each once."""
        if self.is_mutual:
            yield from combinations(sorted(self.sources), 2)
        else:
            yield from {
                (min(s, t), max(s, t)) for s in self.sources for t in self.targets if s != t
            }


class Acts(NamedTuple):
    """All acts of an article, and the name of each side."""

    acts: list[Act]
    names: dict[str, str]
    voices: dict[str, str]  # actor id → the side for which it speaks, where that isn't itself


def acts(
    article: Article,
    *,
    statements: pd.DataFrame | None = None,
    codebook: AnyCodebook = None,
    by: By = "auto",
) -> Acts:
    """Return each statement as one act, and quotations over an issue that none of them covers.

    Statements that are given keep their `issues`; otherwise those of `codebook` are filled in. A
    quotation whose words show an issue, in a sentence without a statement by its speaker, is a
    neutral act toward nobody: the speaker speaks over the issue, an organisation for itself.

    Raises
    ------
    ParameterError
        `by` is none of auto, country, actor.
    """
    if by not in LEVELS:
        raise ParameterError(f"Actors can't be counted by {by!r}. Allowed: {', '.join(LEVELS)}.")
    if statements is None:
        statements = with_issues(article, all_statements(article), codebook=codebook)
    people = mentions(article).drop_duplicates("actor_id").set_index("actor_id")
    countries = {
        actor: states()[code] for actor, code in people["country"].items() if code in states()
    }
    side = {str(actor): state.actor_id for actor, state in countries.items()}
    names = {str(actor): name for actor, name in people["name"].items()}
    if by == "actor" or (by == "auto" and is_domestic(list(_acts(statements, side)))):
        side = {}
    found = list(_acts(statements, side))
    said = {(act.sent_id, source) for act in found for source in act.sources}
    people = people[people["kind"] != "organisation"]  # one that is only quoted is its own voice
    voices = {actor: own for actor, own in side.items() if actor in people.index}
    found += [a for a in _spoken(article, voices, codebook) if (a.sent_id, *a.sources) not in said]
    names |= {state.actor_id: state.name for state in countries.values()} if side else {}
    return Acts(found, names, voices)


def with_issues(article: Article, table: pd.DataFrame, *, codebook: AnyCodebook) -> pd.DataFrame:
    """Return statements or events with their issues; of a corrected article, as corrected.

    With another codebook than that of the corrections, as this one's hits show.
    """
    book = as_codebook(codebook)
    if book == article._cache.get(cached_as(statement_issues)):
        return table
    return statement_issues(article, table, codebook=book)


def _acts(statements: pd.DataFrame, side: dict[str, str]) -> Iterator[Act]:
    """Yield one act a statement, its actors replaced by their sides.

    Pairs of a statement that the researcher set apart are acts of their own.
    """
    pairs: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
    for row in statements.to_dict("records"):
        pairs.setdefault(tuple(row[name] for name in ONE), []).append(row)
    for (statement_id, *_), rows in pairs.items():
        first = rows[0]
        is_real = first["modality"] in REAL and not any(row["is_negated"] for row in rows)
        sources, targets = (
            tuple(dict.fromkeys(side.get(row[end], row[end]) for row in rows if row[end]))
            for end in ("source", "target")
        )
        issues = ";".join(row["issues"] for row in rows).split(";")
        yield Act(
            statement_id,
            first["sent_id"],
            sources,
            targets,
            bool(first["is_reciprocal"]),
            first["quad"],
            SIGNS.get(first["quad"], 0) if is_real else 0,
            first["voice"],
            tuple(dict.fromkeys(filter(None, issues))),
            first.get("rule") in SHARED,
        )


def _spoken(article: Article, side: dict[str, str], codebook: AnyCodebook) -> Iterator[Act]:
    """Yield one neutral act a quotation whose speaker is known and whose words show an issue."""
    hits = issue_mentions(article, codebook=codebook)
    starts, ends, ids = (hits[name].tolist() for name in ("start", "end", "issue"))
    for row in quotations(article).to_dict("records"):
        within = range(bisect_left(starts, row["start"]), bisect_left(starts, row["end"]))
        issues = dict.fromkeys(ids[n] for n in within if ends[n] <= row["end"])
        if row["actor_id"] and issues:
            speaker = side.get(row["actor_id"], row["actor_id"])
            voice = "paraphrased" if row["mode"] == "indirect" else "quoted"
            yield Act(
                row["quotation_id"], row["sent_id"], (speaker,), (), is_mutual=False, quad="N",
                sign=0, voice=voice, issues=tuple(issues),
            )  # fmt: skip


def is_domestic(found: list[Act]) -> bool:
    """Return whether most acts, actors taken for their countries, are aimed at their own side."""
    aimed = [act.toward(source) for act in found for source in act.sources if act.targets]
    return 2 * sum(others is None for others in aimed) > len(aimed)


def lean(n_for: int, n_against: int, low: float = -1.0, high: float = 1.0) -> str:
    """Return what the counts of cooperation and conflict say, and the interval of their balance.

    >>> lean(4, 1, 0.2, 1.0), lean(2, 1), lean(0, 1), lean(0, 0)
    ('cooperation', 'mixed', 'conflict', 'neutral')
    """
    if n_for and n_against and low <= 0 <= high:
        return "mixed"
    return WORDS[(n_for > n_against) - (n_for < n_against)]
