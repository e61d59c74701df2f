"""The errors that the shim answers instead of the sidecar. They never quote the request."""

from tornado.web import HTTPError

from .owning_server import NOT_LOGGED_IN

# Status of each code of the shim. server/errors/registry.ts has the same; a test compares them.
STATUSES = {
    "config_invalid": 409,
    "forbidden": 403,
    "internal_error": 500,
    "method_not_allowed": 405,
    "node_missing": 503,
    "node_too_old": 503,
    "request_invalid": 400,
    "sidecar_unavailable": 503,
    "too_many_requests": 429,
}


class Failure(HTTPError):
    """An error in the sidecar's format; `server/protocol/errors.ts` lists the codes."""

    def __init__(self, code: str, message: str):
        super().__init__(STATUSES[code])
        self.code = code
        self.message = message


def unavailable(message: str) -> Failure:
    return Failure("sidecar_unavailable", message)


def too_many(message: str = "") -> Failure:
    return Failure(
        "too_many_requests",
        message or "The OmniSci extension has too many requests to answer. Try again in a moment.",
    )


def failure_for(status: int) -> Failure:
    """Replaces the message of Jupyter or tornado, which may quote the request."""
    if status in (403, 404):
        # Jupyter answers 404 to a foreign origin; here that would look like "not installed".
        return Failure("forbidden", NOT_LOGGED_IN)
    if status == 405:
        return Failure("method_not_allowed", "Only GET, HEAD and POST are supported.")
    if status < 500:
        return Failure("request_invalid", "The request is malformed.")
    return Failure(
        "internal_error", "Error in the OmniSci extension. See the log of the Jupyter server."
    )
