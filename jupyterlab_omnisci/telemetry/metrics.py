"""The metrics of this extension, on the `/metrics` of the Jupyter server."""

from prometheus_client import Counter, Histogram

SECONDS = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1800)

# `code` is a code of docs/errors.md, or "ok".
QUERIES = Counter("omnisci_queries", "Queries that have ended.", ["outcome", "code"])
QUERY_SECONDS = Histogram(
    "omnisci_query_duration_seconds",
    "Seconds from the request of a query until its last row was read.",
    ["outcome"],
    buckets=SECONDS,
)
QUERY_ROWS = Counter("omnisci_query_rows", "Rows that queries returned.")
RENDERS = Counter(
    "omnisci_renders", "Pictures that the database rendered, or not.", ["outcome", "code"]
)
RENDER_SECONDS = Histogram(
    "omnisci_render_duration_seconds",
    "Seconds from the request of a picture until it was there.",
    ["outcome"],
    buckets=SECONDS,
)
SIGN_INS = Counter("omnisci_sign_ins", "Attempts to sign in to a database.", ["outcome", "code"])
SIGN_OUTS = Counter("omnisci_sign_outs", "Sign-outs from a database.", ["outcome", "code"])
FAILURES = Counter("omnisci_request_failures", "Requests answered with an error.", ["code"])


def count(kind: str, event: dict) -> None:
    """Counts a valid event of this kind."""
    if kind == "request-failure":
        FAILURES.labels(event["code"]).inc()
        return
    labels = (event["outcome"], event["code"] or "ok")
    if kind == "query":
        QUERIES.labels(*labels).inc()
        QUERY_SECONDS.labels(event["outcome"]).observe(event["elapsed_ms"] / 1000)
        QUERY_ROWS.inc(event["rows"] or 0)
    elif kind == "render":
        RENDERS.labels(*labels).inc()
        RENDER_SECONDS.labels(event["outcome"]).observe(event["elapsed_ms"] / 1000)
    elif kind == "sign-in":
        SIGN_INS.labels(*labels).inc()
    else:
        SIGN_OUTS.labels(*labels).inc()
