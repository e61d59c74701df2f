"""Names of OmniSci for which HEAVY.AI, its name since 2022, has its own: both are accepted."""

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
