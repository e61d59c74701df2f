"""Makes the private folders for the sidecars' sockets, and removes those of dead sidecars."""

import os
import socket
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from jupyter_core.paths import jupyter_runtime_dir

from .failure import Failure, unavailable

# With the computer's name: a home may be shared, and listeners on other computers are not visible.
PREFIX = f"jupyterlab-omnisci-{sha256(socket.gethostname().encode()).hexdigest()[:6]}-"
# Used if the other paths are too long; mkdtemp creates its folder safely there.
SHORT = "/tmp"  # noqa: S108
# sockaddr_un has space for 103 bytes on macOS.
MAX_BYTES = 103 - len("/socket")
# A starting sidecar has a folder but does not listen yet.
OLD_AFTER = 60


def make_folder() -> str:
    """
    Makes a folder with mode 0700 that supports sockets: in Jupyter's runtime folder, in the
    system's temporary folder, or in /tmp. Raises Failure if none is possible.
    """
    problems = []
    for where in (jupyter_runtime_dir, tempfile.gettempdir, lambda: SHORT):
        try:
            return _make_in(where())
        except OSError as error:
            problems.append(_reason(error))
    raise _no_folder(problems)


def _make_in(parent: str) -> str:
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=parent)
    try:
        if len(os.fsencode(folder)) > MAX_BYTES:
            raise OSError(f"{parent}: its path is too long for a socket")
        _try_socket(folder)
    except OSError:
        rmtree(folder, ignore_errors=True)
        raise
    return folder


def _try_socket(folder: str) -> None:
    """Some file systems, such as those of object stores, do not support sockets."""
    path = os.path.join(folder, "socket")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.bind(path)
        except OSError as error:
            raise OSError(error.errno, error.strerror, folder) from error
    os.unlink(path)


def _reason(error: OSError) -> str:
    """The path without its random part."""
    if error.filename and error.strerror:
        return f"{os.path.dirname(error.filename)}: {error.strerror}"
    return str(error)


def _no_folder(problems: list[str]) -> Failure:
    tried = "; ".join(dict.fromkeys(problems))
    return unavailable(
        f"There is no folder for the OmniSci sidecar's socket ({tried}). "
        "Set TMPDIR to a folder that the Jupyter server can write to, and restart Jupyter."
    )


def remove_stale_folders(own: str) -> None:
    """
    The other folders of this user without a listener, for example after Jupyter and its sidecar
    were killed together.
    """
    for folder in Path(own).parent.glob(f"{PREFIX}*"):
        # Gone in the meantime, or not readable to us.
        with suppress(OSError):
            if _is_stale(folder):
                rmtree(folder, ignore_errors=True)


def _is_stale(folder: Path) -> bool:
    found = folder.lstat()
    if found.st_uid != os.getuid() or time.time() - found.st_mtime < OLD_AFTER:
        return False
    names = [path.name for path in folder.iterdir()]
    return names == [] or (names == ["socket"] and not _is_answered(folder / "socket"))


def _is_answered(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.2)
        try:
            probe.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            return False
        except OSError:
            # On any other error, a sidecar may still use it.
            return True
    return True
