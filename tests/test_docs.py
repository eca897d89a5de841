"""The documentation is true: links lead somewhere, commands and Python run, terms and numbers fit.

A fenced block with a file name after its language is that file; other blocks of Python are run,
those of the console run or parsed, in the order of the page, in a copy of the project.
"""

import ast
import os
import re
import runpy
import shlex
import shutil
import subprocess
import tomllib
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
import test_notebook_anatomy
import yaml
from conftest import ROOT

import closereading as cr
from closereading import cli, schema
from closereading.parameter import notebook_parameters
from closereading.plan import plan_run
from closereading.timex import periods, rules, words

DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "seeds/README.md")]
PAGES += sorted(DOCS.rglob("*.md"))
GENERATED = DOCS / "tables.md"
BLOCK = re.compile(r"^ *```(\w+)(?: (\S+))?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
# The others are planned, which reads all that they name; test_notebooks.py runs our own notebooks.
EXECUTED = (
    "closereading run trilateral-cooperation --notebook 9 -p n_rows=5",
    "closereading run --why",
    "closereading tables trilateral-cooperation",
)
NOT_RUN = {
    r"python -m venv|(python -m )?pip install|conda ": "needs a network",
    r"source ": "changes the shell it is typed in",
    r"python -m warmkernel stop": "would end servers of other tests; test_warmkernel.py does",
    r"git ": "there is no repository in the copy",
    r"dask ": "doesn't end; test_cluster.py starts a scheduler and workers",
    r"jupyter nbconvert --to closereading ": "test_report_exporter.py does",
    r"python -m (pytest|ruff|mypy|codespell)": "is a check itself",
}

pages = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())


def prose(page):
    """Return a page without its fenced blocks."""
    return BLOCK.sub("", page.read_text("utf-8"))


def blocks(page):
    """Yield language, file name and content of each fenced block of a page."""
    for language, name, content in BLOCK.findall(page.read_text("utf-8")):
        indent = len(content) - len(content.lstrip(" "))
        yield language, name, re.sub(rf"(?m)^ {{{indent}}}", "", content)


def anchors(page):
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", prose(page))
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pages
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        target, _, anchor = link.partition("#")
        if re.match(r"https://|mailto:", target):
            continue
        path = (page.parent / target).resolve() if target else page
        if path == GENERATED and not path.exists():
            continue
        assert path.exists(), link
        assert not anchor or anchor in anchors(path), link


def test_every_page_is_linked():
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in re.findall(r"\]\(([^)\s]+)\)", prose(page))
    }
    folders = {path for path in linked if path.is_dir()}
    assert not [page for page in PAGES[1:] if not {page, page.parent} & (linked | folders)]


@pages
def test_functions_that_are_named_exist(page):
    assert not [name for name in re.findall(r"`cr\.(\w+)", prose(page)) if not hasattr(cr, name)]


