"""OpenWard: the core. Pure Python, no Django, no clock, no network."""

__version__ = "0.1.0"
