"""JupyterLab itself opens each notebook and runs it."""

import json
import shutil
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from browser_fixtures import browser, opened  # noqa: F401
from conftest import ROOT

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("0[1-3]*.ipynb"))
TOKEN = "reading"  # noqa: S105


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """Return the address of a JupyterLab on a copy of the project, and the copy."""
    project = tmp_path_factory.mktemp("project")
    for folder in ("notebooks", "seeds"):
        shutil.copytree(
            ROOT / folder, project / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}",
        "--ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}", "--expose-app-in-browser",
        "--LabApp.extension_manager=readonly", f"--ServerApp.root_dir={project}",
    ]  # fmt: skip
    log = (project / "lab.log").open("w")
    with subprocess.Popen(command, cwd=project, stdout=log, stderr=log) as server:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urlopen(f"{address}/api?token={TOKEN}").close()  # noqa: S310
                break
            except OSError:
                assert server.poll() is None, (project / "lab.log").read_text()
                time.sleep(0.2)
        yield address, project
        server.terminate()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_in_jupyterlab(lab, opened, name):
    address, project = lab
    path = f"notebooks/{name}.ipynb"
    with opened(f"{address}/lab/tree/{path}?token={TOKEN}&reset") as page:
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.evaluate(
            "async () => { const shell = jupyterapp.shell;"
            " await shell.currentWidget.context.ready;"
            " await shell.currentWidget.context.sessionContext.ready;"
            " await jupyterapp.commands.execute('notebook:run-all-cells');"
            " await jupyterapp.commands.execute('docmanager:save'); }"
        )
        page.screenshot(path=project / f"{name}.png", full_page=True)
        assert page.complaints == []
    cells = [c for c in json.loads((project / path).read_text("utf-8"))["cells"] if "outputs" in c]
    assert all(cell["execution_count"] for cell in cells)
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [o["evalue"] for o in outputs if o["output_type"] == "error"] == []
    assert sum("text/html" in output.get("data", {}) for output in outputs) > 10
    assert list((project / "reports").glob("*/tables/*.csv"))
