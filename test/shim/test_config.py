"""Settings reach the sidecar from every file that Jupyter's users write, and misspelt ones are told."""

import json

from world import eventually


def configured(server):
    return server.get().json["config"]


def test_defaults_are_those_of_2020(shared):
    world = shared.world
    levels = (world.env_config, world.user_config, world.system_config)
    assert configured(shared) == {
        "protocol": "OMNISCI_PROTOCOL",
        "host": "OMNISCI_HOST",
        "port": "OMNISCI_PORT",
        "sessionFile": "",
        "sessionFileCandidates": [
            str(world.home / ".jupyterscratch" / name)
            for name in (".omniscisession", ".heavyaisession")
        ],
        "requirePrivateFile": False,
        "sessionCommand": [],
        "loginUrl": "",
        "sessionManager": "",
        "exposeSessionId": True,
        "maxResultBytes": 268435456,
        "maxRows": 0,
        "allowExport": True,
        "allowHistory": True,
        "connectTimeout": 5.0,
        "answerTimeout": 10.0,
        "idleTimeout": 30.0,
        "queryTimeout": 3600.0,
        "allow": "auto",
        "servers": [],
        "serversFile": "",
        "usePasswordsOfServersFile": False,
        "allowedTargets": [],
        "passwordFile": "",
        "credentialCommand": [],
        "signIn": True,
        "readOnly": False,
        "baseUrl": "/user/a.b/",
        "configDirs": [str(folder) for folder in levels],
    }


def test_every_place_counts(world, start):
    folder = world.user_config
    (folder / "jupyter_notebook_config.py").write_text(
        "c.OmniSciSessionManager.protocol = 'FROM_NOTEBOOK_PY'\n"
        "c.NotebookApp.port = 1\nc.ServerApp.base_url = '/not-ours'\n"
    )
    (folder / "jupyter_notebook_config.json").write_text(
        json.dumps({"OmniSciSessionManager": {"host": "FROM_NOTEBOOK_JSON"}})
    )
    (folder / "jupyter_server_config.py").write_text(
        "c.OmniSciSessionManager.port = 'FROM_SERVER_PY'\n"
    )
    (folder / "jupyter_server_config.json").write_text(
        json.dumps(
            {
                "OmniSciConfig": {"expose_session_id": False},
                "OmniSciSessionManager": {"require_private_file": True},
            }
        )
    )
    server = start(
        "--OmniSciSessionManager.session_file=~/a session",
        "--OmniSciConfig.session_manager=your_new_module.YourImplementation",
    )
    config = configured(server)
    assert config["protocol"] == "FROM_NOTEBOOK_PY"
    assert config["host"] == "FROM_NOTEBOOK_JSON"
    assert config["port"] == "FROM_SERVER_PY"
    assert config["exposeSessionId"] is False
    assert config["requirePrivateFile"] is True
    assert config["sessionFile"] == str(world.home / "a session")
    assert config["sessionManager"] == "your_new_module.YourImplementation"
    assert config["baseUrl"] == "/"
    line = eventually(lambda: [x for x in server.log.splitlines() if "OmniSci: Node.js" in x])[0]
    sources = line.split("settings from ")[1].split(", ")
    assert sources == [
        "the command line",
        f"{folder}/jupyter_server_config.json",
        f"{folder}/jupyter_server_config.py",
        f"{folder}/jupyter_notebook_config.json",
        f"{folder}/jupyter_notebook_config.py.",
    ]


def test_connections_reach_the_sidecar_without_the_passwords_among_them(world, start):
    secret = "a-password-of-a-test"
    servers = [{"id": "prod", "host": "db.example.com", "port": 6278, "password": secret}]
    (world.user_config / "jupyter_server_config.json").write_text(
        json.dumps(
            {
                "OmniSciConnections": {
                    "allow": "any",
                    "servers": servers,
                    "servers_file": "~/servers.json",
                    "allowed_targets": ["*.example.com:6278"],
                    "password_file": "~/passwords",
                    "credential_command": ["/opt/find, it", "--now"],
                    "read_only": ["prod"],
                }
            }
        )
    )
    server = start()
    config = configured(server)
    assert config["servers"] == [{"id": "prod", "host": "db.example.com", "port": 6278}]
    assert config["serversFile"] == str(world.home / "servers.json")
    assert config["passwordFile"] == str(world.home / "passwords")
    assert config["allowedTargets"] == ["*.example.com:6278"]
    assert config["credentialCommand"] == ["/opt/find, it", "--now"]
    assert config["readOnly"] == ["prod"]
    assert config["allow"] == "any"
    assert "The passwords in OmniSciConnections.servers are ignored." in server.log
    assert secret not in server.log


