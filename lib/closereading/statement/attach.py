"""What belongs to a statement: who says it, when."""

from typing import TYPE_CHECKING, NamedTuple

from closereading.article import Article
from closereading.parse import parse
from closereading.quotation import quotations
from closereading.timex import timexes

from .party import Quote, quote_at
from .reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

TIME_LINKS = frozenset(
    "prep pobj pcomp npadvmod advmod amod nummod compound nmod poss conj nsubj".split()
)


class Attached(NamedTuple):
    """Voice, speaker and time of a statement."""

    voice: str
    speaker: str
    timex_id: str


def attach(article: Article, found: list[Reading], quoted: list[Quote]) -> list[Attached]:
    """Return for each predicate what belongs to it."""
    doc = parse(article).doc
    owners: dict[int, list[int]] = {}
    for n, reading in enumerate(found):
        for word in reading.words:
            owners.setdefault(word.i, []).append(n)
    times = [""] * len(found)
    table = timexes(article)
    for start, end, timex_id in zip(table["start"], table["end"], table["timex_id"], strict=True):
        for n in nearest(doc, int(start), int(end), owners):
            times[n] = times[n] or timex_id
    result = []
    for n, reading in enumerate(found):
        head = reading.words[0]
        quote = quote_at(quoted, head.idx)
        voice = "author" if quote is None else "quoted" if quote.is_direct else "paraphrased"
        speaker = quote.speaker if quote else ""
        result.append(Attached(voice, speaker, times[n]))
    return result


def quotes(article: Article) -> list[Quote]:
    """Return the content spans of the quotations with their speakers."""
    table = quotations(article)
    columns = (table[name] for name in ("start", "end", "actor_id", "is_direct"))
    return [Quote(*row) for row in zip(*columns, strict=True)]


def nearest(doc: "Doc", start: int, end: int, owners: dict[int, list[int]]) -> list[int]:
    """Return the predicates that a time expression hangs on."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return []
    node = span.root
    for _ in range(8):
        if node.i in owners:
            return owners[node.i]
        if node.dep_ not in TIME_LINKS or node.head.i == node.i:
            break
        node = node.head
    return []
