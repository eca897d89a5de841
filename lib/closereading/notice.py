"""What a reader should know of an article before trusting what was found in it."""

import re

from .article import Article, per_article
from .parse import parse

# The 24 commonest function words of English. In running English prose they make up some 35-45 %
# of all words; in other languages written in Latin letters under 10 %.
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the of and to a in that is was for it with as his on be at by he this had not are but",
    )
)


@per_article
def notices(article: Article) -> list[str]:
    """Return what a reader should know before trusting what was found in this article."""
    found = []
    if len(parse(article).sentences) < 2:
        found.append("The text has only one sentence: shares and comparisons mean nothing here.")
    found += load_notices(article)
    if parse(article).is_hard_wrapped:
        found.append("Lines break at one width: only a blank line was taken to end a paragraph.")
    return found


def load_notices(article: Article) -> list[str]:
    """Return the notices that can be given before the article is parsed."""
    found = []
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", article.text)]
    share = sum(word in FUNCTION_WORDS for word in words) / len(words)
    if article.language not in ("", "en"):
        found.append(
            f"The front matter says that the language is {article.language!r}. Everything here is "
            "made for English: do not rely on the results."
        )
    elif not article.language and len(words) >= 10 and share < (0.15 if len(words) > 50 else 0.05):
        found.append(
            "The text is probably not English, and everything here is made for English. "
            "If it is English, write `language: en` into its front matter."
        )
    is_lower = article.text.islower()
    upper_share = sum(map(str.isupper, article.text)) / sum(map(len, words))
    if len(words) >= 10 and (is_lower or upper_share > 0.85):
        found.append(
            f"The text {'has no' if is_lower else 'is all in'} capitals: names are found by list "
            "only, or by a title before them. Give the text as it was printed, if you can."
        )
    if not article.published:
        found.append(
            "There is no publication date: “March 22” or “last year” can't be placed on the "
            "calendar. Write `published: 2025-04-18` (or 2025-04, or 2025) into the front matter."
        )
    if article.encoding not in ("utf-8", "utf-8-sig"):
        found.append(f"The file was read as {article.encoding}, as it isn't UTF-8.")
    return found
