"""`jupyter omnisci check`: goes the way of a request, and says of each step whether it works."""

import asyncio
import logging
import re
from collections.abc import Callable, Iterator

from jupyter_server.serverapp import ServerApp
from traitlets import TraitError
from traitlets.config import LoggingConfigurable

from .. import __version__
from ..assembly import Parts, assemble
from ..failure import Failure
from ..sources import source_of
from ..switches import OURS
from .configuration import Complaints, load_configuration
from .findings import Finding
from .level import disabled_in, level_of
from .running_server import findings_of_running
from .shown import shown, shown_command
from .status import findings_of_connections, findings_of_status
from .without_node import findings_without_node

# In what Jupyter says of a configuration. Anything else may quote settings that are not ours.
OF_OUR_SETTINGS = re.compile(r"omnisci|heavyai|config file", re.IGNORECASE)
MAX_WORDS = 600


async def check(options: list[str]) -> list[Finding]:
    """
    With a sidecar of its own, as a Jupyter server with these options would have it. Of the servers
    that run already, only what they say of their session.
    """
    try:
        serverapp, complaints = load_configuration(options)
    except SystemExit:
        return [_unconfigured()]
    findings = [_extension(serverapp)]
    try:
        parts = assemble(serverapp)
    except TraitError as error:
        findings.append(
            Finding("Settings", "problem", str(error), "Correct the value and restart Jupyter.")
        )
        return [*findings, *_complaints(complaints)]
    findings += [*_settings(serverapp, parts), *_complaints(complaints)]
    complaints.records.clear()
    try:
        findings += await _sidecar(serverapp, parts, lambda: _last_words(complaints))
    finally:
        parts.sidecar.stop()
    return [*findings, *findings_of_running()]


async def check_from_within(serverapp: ServerApp, parts: Parts) -> list[Finding]:
    """For the Jupyter server that runs, with its own sidecar."""
    return [
        Finding("Extension", "ok", f"jupyterlab_omnisci {__version__} is enabled"),
        *await asyncio.to_thread(lambda: list(_settings(serverapp, parts))),
        *await _sidecar(serverapp, parts, lambda: "See the log of the Jupyter server."),
    ]


def _unconfigured() -> Finding:
    return Finding(
        "Settings",
        "problem",
        "Jupyter does not start with this configuration and these options.",
        "Start it with the same options, and read what it says.",
    )


def _extension(serverapp: ServerApp) -> Finding:
    folder = disabled_in(serverapp)
    if folder is None:
        return Finding("Extension", "ok", f"jupyterlab_omnisci {__version__} is enabled")
    return Finding(
        "Extension",
        "problem",
        f"The server extension is disabled{f' in {folder}' if folder else ''}.",
        "Restart Jupyter after you have run: "
        f"jupyter serverextension enable {level_of(folder)} {OURS}",
    )


def _settings(serverapp: ServerApp, parts: Parts) -> Iterator[Finding]:
    written = [
        _setting(serverapp, section, name)
        for section in parts.settings
        for name, trait in section.traits(config=True).items()
        if name in section.trait_defaults() and getattr(section, name) != trait.default(section)
    ]
    if not written:
        yield Finding("Settings", "ok", "none: everything is as by default")
    yield from written


def _setting(serverapp: ServerApp, section: LoggingConfigurable, name: str) -> Finding:
    class_name, value = type(section).__name__, getattr(section, name)
    text = shown_command(value) if name.endswith("_command") else shown(value)
    source = source_of(serverapp, class_name, name)
    message = f"{class_name}.{name} = {text}{f' ({source})' if source else ''}"
    return Finding("Settings", "ok", message)


def _complaints(complaints: Complaints) -> Iterator[Finding]:
    for record in complaints.records:
        # The first line only: with the others, Jupyter shows the values of settings.
        text = record.getMessage().splitlines()[0].rstrip("{: ")
        if OF_OUR_SETTINGS.search(text):
            error = record.exc_info and record.exc_info[0]
            yield Finding(
                "Settings",
                "problem" if error else "warning",
                f"{text} ({error.__name__})" if error else text,
                "Correct this file; `jupyter lab` shows the whole error." if error else "",
            )


def _last_words(complaints: Complaints) -> str:
    """What the sidecar itself says of its failure; else what Node does."""
    records = complaints.records
    errors = [r for r in records if r.levelno >= logging.ERROR and r.name.endswith(".omnisci")]
    words = " ".join(record.getMessage() for record in errors or records).split()
    return f"It said: {' '.join(words)[:MAX_WORDS]}"


async def _sidecar(
    serverapp: ServerApp, parts: Parts, last_words: Callable[[], str]
) -> list[Finding]:
    try:
        path = await parts.node.find()
    except (Failure, OSError) as error:
        message = getattr(error, "message", str(error))
        tried = parts.node.locate()
        return [
            Finding("Node.js", "problem", f"{message}{f' It was {tried}.' if tried else ''}"),
            Finding("Sidecar", "skipped", "not started: it needs Node.js"),
            *findings_without_node(serverapp, parts),
        ]
    node = Finding("Node.js", "ok", f"{parts.node.version}, {path}")
    try:
        await parts.sidecar.ensure()
        client = parts.sidecar.client
        status = await client.get_json("/status")
        connections = await client.get_json("/connections")
    except (Failure, OSError, ValueError) as error:
        message = getattr(error, "message", str(error))
        return [node, Finding("Sidecar", "problem", f"{message} {last_words()}")]
    return [
        node,
        Finding("Sidecar", "ok", "starts and answers"),
        *await findings_of_status(status, connections),
        *await findings_of_connections(connections),
    ]
