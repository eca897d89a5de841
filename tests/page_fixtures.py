"""A page as its reader meets it, an article and a drawing to show."""

import re
from html.parser import HTMLParser

from closereading import Article


class Page(HTMLParser):
    """The tags, attributes and visible text of a piece of HTML."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *attribute) for attribute in attrs]

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", "".join(self.texts)).strip()

    def values(self, name):
        return [value for _, key, value in self.attributes if key == name]


def an_article(text="Ann met Bob. They talked.", **fields):
    return Article.from_text(text, doc_id="try", **fields)


def drawn(url="#s014", label="China"):
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    bars = ax.barh([label, "b"], [1, 2])
    bars[0].set_url(url)
    return ax
