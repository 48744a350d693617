"""A second, independent reading of `docs/law-files.md`: it looks at every minute of a timeline.

It is slow and plain on purpose, and shares no line with `openward.law`.
"""
