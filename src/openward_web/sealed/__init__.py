"""Messages of a person to somebody outside the service, which the service cannot read."""
