"""Small tables in, rows of the rate table out, worked out by hand: see README.md here."""
