"""Networks as GraphML, for Gephi, visone, igraph or networkx."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from closereading.errors import ParameterError

from .tables import save, visible

ENDS = (("actor", "other", False), ("source", "target", True))  # columns, and whether directed


def write_graphml(
    edges: pd.DataFrame, folder: Path, name: str = "network", *, nodes: pd.DataFrame | None = None
) -> Path:
    """Write a network to `<folder>/<name>.graphml` and return the path.

    Parameters
    ----------
    edges
        One row an edge, between `actor` and `other` (undirected) or from `source` to `target`;
        all other columns become attributes of the edge. A pair may have several edges.
    nodes
        One row a node, `actor_id` first; its other columns become attributes of the node.

    Raises
    ------
    ParameterError
        The edges have neither pair of columns.
    """
    import networkx as nx

    ends = next((e for e in ENDS if {e[0], e[1]} <= set(edges.columns)), None)
    if ends is None:
        raise ParameterError(
            "A network needs the columns actor and other, or source and target; there are "
            f"{', '.join(map(str, edges.columns))}."
        )
    one, other, is_directed = ends
    graph = nx.MultiDiGraph() if is_directed else nx.MultiGraph()
    graph.add_nodes_from((row.pop("actor_id"), row) for row in _rows(nodes, "actor_id"))
    graph.add_edges_from(
        (row.pop(one), row.pop(other), n, row) for n, row in enumerate(_rows(edges, one, other))
    )
    made = io.BytesIO()
    nx.write_graphml_xml(graph, made)
    return save(made.getvalue(), folder, f"{name}.graphml")


def _rows(table: pd.DataFrame | None, *ids: str) -> Iterator[dict[str, Any]]:
    """Yield what is known in each row, as GraphML can hold it."""
    for row in [] if table is None else table.astype(object).to_dict("records"):
        known = {name: value for name, value in row.items() if name in ids or not pd.isna(value)}
        yield {visible(name): visible(value) for name, value in known.items()}
