"""The extension that Jupyter Server loads: mounts the proxy. The first request starts the sidecar."""

import re

from traitlets import TraitError

from . import __version__  # noqa: F401  (`jupyter serverextension list` shows it)
from .names import ROUTES
from .switches import switched_off_in

# Where the web application's settings hold what was made of ours.
PARTS = "omnisci_parts"


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp):
    off = switched_off_in(__name__, serverapp.config_file_paths)
    if off is not None:
        serverapp.log.info("%s is disabled in %s.", __name__, off)
        return
    # Imported here, so that listing and enabling extensions stays quick.
    from .check_handler import CheckHandler
    from .proxy import OmniSciProxyHandler

    recorder = _recorder(serverapp)
    sidecar = _sidecar(serverapp, recorder)
    route = re.escape(serverapp.base_url) + f"(?:{'|'.join(ROUTES)})"
    shared = {"sidecar": sidecar, "under_way": set(), "recorder": recorder}
    parts = serverapp.web_app.settings.get(PARTS)
    handlers = [
        (f"{route}(/check)", CheckHandler, {**shared, "parts": parts}),
        (f"{route}(/.*)?", OmniSciProxyHandler, shared),
    ]
    serverapp.web_app.add_handlers(".*$", handlers)


async def _start_jupyter_server_extension(serverapp):
    """Called once Jupyter serves, so that nothing here keeps it waiting."""
    parts = serverapp.web_app.settings.get(PARTS)
    if parts is not None:
        from .announcement import announce

        await announce(serverapp, parts)


def _recorder(serverapp):
    from .telemetry.recorder import Recorder

    return Recorder(serverapp.event_logger, serverapp.log)


def _sidecar(serverapp, recorder):
    from .assembly import assemble
    from .failure import Failure
    from .process import NoSidecar

    try:
        parts = assemble(serverapp, recorder)
    except TraitError as error:
        # Failing to load would look as if the extension were disabled.
        message = f"The OmniSci settings are wrong: {error}"
        serverapp.log.error(message)
        return NoSidecar(Failure("config_invalid", message))
    serverapp.web_app.settings[PARTS] = parts
    return parts.sidecar


# Servers before Jupyter Server 2 look for these names.
_jupyter_server_extension_paths = _jupyter_server_extension_points
load_jupyter_server_extension = _load_jupyter_server_extension
