"""OpenWard on the web: one Django app per piece of work that people do."""
