"""Networks and selectors, read back by others."""

import json
import re

import networkx as nx
import pandas as pd
import pytest
from export_fixtures import ARTICLE

import closereading as cr
from closereading.errors import ParameterError
from closereading.export.tables import VISIBLE


def test_a_network_is_read_back(tmp_path):
    edges = pd.DataFrame(
        {"actor": ["KEN", "KEN", "TGO"], "other": ["GHA", "GHA", "GHA"], "issue": ["trade", "sea", ""],
         "n_statements": [3, 1, 2], "balance": [0.5, float("nan"), -1.0]}
    )  # fmt: skip
    nodes = pd.DataFrame(
        {
            "actor_id": ["GHA", "KEN", "CHL"],
            "name": ["Ghana", "Kenya", "Chile"],
            "n_mentions": [4, 2, 1],
        }
    )
    path = cr.write_graphml(edges, tmp_path, nodes=nodes)
    assert path == tmp_path / "network.graphml"
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    assert dict(graph.nodes["KEN"]) == {"name": "Kenya", "n_mentions": 2}
    assert dict(graph.nodes["TGO"]) == {}
    assert set(graph.nodes) == {"GHA", "KEN", "CHL", "TGO"}
    assert sorted(graph.get_edge_data("KEN", "GHA").values(), key=str) == [
        {"issue": "sea", "n_statements": 1},
        {"issue": "trade", "n_statements": 3, "balance": 0.5},
    ]
    ids = re.findall(r'<edge [^>]*id="(\d+)"', path.read_text("utf-8"))
    assert sorted(ids) == ["0", "1", "2"]
    before = path.read_bytes()
    assert cr.write_graphml(edges, tmp_path, nodes=nodes).read_bytes() == before


def test_a_directed_network(tmp_path):
    edges = pd.DataFrame({"source": ["TGO"], "target": ["KEN"], "is_negated": [True]})
    path = cr.write_graphml(edges, tmp_path, "acts")
    graph = nx.read_graphml(path, force_multigraph=True)
    assert graph.is_directed()
    assert list(graph.edges(data=True)) == [("TGO", "KEN", {"is_negated": True})]


@pytest.mark.parametrize(
    "name", ["<a>&\"'", "]]>", "a\x00b", "é😀\u202e", "&amp;", "{{x}}", "a\ufffeb"]
)
def test_hostile_names_are_read_back(tmp_path, name):
    edges = pd.DataFrame({"actor": [name], "other": ["KEN"], "label": [name]})
    graph = nx.read_graphml(cr.write_graphml(edges, tmp_path), force_multigraph=True)
    assert list(graph.edges(data=True)) == [
        (name.translate(VISIBLE), "KEN", {"label": name.translate(VISIBLE)})
    ]


def test_an_empty_network(tmp_path):
    graph = nx.read_graphml(cr.write_graphml(pd.DataFrame({"actor": [], "other": []}), tmp_path))
    assert len(graph) == 0


def test_a_network_needs_two_ends(tmp_path):
    with pytest.raises(ParameterError) as error:
        cr.write_graphml(pd.DataFrame({"actor": [], "n": []}), tmp_path)
    assert str(error.value) == (
        "A network needs the columns actor and other, or source and target; there are actor, n."
    )


def test_the_dyads_of_an_article_are_a_network(seed, tmp_path):
    from closereading.position import dyads

    table = dyads(seed)
    graph = nx.read_graphml(cr.write_graphml(table, tmp_path, "dyads", nodes=cr.actors(seed)))
    assert graph.number_of_edges() == len(table) > 0
    assert set(graph.nodes) == {*cr.actors(seed)["actor_id"], *table["actor"], *table["other"]}


def test_a_span_as_an_annotation(tmp_path):
    spans = cr.mentions(ARTICLE)
    path = cr.write_selectors(spans, ARTICLE, tmp_path, "mentions")
    first, *rest = map(json.loads, path.read_text("utf-8").split("\n")[:-1])
    assert len(rest) == len(spans) - 1
    assert first == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:closereading:x:m0-5",
        "type": "Annotation",
        "body": {
            "type": "TextualBody",
            "value": "sent_id: s001; actor_id: KEN; name: Kenya; kind: state; country: KEN; rule: name",
            "format": "text/plain",
        },
        "target": {
            "source": "x",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "Kenya",
                    "prefix": "",
                    "suffix": " met Ghana; “friends” met in Acc",
                },
                {"type": "TextPositionSelector", "start": 0, "end": 5},
            ],
        },
    }


@pytest.mark.parametrize(
    "table", ["mentions", "timexes", "quotations", "statements", "events", "issue_mentions"]
)
def test_quote_and_position_point_to_one_passage(seed, table):
    for one in cr.selectors(getattr(cr, table)(seed), seed):
        quote, place = one["target"]["selector"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert seed.text.count(around) == 1
        assert seed.text.index(around) + len(quote["prefix"]) == place["start"]
        assert place["end"] - place["start"] == len(quote["exact"])
