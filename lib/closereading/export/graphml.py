"""Networks as GraphML, for Gephi, visone, igraph or networkx."""

from pathlib import Path
from typing import Any

import pandas as pd

from closereading.errors import ParameterError

from .tables import writable
from .workbook import VISIBLE

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
    if nodes is not None:
        graph.add_nodes_from((_id(row.pop("actor_id")), _known(row)) for row in _rows(nodes))
    graph.add_edges_from(
        (_id(row.pop(one)), _id(row.pop(other)), n, _known(row))
        for n, row in enumerate(_rows(edges))
    )
    path = writable(folder) / f"{name}.graphml"
    nx.write_graphml_xml(graph, path)
    return path


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, numbers as Python has them."""
    return table.astype(object).to_dict("records")  # type: ignore[return-value]


def _id(actor: Any) -> str:
    return str(actor).translate(VISIBLE)


def _known(row: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes of a row that are known, as GraphML can hold them."""
    return {
        name.translate(VISIBLE): value.translate(VISIBLE) if isinstance(value, str) else value
        for name, value in row.items()
        if not pd.isna(value)
    }
