"""The path of a country to zero: its steps as reviewed data, and returns of hospitals."""
