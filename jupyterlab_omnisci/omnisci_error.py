"""For notebooks: the error that a cell shows."""


class OmniSciError(RuntimeError):
    """
    What the sidecar, the Jupyter server or the way to them refused.

    `code` is a code of docs/errors.md, or "" if the error has none. In a notebook the message
    stands alone: a traceback through this package tells an analyst nothing.
    """

    def __init__(self, message: str, code: str = ""):
        super().__init__(message)
        self.code = code

    def _render_traceback_(self) -> list[str]:
        return [f"OmniSciError: {self}"]
