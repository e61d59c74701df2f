"""The Hub of test/helpers/jupyterhub.ts, which chose every setting and wrote them to hub.json."""

import json
import os
from pathlib import Path

c = get_config()  # noqa: F821 (JupyterHub puts it there)

told = json.loads(Path(os.environ["OMNISCI_TEST_HUB"], "hub.json").read_text("utf-8"))
for section, settings in told.items():
    c[section].update(settings)

# What docs/jupyterhub.md recommends where strangers share a machine.
HARDENED = ["--KernelManager.transport=ipc"]


def choose_for_server(spawner):
    """One named server is hardened; another reads its user's own configuration, as no other does."""
    spawner.disable_user_config = spawner.name != "own-config"
    if spawner.name == "hardened":
        spawner.args = [*spawner.args, *HARDENED]


c.Spawner.pre_spawn_hook = choose_for_server
