"""`jupyter serverextension` as in 2020, `jupyter server extension` as of today, and what they leave behind."""

import json
import re

import pytest
from world import EXTENSION

LEVELS = ["--sys-prefix", "--user", "--system"]


@pytest.fixture
def jupyter(world):
    def run(command, *arguments, **environment):
        return world.run(str(world.bin / f"jupyter-{command}"), *arguments, **environment)

    return run


def folder_of(world, level):
    return {
        "--sys-prefix": world.env_config,
        "--user": world.user_config,
        "--system": world.system_config,
    }[level]


def listed(done, folder):
    """What `list` says of our extension in this folder: its lines, without colours."""
    plain = re.sub(r"\x1b\[\d+m", "", done.stdout)
    [part] = re.findall(rf"Config dir: {re.escape(str(folder))}\n((?:    .*\n)*)", plain)
    return [line.strip() for line in part.splitlines() if EXTENSION in line]


def written_files(folder):
    return [file.name for file in folder.rglob("*.json") if EXTENSION in file.read_text()]


def test_the_two_commands_of_2020(world):
    enabled = world.run("-m", "jupyter", "serverextension", "enable", "--sys-prefix", EXTENSION)
    assert (enabled.returncode, "rror" in enabled.stderr) == (0, False)
    done = world.run("-m", "jupyter", "serverextension", "list")
    assert done.returncode == 0
    assert listed(done, world.env_config) == [
        f"{EXTENSION} enabled",
        f"- Validating {EXTENSION}...",
        f"{EXTENSION} 4.0.0 OK",
    ]
    # Installing wrote it already; a second entry would outlive the package.
    assert written_files(world.folder) == ["jupyterlab_omnisci.json"]


@pytest.mark.parametrize("level", LEVELS)
def test_disables_and_enables_at_each_level(world, jupyter, level):
    folder = folder_of(world, level)
    before = written_files(world.folder)
    assert jupyter("serverextension", "disable", level, EXTENSION).returncode == 0
    assert f"{EXTENSION} disabled" in listed(jupyter("serverextension", "list"), folder)
    assert jupyter("serverextension", "enable", level, EXTENSION).returncode == 0
    assert written_files(world.folder) == before


def test_says_when_another_level_decides(world, jupyter):
    done = jupyter("serverextension", "disable", "--system", EXTENSION)
    assert done.returncode == 0
    assert "stronger" in done.stderr


@pytest.mark.parametrize(
    ("level", "prefer_environment"), [("--sys-prefix", "1"), ("--user", "0"), ("--user", "1")]
)
def test_whoever_switches_it_off_is_heard(jupyter, start, level, prefer_environment):
    preference = {"JUPYTER_PREFER_ENV_PATH": prefer_environment}
    done = jupyter("serverextension", "disable", level, EXTENSION, **preference)
    assert (done.returncode, "stronger" in done.stderr) == (0, False)
    server = start(**preference)
    assert server.get().status == 404
    assert "Traceback" not in server.log


def test_leaves_nothing_that_warns_after_uninstalling(world, jupyter, start):
    for level in LEVELS:
        jupyter("serverextension", "disable", level, EXTENSION)
    # Uninstalling takes the package's own file, and the module, away.
    (world.env_config / "jupyter_server_config.d" / "jupyterlab_omnisci.json").unlink()
    with open(world.site / "sitecustomize.py", "a") as file:
        file.write("import sys\nsys.modules['jupyterlab_omnisci'] = None\n")
    (world.user_config / "jupyter_config.py").unlink()
    assert "jupyterlab_omnisci" not in start().log


def test_the_command_of_today_works_too(world, jupyter):
    for verb in ("disable", "enable"):
        done = jupyter("server", "extension", verb, "--sys-prefix", EXTENSION)
        assert (done.returncode, "OK" in done.stderr) == (0, True)
        lines = listed(jupyter("serverextension", "list"), world.env_config)
        assert f"{EXTENSION} {verb}d" in lines
        assert lines == listed(jupyter("server", "extension", "list"), world.env_config)


def test_takes_packages_with_py(world, jupyter):
    assert jupyter("serverextension", "disable", "--py", "jupyterlab_omnisci").returncode == 0
    assert f"{EXTENSION} disabled" in listed(jupyter("serverextension", "list"), world.env_config)


