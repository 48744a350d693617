"""Did the change work? What a good statistician would say, and when nobody can say yet.

Segmented regression on counts with an exposure, comparison wards, staggered starts, exact tests
for few events, and simulation beforehand. Pure: no clock, no network; seeds are passed in.
"""
