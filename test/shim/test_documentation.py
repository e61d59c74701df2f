"""docs/configuration.md against the settings themselves."""

import json
import re
from pathlib import Path

from jupyterlab_omnisci.config import CLASSES

DOCUMENT = Path(__file__).parents[2] / "docs" / "configuration.md"


def documented_settings():
    rows = re.findall(r"^\| `(OmniSci\w+\.\w+)` +\| `([^`]*)` +\|", DOCUMENT.read_text(), re.M)
    return {name: json.loads(default) for name, default in rows}


def test_every_setting_is_documented_with_its_default_and_none_is_invented(monkeypatch):
    monkeypatch.delenv("JUPYTERLAB_OMNISCI_NODE", raising=False)
    settings = {
        f"{name}.{trait}": value.default()
        for name, cls in CLASSES.items()
        for trait, value in cls.class_own_traits(config=True).items()
    }
    assert documented_settings() == settings
