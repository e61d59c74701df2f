"""Runs SQLAlchemy's suite for dialects with sqlalchemy-heavyai against the sandbox."""

import pytest

pytest.register_assert_rewrite("sqlalchemy.testing.assertions")

from sqlalchemy.testing.plugin.pytestplugin import *  # noqa: E402, F403
