"""Close Reading: what a news article talks about, who acts, when, over which issues."""

from .article import Article
from .correction import (
    apply_corrections,
    coded_tables,
    corrected,
    correction_effects,
    correction_report,
    correction_sheet,
    load_corrections,
)
from .event import chronological, date_spans, events, explain_dates
from .export import (
    all_tables,
    output_folder,
    selectors,
    write_correction_sheet,
    write_dna,
    write_graphml,
    write_selectors,
    write_tables,
    write_timelinejs,
    write_workbook,
)
from .issue import (
    Codebook,
    Issue,
    candidates,
    codebook_difference,
    codebook_issues,
    issue_actors,
    issue_cooccurrence,
    issue_mentions,
    issue_sensitivity,
    issues,
    load_codebook,
    silent_issues,
    statement_issues,
)
from .keyness import Reference, keyness, reference_from
from .load import load_article
from .mention import actors, mentions
from .mention.cooccurrence import actor_cooccurrence
from .notice import notices
from .parse import sentences, tokens
from .plot.actor import plot_actors, plot_where
from .plot.issue import plot_issue_actors, plot_issue_times, plot_issues
from .plot.network import plot_network
from .plot.position import plot_positions
from .plot.shelf import (
    plot_actor_positions,
    plot_coverage,
    plot_distinctive,
    plot_shelf_timeline,
    plot_shelf_tone,
    plot_trends,
)
from .plot.style import set_theme
from .plot.text import (
    plot_collocations,
    plot_dispersion,
    plot_frequencies,
    plot_keyness,
    plot_paragraphs,
    plot_sentence_lengths,
    plot_tone,
)
from .plot.timeline import plot_narrative_order, plot_timeline
from .position import congruence, dyads, issue_times, positions, silent_actors, ties
from .prose import of_all
from .quotation import quotations, speakers
from .report.display import (
    article_text,
    figure,
    findings,
    header,
    provenance,
    show,
    withhold,
    written,
)
from .report.shelf import shelf_header, shelf_provenance
from .shelf import (
    Shelf,
    actor_positions,
    blind_spots,
    coverage,
    distinctive,
    load_shelf,
    shelf_timeline,
    shelf_tone,
    told_twice,
    trends,
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
from .wording.shelf import (
    actor_position_findings,
    copy_findings,
    coverage_findings,
    distinctive_findings,
    shelf_findings,
    shelf_timeline_findings,
    shelf_tone_findings,
    told_findings,
    trend_findings,
)
from .wording.text import (
    collocation_findings,
    dispersion_findings,
    frequency_findings,
    key_phrase_findings,
    kwic_findings,
    length_findings,
    segment_findings,
    tone_findings,
)
from .wording.timeline import order_findings, timeline_findings
from .wording.timex import timex_findings
from .wording.vocabulary import keyness_findings, measure_findings, paragraph_findings
from .words import (
    collocations,
    dispersion,
    frequencies,
    key_phrases,
    kwic,
    leading_word,
    measures,
    ngrams,
    occurrences,
    paragraphs,
    segments,
)

__all__ = [
    "Article", "Codebook", "Finding", "Issue", "Reference", "Shelf", "actor_cooccurrence",
    "actor_findings", "actor_position_findings", "actor_positions", "actors", "all_tables",
    "apply_corrections", "article_text", "attention_findings", "blind_spots", "candidates",
    "chronological", "codebook_difference", "codebook_issues", "coded_tables",
    "collocation_findings", "collocations", "congruence", "congruence_findings",
    "cooccurrence_findings", "copy_findings", "corrected", "correction_effects",
    "correction_findings", "correction_report", "correction_sheet", "coverage",
    "coverage_findings", "date_spans", "difference_findings", "dispersion", "dispersion_findings",
    "distinctive", "distinctive_findings", "dyad_findings", "dyads", "events", "explain_dates",
    "figure", "findings", "frequencies", "frequency_findings", "header", "issue_actors",
    "issue_cooccurrence", "issue_findings", "issue_mentions", "issue_sensitivity", "issue_times",
    "issues", "key_phrase_findings", "key_phrases", "keyness", "keyness_findings", "kwic",
    "kwic_findings", "leading_word", "length_findings", "load_article", "load_codebook",
    "load_corrections", "load_shelf", "measure_findings", "measures", "mentions", "ngrams",
    "notices", "occurrences", "of_all", "order_findings", "output_folder", "paragraph_findings",
    "paragraphs", "plot_actor_positions", "plot_actors", "plot_collocations", "plot_coverage",
    "plot_dispersion", "plot_distinctive", "plot_frequencies", "plot_issue_actors",
    "plot_issue_times", "plot_issues", "plot_keyness", "plot_narrative_order", "plot_network",
    "plot_paragraphs", "plot_positions", "plot_sentence_lengths", "plot_shelf_timeline",
    "plot_shelf_tone", "plot_timeline", "plot_tone", "plot_trends", "plot_where",
    "position_findings", "positions", "provenance", "quotation_findings", "quotations",
    "reference_from", "segment_findings", "segments", "selectors", "sensitivity_findings",
    "sentences", "set_theme", "shelf_findings", "shelf_header", "shelf_provenance",
    "shelf_timeline", "shelf_timeline_findings", "shelf_tone", "shelf_tone_findings", "show",
    "silence_findings", "silent_actors", "silent_issues", "speakers", "statement_issues",
    "statements", "ties", "time_findings", "timeline_findings", "timex_findings", "timexes",
    "tokens", "told_findings", "told_twice", "tone", "tone_findings", "trend_findings", "trends",
    "where_findings", "withhold", "write_correction_sheet", "write_dna", "write_graphml",
    "write_selectors", "write_tables", "write_timelinejs", "write_workbook", "written",
]  # fmt: skip
