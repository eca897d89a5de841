"""What a forked kernel finds done before its first cell: `preload` in the kernelspec."""

from .article import Article
from .export import all_tables
from .export.workbook import workbook
from .parse import load_model
from .plot.actor import plot_where
from .plot.network import plot_network
from .plot.timeline import plot_timeline
from .report.display import article_text, figure, header, show

TEXT = """On Monday, Chancellor Olaf Scholz of Germany said that Europe's trade with China, worth \
$250 billion in 2023, "needs fair rules". France criticised the tariffs that Beijing had imposed \
two days earlier.

The ministers will meet again in Berlin on 4 June 2025 to discuss climate, trade and security.
"""


def warm() -> None:
    """Load the model, the tables of rules, the drawing libraries. No setting is left changed."""
    import matplotlib as mpl
    import seaborn  # noqa: F401  # set_theme's; takes a second

    load_model()
    piece = Article.from_text(TEXT, doc_id="warm", published="2025-04-18")
    header(piece)
    tables = all_tables(piece)
    for table in tables.values():
        show(table, caption="")
    with mpl.rc_context({"figure.constrained_layout.use": True}):
        n_sentences = len(tables["sentences"])
        drawn = plot_where(tables["mentions"], by="name", n_sentences=n_sentences, top=5)
        figure(drawn, caption="", alt="")
        figure(plot_timeline(tables["events"], top=5), caption="", alt="")
        pairs, nodes = tables["actor_cooccurrence"], tables["actors"]
        figure(plot_network(pairs, weight="n_sentences", nodes=nodes), caption="", alt="")
    workbook({"actors": tables["actors"]})
    article_text(piece, marks=tables["timexes"].assign(label="", kind=""))
