"""The project's kernelspec: what is loaded beforehand changes no report."""

import importlib

import matplotlib as mpl
import matplotlib.pyplot as plt
import papermill
from matplotlib.colors import colorConverter

from warmkernel import place


def test_warming_up_leaves_no_setting_and_no_figure():
    from closereading.warm import warm

    before, colors = dict(mpl.rcParams), dict(colorConverter.colors)
    warm()
    assert dict(mpl.rcParams) == before
    assert dict(colorConverter.colors) == colors
    assert plt.get_fignums() == []


def test_a_report_is_the_same_from_a_forked_and_an_ordinary_kernel(
    root, tmp_path, monkeypatch, caplog
):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PATH", str(root / "lib" / "closereading" / "data" / "jupyter"))
    monkeypatch.setenv("MPLBACKEND", "agg")

    def outputs(kernel):
        book = papermill.execute_notebook(
            str(root / "notebooks" / "02_build_the_timeline.ipynb"),
            None,
            parameters={
                "article": str(root / "tests" / "articles" / "other-region.txt"),
                "out": str(tmp_path),
            },
            kernel_name=kernel,
            progress_bar=False,
        )
        tables = {path.name: path.read_bytes() for path in tmp_path.rglob("*.csv")}
        return [cell.get("outputs") for cell in book.cells], tables

    def lucky_outputs(kernel):
        try:
            return outputs(kernel)
        except RuntimeError:  # another program took a port just before the kernel did
            return outputs(kernel)

    try:
        assert lucky_outputs("closereading") == lucky_outputs("python3")
    finally:
        place.stop()
    assert [r for r in caplog.records if r.name == "warmkernel"] == []


def test_the_kernelspec_names_what_exists(root):
    import json

    path = root / "lib/closereading/data/jupyter/kernels/closereading/kernel.json"
    spec = json.loads(path.read_text())
    provisioner = spec["metadata"]["kernel_provisioner"]
    assert provisioner["provisioner_name"] == "warmkernel"
    for entry in provisioner["config"]["preload"]:
        module, _, name = entry.partition(":")
        assert callable(getattr(importlib.import_module(module), name))
