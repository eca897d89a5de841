"""Close Reading: what a news article talks about, who acts, when, over which issues."""

from .article import Article, load_article
from .parse import notices, sentences, tokens

__all__ = ["Article", "load_article", "notices", "sentences", "tokens"]
