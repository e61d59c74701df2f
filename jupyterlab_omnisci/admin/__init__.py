"""`jupyter omnisci`: the commands of whoever looks after a Jupyter server. The server imports none."""
