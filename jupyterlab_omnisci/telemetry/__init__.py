"""Tells Jupyter's event system and its Prometheus metrics what the sidecar does."""