@pages
def test_commands_in_the_text_are_understood(page):
    for command in re.findall(r"`closereading ([^`…]+)`", prose(page)):
        words_of_it = shlex.split(command)
        if len(words_of_it) == 1:
            with pytest.raises(SystemExit, match=r"^0$"):
                cli._parser().parse_args([*words_of_it, "--help"])
        else:
            cli._parser().parse_args(words_of_it)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a copy of what a reader of the pages works with, and go there."""
    for name in ("seeds", "notebooks", "tests/gold"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "seeds" / "your-article.txt").write_text("Rain fell on Nairobi.", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(schema, "TABLES", dict(schema.TABLES))
    monkeypatch.setattr("closereading.report.withhold._current", None)
    return tmp_path


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if BLOCK.search(page.read_text("utf-8"))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_a_page_can_be_followed(page, project):
    known = {}
    for language, name, content in blocks(page):
        if name:
            (project / name).write_text(content, "utf-8")
            if name.endswith(".py"):
                ast.parse(content)
        elif language == "python":
            exec(compile(content, str(page), "exec"), known)  # noqa: S102 - our own pages
        elif language == "console":
            for line in content.splitlines():
                follow(shlex.split(line.replace("\\", "/"), comments=True), project)


@pytest.mark.usefixtures("project")
def test_the_notebook_of_the_page_has_the_anatomy():
    shown = [c for kind, _, c in blocks(DOCS / "howto" / "add-a-notebook.md") if kind == "python"]
    exec(compile("\n".join(shown), "page", "exec"), {})  # noqa: S102 - our own page
    (made,) = Path("notebooks").glob("09*.ipynb")
    test_notebook_anatomy.test_nothing_that_a_run_leaves_is_kept(made)
    test_notebook_anatomy.test_parameters_come_first_typed_and_explained(made)
    test_notebook_anatomy.test_headings_ask_and_code_is_short(made)
    test_notebook_anatomy.test_one_sentence_a_line(made)


def follow(command, project):
    """Run a command, or plan it, or look whether what it names is there."""
    if not command:
        return
    command[0] = re.sub(r"^\.venv/(Scripts|bin)/", "", command[0])
    line = shlex.join(command)
    if command[0] == "closereading":
        options = cli._parser().parse_args(command[1:])
        if command[1] == "run":
            given = dict(cli._name_value(text) for text in options.parameters)
            plan = plan_run(options.articles, options.notebook, given, project / "out")
            assert plan.refused == []
            assert plan.tasks
        if line in EXECUTED:
            assert cli.main(command[1:]) == 0
    elif command[0] == "papermill":
        notebook = next(word for word in command if word.endswith(".ipynb"))
        given = [command[i + 1] for i, word in enumerate(command) if word == "-p"]
        assert set(given) <= set(notebook_parameters(Path(notebook)))
    elif command[0] == "make":
        assert re.search(rf"(?m)^{command[1]}:", (ROOT / "Makefile").read_text())
    else:
        assert any(re.match(pattern, line) for pattern in NOT_RUN), f"nobody knows {line!r}"
        assert all((ROOT / word).exists() for word in command if word.startswith("tests/"))


def test_the_rule_for_dates_works(monkeypatch):
    """The page's holiday and rule work, also where somebody has kept them in the file."""
    page = DOCS / "howto" / "add-a-date-rule.md"
    feast, *shown = [toml for lang, _, toml in blocks(page) if lang == "toml"]
    (rule,) = tomllib.loads("\n".join(shown))["rule"]
    table = dict(words.table())
    table["rule"] = [*(kept for kept in table["rule"] if kept["name"] != rule["name"]), rule]
    easter = table["holidays"]["easter"] | tomllib.loads(feast)
    table["holidays"] = table["holidays"] | {"easter": easter}
    monkeypatch.setattr(words, "table", lambda: table)
    made = rules.rule_table.__wrapped__()
    named = [one for _, group in made.groups for one in group if one.name == rule["name"]]
    assert len(named) == 1, f"{len(named)} rules are named {rule['name']!r}"
    for sentence, phrase, _ in rule["examples"]:
        assert named[0].pattern.search(sentence.lower())[0] == phrase.lower()
    assert not named[0].pattern.search(rule["counter"].lower())
    for name, days in tomllib.loads(feast).items():
        assert periods.holiday_day(name, 2025) == str(date(2025, 4, 20) + timedelta(days))


def test_the_holiday_of_the_page_can_be_added_below_the_heading_it_names():
    page = DOCS / "howto" / "add-a-date-rule.md"
    feast = next(toml for lang, _, toml in blocks(page) if lang == "toml")
    text = (ROOT / "lib" / "closereading" / "data" / "timex.toml").read_text("utf-8")
    heading = re.search(r"(?m)^\[holidays\.easter\].*\n", text)
    kept = "\n".join(line for line in text.splitlines() if line.strip() != feast.strip())
    assert heading
    assert tomllib.loads(kept.replace(heading[0], heading[0] + feast))


