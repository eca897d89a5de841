"""Make up articles of the kind that the collection reads, the same ones for the same seed.

`python bench/generate.py FOLDER [--n 1000] [--words 700] [--seed 1]` writes one file an article.
Content words follow Zipf's law, names, dates, quotations and issues come at the rate of a news
analysis: each table has between half and twice as many rows per 1,000 words as that of the
project's first article. One article in twenty is a copy of an earlier one with a paragraph changed.
"""

import argparse
import random
import sys
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from closereading.keyness.reference import general_english

COUNTRIES = (
    "Kenya Tanzania Uganda Norway Iceland France Germany Poland Ukraine Russia China Japan India "
    "Pakistan Brazil Argentina Chile Peru Mexico Canada Egypt Ethiopia Sudan Nigeria Ghana Senegal "
    "Turkey Greece Iran Iraq Israel Jordan Vietnam Thailand Indonesia Philippines Australia"
).split()
FIRST = (
    "Amina Carlos Dmitri Elif Fatima Georg Hana Ingrid Jonas Kofi Lucia Mateo Nadia Omar".split()
)
LAST = "Abara Brandt Castro Demir Eriksen Farouk Gupta Haddad Ivanov Jensen Kimani Lindt".split()
POSTS = ("Foreign Minister", "Trade Minister", "President", "Prime Minister", "Ambassador")
PUBLISHERS = ("Lake Herald", "Coast Courier", "Northern Review", "Valley Post", "Harbour Times")
MONTHS = (
    "January February March April May June July August September October November December"
).split()
MATTERS = (
    "tariffs on steel", "the ceasefire", "climate change", "the border dispute", "free trade",
    "nuclear weapons", "economic sanctions", "refugees", "gas exports", "military aid",
    "human rights", "the elections", "fishing rights", "food prices", "renewable energy",
    "foreign investment", "cyberattacks", "the peace talks", "falling birth rates", "the epidemic",
)  # fmt: skip
ENDINGS = ("s", "ed", "ing", "ly")  # of words that couldn't stand as a noun or an adjective
BODIES = ("NATO", "the European Union", "the United Nations")
FRIENDLY = (
    "praised", "agreed with", "supported", "thanked", "signed a treaty with", "met", "helped"
)  # fmt: skip
HOSTILE = (
    "accused", "threatened", "criticised", "imposed sanctions on", "warned", "condemned", "attacked"
)  # fmt: skip
SPOKEN = ("said", "warned", "told reporters", "insisted", "argued")
PAST = ("weakened", "shaped", "divided", "followed", "reached", "changed", "replaced", "worried")
LINKS = ("the", "this", "one", "some", "any", "that", "his", "her", "no", "every", "another")
TEMPLATES = (
    "On {day}, {person} and {other} met in {place} to discuss {matter} and {issue}.",
    "“{The} {n1} needs {the} {n2} before {matter} can end,” {person} {spoke}.",
    "{other} {spoke} that {a} would not accept {issue} without {the} {n1} of {body}.",
    "In {month} {year}, {a}, {b} and {c} held talks about {matter} or {the} {adj} {n1}.",
    "{a} {past} {the} {n1}; {b}, with {matter}, {issue} and {place}, remains {adj}.",
    "{The} {n1} {past} {n2} after {n3} until {person} accused {other} of {matter}.",
    "{b} {verb} {a} over {the} {n1}, less over {n2} than over {matter} or {issue}.",
    "Analysts see {n1} between {a}, {b} and {c}, but few expect {matter} to fade.",
    "Between {n1} and {n2}, {matter} made {a} {the} {adj} partner of {body}.",
    "{person} {verb} {b} for {the} {n1}, for {n2}, for {issue} and for {the} {adj} {n3}.",
    "No {n1}, no {n2}: {matter} in {place}, as {other} put it, is like {issue} without {n3}.",
    "With {n1} and {adj} {n2}, {the} {n3} of {place} is a matter of {issue}.",
    "For {body}, {adj} {n1} matters more than {matter}; for {a}, {the} {n2}.",
    "Whether {c} needs {the} {n1}, or {b} {adj} {n2}, depends on {matter} and on {other}.",
    "A {adj} {n1}, {matter}, and {issue}: {n2} or {n3}, says {person}.",
    "Hence {the} {n1} in {place}, hence {the} {n2}, hence {n3} from {a} to {b}.",
)


