"""The private folders that sidecars' sockets lie in: makes them, and clears away those of the dead."""

import os
import socket
import tempfile
import time
from pathlib import Path
from shutil import rmtree

PREFIX = "jupyterlab-omnisci-"
# sockaddr_un has room for 103 bytes on macOS, whatever TMPDIR is.
LONGEST = 103 - len("/socket")
# A sidecar that is just starting has a folder, but does not listen yet.
OLD_AFTER = 60


def make_folder() -> str:
    """mkdtemp makes it 0700."""
    folder = tempfile.mkdtemp(prefix=PREFIX)
    if len(os.fsencode(folder)) > LONGEST:
        os.rmdir(folder)
        folder = tempfile.mkdtemp(prefix=PREFIX, dir="/tmp")
    return folder


def remove_stale_folders(own: str) -> None:
    """
    Beside one's own, those of this user that nobody listens in: as when Jupyter and its sidecar
    were killed at once.
    """
    for folder in Path(own).parent.glob(f"{PREFIX}*"):
        try:
            if _is_stale(folder):
                rmtree(folder, ignore_errors=True)
        except OSError:
            # Gone in the meantime, or not ours to look into.
            continue


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
