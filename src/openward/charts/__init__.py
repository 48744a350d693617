"""Charts: a result dataclass becomes a Vega-Lite specification, an SVG or PNG, and a table.

A specification is a plain dictionary made by a small function; see docs/adr/0003. Nothing here
judges: the only line with a meaning is the goal, zero.
"""
