"""Shows below a cell how far its query is, once it takes longer than a moment."""

import contextvars
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from IPython.display import DisplayHandle, clear_output, display

from ..query import Progress

# Quick queries show nothing.
FIRST_S = 1.0
INTERVAL_S = 0.5


@contextmanager
def shown_progress(ipython) -> Iterator[Callable[[Progress], None]]:
    """Yields what to call when rows arrive. Nothing is left of the progress at the end."""
    # A terminal has no output that can be replaced.
    if not hasattr(ipython, "kernel"):
        yield lambda progress: None
        return
    line = _ProgressLine()
    try:
        yield line.set
    finally:
        line.end()


class _ProgressLine:
    def __init__(self):
        self._started = time.monotonic()
        self._progress: Progress | None = None
        self._ended = threading.Event()
        self._handle: DisplayHandle | None = None
        # The context names this cell: what the thread shows belongs below it.
        run = contextvars.copy_context().run
        self._thread = threading.Thread(target=run, args=(self._run,), daemon=True)
        self._thread.start()

    def set(self, progress: Progress) -> None:
        self._progress = progress

    def end(self) -> None:
        self._ended.set()
        self._thread.join()
        if self._handle:
            clear_output()

    def _run(self) -> None:
        wait = FIRST_S
        while not self._ended.wait(wait):
            wait = INTERVAL_S
            text = {"text/plain": self._text()}
            if self._handle:
                self._handle.update(text, raw=True)
            else:
                self._handle = display(text, raw=True, display_id=True)

    def _text(self) -> str:
        seconds = int(time.monotonic() - self._started)
        progress = self._progress
        if progress is None:
            return f"Running … {seconds} s"
        share = (
            f", {min(99, progress.bytes * 100 // progress.expected_bytes)} %"
            if progress.expected_bytes
            else ""
        )
        return f"Reading … {progress.rows:,} rows{share}, {seconds} s"
