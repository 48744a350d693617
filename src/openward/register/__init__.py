"""What happened: the dataset as frozen dataclasses and table schemas that refuse nonsense."""
