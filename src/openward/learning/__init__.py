"""Learning after an incident: when a talk is offered, and offered again."""
