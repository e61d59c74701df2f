"""The extension that Jupyter Server loads: mounts the proxy. The first request starts the sidecar."""

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
    # Imported here, so that listing and enabling extensions stays quick.
    from .proxy import OmniSciProxyHandler

    route = re.escape(serverapp.base_url) + f"(?:{'|'.join(ROUTES)})(/.*)?"
    shared = {"sidecar": _sidecar(serverapp), "under_way": set()}
    handler = (route, OmniSciProxyHandler, shared)
    serverapp.web_app.add_handlers(".*$", [handler])


def _sidecar(serverapp):
    from .assembly import assemble
    from .failure import Failure
    from .process import NoSidecar

    try:
        return assemble(serverapp).sidecar
    except TraitError as error:
        # Failing to load would look as if the extension were disabled.
        message = f"The OmniSci settings are wrong: {error}"
        serverapp.log.error(message)
        return NoSidecar(Failure("config_invalid", message))


# Servers before Jupyter Server 2 look for these names.
_jupyter_server_extension_paths = _jupyter_server_extension_points
load_jupyter_server_extension = _load_jupyter_server_extension
