"""Services that do not exist: whole datasets with a known truth, for trying things out."""
