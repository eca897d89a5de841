"""Findings about who stands where, who deals with whom, and who is silent.

A position is how an actor acts or speaks toward others over an issue, never an opinion for or
against it: no sentence here says "for" or "against" an issue.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from closereading.prose import capitalised, counted, every, listed, with_article

from .finding import Finding, evidence

VERBS = {
    "cooperation": ("cooperates", "cooperate"),
    "conflict": ("clashes", "clash"),
    "mixed": ("both cooperates and clashes", "both cooperate and clash"),
}
DEALINGS = {
    "n_cooperation": "cooperate",
    "n_conflict": "clash",
    "n_neutral": "neither cooperate nor clash",
}
KINDS = {
    "cooperation": "cooperation but no clash",
    "conflict": "clashes but no cooperation",
    "mixed": "both cooperation and clashes",
    "neutral": "neither cooperation nor clashes",
}
VOICES = {
    "n_author": "the author's own voice",
    "n_quoted": "quoted words",
    "n_paraphrased": "paraphrase",
}


def position_findings(positions: pd.DataFrame, *, top: int = 6) -> list[Finding]:
    """Return what `cr.positions` says about who acts how over which issue, in sentences."""
    if positions.empty:
        return [
            Finding("No statement of an actor toward others is about an issue of the codebook.")
        ]
    n_actors, n_issues = positions["actor_id"].nunique(), positions["issue"].nunique()
    verb = "acts or speaks" if n_actors == 1 else "act or speak"
    found = [
        Finding(
            f"{counted(n_actors, 'actor')} {verb} toward others over "
            f"{counted(n_issues, 'issue')} of the codebook.",
            evidence(positions["sent_ids"]),
        )
    ]
    ranked = positions[positions["is_ranked"]]
    most = ranked.nlargest(top, "n_statements", keep="first")
    found += [Finding(_stands(row), evidence([row["sent_ids"]])) for row in most.to_dict("records")]
    n_few = len(positions) - len(ranked)
    if n_few:
        pairs = "pairs of an actor and an issue rest"
        which = f"{n_few:,} of {len(positions):,}"
        if n_few == len(positions):
            which = capitalised(every(n_few))
        if len(positions) == 1:
            pairs = "pair of an actor and an issue rests"
        text = f"{which} {pairs} on fewer than five statements: shown, but too few to rank."
        found.append(Finding(text, evidence(positions[~positions["is_ranked"]]["sent_ids"])))
    voices = {name: int(positions[column].sum()) for column, name in VOICES.items()}
    parts = [f"{n:,} in {name}" for name, n in voices.items() if n]
    n_told = counted(sum(voices.values()), "statement")
    each = " One over several issues is in each of them." * (len(positions) > 1)
    found.append(Finding(f"The cells hold {n_told}: {listed(parts)}.{each}"))
    return found


def _stands(row: dict[Any, Any]) -> str:
    """Return how an actor acts over an issue, with n, balance and interval."""
    name = with_article(row["name"])
    name = capitalised(name)
    n = f"{counted(row['n_statements'], 'statement')}"
    if row["position"] == "neutral":
        return f"{name}: {n} over “{row['label']}”, all neutral, negated or not real."
    n_for, n_against = row["n_vc"] + row["n_mc"], row["n_vk"] + row["n_mk"]
    low, high = row["balance_low"], row["balance_high"]
    doubt = f", balance {row['balance']:+.2f} (95 % interval {low:+.2f} to {high:+.2f})"
    text = (
        f"{name} {VERBS[row['position']][0]} with others over “{row['label']}”: {n}, "
        f"{n_for or 'none'} of cooperation and {n_against or 'none'} of conflict"
        f"{doubt if n_for and n_against else ''}."
    )
    return text.replace(" -", " −")


def dyad_findings(dyads: pd.DataFrame, ties: pd.DataFrame, *, top: int = 6) -> list[Finding]:
    """Return what `cr.dyads` and `cr.ties` say about the pairs that deal most with each other."""
    if ties.empty:
        return [Finding("No statement of one actor toward another was recognised.")]
    n = {sign: int((ties["sign"] == sign).sum()) for sign in KINDS}
    kinds = [f"{n[sign]:,} with {what}" for sign, what in KINDS.items() if n[sign]]
    if len(kinds) == 1:
        kinds = [f"{every(len(ties))} with {KINDS[ties['sign'].iloc[0]]}"]
    found = [
        Finding(
            f"{counted(len(ties), 'pair')} of actors deal with each other: {listed(kinds)}."
            if len(ties) > 1
            else "One pair of actors deals with each other.",
            evidence(ties["sent_ids"]),
        )
    ]
    for tie in ties.head(top).to_dict("records"):
        own = dyads[(dyads["actor"] == tie["actor"]) & (dyads["other"] == tie["other"])]
        pair = f"{with_article(tie['name'])} and {with_article(tie['other_name'])}"
        in_all = f"{counted(tie['n_statements'], 'statement')} in all{_beside(own)}"
        text = f"{pair} {listed(list(_deals(own)))}, {in_all}."
        found.append(Finding(capitalised(text), evidence([tie["sent_ids"]])))
    return found


def _beside(dyads: pd.DataFrame) -> str:
    """Return that a pair has statements that are neither cooperation nor conflict, beside these."""
    signed = dyads["n_cooperation"].any() or dyads["n_conflict"].any()
    return ", some of them neutral" if signed and dyads["n_neutral"].any() else ""


def _deals(dyads: pd.DataFrame) -> Iterator[str]:
    """Yield how a pair deals with each other, and over what, with the number of statements.

    That they neither cooperate nor clash is said only where that is all.
    """
    columns = [column for column in DEALINGS if dyads[column].any()]
    for column in [c for c in columns if c != "n_neutral"] or columns:
        rows = dyads[dyads[column] > 0].sort_values(column, ascending=False, kind="stable")
        over = [
            f"{f'“{label}”' if issue else label} ({n:,})"
            for issue, label, n in zip(rows["issue"], rows["label"], rows[column], strict=True)
        ]
        yield f"{DEALINGS[column]} over {listed(over, most=4)}"


def congruence_findings(congruence: pd.DataFrame, *, top: int = 4) -> list[Finding]:
    """Return what `cr.congruence` says about who acts alike and who oppositely toward others."""
    if congruence.empty:
        return [Finding("No two actors act toward the same others over the same issue.")]
    found = []
    for kind, how in (("congruent", "alike"), ("opposed", "oppositely")):
        for row in congruence[congruence[f"n_{kind}"] > 0].head(top).to_dict("records"):
            pair = f"{with_article(row['name'])} and {with_article(row['other_name'])}"
            concepts = listed(
                [f"“{concept}”" for concept in row[f"{kind}_over"].split(";")], most=3
            )
            text = f"{pair} act {how} over {concepts}."
            places = evidence([row[f"{kind}_sent_ids"]])
            found.append(Finding(capitalised(text), places))
    return found


def silence_findings(silent_actors: pd.DataFrame) -> list[Finding]:
    """Return what `cr.silent_actors` says about who is named but never speaks or acts."""
    if silent_actors.empty:
        return [Finding("Every actor that is named speaks or acts somewhere, or nobody is named.")]
    found = []
    aimed = silent_actors["n_targeted"] > 0
    for rows, how in (
        (silent_actors[aimed], "acted upon, but never heard or seen acting"),
        (silent_actors[~aimed], "named, but never heard, seen acting or acted upon"),
    ):
        if len(rows):
            names = listed([with_article(name) for name in rows["name"]])
            text = f"{names} {'is' if len(rows) == 1 else 'are'} {how}."
            found.append(Finding(capitalised(text), evidence(rows["sent_ids"])))
    return found
