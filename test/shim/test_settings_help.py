"""`jupyter omnisci --help-all` and `--generate-config`: the settings in the form that Jupyter has for them."""

import pytest
from test_config import configured

from jupyterlab_omnisci.config import CLASSES

TRAITS = [
    (section, name, trait)
    for section, cls in CLASSES.items()
    for name, trait in cls.class_own_traits(config=True).items()
]


@pytest.fixture
def omnisci(world):
    return lambda *arguments: world.run("-m", "jupyter", "omnisci", *arguments)


def test_help_all_shows_every_setting_with_its_documentation(omnisci):
    done = omnisci("--help-all")
    assert done.returncode == 0
    words = " ".join(done.stdout.split())
    for section, name, trait in TRAITS:
        assert f"--{section}.{name}=" in words
        assert " ".join(trait.help.split()) in words
    assert "--OmniSci" not in omnisci("--help").stdout


def test_generate_config_adds_every_setting_commented_out(world, omnisci, start):
    file = world.user_config / "jupyter_server_config.py"
    file.write_text("c.OmniSciSessionManager.host = 'MY_HOST'\n")
    done = omnisci("--generate-config")
    assert (done.returncode, str(file) in done.stdout) == (0, True)
    written = file.read_text()
    for section, name, _trait in TRAITS:
        assert f"# c.{section}.{name} = " in written
    assert "has the OmniSci settings already" in omnisci("--generate-config").stdout
    assert file.read_text() == written

    wanted = "c.OmniSciSessionManager.port = 'MY_PORT'"
    file.write_text(written.replace("# c.OmniSciSessionManager.port = 'OMNISCI_PORT'", wanted))
    config = configured(start())
    assert (config["host"], config["port"]) == ("MY_HOST", "MY_PORT")


def test_generate_config_writes_to_the_file_that_is_named(world, omnisci):
    file = world.folder / "new folder" / "jupyter_server_config.py"
    assert omnisci(f"--generate-config={file}").returncode == 0
    assert "# c.OmniSciConfig.node = " in file.read_text()


@pytest.mark.parametrize(
    ("file", "message"), [("/proc/x.py", "cannot be written"), ("/x.json", "must be")]
)
def test_generate_config_says_what_is_wrong(omnisci, file, message):
    done = omnisci("--generate-config", file)
    assert (done.returncode, message in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
