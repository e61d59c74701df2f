"""The extension that Jupyter Server loads: mounts the proxy, and leaves starting it to the first request."""

import json
import re

from traitlets import TraitError

from . import __version__  # noqa: F401  (`jupyter serverextension list` shows it)
from .names import ROUTES
from .switches import switched_off_in


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp):
    off = switched_off_in(__name__, serverapp.config_file_paths)
    if off is not None:
        serverapp.log.info("%s is disabled in %s.", __name__, off)
        return
    # Imported here, so that listing and switching extensions stays quick.
    from .proxy import OmniSciProxyHandler

    route = re.escape(serverapp.base_url) + f"(?:{'|'.join(ROUTES)})(/.*)?"
    shared = {"sidecar": _sidecar(serverapp), "under_way": set()}
    handler = (route, OmniSciProxyHandler, shared)
    serverapp.web_app.add_handlers(".*$", [handler])


def _sidecar(serverapp):
    from .config import read_settings, session_manager_name, sidecar_settings
    from .failure import Failure
    from .node import NodeFinder
    from .process import NoSidecar, Sidecar
    from .python_manager import PythonManager

    try:
        manager, settings, connections = read_settings(serverapp)
    except TraitError as error:
        # Failing to load would look as if the extension were switched off.
        message = f"The OmniSci settings are wrong: {error}"
        serverapp.log.error(message)
        return NoSidecar(Failure("config_invalid", message))
    told = json.dumps(sidecar_settings(serverapp, manager, settings, connections))
    name = session_manager_name(settings)
    return Sidecar(
        node=NodeFinder(settings.node, serverapp.log),
        environment={"JUPYTERLAB_OMNISCI_CONFIG": told},
        manager=PythonManager(name, parent=serverapp, config=settings.config) if name else None,
        start_timeout=settings.start_timeout,
        log=serverapp.log,
    )


# The names by which servers before Jupyter Server 2 look for the two.
_jupyter_server_extension_paths = _jupyter_server_extension_points
load_jupyter_server_extension = _load_jupyter_server_extension
