"""The rate table: the narrow waist through which every figure flows.

A long table of (indicator, area, period, stratum, numerator, denominator, status). All that is
drawn, tested, published or exchanged is made from it, so public figures and our own register go
through the same code.
"""
