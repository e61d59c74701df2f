"""SQLAlchemy's own suite for dialects; `requirements` of sqlalchemy-heavyai says what HeavyDB has."""

from sqlalchemy.testing.suite import *  # noqa: F403
