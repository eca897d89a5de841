"""Findings about who speaks, and how much."""

import pandas as pd

from closereading.prose import capitalised, counted, listed, with_article

from .finding import Finding, places_of

MODES = {
    "direct": "{} in quote marks",
    "mixed": "{} partly in quote marks",
    "indirect": "{} in the article's own words",
}


def quotation_findings(quotations: pd.DataFrame, speakers: pd.DataFrame) -> list[Finding]:
    """Return what `cr.quotations` and `cr.speakers` say about who is quoted, in sentences."""
    if quotations.empty:
        return [Finding("Nobody is quoted in this article, as far as was recognised.")]
    counts = quotations["mode"].value_counts()
    modes = [text.format(f"{counts[mode]:,}") for mode, text in MODES.items() if mode in counts]
    named = speakers[speakers["name"] != ""]
    total = counted(len(quotations), "quotation")
    found, places = [], places_of(quotations)
    if len(named):
        by = f" by {counted(len(named), 'speaker')}"
        found.append(Finding(f"The article has {total}{by}: {listed(modes)}.", spans=places))
        found.append(_most(speakers))
    else:
        found.append(Finding(f"The article has {total}: {listed(modes)}.", spans=places))
    nobody = speakers[speakers["name"] == ""]
    if len(nobody):
        n, ids = int(nobody["n_quotations"].sum()), ";".join(nobody["sent_ids"])
        found.append(Finding(f"Who speaks isn't clear in {n:,} of {total}.", tuple(ids.split(";"))))
    unknown = named[named["actor_id"] == ""]
    if len(unknown):
        names = listed([f"“{' '.join(name.split())}”" for name in unknown["name"]])
        found.append(Finding(f"Quoted without a name that was recognised: {names}.", _ids(unknown)))
    return found


def _most(speakers: pd.DataFrame) -> Finding:
    """Return who speaks most, by the words quoted, of those that are named."""
    named, nobody = (speakers[(speakers["name"] != "") == is_named] for is_named in (True, False))
    most = named["n_words"].max()
    first = named[named["n_words"] == most]
    lead = listed([with_article(name) for name in first["name"]])
    if nobody["n_words"].sum() >= most:
        lead = f"Of the speakers that are named, {lead}"
    lead = capitalised(lead)
    share = f"{first['words_pct'].iloc[0]:.0f}% of all words quoted"
    words = counted(int(most), "word")
    if len(first) > 1:
        return Finding(f"{lead} speak most, {words} each.", _ids(first))
    n = counted(int(first["n_quotations"].iloc[0]), "quotation")
    return Finding(f"{lead} speaks most: {words} in {n}, {share}.", _ids(first))


def _ids(speakers: pd.DataFrame) -> tuple[str, ...]:
    """Return the sentences of some speakers."""
    return tuple(dict.fromkeys(";".join(speakers["sent_ids"]).split(";")))
