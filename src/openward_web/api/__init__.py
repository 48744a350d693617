"""The API: the same actions and selectors as the pages, for other systems of the service."""
