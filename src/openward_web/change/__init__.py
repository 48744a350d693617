"""What a ward does differently: practices, how often, how well, and what happened."""
