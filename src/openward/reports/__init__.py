"""The monthly report of a ward, a board or a ministry: from a rate table to sentences and pages.

Every sentence follows from a number by a stated rule; nothing is said of a cause, nobody is ranked,
and the goal is zero. `trend` judges, `sentences` words, `report` puts together, `page` prints.
"""
