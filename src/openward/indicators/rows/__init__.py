"""Sets of rows that counting rules count: one file for each part of the register."""
