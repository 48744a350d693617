"""Colours and font of every chart, in one place.

Series colours differ in lightness as well as in hue, so that they stay apart for people who do not
see red or green; a chart never tells two things apart by colour alone. No colour says good or bad.
"""

from __future__ import annotations

BACKGROUND = "#ffffff"
TEXT = "#212b32"
QUIET_TEXT = "#4c6272"
#: Decoration only: no information hangs on a grid line.
GRID = "#e3e7ea"

GOAL = "#212b32"
REFERENCE = "#4c6272"
BREAK = "#4c6272"

DOTS = "#0b3f66"
HIGHLIGHT = "#c25400"
#: One colour for each series of a chart, at most four.
SERIES = ("#0b3f66", "#c25400", "#3d8fc4", "#5c2a12")

#: Dots in a crowd may be seen through; one dot alone on white still has a contrast of 3:1.
CROWD_OPACITY = 0.6

#: On every machine, measured like the fonts that the renderer carries; nothing is fetched.
FONT = "Arial, Helvetica, sans-serif"
