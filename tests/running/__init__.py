"""OpenWard as it really runs: an installation of its own, gunicorn, and clients over HTTP."""