@pytest.mark.parametrize(
    "arguments",
    [
        ["enable", "--user", "no_such_module"],
        ["enable", "--user", "json"],
        ["disable", "--user", "no_such_module"],
        ["enable"],
        ["bogus", EXTENSION],
        [],
    ],
)
def test_failures_say_why_and_exit_non_zero(world, jupyter, arguments):
    done = jupyter("serverextension", *arguments)
    assert done.returncode != 0
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not list(world.user_config.rglob("*.json"))


def test_a_folder_that_cannot_be_written_is_a_failure(world, jupyter):
    (world.user_config / "jupyter_server_config.d").write_text("in the way")
    done = jupyter("serverextension", "disable", "--user", EXTENSION)
    assert done.returncode != 0
    assert "cannot be disabled" in done.stderr


def test_a_stronger_file_of_the_same_level_is_a_failure(world, jupyter):
    (world.user_config / "jupyter_server_config.json").write_text(
        json.dumps({"ServerApp": {"jpserver_extensions": {EXTENSION: False}}})
    )
    done = jupyter("serverextension", "enable", "--user", EXTENSION)
    assert done.returncode != 0
    assert "says otherwise" in done.stderr


def test_help_works(jupyter):
    for arguments in (["--help"], ["enable", "--help"]):
        done = jupyter("serverextension", *arguments)
        assert (done.returncode, "serverextension" in done.stdout) == (0, True)


# What notebook 6 does, as far as it matters here: it writes its own switch, and knows no other.
CLASSIC = """
import json, os, sys
verb, *rest = sys.argv[1:]
print('classic', verb, *rest)
if 'no_such_module' in rest:
    sys.exit(3)
if verb != 'list':
    on = {'NotebookApp': {'nbserver_extensions': {rest[-1]: verb == 'enable'}}}
    with open(os.environ['JUPYTER_CONFIG_DIR'] + '/jupyter_notebook_config.json', 'w') as file:
        json.dump(on, file)
"""


@pytest.fixture
def classic(world):
    (world.site / "notebook").mkdir()
    (world.site / "notebook" / "__init__.py").touch()
    (world.site / "notebook" / "serverextensions.py").write_text(CLASSIC)
    information = world.site / "notebook-6.5.7.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: notebook\nVersion: 6.5.7\n")


def test_switches_both_where_there_is_a_classic_notebook(world, classic, jupyter, start):
    for verb, status in (("disable", 404), ("enable", 200)):
        done = jupyter("serverextension", verb, "--user", EXTENSION)
        assert (done.returncode, "stronger" in done.stderr) == (0, False)
        assert f"classic {verb} --user {EXTENSION}\n" in done.stdout
        assert f"{EXTENSION} is {verb}d in {world.user_config}\n" in done.stdout
        assert start().get().status == status
    done = jupyter("serverextension", "list")
    assert "classic list" in done.stdout
    assert f"{EXTENSION} enabled" in listed(done, world.env_config)


def test_leaves_other_extensions_and_failures_to_the_classic_notebook(classic, jupyter):
    assert jupyter("serverextension", "enable", "other").stdout == "classic enable other\n"
    failed = jupyter("serverextension", "enable", "no_such_module", EXTENSION)
    assert failed.returncode == 3
    assert "is enabled" not in failed.stdout


@pytest.mark.parametrize("level", LEVELS)
def test_heeds_a_classic_notebook_that_says_disabled_by_itself(world, jupyter, start, level):
    # The command may be the one of notebook 6: which of the two is there is a matter of luck.
    folder = folder_of(world, level)
    folder.mkdir(exist_ok=True)
    (folder / "jupyter_notebook_config.json").write_text(
        json.dumps({"NotebookApp": {"nbserver_extensions": {EXTENSION: False}}})
    )
    server = start()
    assert server.get().status == 404
    assert f"{EXTENSION} is disabled in {folder}" in server.log
    done = jupyter("serverextension", "enable", level, EXTENSION)
    assert (done.returncode, "stronger" in done.stderr) == (0, False)
    assert start().get().status == 200
