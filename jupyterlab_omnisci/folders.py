"""The private folders that sidecars' sockets lie in: makes them, and clears away those of the dead."""

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

# With the computer's name: a home may be shared, and who listens on another one is not seen here.
PREFIX = f"jupyterlab-omnisci-{sha256(socket.gethostname().encode()).hexdigest()[:6]}-"
# For where the others' paths are too long; mkdtemp makes its folder safely in it.
SHORT = "/tmp"  # noqa: S108
# sockaddr_un has room for 103 bytes on macOS, whatever the folder is.
MAX_BYTES = 103 - len("/socket")
# A sidecar that is just starting has a folder, but does not listen yet.
OLD_AFTER = 60


def make_folder() -> str:
    """
    A folder with the mode 0700 in which a socket can be made, the first that is possible of
    Jupyter's runtime folder, the system's temporary one, and /tmp. Raises Failure where none is.
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
    """Some file systems, as of object stores, have no sockets."""
    path = os.path.join(folder, "socket")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.bind(path)
        except OSError as error:
            raise OSError(error.errno, error.strerror, folder) from error
    os.unlink(path)


def _reason(error: OSError) -> str:
    """Without the made-up part of the path."""
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
    Beside one's own, those of this user that nobody listens in: as when Jupyter and its sidecar
    were killed at once.
    """
    for folder in Path(own).parent.glob(f"{PREFIX}*"):
        # Gone in the meantime, or not ours to look into.
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
            # Whatever else it is, there may be somebody behind it.
            return True
    return True
