"""The example of overrides.json on docs/admin.md, as JupyterLab reads it on a real server."""

import json
import re

from world import REPOSITORY

PAGE = (REPOSITORY / "docs" / "admin.md").read_text("utf-8")


def example():
    [found] = [
        json.loads(block)
        for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
        if "jupyterlab-omnisci:" in block
    ]
    return found


def test_the_example_changes_defaults_of_settings_that_exist(world, start):
    [place] = re.findall(r"in the folder `(share/\S+)`", PAGE)
    folder = world.bin.parent / place
    folder.mkdir(parents=True)
    (folder / "overrides.json").write_text(json.dumps(example()))
    data = world.folder / "data"
    (data / "labextensions").mkdir(parents=True)
    (data / "labextensions" / "jupyterlab-omnisci").symlink_to(
        REPOSITORY / "jupyterlab_omnisci" / "labextension"
    )
    server = start("--ServerApp.jpserver_extensions=jupyterlab=True")
    for plugin, changed in example().items():
        reply = server.ask(
            "GET", f"/lab/api/settings/{plugin}", login=True, path_is_ours=False
        ).json
        defaults = {
            name: part.get("default") for name, part in reply["schema"]["properties"].items()
        }
        written = json.loads(
            (REPOSITORY / "schema" / f"{plugin.split(':')[1]}.json").read_text("utf-8")
        )["properties"]
        assert {name: defaults[name] for name in changed} == changed
        assert any(written[name]["default"] != value for name, value in changed.items())
