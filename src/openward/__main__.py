"""`python -m openward` is the command `openward`."""

from openward.cli.main import run

run()
