"""Measurements, each against a yardstick in the same run: `make bench`."""
