"""Questionnaires on how it was: which there are, what may be shipped of them, and their scores.

A register, no scoring of persons: what somebody filled in is kept as instrument, version, score,
rater and day. Nothing here says what a score means for a person.
"""
