"""Issues: the codebook, its hits in the text, and what they add up to."""

from .about import statement_issues
from .candidate import candidates
from .codebook import Codebook, Issue, check_codebook
from .hit import (
    AnyCodebook,
    as_codebook,
    issue_actors,
    issue_cooccurrence,
    issue_mentions,
    issues,
    silent_issues,
)
from .load import load_codebook
from .robust import codebook_difference, codebook_issues, issue_sensitivity

__all__ = [
    "AnyCodebook", "Codebook", "Issue", "as_codebook", "candidates", "check_codebook",
    "codebook_difference", "codebook_issues", "issue_actors", "issue_cooccurrence",
    "issue_mentions", "issue_sensitivity", "issues", "load_codebook", "silent_issues",
    "statement_issues",
]  # fmt: skip
