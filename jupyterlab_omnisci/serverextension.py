"""The extension that Jupyter Server loads: mounts the proxy, and leaves starting it to the first request."""

import json
import re

from jupyter_core.paths import jupyter_config_dir
from jupyter_server.utils import url_path_join

from . import __version__  # noqa: F401  (`jupyter serverextension list` shows it)
from .switches import disabled_by_user


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp):
    if disabled_by_user(__name__, serverapp.config_file_paths):
        serverapp.log.info("%s is disabled in %s.", __name__, jupyter_config_dir())
        return
    if serverapp.web_app.settings.setdefault("omnisci_loaded", False):
        return  # Enabled twice, as the package and as this module.
    serverapp.web_app.settings["omnisci_loaded"] = True

    # Imported here, so that listing and switching extensions stays quick.
    from .config import read_settings, sidecar_settings
    from .node import NodeFinder
    from .process import Sidecar
    from .proxy import OmniSciProxyHandler

    manager, settings = read_settings(serverapp)
    sidecar = Sidecar(
        node=NodeFinder(settings.node, serverapp.log),
        environment={
            "JUPYTERLAB_OMNISCI_CONFIG": json.dumps(sidecar_settings(serverapp, manager, settings))
        },
        start_timeout=settings.start_timeout,
        log=serverapp.log,
    )
    route = re.escape(url_path_join(serverapp.base_url, "omnisci")) + "(/.*)?"
    serverapp.web_app.add_handlers(".*$", [(route, OmniSciProxyHandler, {"sidecar": sidecar})])


# The names by which servers before Jupyter Server 2 look for the two.
_jupyter_server_extension_paths = _jupyter_server_extension_points
load_jupyter_server_extension = _load_jupyter_server_extension
