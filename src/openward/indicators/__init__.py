"""One register, many official counting rules."""
