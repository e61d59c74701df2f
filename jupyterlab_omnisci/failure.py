"""What the user is told when the shim, and not the sidecar, has to answer. Never quotes the request."""

from tornado.web import HTTPError


class Failure(HTTPError):
    """An answer in the sidecar's own form; `server/protocol.ts` lists the codes."""

    def __init__(self, status: int, code: str, message: str, *, retryable: bool = False):
        super().__init__(status)
        self.code = code
        self.message = message
        self.retryable = retryable


def unavailable(message: str, *, retryable: bool = True) -> Failure:
    return Failure(503, "sidecar_unavailable", message, retryable=retryable)


def too_many() -> Failure:
    return Failure(
        429,
        "too_many_requests",
        "The OmniSci extension has more requests to answer than it can. Try again in a moment.",
        retryable=True,
    )


def failure_for(status: int) -> Failure:
    """Words for what Jupyter or tornado refused: theirs may hold parts of the request."""
    if status in (403, 404):
        # Jupyter says 404 to a foreign origin; from us that would look like "not installed".
        return Failure(
            403, "forbidden", "You are not logged in to Jupyter, or this page may not ask."
        )
    if status == 405:
        return Failure(status, "method_not_allowed", "Only GET, HEAD and POST are answered here.")
    if status < 500:
        return Failure(status, "request_invalid", "The request cannot be read.")
    return Failure(status, "internal_error", "The OmniSci extension failed; the log says why.")