def rows(text):
    """Return the cells of the rows of a table in Markdown, its head left out."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def test_the_glossary_is_in_order():
    table = rows((DOCS / "glossary.md").read_text("utf-8"))
    assert all(len(row) == 4 and row[0] and row[1] and row[2].startswith("`cr.") for row in table)
    names = [re.sub(r"\W", "", row[0].lower()) for row in table]
    assert names == sorted(set(names))


def test_methods_state_the_accuracy_of_the_reports():
    page = runpy.run_path(str(ROOT / "tools" / "build_accuracy_table.py"))["page"]()
    assert "| Mentions of actors |" in page
    assert (DOCS / "methods.md").read_text("utf-8") == page


@pytest.mark.parametrize(
    ("name", "words_of_it"),
    [
        ("words.measure.WINDOW", "every window of {} words"),
        ("words.measure.FACTOR", "has fallen below {}"),
        ("words.paragraph.MIN_CONTENT", "for paragraphs of ten content words"),
        ("words.segment.NEEDED", "for articles of {} words"),
        ("words.dispersion.MIN_PART", "of {} words a part"),
        ("issue.hit.N_DRAWS", "{:,} draws with a fixed seed. Jaccard"),
        ("position.stance.N_DRAWS", "{:,} draws with a fixed seed, draws"),
        ("shelf.copy.MIN_SIMILARITY", "From {} on, the later article is a copy"),
    ],
)
def test_methods_state_the_constants_of_the_code(name, words_of_it):
    module, _, constant = name.rpartition(".")
    value = getattr(import_module(f"closereading.{module}"), constant)
    assert words_of_it.format(value) in (DOCS / "methods.md").read_text("utf-8")


def test_the_page_of_tables_is_that_of_the_schema():
    page = runpy.run_path(str(ROOT / "tools" / "build_tables_page.py"))["page"]()
    assert "## mentions" in page
    assert not GENERATED.exists() or GENERATED.read_text("utf-8") == page


def test_the_citation_is_valid():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    known = {
        "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi",
        "identifiers", "keywords", "license", "license-url", "message", "preferred-citation",
        "references", "repository", "repository-artifact", "repository-code", "title", "type",
        "url", "version",
    }  # fmt: skip
    assert {"authors", "cff-version", "message", "title"} <= cited.keys() <= known
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] in ("software", "dataset")
    assert all(
        {"name", "family-names", "given-names"} & author.keys() for author in cited["authors"]
    )
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])


def test_the_changelog_has_the_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"\n## {project['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_binder_runs_what_conda_has():
    script = ROOT / "postBuild"
    first, *lines = script.read_text("utf-8").splitlines()
    assert re.match(r"#!/bin/(ba)?sh$|#!/usr/bin/env bash$", first)
    assert os.name == "nt" or os.access(script, os.X_OK)
    conda = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    commands = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert set(commands) - {"set"} <= {name.split()[0] for name in conda if isinstance(name, str)}
    assert "pip install --no-deps --editable ." in lines


def test_the_public_ci_types_what_the_readme_says():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8"))["jobs"]
    readme = (ROOT / "README.md").read_text("utf-8").replace("\\", "/")
    systems = {name for job in jobs.values() for name in job["strategy"]["matrix"]["os"]}
    assert {name.split("-")[0] for name in systems} == {"ubuntu", "macos", "windows"}
    typed = [step["run"].splitlines() for step in jobs["pip"]["steps"] if "run" in step]
    assert not [line for lines in typed for line in lines if re.search(r"\bmake\b|/bin/|\|", line)]
    pythons = [job["strategy"]["matrix"]["python"] for job in jobs.values()]
    assert pythons == [["3.11", "3.12", "3.13", "3.14"], ["3.11", "3.14"]]
    for command in (
        "--no-deps --require-hashes -r requirements.lock",
        "--no-build-isolation --no-deps",
    ):
        assert command in readme
        assert any(command in line for lines in typed for line in lines)


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize("browser", ["chromium", "google-chrome", ""])
def test_a_browser_that_is_there_isnt_installed_again(browser, tmp_path):
    if browser:
        (tmp_path / browser).write_text("#!/bin/sh\n")
        (tmp_path / browser).chmod(0o755)
    made = subprocess.run(
        [shutil.which("make"), "--silent", "-C", ROOT, "browser"],
        env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == (0 if browser else 2)
    assert made.stdout.strip() == (str(tmp_path / browser) if browser else "")
    assert ("Install Chromium or Chrome" in made.stderr) == (not browser)


def test_pre_commit_asks_no_network():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    assert all(hook["language"] == "system" for hook in hooks[0]["hooks"])
