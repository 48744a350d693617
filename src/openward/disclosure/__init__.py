"""Disclosure control: no publication can be turned back into a person.

Applied last, in one place, to everything that leaves the ward team. Small numbers are hidden, then
as many others as it takes that nobody can subtract their way back; what is left is rounded so that
totals still add up, and a file of releases keeps one table from undoing another.
"""
