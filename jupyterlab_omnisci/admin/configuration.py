"""Loads the configuration that `jupyter lab` would have, and starts no server."""

import logging

from jupyter_core.application import JupyterApp
from jupyter_server.serverapp import ServerApp


class Complaints(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


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
    serverapp = ServerApp.instance(log=log, jpserver_extensions={"jupyterlab": True})
    # What ServerApp.initialize does, up to where it makes the parts that serve.
    JupyterApp.initialize(serverapp, options)
    serverapp.find_server_extensions()
    serverapp.init_server_extensions()
    return serverapp, complaints
