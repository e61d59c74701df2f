"""Names of OmniSci for which HEAVY.AI, its name since 2022, has its own: both are accepted."""

from collections.abc import Mapping

# Below the base URL; the extension itself uses the first.
ROUTES = ("omnisci", "heavyai")

# Sections of the configuration, and the classes that read them.
SECTIONS = {
    "HeavyAISessionManager": "OmniSciSessionManager",
    "HeavyAIConfig": "OmniSciConfig",
    "HeavyAIConnections": "OmniSciConnections",
}

# Where HEAVY.AI's webserver and its package olio store the session, below Jupyter's root folder or
# the home.
SESSION_FILES = (".jupyterscratch/.omniscisession", ".jupyterscratch/.heavyaisession")

# Environment variables for protocol, host and port; server/settings/product-names.ts has them too.
VARIABLES = (
    ("OMNISCI_PROTOCOL", "OMNISCI_HOST", "OMNISCI_PORT"),
    ("HEAVYAI_PROTOCOL", "HEAVYAI_HOST", "HEAVYAI_PORT"),
)


def choose_variables(
    configured: tuple[str, ...], environment: Mapping[str, str]
) -> tuple[str, ...]:
    """
    Those configured; or, where these are the default and none is set, those of HEAVY.AI if any is.
    """
    usual, other = VARIABLES
    if configured == usual and not any(map(environment.get, usual)):
        return other if any(map(environment.get, other)) else usual
    return configured
