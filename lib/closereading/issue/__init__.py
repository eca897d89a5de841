"""Issues: the codebook, its hits in the text, and what they add up to."""

from .codebook import Codebook, Issue, check_codebook, load_codebook
from .hit import issue_actors, issue_cooccurrence, issue_mentions, issues

__all__ = [
    "Codebook",
    "Issue",
    "check_codebook",
    "issue_actors",
    "issue_cooccurrence",
    "issue_mentions",
    "issues",
    "load_codebook",
]
