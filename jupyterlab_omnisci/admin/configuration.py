"""Loads the configuration that `jupyter lab` would have, and starts no server."""

import logging
import os
from pathlib import Path

from jupyter_core.application import JupyterApp
from jupyter_server.serverapp import ServerApp


class Complaints(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


# What JupyterHub tells the server of a user; the terminals of that server have it too.
WITHOUT_USER_CONFIG = "JUPYTERHUB_DISABLE_USER_CONFIG"


def load_configuration(options: list[str]) -> tuple[ServerApp, Complaints]:
    """
    A server that is configured, with its extensions linked, and nothing more: no port, no handler,
    no kernel. `options` are those of `jupyter lab`. Whatever is logged goes to the complaints.
    """
    complaints = Complaints()
    log = logging.getLogger("jupyter-omnisci")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(complaints)
    if os.environ.get(WITHOUT_USER_CONFIG, "").lower() not in ("", "0", "false"):
        _leave_out_home()
    serverapp = ServerApp.instance(log=log, jpserver_extensions={"jupyterlab": True})
    # What ServerApp.initialize does, up to where it makes the parts that serve.
    JupyterApp.initialize(serverapp, options)
    serverapp.find_server_extensions()
    serverapp.init_server_extensions()
    return serverapp, complaints


def _leave_out_home() -> None:
    """As JupyterHub does, in this whole process: no app reads its configuration below the home."""
    all_folders = JupyterApp.config_file_paths.fget
    home = Path.home().resolve()
    JupyterApp.config_file_paths = property(
        lambda app: [
            folder for folder in all_folders(app) if not Path(folder).resolve().is_relative_to(home)
        ]
    )
