"""Issues: the codebook, its hits in the text, and what they add up to."""

from .candidate import candidates
from .codebook import Codebook, Issue, check_codebook
from .hit import issue_actors, issue_cooccurrence, issue_mentions, issues, silent_issues
from .load import load_codebook

__all__ = [
    "Codebook",
    "Issue",
    "candidates",
    "check_codebook",
    "issue_actors",
    "issue_cooccurrence",
    "issue_mentions",
    "issues",
    "load_codebook",
    "silent_issues",
]
