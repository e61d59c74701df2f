"""The settings an admin can write, read from wherever they were written. Knows no proxy."""

import os
from difflib import get_close_matches

from jupyter_core.application import JupyterApp
from traitlets import Bool, Float, Int, Unicode
from traitlets.config import Config, LoggingConfigurable


class OmniSciSessionManager(LoggingConfigurable):
    """Where the default session manager finds the session of the user."""

    protocol = Unicode(
        "OMNISCI_PROTOCOL", help="Name of the environment variable that holds the protocol."
    ).tag(config=True)
    host = Unicode(
        "OMNISCI_HOST", help="Name of the environment variable that holds the host."
    ).tag(config=True)
    port = Unicode(
        "OMNISCI_PORT", help="Name of the environment variable that holds the port."
    ).tag(config=True)
    session_file = Unicode("", help="Path of the file that holds the session ID.").tag(config=True)
    require_private_file = Bool(
        False,
        help="Whether a session file that is open to other users is refused. "
        "By default it is used, and the user warned.",
    ).tag(config=True)


class OmniSciConfig(LoggingConfigurable):
    """Which session manager is used, and how the sidecar that runs it is started."""

    session_manager = Unicode(
        "",
        help="Session manager to use in place of OmniSciSessionManager, as module.Export: "
        "a JavaScript or TypeScript module and its export.",
    ).tag(config=True)
    omnisci_session_manager = Unicode("", help="The older name of session_manager.").tag(
        config=True
    )
    expose_session_id = Bool(
        True, help="Whether GET omnisci/session tells the session ID itself."
    ).tag(config=True)
    max_result_bytes = Int(
        256 * 1024 * 1024,
        min=1,
        help="The most bytes that the result of one query in the SQL editor may have.",
    ).tag(config=True)
    connect_timeout = Float(
        5.0, min=0.01, max=86400, help="Seconds that the database has to accept a connection."
    ).tag(config=True)
    answer_timeout = Float(
        10.0,
        min=0.01,
        max=86400,
        help="Seconds that the database has for what it answers from memory; "
        "six times as long for its catalog.",
    ).tag(config=True)
    idle_timeout = Float(
        30.0,
        min=0.01,
        max=86400,
        help="Seconds that the database may be silent in the middle of an answer.",
    ).tag(config=True)
    query_timeout = Float(
        3600.0,
        min=0.01,
        max=86400,
        help="Seconds that one query may take of the database, "
        "those aside in which nobody asks for its rows.",
    ).tag(config=True)
    node = Unicode(
        os.environ.get("JUPYTERLAB_OMNISCI_NODE", ""),
        help="The Node.js executable, 20 or newer; by default the one on the PATH. "
        "Also the environment variable JUPYTERLAB_OMNISCI_NODE.",
    ).tag(config=True)
    start_timeout = Float(30.0, help="Seconds that the sidecar has to start.").tag(config=True)


CLASSES = {cls.__name__: cls for cls in (OmniSciSessionManager, OmniSciConfig)}


def read_settings(serverapp) -> tuple[OmniSciSessionManager, OmniSciConfig]:
    """Resolves every setting. Call at load: `notebook` brings its configuration while linking."""
    written = _notebook_settings(serverapp)
    written.merge(serverapp.config)
    _warn_of_unknown_sections(written, serverapp.log)
    manager, settings = (cls(parent=serverapp, config=written) for cls in CLASSES.values())
    if settings.omnisci_session_manager:
        serverapp.log.warning(
            "OmniSciConfig.omnisci_session_manager works, but prefer its new name: session_manager."
        )
    return manager, settings


def sidecar_settings(serverapp, manager: OmniSciSessionManager, settings: OmniSciConfig) -> dict:
    """What the sidecar is told: names and paths, nothing secret."""
    file = manager.session_file
    return {
        "protocol": manager.protocol,
        "host": manager.host,
        "port": manager.port,
        "sessionFile": os.path.abspath(os.path.expanduser(file)) if file else "",
        "requirePrivateFile": manager.require_private_file,
        "sessionManager": settings.session_manager or settings.omnisci_session_manager,
        "exposeSessionId": settings.expose_session_id,
        "maxResultBytes": settings.max_result_bytes,
        "connectTimeout": settings.connect_timeout,
        "answerTimeout": settings.answer_timeout,
        "idleTimeout": settings.idle_timeout,
        "queryTimeout": settings.query_timeout,
        "baseUrl": serverapp.base_url,
        "configDirs": serverapp.config_file_paths,
    }


def _notebook_settings(serverapp) -> Config:
    """Our part of jupyter_notebook_config.*, which only `notebook` and `nbclassic` read by themselves."""
    apps = [app for apps in serverapp.extension_manager.extension_apps.values() for app in apps]
    read = [file for app in (serverapp, *apps) for file in app.loaded_config_files]
    if any("jupyter_notebook_config" in os.path.basename(file) for file in read):
        return Config()

    class NotebookSettings(JupyterApp):
        name = "jupyter-notebook"
        # The server's own list, so that JupyterHub's `disable_user_config` holds here too.
        config_file_paths = serverapp.config_file_paths

    app = NotebookSettings(log=serverapp.log)
    app.load_config_file()
    ours = Config({name: part for name, part in app.config.items() if _is_ours(name)})
    files = [f for f in app.loaded_config_files if "jupyter_notebook_config" in os.path.basename(f)]
    if ours and files:
        serverapp.log.info("OmniSci settings were read from %s.", ", ".join(files))
    return ours


def _warn_of_unknown_sections(config: Config, log) -> None:
    """Traitlets warns of a misspelt setting, but takes any section without a word."""
    for name in config:
        if _is_ours(name) and name not in CLASSES:
            log.warning(
                "Config section `%s` is not known, and has no effect. Did you mean `%s`?",
                name,
                get_close_matches(name, CLASSES, 1, cutoff=0)[0],
            )


def _is_ours(section: str) -> bool:
    return section.lower().startswith("omni") or bool(get_close_matches(section, CLASSES, 1, 0.9))
