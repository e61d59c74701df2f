"""The admin's settings, read from every place where they may be. Knows no proxy."""

import os
from difflib import get_close_matches

from jupyter_core.application import JupyterApp
from traitlets import Bool, Dict, Enum, Float, Int, List, Unicode, Union
from traitlets.config import Config, LoggingConfigurable

from .names import SECTIONS, SESSION_FILES


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
    session_command = List(
        Unicode(),
        help="Program and arguments that print what a session file holds; in place of one.",
    ).tag(config=True)
    require_private_file = Bool(
        False,
        help="Whether a session file that is open to other users is refused. "
        "By default it is used, and the user warned.",
    ).tag(config=True)


class OmniSciConfig(LoggingConfigurable):
    """Chooses the session manager, and how to start the sidecar that runs it."""

    session_manager = Unicode(
        "",
        help="Session manager to use in place of OmniSciSessionManager, as module.Export: "
        "a JavaScript or TypeScript module and its export, or a Python class.",
    ).tag(config=True)
    omnisci_session_manager = Unicode("", help="The older name of session_manager.").tag(
        config=True
    )
    heavyai_session_manager = Unicode("", help="HEAVY.AI's name of session_manager.").tag(
        config=True
    )
    login_url = Unicode(
        "", help="The page where users log in to the database, such as that of Immerse."
    ).tag(config=True)
    expose_session_id = Bool(True, help="Whether GET omnisci/session returns the session ID.").tag(
        config=True
    )
    max_result_bytes = Int(
        256 * 1024 * 1024,
        min=1,
        help="Maximum size of the result of one query in the SQL editor, in bytes.",
    ).tag(config=True)
    max_rows = Int(
        0,
        min=0,
        max=2**31 - 2,
        help="Maximum number of rows that a query of the SQL editor may return. 0: no limit.",
    ).tag(config=True)
    allow_export = Bool(True, help="Whether users may export results to files.").tag(config=True)
    allow_history = Bool(
        True, help="Whether the browser may save the statements that users run."
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


class OmniSciConnections(LoggingConfigurable):
    """The servers that users may connect to besides the session's, and how they sign in."""

    allow = Enum(
        ("auto", "handover", "listed", "any"),
        "auto",
        help="handover: only the server of the session. listed: also those of servers and "
        "servers_file. any: also those that a user names. auto: any where there is neither a "
        "session file, a session manager nor a JupyterHub, else listed.",
    ).tag(config=True)
    servers = List(
        Dict(),
        help="Servers to offer, with the keys of Immerse's servers.json, and id, label, read_only.",
    ).tag(config=True)
    servers_file = Unicode(
        "", help="Path of a list of servers, such as Immerse's own servers.json."
    ).tag(config=True)
    use_passwords_of_servers_file = Bool(
        False, help="Whether the passwords in servers_file are used; by default they are ignored."
    ).tag(config=True)
    allowed_targets = List(
        Unicode(),
        help="host:port of the servers that a user may name; * stands for any text. Empty: all.",
    ).tag(config=True)
    password_file = Unicode(
        "", help="Path of a private file of passwords, in PostgreSQL's format."
    ).tag(config=True)
    credential_command = List(
        Unicode(), help="Program and arguments that print a password or a session as JSON."
    ).tag(config=True)
    sign_in = Bool(True, help="Whether users may type passwords.").tag(config=True)
    read_only = Union(
        [Bool(), List(Unicode())],
        default_value=False,
        help="Refuse all statements but those that read: on every server, "
        'or on those with these IDs. "handover" is the server of the session.',
    ).tag(config=True)

    def listed(self) -> list[dict]:
        """The servers without passwords, because the sidecar gets them in its environment."""
        if any("password" in server for server in self.servers):
            self.log.warning(
                "The passwords in OmniSciConnections.servers are ignored. "
                "Use OmniSciConnections.password_file or credential_command."
            )
        return [
            {key: value for key, value in server.items() if key != "password"}
            for server in self.servers
        ]


CLASSES = {cls.__name__: cls for cls in (OmniSciSessionManager, OmniSciConfig, OmniSciConnections)}


def read_settings(
    serverapp,
) -> tuple[OmniSciSessionManager, OmniSciConfig, OmniSciConnections]:
    """Resolves every setting. Call at load: `notebook` brings its configuration while linking."""
    notebook = _notebook_settings(serverapp)
    written = Config({name: part for name, part in notebook.items() if _is_ours(name)})
    written.merge(serverapp.config)
    _take_other_names(written)
    managers = _manager_section(written)
    if managers in notebook:
        section = Config(notebook[managers])
        section.merge(written.get(managers, {}))
        written[managers] = section
    _warn_of_unknown_sections(written, managers, serverapp.log)
    manager, settings, connections = (
        cls(parent=serverapp, config=written) for cls in CLASSES.values()
    )
    for older in ("omnisci_session_manager", "heavyai_session_manager"):
        if getattr(settings, older):
            serverapp.log.warning(
                "OmniSciConfig.%s works, but prefer its new name: session_manager.", older
            )
    return manager, settings, connections


def session_manager_name(settings: OmniSciConfig) -> str:
    return (
        settings.session_manager
        or settings.omnisci_session_manager
        or settings.heavyai_session_manager
    )


def sidecar_settings(
    serverapp,
    manager: OmniSciSessionManager,
    settings: OmniSciConfig,
    connections: OmniSciConnections,
) -> dict:
    """The settings for the sidecar: names and paths, nothing secret."""
    return {
        "protocol": manager.protocol,
        "host": manager.host,
        "port": manager.port,
        "sessionFile": _absolute(manager.session_file),
        "requirePrivateFile": manager.require_private_file,
        "sessionFileCandidates": _found_files(serverapp),
        "sessionCommand": manager.session_command,
        "loginUrl": settings.login_url,
        "sessionManager": session_manager_name(settings),
        "exposeSessionId": settings.expose_session_id,
        "maxResultBytes": settings.max_result_bytes,
        "maxRows": settings.max_rows,
        "allowExport": settings.allow_export,
        "allowHistory": settings.allow_history,
        "connectTimeout": settings.connect_timeout,
        "answerTimeout": settings.answer_timeout,
        "idleTimeout": settings.idle_timeout,
        "queryTimeout": settings.query_timeout,
        "allow": connections.allow,
        "servers": connections.listed(),
        "serversFile": _absolute(connections.servers_file),
        "usePasswordsOfServersFile": connections.use_passwords_of_servers_file,
        "allowedTargets": connections.allowed_targets,
        "passwordFile": _absolute(connections.password_file),
        "credentialCommand": connections.credential_command,
        "signIn": connections.sign_in,
        "readOnly": connections.read_only,
        "baseUrl": serverapp.base_url,
        "configDirs": serverapp.config_file_paths,
    }


def _absolute(path: str) -> str:
    return os.path.abspath(os.path.expanduser(path)) if path else ""


def session_files(serverapp, manager: OmniSciSessionManager) -> list[str]:
    """The one that is configured; else those that are looked for, the newest of which counts."""
    if manager.session_file:
        return [_absolute(manager.session_file)]
    return _found_files(serverapp)


def _found_files(serverapp) -> list[str]:
    folders = dict.fromkeys(map(_absolute, (serverapp.root_dir, "~")))
    return [os.path.join(folder, file) for folder in folders for file in SESSION_FILES]


def _take_other_names(config: Config) -> None:
    """If two sections mean the same, the one with our own name has priority."""
    for other, ours in SECTIONS.items():
        if other in config:
            section = config.pop(other)
            section.merge(config[ours])
            config[ours] = section


def _notebook_settings(serverapp) -> Config:
    """What jupyter_notebook_config.* sets, which otherwise only `notebook` and `nbclassic` read."""
    apps = [app for apps in serverapp.extension_manager.extension_apps.values() for app in apps]
    read = [file for app in (serverapp, *apps) for file in app.loaded_config_files]
    if any("jupyter_notebook_config" in os.path.basename(file) for file in read):
        return Config()

    class NotebookSettings(JupyterApp):
        name = "jupyter-notebook"
        # The server's own list, so that JupyterHub's `disable_user_config` applies here too.
        config_file_paths = serverapp.config_file_paths

    app = NotebookSettings(log=serverapp.log)
    app.load_config_file()
    return app.config


def _manager_section(config: Config) -> str:
    """The section of an admin's own session manager, which is called like its class."""
    ours = config.get("OmniSciConfig", {})
    names = [ours.get(f"{prefix}session_manager") for prefix in ("", "omnisci_", "heavyai_")]
    return next((str(name) for name in names if name), "").rpartition(".")[2]


def _warn_of_unknown_sections(config: Config, managers: str, log) -> None:
    """Traitlets warns about a misspelt setting, but silently accepts any section."""
    for name in config:
        if _is_ours(name) and name not in (*CLASSES, managers):
            log.warning(
                "Config section `%s` is not known, and has no effect. Did you mean `%s`?",
                name,
                get_close_matches(name, (*CLASSES, *SECTIONS), 1, cutoff=0)[0],
            )


def _is_ours(section: str) -> bool:
    return section.lower().startswith(("omni", "heavyai")) or bool(
        get_close_matches(section, CLASSES, 1, 0.9)
    )
