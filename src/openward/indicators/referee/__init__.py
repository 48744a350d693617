"""The referee: every counting rule once more, in plain Python, small, obvious and slow.

It shares no code with the engine, so that the two can disagree. It is `--engine reference`.
"""

from openward.indicators.referee.rules import RULES
from openward.indicators.referee.table import rates

__all__ = ["RULES", "rates"]
