"""Close Reading: what a news article talks about, who acts, when, over which issues."""

from .article import Article, load_article
from .correction import apply_corrections, correction_report, correction_sheet, load_corrections
from .event import chronological, date_spans, events, explain_dates, write_timelinejs
from .export import (
    all_tables,
    output_folder,
    selectors,
    write_correction_sheet,
    write_dna,
    write_graphml,
    write_selectors,
    write_tables,
    write_workbook,
)
from .issue import (
    Codebook,
    Issue,
    candidates,
    check_codebook,
    codebook_difference,
    issue_actors,
    issue_cooccurrence,
    issue_mentions,
    issue_sensitivity,
    issues,
    load_codebook,
    silent_issues,
    statement_issues,
)
from .keyness import Reference, general_english, keyness, reference_from
from .mention import actors, mentions
from .mention.cooccurrence import actor_cooccurrence
from .parse import notices, sentences, tokens
from .plot.actor import plot_actors, plot_where
from .plot.issue import plot_issue_actors, plot_issue_times, plot_issues
from .plot.network import plot_network
from .plot.position import plot_positions
from .plot.style import set_theme
from .plot.text import (
    plot_collocations,
    plot_dispersion,
    plot_frequencies,
    plot_keyness,
    plot_ngrams,
    plot_paragraphs,
    plot_sentence_lengths,
    plot_tone,
)
from .plot.timeline import plot_narrative_order, plot_timeline
from .position import congruence, dyads, issue_times, positions, silent_actors, ties
from .quotation import quotations, speakers
from .report.display import (
    article_text,
    figure,
    findings,
    header,
    provenance,
    show,
    written,
)
from .statement import statements
from .timex import timexes
from .tone import tone
from .wording.actor import actor_findings, cooccurrence_findings
from .wording.correction import correction_findings
from .wording.finding import Finding, where_findings
from .wording.issue import (
    attention_findings,
    difference_findings,
    issue_findings,
    sensitivity_findings,
    time_findings,
)
from .wording.position import (
    congruence_findings,
    dyad_findings,
    position_findings,
    silence_findings,
)
from .wording.quotation import quotation_findings
from .wording.text import (
    collocation_findings,
    dispersion_findings,
    frequency_findings,
    kwic_findings,
    length_findings,
    ngram_findings,
    tone_findings,
)
from .wording.timeline import order_findings, timeline_findings
from .wording.timex import timex_findings
from .wording.vocabulary import keyness_findings, measure_findings, paragraph_findings
from .words import (
    collocations,
    dispersion,
    frequencies,
    kwic,
    leading_word,
    measures,
    ngrams,
    occurrences,
    paragraphs,
    segments,
)

__all__ = [
    "Article",
    "Codebook",
    "Finding",
    "Issue",
    "Reference",
    "actor_cooccurrence",
    "actor_findings",
    "actors",
    "all_tables",
    "apply_corrections",
    "article_text",
    "attention_findings",
    "candidates",
    "check_codebook",
    "chronological",
    "codebook_difference",
    "collocation_findings",
    "collocations",
    "congruence",
    "congruence_findings",
    "cooccurrence_findings",
    "correction_findings",
    "correction_report",
    "correction_sheet",
    "date_spans",
    "difference_findings",
    "dispersion",
    "dispersion_findings",
    "dyad_findings",
    "dyads",
    "events",
    "explain_dates",
    "figure",
    "findings",
    "frequencies",
    "frequency_findings",
    "general_english",
    "header",
    "issue_actors",
    "issue_cooccurrence",
    "issue_findings",
    "issue_mentions",
    "issue_sensitivity",
    "issue_times",
    "issues",
    "keyness",
    "keyness_findings",
    "kwic",
    "kwic_findings",
    "leading_word",
    "length_findings",
    "load_article",
    "load_codebook",
    "load_corrections",
    "measure_findings",
    "measures",
    "mentions",
    "ngram_findings",
    "ngrams",
    "notices",
    "occurrences",
    "order_findings",
    "output_folder",
    "paragraph_findings",
    "paragraphs",
    "plot_actors",
    "plot_collocations",
    "plot_dispersion",
    "plot_frequencies",
    "plot_issue_actors",
    "plot_issue_times",
    "plot_issues",
    "plot_keyness",
    "plot_narrative_order",
    "plot_network",
    "plot_ngrams",
    "plot_paragraphs",
    "plot_positions",
    "plot_sentence_lengths",
    "plot_timeline",
    "plot_tone",
    "plot_where",
    "position_findings",
    "positions",
    "provenance",
    "quotation_findings",
    "quotations",
    "reference_from",
    "selectors",
    "sensitivity_findings",
    "segments",
    "sentences",
    "set_theme",
    "show",
    "silence_findings",
    "silent_actors",
    "silent_issues",
    "speakers",
    "statement_issues",
    "statements",
    "ties",
    "time_findings",
    "timeline_findings",
    "timex_findings",
    "timexes",
    "tokens",
    "tone",
    "tone_findings",
    "where_findings",
    "write_correction_sheet",
    "write_dna",
    "write_graphml",
    "write_selectors",
    "write_tables",
    "write_timelinejs",
    "write_workbook",
    "written",
]
