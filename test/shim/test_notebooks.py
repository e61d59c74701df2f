"""Whole notebooks, run as people run them: the examples, and those of HEAVY.AI's web server."""

import json
import shutil
from itertools import cycle

import pytest
from world import REPOSITORY

EXAMPLES = sorted((REPOSITORY / "examples").glob("*.ipynb"))
# What the last cell of each shows, also where nobody looks at it.
SHOWN = {
    "airports": "application/vnd.vegalite.v5+json",
    "flights": "application/vnd.vegalite.v5+json",
    "map": "image/png",
}


def outputs_of(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [cell.get("outputs", []) for cell in cells if cell["cell_type"] == "code"]


# Each example by one tool, each tool once at least.
@pytest.mark.parametrize(
    ("example", "tool"),
    list(zip(EXAMPLES, cycle(["nbconvert", "papermill"]), strict=False)),
    ids=lambda value: getattr(value, "stem", value),
)
def test_an_example_runs_without_a_person(lab, example, tool):
    given, done = lab.world.home / example.name, lab.world.home / "done.ipynb"
    shutil.copy(example, given)
    command = {
        "nbconvert": ["nbconvert", "--execute", "--to", "notebook", "--output", done],
        "papermill": ["papermill", "--no-progress-bar"],
    }[tool]
    files = {"nbconvert": [given], "papermill": [given, done]}[tool]
    ran = lab.world.run("-m", *command, *files, PYTHONPATH=str(REPOSITORY))
    assert ran.returncode == 0, ran.stderr[-2000:]
    written = done.read_text("utf-8")
    assert (lab.session in written, lab.server.token in written) == (False, False)
    *_, last = outputs_of(done)
    assert SHOWN[example.stem] in last[-1]["data"]


def test_a_cell_that_fails_ends_the_run(lab):
    notebook = json.loads(EXAMPLES[0].read_text("utf-8"))
    notebook["cells"] = [notebook["cells"][1]]
    notebook["cells"][0]["source"] = ["import jupyterlab_omnisci\n"]
    notebook["cells"].append(
        {**notebook["cells"][0], "id": "b", "source": ["%%omnisci_sql\n", "SELECT nothing"]}
    )
    given = lab.world.home / "fails.ipynb"
    given.write_text(json.dumps(notebook))
    ran = lab.world.run(
        *["-m", "nbconvert", "--execute", "--to", "notebook", given],
        PYTHONPATH=str(REPOSITORY),
    )
    assert ran.returncode != 0
    assert "OmniSciError" in ran.stderr


def test_the_notebook_that_the_web_server_writes_runs_as_it_is(lab):
    profile = lab.world.home / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    # What docs/heavyai.md says for the kernels.
    [line] = [
        line
        for line in (REPOSITORY / "docs" / "heavyai.md").read_text("utf-8").splitlines()
        if line.startswith("c.InteractiveShellApp.extensions")
    ]
    (profile / "ipython_kernel_config.py").write_text(line)
    with lab.kernel() as kernel:
        assert kernel.run("con = omnisci_connect()") == []
        [tables] = kernel.run("con.list_tables()")
        assert "'flights'" in tables["data"]["text/plain"]
        [rows] = kernel.run('con.sql("""SELECT COUNT(*) AS n FROM flights""")')
        assert "3000000" in rows["data"]["text/html"]
        assert kernel.value('con.sql("SELECT 7 AS n").execute().n[0]') == 7
