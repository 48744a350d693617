"""The path of a country to zero: its steps, what is known beside them, and what is not."""