class Source:
    """Where the words of the articles come from."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        counts = general_english().counts
        plain = [w for w in counts if 4 <= len(w) <= 11 and not w.endswith(ENDINGS)]
        self.words = self.chance.sample(plain[:8000], 6000)
        self.weights = list(accumulate(1 / (rank + 15) for rank in range(1, len(self.words) + 1)))

    def word(self) -> str:
        """Return a word, the one of rank r in proportion to 1 / (r + 15)."""
        return self.chance.choices(self.words, cum_weights=self.weights)[0]

    def text(self, published: date, n_words: int) -> list[str]:
        """Return the paragraphs of an article, its title first."""
        one = self.chance
        cast = one.sample(COUNTRIES, 9)
        people = [f"{one.choice(FIRST)} {one.choice(LAST)}" for _ in range(6)]
        named = [
            f"{one.choice(POSTS)} {person} of {a}" for a, person in zip(cast, people, strict=False)
        ]
        theme = one.sample(MATTERS, 13)
        paragraphs = [f"{cast[0]} and {cast[1]} Seek {self.word().title()} Over {theme[0].title()}"]
        n = 0
        while n < n_words:
            sentences = []
            for _ in range(6):
                a, b, c = one.sample(cast, 3)
                then = published - timedelta(one.randrange(200))
                the = one.choice(LINKS)
                sentence = one.choice(TEMPLATES).format(
                    a=a, b=b, c=c, day=f"{then.day} {MONTHS[then.month - 1]} {then.year}",
                    month=MONTHS[then.month - 1], year=then.year - one.randrange(5),
                    the=the,
                    The=the.title(),
                    person=one.choice(named + people), other=one.choice(people),
                    body=one.choice(BODIES), spoke=one.choice(SPOKEN),
                    verb=one.choice(FRIENDLY + HOSTILE), past=one.choice(PAST),
                    matter=one.choice(theme), issue=one.choice(theme), place=one.choice(cast),
                    adj=self.word(), n1=self.word(), n2=self.word(), n3=self.word(),
                )  # fmt: skip
                sentences.append(sentence[0].upper() + sentence[1:])
                n += len(sentence.split())
            paragraphs.append(" ".join(sentences))
        return paragraphs


def write_articles(folder: Path, *, n: int, n_words: int, seed: int = 1) -> list[Path]:
    """Write `n` articles of about `n_words` words and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    source = Source(seed)
    chance, texts, paths = source.chance, [], []
    for i in range(n):
        published = date(2023, 1, 1) + timedelta(chance.randrange(730))
        paragraphs = source.text(published, n_words)
        if i and chance.random() < 0.05:
            paragraphs = [*chance.choice(texts)[:-1], paragraphs[-1]]
        texts.append(paragraphs)
        path = folder / f"article-{i:04d}.txt"
        path.write_text(
            f"---\ntitle: {paragraphs[0]}\npublisher: {chance.choice(PUBLISHERS)}\n"
            f"published: {published}\nlanguage: en\nx_desk: {chance.choice(['world', 'economy'])}\n"
            "---\n" + "\n".join(paragraphs) + "\n",
            encoding="utf-8",
        )
        paths.append(path)
    return paths


def main() -> None:
    """Write the articles that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--n", type=int, default=1000, help="articles")
    parser.add_argument("--words", type=int, default=700, help="words an article, about")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    paths = write_articles(given.folder, n=given.n, n_words=given.words, seed=given.seed)
    print(f"{len(paths)} articles in {given.folder}")


if __name__ == "__main__":
    sys.exit(main())
