"""What the law asks while a measure lasts: dated rules, and what follows from them.

`docs/law-files.md` is the specification: how rules are written and how each clock runs.
"""
