"""What a report says before and after its notebook: findings, parameters, accuracy, methods."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode

from closereading.datafile import data_table
from closereading.interval import wilson
from closereading.parse import MODELS

MAX_KEY = 6  # key findings at the top
OWN = ("article", "out")  # parameters that say which article and where to, not how
CALLED = re.compile(r"\bcr\.(\w+)\(")
KEY = re.compile(r'<li class="cr-key">(.*?)</li>', re.DOTALL)
FIRST = re.compile(r'<ul class="cr-findings"><li>(.*?)</li>', re.DOTALL)


def key_findings(nb: NotebookNode) -> list[str]:
    """Return the findings marked as key ones, as HTML; without any, the first of each list."""
    outputs = [
        str(output.get("data", {}).get("text/html", ""))
        for cell in nb.cells
        for output in cell.get("outputs", [])
    ]
    marked = [found for output in outputs for found in KEY.findall(output)]
    first = [found for output in outputs for found in FIRST.findall(output)]
    return (marked or first)[:MAX_KEY]


def changed_parameters(nb: NotebookNode) -> dict[str, tuple[str, str]]:
    """Return the parameters of this run that differ from the notebook's: given, default."""
    default: dict[str, str] = {}
    given: dict[str, str] = {}
    for cell in nb.cells:
        tags = cell.metadata.get("tags", [])
        if "parameters" in tags:
            default |= assigned(cell.source)
        elif "injected-parameters" in tags:
            given |= assigned(cell.source)
    return {
        name: (value, default.get(name, ""))
        for name, value in given.items()
        if name not in OWN and value != default.get(name)
    }


def assigned(source: str) -> dict[str, str]:
    r"""Return the names that a cell sets, with their values as source.

    >>> assigned("n_top: int = 15  # rows\nquery = 'war'")
    {'n_top': '15', 'query': "'war'"}
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return {}
    found = {}
    for node in body:
        target = getattr(node, "target", None) or next(iter(getattr(node, "targets", [])), None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and isinstance(value, ast.expr):
            found[target.id] = ast.unparse(value)
    return found


def functions_called(nb: NotebookNode) -> set[str]:
    """Return the functions of the library that the notebook's code calls."""
    code = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "code")
    return set(CALLED.findall(code))


def accuracy(functions: set[str]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield how accurate the results of these functions were found to be, on which data."""
    known = data_table("accuracy")
    for row in known["measured"]:
        if functions & set(row["functions"]):
            yield (
                row["what"],
                [
                    {
                        "right": share(n["n_right"], n["n_system"]),
                        "found": share(n["n_right"], n["n_gold"]),
                        "data": source["label"],
                    }
                    for data, source in known["data"].items()
                    if (n := row.get(data))
                ],
            )


def share(n_right: int, n: int) -> str:
    r"""Return a share with its 95% interval (Wilson) and its n.

    >>> share(9, 10)
    '90\xa0% (60–98), n\xa0=\xa010'
    """
    low, high = wilson(n_right, n)
    return f"{100 * n_right / n:.0f}\xa0% ({100 * low:.0f}–{100 * high:.0f}), n\xa0=\xa0{n:,}"


def methods(
    functions: set[str], *, notebook: str, header: Mapping[str, Any], made: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what to paste: the citations, a paragraph on the methods, and its references."""
    known, versions = data_table("methods"), made.get("versions", {})
    publisher, published = header.get("publisher", ""), header.get("published", "")
    model = next((f", model {MODELS[0]} {versions[n]}" for n in MODELS if n in versions), "")
    values = {
        "title": f"“{header.get('title', '')}”",
        "author": f"{header['author']}. " if header.get("author") else "",
        "source": "".join(f"{part}, " for part in (publisher, published) if part),
        "sha256": header.get("sha256", ""),
        "version": versions.get("closereading", ""),
        "spacy": versions.get("spacy", ""),
        "model": model,
        "notebook": notebook,
        "codebook": made.get("codebook") or "the default one",
    }
    done = [entry for name, entry in known["functions"].items() if name in functions]
    texts = [known["opening"], *done]
    return {
        "citation": known["citation"]["software"].format(**values),
        "report": known["citation"]["report"].format(
            **values | {"title": header.get("title", ""), "source": cited_source(header)}
        ),
        "paragraph": " ".join(entry["text"].format(**values) for entry in texts),
        "references": sorted({ref for entry in done for ref in entry["references"]}),
    }


def cited_source(header: Mapping[str, Any]) -> str:
    """Return where an article stood, as a citation has it after the title."""
    parts: Sequence[str] = (header.get("publisher", ""), header.get("published", ""))
    return "".join(f", {part}" for part in parts if part)