def test_heavy_ai_names_are_as_good(world, start):
    (world.user_config / "jupyter_server_config.json").write_text(
        json.dumps(
            {
                "HeavyAISessionManager": {"session_file": "/heavy", "host": "HEAVY_HOST"},
                "OmniSciSessionManager": {"host": "OMNI_HOST"},
                "HeavyAIConfig": {"heavyai_session_manager": "their.Manager"},
                "HeavyAIConnections": {"allow": "listed"},
                "HeavyAISesionManager": {"port": "MISSPELT"},
            }
        )
    )
    server = start()
    config = configured(server)
    assert config["sessionFile"] == "/heavy"
    assert config["host"] == "OMNI_HOST"
    assert config["sessionManager"] == "their.Manager"
    assert config["allow"] == "listed"
    assert server.ask("GET", "/heavyai/echo", login=True, path_is_ours=False).status == 200
    assert "`HeavyAISesionManager` is not known" in server.log
    assert "Did you mean `HeavyAISessionManager`?" in server.log


def test_modern_files_win_over_the_notebook_file(world, start):
    folder = world.user_config
    (folder / "jupyter_notebook_config.py").write_text(
        "c.OmniSciSessionManager.protocol = 'OLD'\n"
        "c.OmniSciSessionManager.host = 'OLD'\n"
        "c.OmniSciSessionManager.session_file = 'relative'\n"
        "c.OmniSciConfig.omnisci_session_manager = 'older.Name'\n"
    )
    (folder / "jupyter_server_config.json").write_text(
        json.dumps({"OmniSciSessionManager": {"protocol": "NEW"}})
    )
    server = start("--OmniSciSessionManager.host=NEWEST")
    config = configured(server)
    assert (config["protocol"], config["host"]) == ("NEW", "NEWEST")
    assert config["sessionFile"] == str(world.home / "relative")
    assert config["sessionManager"] == "older.Name"
    assert "prefer its new name: session_manager" in server.log


def test_the_files_of_jupyter_lab_count(world, start):
    (world.user_config / "jupyter_lab_config.py").write_text(
        "c.OmniSciSessionManager.protocol = 'FROM_LAB_PY'\n"
    )
    (world.user_config / "jupyter_lab_config.json").write_text(
        json.dumps({"OmniSciSessionManager": {"host": "FROM_LAB_JSON"}})
    )
    config = configured(start("--ServerApp.jpserver_extensions={'jupyterlab': True}"))
    assert (config["protocol"], config["host"]) == ("FROM_LAB_PY", "FROM_LAB_JSON")


def test_misspelt_settings_are_told_with_the_right_name(world, start):
    (world.user_config / "jupyter_notebook_config.py").write_text(
        "c.OmniSciSessionManager.sesion_file = '/x'\nc.OmniSciSesionManager.host = 'X'\n"
    )
    (world.user_config / "jupyter_server_config.py").write_text("c.OmniSciConfig.nod = '/x'\n")
    log = start("--OmnisciConfig.node=x").log
    assert (
        "`sesion_file` not recognized by `OmniSciSessionManager`.  Did you mean `session_file`?"
        in log
    )
    assert "`nod` not recognized by `OmniSciConfig`.  Did you mean `node`?" in log
    assert (
        "`OmniSciSesionManager` is not known, and has no effect. Did you mean `OmniSciSessionManager`?"
        in log
    )
    assert "`OmnisciConfig` is not known, and has no effect. Did you mean `OmniSciConfig`?" in log


def test_a_setting_of_the_wrong_type_is_told_to_the_user_too(world, start):
    (world.user_config / "jupyter_server_config.json").write_text(
        json.dumps({"OmniSciSessionManager": {"port": 6274}})
    )
    server = start()
    reply = server.get("/status")
    assert (reply.status, reply.json["code"]) == (409, "config_invalid")
    assert "'port' trait of an OmniSciSessionManager" in reply.json["message"]
    assert reply.json["message"] in server.log
    assert "Traceback" not in server.log
