"""What a ward can do differently, what is known of it, and cards that carry it elsewhere."""
