"""The own plan of a person: its parts, who reads which of them, when it is looked at again."""
