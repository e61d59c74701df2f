"""The files of docs/recipes agree with each other and with the package. docs/jupyterhub.md tells what
else was tried with them."""

import json
import re
from pathlib import Path, PurePosixPath

import yaml

from jupyterlab_omnisci.config import CLASSES

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "docs" / "recipes"
VALUES = yaml.safe_load((RECIPES / "z2jh-values.yaml").read_text())["singleuser"]
CONTAINERFILE = (RECIPES / "Containerfile").read_text()
SETTINGS = json.loads((RECIPES / "jupyter_server_config.json").read_text())


def test_the_image_has_the_wheel_of_this_version():
    version = json.loads((ROOT / "package.json").read_text())["version"]
    wheels = set(re.findall(r"jupyterlab_omnisci-[\w.-]+\.whl", CONTAINERFILE))
    assert wheels == {f"jupyterlab_omnisci-{version}-py3-none-any.whl"}
    assert str(VALUES["image"]["tag"]) == version


def test_the_settings_of_the_image_are_settings():
    for section, settings in SETTINGS.items():
        assert set(settings) <= set(CLASSES[section].class_traits(config=True))


def test_the_session_is_mounted_where_the_image_reads_it_and_is_private():
    path = PurePosixPath(SETTINGS["OmniSciSessionManager"]["session_file"])
    storage = VALUES["storage"]
    [mount], [volume] = storage["extraVolumeMounts"], storage["extraVolumes"]
    assert (mount["name"], mount["mountPath"]) == (volume["name"], str(path.parent))
    assert "subPath" not in mount
    # As a private file of root: readable to its group, and to nobody else.
    assert volume["secret"]["defaultMode"] == 0o440


def test_the_home_of_the_image_is_the_one_that_is_mounted():
    [home] = re.findall(r"HOME=(\S+)", CONTAINERFILE)
    assert VALUES["storage"]["homeMountPath"] == home


def test_every_variable_is_one_that_is_read():
    assert set(VALUES["extraEnv"]) == {"OMNISCI_PROTOCOL", "OMNISCI_HOST", "OMNISCI_PORT"}
