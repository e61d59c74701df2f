"""Names of OmniSci that HEAVY.AI, as it is called since 2022, has others for: both are accepted."""

# Below the base URL; the first is what the extension itself asks.
ROUTES = ("omnisci", "heavyai")

# Sections of the configuration, and the classes that read them.
SECTIONS = {
    "HeavyAISessionManager": "OmniSciSessionManager",
    "HeavyAIConfig": "OmniSciConfig",
    "HeavyAIConnections": "OmniSciConnections",
}

# Where HEAVY.AI's webserver and its package olio keep the session, below the folder that Jupyter
# shows or the home.
SESSION_FILES = (".jupyterscratch/.omniscisession", ".jupyterscratch/.heavyaisession")
