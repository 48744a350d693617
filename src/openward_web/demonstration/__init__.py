"""A service that does not exist, to try OpenWard on: two facilities, six wards, two years."""
